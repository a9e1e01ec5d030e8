/** Requests as the vendor reads them: every parameter may come in the query, as JSON or as a form, and a number may come as text. */
import { Effect, Predicate } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import * as Reply from "./Reply.ts"
import { startOfDay, withinDays } from "./Times.ts"

export type Params = Readonly<Record<string, unknown>>

/** The body's parameters, and those of the query where both have one. `undefined` for a body that is neither JSON nor a form. */
export const readParams = (
  request: HttpServerRequest.HttpServerRequest,
  query: URLSearchParams
): Effect.Effect<Params | undefined> => {
  const inQuery = Object.fromEntries(query)
  if (request.method === "GET") return Effect.succeed(inQuery)
  const isForm = (request.headers["content-type"] ?? "").includes("x-www-form-urlencoded")
  return request.text.pipe(
    Effect.map((text): Params | undefined => {
      if (isForm) return { ...Object.fromEntries(new URLSearchParams(text)), ...inQuery }
      const body: unknown = text.trim() === "" ? {} : JSON.parse(text)
      return Predicate.isReadonlyObject(body) ? { ...body, ...inQuery } : undefined
    }),
    Effect.catchCause(() => Effect.succeed(undefined))
  )
}

/** Text that says something, or a number written out. */
export const text = (params: Params, name: string): string | undefined => {
  const value = params[name]
  if (typeof value === "number") return String(value)
  return typeof value === "string" && value.trim() !== "" ? value : undefined
}

export const requiredText = (params: Params, name: string): Effect.Effect<string, Reply.Refusal> => {
  const value = text(params, name)
  return value === undefined ? Reply.refused(Reply.missing(name)) : Effect.succeed(value)
}

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
  Effect.flatMap(integer(params, name), (value) =>
    value === undefined ? Reply.refused(Reply.missing(name)) : Effect.succeed(value)
  )

/** `true`, `false`, and both as text, as the vendor's samples write them. */
export const flag = (params: Params, name: string, otherwise: boolean): boolean => {
  const value = params[name]
  return value === undefined || value === null || value === "" ? otherwise : String(value) === "true"
}

export const object = (params: Params, name: string): Params | undefined => {
  const value = params[name]
  return Predicate.isReadonlyObject(value) ? value : undefined
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
  const start = startOfDay(value)
  return start === undefined
    ? Reply.refused(Reply.invalid(name, "Parameter must be in DD-MM-YYYY format", "invalid_filter_and_sorting_params"))
    : Effect.succeed(start)
}
