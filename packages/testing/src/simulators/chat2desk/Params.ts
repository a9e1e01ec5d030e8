/** Requests as the vendor reads them: every parameter may come in the query, as JSON or as a form, and a number may come as text. */
import { Effect } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import { type JsonObject, readJsonObject } from "../JsonObjects.ts"
import * as Reply from "./Reply.ts"
import { startOfDay, withinDays } from "./Times.ts"

export { object } from "../JsonObjects.ts"

export type Params = JsonObject

/** The body's parameters, and those of the query where both have one. `undefined` for a body that is neither JSON nor a form. */
export const readParams = (
  request: HttpServerRequest.HttpServerRequest,
  query: URLSearchParams
): Effect.Effect<Params | undefined> => {
  const inQuery = Object.fromEntries(query)
  if (request.method === "GET") return Effect.succeed(inQuery)
  const isForm = (request.headers["content-type"] ?? "").includes("x-www-form-urlencoded")
  return Effect.map(isForm ? readUrlEncoded(request) : readJsonObject(request), (inBody) =>
    inBody === undefined ? undefined : { ...inBody, ...inQuery }
  )
}

/** Text that says something, or a number written out. */
export const text = (params: Params, name: string): string | undefined => {
  const value = params[name]
  if (typeof value === "number") return String(value)
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

export const requiredText = (params: Params, name: string): Effect.Effect<string, Reply.Refusal> =>
  Reply.orRefuse(text(params, name), Reply.missing(name))

/** `undefined` where it is absent, refused where it is no whole number. */
export const integer = (
  params: Params,
  name: string,
  error?: string
): Effect.Effect<number | undefined, Reply.Refusal> => {
  const value = text(params, name)
  if (value === undefined) return Effect.succeed(undefined)
  return /^\d+$/.test(value) ? Effect.succeed(Number(value)) : Reply.refused(Reply.notNumeric(name, error))
}

export const requiredInteger = (params: Params, name: string): Effect.Effect<number, Reply.Refusal> =>
  Effect.flatMap(integer(params, name), (value) => Reply.orRefuse(value, Reply.missing(name)))

/** `true`, `false`, and both as text, as the vendor's samples write them. */
export const flag = (params: Params, name: string, otherwise: boolean): boolean => {
  const value = params[name]
  return value === undefined || value === null || value === "" ? otherwise : String(value) === "true"
}

export const list = (params: Params, name: string): ReadonlyArray<unknown> | undefined => {
  const value = params[name]
  return Array.isArray(value) ? value : undefined
}

export const integers = (params: Params, name: string): ReadonlyArray<number> | undefined => {
  const values = list(params, name)?.map(Number)
  return values?.every(Number.isInteger) === true ? values : undefined
}

const defaultLimit = 20
const maximalLimit = 200

export const limitOf = (params: Params): Effect.Effect<number, Reply.Refusal> =>
  // That more than the maximum is cut and not refused is inferred.
  Effect.map(integer(params, "limit"), (limit = defaultLimit) => Math.min(limit, maximalLimit))

export const orderOf = (params: Params): Effect.Effect<"asc" | "desc", Reply.Refusal> => {
  const order = text(params, "order") ?? "asc"
  return order === "asc" || order === "desc"
    ? Effect.succeed(order)
    : Reply.refused(Reply.invalid("order", "Only 'asc' or 'desc' are allowed.", "invalid_filter_and_sorting_params"))
}

/** Rows of ascending id as a list: ordered, cut by `limit` and `offset`, with how many there are in all. */
export const pageOf = Effect.fnUntraced(function* <Row>(
  params: Params,
  rows: ReadonlyArray<Row>,
  render: (row: Row) => unknown
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, Reply.Refusal> {
  const limit = yield* limitOf(params)
  const offset = (yield* integer(params, "offset", "invalid_filter_and_sorting_params")) ?? 0
  const order = yield* orderOf(params)
  const ordered = order === "asc" ? rows : rows.toReversed()
  return Reply.json({
    data: ordered.slice(offset, offset + limit).map(render),
    meta: { total: rows.length, limit, offset },
    status: "success"
  })
})

/** `start_date` and `finish_date`, both days included; that they are days of UTC is inferred. */
export const daysOf = Effect.fnUntraced(function* (
  params: Params
): Effect.fn.Return<(time: number) => boolean, Reply.Refusal> {
  return withinDays(yield* dayOf(params, "start_date"), yield* dayOf(params, "finish_date"))
})

const dayOf = (params: Params, name: string): Effect.Effect<number | undefined, Reply.Refusal> => {
  const value = text(params, name)
  if (value === undefined) return Effect.succeed(undefined)
  return Reply.orRefuse(
    startOfDay(value),
    Reply.invalid(name, "Parameter must be in DD-MM-YYYY format", "invalid_filter_and_sorting_params")
  )
}

const readUrlEncoded = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<Params | undefined> =>
  Effect.match(request.text, {
    onFailure: () => undefined,
    onSuccess: (text) => Object.fromEntries(new URLSearchParams(text))
  })
