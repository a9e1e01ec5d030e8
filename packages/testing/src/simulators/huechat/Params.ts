/** Queries and bodies as the vendor reads them: JSON objects or multipart forms, whose names are flat and whose values are text. */
import { Effect, Predicate } from "effect"
import type { HttpServerRequest } from "effect/http"
import { isForm, readForm, type Upload } from "../FormParts.ts"
import type { Hash } from "./Records.ts"
import * as Reply from "./Reply.ts"

export interface Body {
  readonly params: Hash
  readonly files: ReadonlyArray<Upload>
}

const noBody: Body = { params: {}, files: [] }

/** A `DELETE` may have a body: that of a list's members has to. */
export const readBody = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<Body, Reply.Refusal> => {
  if (request.method === "GET") return Effect.succeed(noBody)
  if (!isForm(request)) return Effect.mapError(Effect.flatMap(request.text, parsed), () => Reply.malformedBody)
  return Effect.mapBoth(readForm(request), {
    onFailure: () => Reply.malformedBody,
    onSuccess: ({ fields, files }) => ({ params: Object.fromEntries(fields), files })
  })
}

const parsed = (text: string): Effect.Effect<Body, Reply.Refusal> =>
  text.trim() === ""
    ? Effect.succeed(noBody)
    : Effect.try({ try: (): unknown => JSON.parse(text), catch: () => Reply.malformedBody }).pipe(
        Effect.flatMap((value) =>
          Predicate.isReadonlyObject(value)
            ? Effect.succeed({ params: value as Hash, files: [] })
            : Effect.fail(Reply.malformedBody)
        )
      )

/** A text that says something. */
export const text = (params: Hash, name: string): string | undefined => {
  const value = params[name]
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

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
  if (typeof value === "string") return objectIn(value)
  return Predicate.isReadonlyObject(value) ? (value as Hash) : undefined
}

const objectIn = (json: string): Hash | undefined => {
  try {
    const value: unknown = JSON.parse(json)
    return Predicate.isReadonlyObject(value) ? (value as Hash) : undefined
  } catch {
    return undefined
  }
}

export const objects = (params: Hash, name: string): ReadonlyArray<Hash> | undefined => {
  const value = params[name]
  return Array.isArray(value) && value.every(Predicate.isReadonlyObject) ? (value as ReadonlyArray<Hash>) : undefined
}

export const texts = (params: Hash, name: string): ReadonlyArray<string> | undefined => {
  const value = params[name]
  return Array.isArray(value) && value.every(Predicate.isString) ? value : undefined
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
  const known = words.find((word) => word === value)
  return known === undefined
    ? Effect.fail(Reply.invalid(name, `${name} must be one of ${words.join("/")}`))
    : Effect.succeed(known)
}

export const requiredText = (params: Hash, name: string): Effect.Effect<string, Reply.Refusal> => {
  const value = text(params, name)
  return value === undefined ? Effect.fail(Reply.required(name)) : Effect.succeed(value)
}

export const requiredInteger = (params: Hash, name: string): Effect.Effect<number, Reply.Refusal> => {
  const value = integer(params, name)
  return value === undefined ? Effect.fail(Reply.required(name)) : Effect.succeed(value)
}

/** The parameters of a query; of one that is repeated, the last. Blank ones are none. */
export const queryOf = (query: URLSearchParams): Hash =>
  Object.fromEntries([...query].filter(([, value]) => value.trim() !== ""))
