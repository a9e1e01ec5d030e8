/** Queries and bodies as the vendor reads them: JSON objects or multipart forms, whose names are flat and whose values are text. */
import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import { type FormPart, isForm, isUpload, readForm, type Upload } from "../FormParts.ts"
import * as JsonObjects from "../JsonObjects.ts"
import type { Hash } from "./Records.ts"
import * as Reply from "./Reply.ts"

export { objects, text, texts } from "../JsonObjects.ts"

export interface Body {
  readonly params: Hash
  readonly files: ReadonlyArray<Upload>
}

/** A `DELETE` may have a body: that of a list's members has to. */
export const readBody = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<Body, Reply.Refusal> => {
  if (request.method === "GET") return Effect.succeed({ params: {}, files: [] })
  if (isForm(request))
    return Effect.mapBoth(readForm(request), { onFailure: () => Reply.malformedBody, onSuccess: formBody })
  return Effect.flatMap(JsonObjects.readJsonObject(request), (params) =>
    params === undefined ? Effect.fail(Reply.malformedBody) : Effect.succeed({ params, files: [] })
  )
}

const formBody = (parts: ReadonlyArray<FormPart>): Body => ({
  params: Object.fromEntries(parts.filter(([, value]) => !isUpload(value))),
  files: parts.flatMap(([, value]) => (isUpload(value) ? value : []))
})

/** Numbers of forms and queries come as text. */
export const integer = (params: Hash, name: string): number | undefined => {
  const value = params[name]
  if (typeof value === "string") return /^-?\d+$/.test(value) ? Number(value) : undefined
  return Number.isInteger(value) ? (value as number) : undefined
}

export const number = (params: Hash, name: string): number | undefined => {
  const value = params[name]
  return typeof value === "number" && Number.isFinite(value) ? value : undefined
}

export const isTrue = (params: Hash, name: string): boolean => params[name] === true || params[name] === "true"

/** An object; of forms, its JSON. */
export const object = (params: Hash, name: string): Hash | undefined => {
  const value = params[name]
  return typeof value === "string" ? JsonObjects.toJsonObject(value) : JsonObjects.object(params, name)
}

export const integers = (params: Hash, name: string): ReadonlyArray<number> | undefined => {
  const value = params[name]
  return Array.isArray(value) && value.every((one) => Number.isInteger(one)) ? value : undefined
}

/** An ISO 8601 time in milliseconds: `null` when it is cleared, `undefined` when it is not told, a refusal when it is neither. */
export const moment = (params: Hash, name: string): Effect.Effect<number | null | undefined, Reply.Refusal> => {
  const value = params[name]
  if (value === undefined || value === null) return Effect.succeed(value)
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN
  return Number.isNaN(milliseconds)
    ? Effect.fail(Reply.invalid(name, `${name} must be an ISO 8601 datetime`))
    : Effect.succeed(milliseconds)
}

/** One of the words, `undefined` when it is not told. */
export const oneOf = <Word extends string>(
  params: Hash,
  name: string,
  words: ReadonlyArray<Word>
): Effect.Effect<Word | undefined, Reply.Refusal> => {
  const value = params[name]
  if (value === undefined || value === null) return Effect.succeed(undefined)
  return Reply.orRefuse(
    words.find((word) => word === value),
    Reply.invalid(name, `${name} must be one of ${words.join("/")}`)
  )
}

export const requiredText = (params: Hash, name: string): Effect.Effect<string, Reply.Refusal> =>
  Reply.orRefuse(JsonObjects.text(params, name), Reply.required(name))

export const requiredInteger = (params: Hash, name: string): Effect.Effect<number, Reply.Refusal> =>
  Reply.orRefuse(integer(params, name), Reply.required(name))

/** The parameters of a query; of one that is repeated, the last. Blank ones are none. */
export const queryOf = (query: URLSearchParams): Hash =>
  Object.fromEntries([...query].filter(([, value]) => value.trim() !== ""))
