/** Queries and bodies as the vendor reads them: JSON bodies, times in milliseconds, pages from 1 of at most 100. */
import { Effect, Predicate } from "effect"
import type { HttpServerRequest } from "effect/http"
import { type Platform, platforms } from "./Records.ts"
import * as Reply from "./Reply.ts"

export type JsonObject = Readonly<Record<string, unknown>>

/** A body that is a JSON object; none at all is an empty one. `undefined` for anything else. */
export const readJson = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<JsonObject | undefined> =>
  request.method === "GET" || request.method === "DELETE"
    ? Effect.succeed({})
    : request.text.pipe(
        Effect.map((text): JsonObject | undefined => {
          const value: unknown = text.trim() === "" ? {} : JSON.parse(text)
          return Predicate.isReadonlyObject(value) ? value : undefined
        }),
        Effect.catchCause(() => Effect.succeed(undefined))
      )

/** A text that says something; blanks do not. */
export const text = (source: JsonObject, name: string): string | undefined => {
  const value = source[name]
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

export const object = (source: JsonObject, name: string): JsonObject | undefined => {
  const value = source[name]
  return Predicate.isReadonlyObject(value) ? value : undefined
}

/** The objects of a list; `undefined` when it is no list of objects. */
export const objects = (source: JsonObject, name: string): ReadonlyArray<JsonObject> | undefined => {
  const value = source[name]
  return Array.isArray(value) && value.every(Predicate.isReadonlyObject) ? value : undefined
}

export const texts = (source: JsonObject, name: string): ReadonlyArray<string> | undefined => {
  const value = source[name]
  return Array.isArray(value) && value.every(Predicate.isString) ? value : undefined
}

/** A platform of the documented spelling; `undefined` where it is absent or unknown. */
export const platform = (value: string | null | undefined): Platform | undefined =>
  platforms.find((one) => one === value)

/** A query parameter; a blank one is none. */
export const parameter = (query: URLSearchParams, name: string): string | undefined => {
  const value = query.get(name)
  return value === null || value.trim() === "" ? undefined : value
}

export const requiredParameter = (query: URLSearchParams, name: string): Effect.Effect<string, Reply.Refusal> => {
  const value = parameter(query, name)
  return value === undefined ? Reply.refused(Reply.missingParameter) : Effect.succeed(value)
}

export const requiredPlatform = (value: string | undefined): Effect.Effect<Platform, Reply.Refusal> => {
  if (value === undefined) return Reply.refused(Reply.missingParameter)
  const known = platform(value)
  return known === undefined ? Reply.refused(Reply.invalidPlatform(value)) : Effect.succeed(known)
}

const sevenDays = 7 * 24 * 60 * 60 * 1000

/** A half-open window of milliseconds. `maximum` is what the documentation allows: seven days, or any length. */
export const requiredWindow = Effect.fnUntraced(function* (
  query: URLSearchParams,
  [after, before]: readonly [after: string, before: string],
  maximum: "seven-days" | "any" = "seven-days"
): Effect.fn.Return<(time: number) => boolean, Reply.Refusal> {
  const from = yield* milliseconds(query, after)
  const until = yield* milliseconds(query, before)
  if (until < from) return yield* Reply.refused(Reply.invalidParameters(`${before} must not be before ${after}.`))
  if (maximum === "seven-days" && until - from > sevenDays) {
    return yield* Reply.refused(
      Reply.invalidParameters(`The date range between ${after} and ${before} cannot exceed 7 days.`)
    )
  }
  return (time) => time >= from && time < until
})

const milliseconds = Effect.fnUntraced(function* (query: URLSearchParams, name: string) {
  const value = yield* requiredParameter(query, name)
  return /^\d+$/.test(value)
    ? Number(value)
    : yield* Reply.refused(Reply.coded(400, "MISMATCH_TYPE", `${name} must be a number`))
})

export interface Page {
  readonly page: number
  readonly pageSize: number
}

export const pageOf = Effect.fnUntraced(function* (
  query: URLSearchParams,
  defaultSize = 20
): Effect.fn.Return<Page, Reply.Refusal> {
  const page = Number(parameter(query, "page") ?? 1)
  const pageSize = Number(parameter(query, "pageSize") ?? defaultSize)
  if (!Number.isInteger(page) || page < 1) {
    return yield* Reply.refused(Reply.invalidParameters("page must be greater than or equal to 1"))
  }
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) {
    return yield* Reply.refused(Reply.invalidParameters("pageSize must be between 1 and 100"))
  }
  return { page, pageSize }
})

export const slice = <Row>(rows: ReadonlyArray<Row>, { page, pageSize }: Page): ReadonlyArray<Row> =>
  rows.slice((page - 1) * pageSize, page * pageSize)

/** The usual list: a page under `content`, and how many there are in all. */
export const pageBody = <Row>(rows: ReadonlyArray<Row>, page: Page, render: (row: Row) => unknown) => ({
  content: slice(rows, page).map(render),
  totalElements: rows.length
})
