/** Queries and bodies as the vendor reads them: JSON bodies, times in milliseconds, pages from 1 of at most 100. */
import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import { type JsonObject, readJsonObject } from "../JsonObjects.ts"
import { day } from "../Milliseconds.ts"
import { type Platform, platforms } from "./Records.ts"
import * as Reply from "./Reply.ts"

export { type JsonObject, object, objects, text, texts } from "../JsonObjects.ts"

/** A body that is a JSON object; `undefined` for anything else. */
export const readJson = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<JsonObject | undefined> =>
  request.method === "GET" || request.method === "DELETE" ? Effect.succeed({}) : readJsonObject(request)

/** A platform of the documented spelling; `undefined` where it is absent or unknown. */
export const platform = (value: string | null | undefined): Platform | undefined =>
  platforms.find((one) => one === value)

/** A query parameter; a blank one is none. */
export const parameter = (query: URLSearchParams, name: string): string | undefined => {
  const value = query.get(name)
  return value === null || value.trim() === "" ? undefined : value
}

export const requiredParameter = (query: URLSearchParams, name: string): Effect.Effect<string, Reply.Refusal> =>
  Reply.orRefuse(parameter(query, name), Reply.missingParameter)

export const requiredPlatform = (value: string | undefined): Effect.Effect<Platform, Reply.Refusal> => {
  if (value === undefined) return Reply.refused(Reply.missingParameter)
  return Reply.orRefuse(platform(value), Reply.invalidPlatform(value))
}

/** A half-open window of milliseconds. `maximum` is what the documentation allows: seven days, or any length. */
export const requiredWindow = Effect.fnUntraced(function* (
  query: URLSearchParams,
  [after, before]: readonly [after: string, before: string],
  maximum: "seven-days" | "any" = "seven-days"
): Effect.fn.Return<(time: number) => boolean, Reply.Refusal> {
  const from = yield* milliseconds(query, after)
  const until = yield* milliseconds(query, before)
  if (until < from) return yield* Reply.refused(Reply.invalidParameters(`${before} must not be before ${after}.`))
  if (maximum === "seven-days" && until - from > 7 * day) {
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
