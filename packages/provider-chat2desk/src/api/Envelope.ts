/**
 * What Chat2Desk wraps its replies in, and how to unwrap them: `{ data, meta?, status }`.
 *
 * The documentation prints many replies without it, as Python values; clients in production read `.data` of the same ones, and two
 * lists really are bare (chat2desk-wire B3). So where the documentation shows the naked thing, both are read.
 */
import { Schema } from "effect"
import { maybe } from "./Wire.ts"

/** How long a list is, and which part of it this is. */
export const Meta = Schema.Struct({
  total: maybe(Schema.Number),
  limit: maybe(Schema.Number),
  offset: maybe(Schema.Number)
})
export type Meta = typeof Meta.Type

/** `{ data, meta?, status }` around something. */
export const enveloped = <S extends Schema.Constraint>(data: S) =>
  Schema.Struct({ data, meta: maybe(Meta), status: maybe(Schema.String) })

/** A list in its envelope. */
export const listOf = <S extends Schema.Constraint>(row: S) => enveloped(Schema.Array(row))

/** A list in its envelope, or by itself. */
export const listOrBare = <S extends Schema.Constraint>(row: S) => Schema.Union([listOf(row), Schema.Array(row)])

/** One thing in its envelope, or by itself. */
export const oneOrBare = <S extends Schema.Constraint>(row: S) => Schema.Union([enveloped(row), row])

/** One thing in its envelope, which may be a list of just that one. */
export const oneOrListed = <S extends Schema.Constraint>(row: S) => enveloped(Schema.Union([row, Schema.Array(row)]))

/** A reply that says that it was done: `{ "status": "success" }`, with `data` that says no more, or nothing at all. */
export const Done = Schema.Struct({ data: Schema.optionalKey(Schema.Unknown), status: maybe(Schema.String) })

type Enveloped<Data> = { readonly data: Data; readonly meta?: Meta | null }

/** The rows of a list, however it came. */
export const rowsOf = <Row>(reply: Enveloped<ReadonlyArray<Row>> | ReadonlyArray<Row>): ReadonlyArray<Row> =>
  "data" in reply ? reply.data : reply

/** How many rows there are on all pages, where the reply tells it. */
export const totalOf = (reply: Enveloped<unknown> | ReadonlyArray<unknown>): number | undefined =>
  "data" in reply ? (reply.meta?.total ?? undefined) : undefined

/** The one thing of a reply, in its envelope or not. */
export const dataOf = <Data extends object>(reply: Enveloped<Data> | Data): Data =>
  "data" in reply ? (reply as Enveloped<Data>).data : (reply as Data)

/** The one thing of a reply that may be in a list. */
export const firstOf = <Row>(reply: Enveloped<Row | ReadonlyArray<Row>>): Row | undefined =>
  Array.isArray(reply.data) ? reply.data[0] : (reply.data as Row)
