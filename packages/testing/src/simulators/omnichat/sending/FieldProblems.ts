/** What can be wrong with one field of a WhatsApp message, in Meta's words. */
import { Predicate } from "effect"
import type { Refusal } from "../Reply.ts"
import { metaError } from "./MetaError.ts"

/** The text is too long, or not there. */
export function* lengthProblems(value: unknown, name: string, maximum: number): Generator<Refusal> {
  if (!Predicate.isString(value) || value.trim() === "") yield missing(name)
  else if (value.length > maximum) yield tooLong(name, maximum)
}

/** For fields that may be absent. */
export function* optionalLengthProblems(value: unknown, name: string, maximum: number): Generator<Refusal> {
  if (value !== undefined) yield* lengthProblems(value, name, maximum)
}

export const missing = (name: string): Refusal => metaError(131008, `Parameter '${name}' is mandatory.`)
export const invalid = (details: string): Refusal => metaError(131009, details)
const tooLong = (name: string, maximum: number): Refusal =>
  metaError(100, `Param ${name} must be at most ${maximum} characters long.`)
