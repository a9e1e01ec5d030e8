/**
 * The vendor's envelopes (huechat-wire C1), for the replies that the documentation promises without showing them: one thing or rows come bare,
 * under `data`, under `payload`, or, as broadcasts and templates do, under their own name beside `success`.
 *
 * Endpoints with a sample declare the shape of that sample and need none of this.
 */
import { Schema } from "effect"
import { maybe } from "./Wire.ts"

/** What the paged lists of v2 say of their pages. */
export const PageMeta = Schema.Struct({
  total: maybe(Schema.Number),
  page: maybe(Schema.Number),
  per_page: maybe(Schema.Number)
})

/** One thing in any of the envelopes; `name` is the key that is its own. */
export const oneOf = <const Name extends string, S extends Schema.Constraint>(name: Name, thing: S) =>
  Schema.Union([named(name, thing), Schema.Struct({ data: thing }), Schema.Struct({ payload: thing }), thing])

/** Rows in any of the envelopes. */
export const rowsOf = <const Name extends string, S extends Schema.Constraint>(name: Name, row: S) => {
  const rows = Schema.Array(row)
  return Schema.Union([
    named(name, rows),
    Schema.Struct({ data: rows }),
    Schema.Struct({ payload: rows }),
    Schema.Struct({ data: Schema.Struct({ payload: rows }) }),
    rows
  ])
}

/** What an envelope of {@link oneOf} holds, or the thing itself; `name` is also looked for one envelope deeper. */
export const unwrap = <A extends object>(name: string, reply: InEnvelope<A>): A => {
  const found = inside([name, "data", "payload"], reply)
  return inside([name], found) as A
}

/** The rows that an envelope of {@link rowsOf} holds. */
export const unwrapRows = <A>(name: string, reply: RowsInEnvelope<A>): ReadonlyArray<A> => {
  const found = inside([name, "data", "payload"], reply)
  return inside([name, "payload"], found) as ReadonlyArray<A>
}

/** A reply that holds one `A`. */
export type InEnvelope<A> =
  | A
  | { readonly data: A }
  | { readonly payload: A | { readonly [name: string]: A } }
  | { readonly [name: string]: A }

/** A reply that holds rows. */
export type RowsInEnvelope<A> =
  | ReadonlyArray<A>
  | { readonly data: ReadonlyArray<A> | { readonly payload: ReadonlyArray<A> } }
  | { readonly [name: string]: ReadonlyArray<A> }

const named = <const Name extends string, S extends Schema.Constraint>(name: Name, thing: S) =>
  Schema.Struct({ [name]: thing } as { readonly [Key in Name]: S })

/** The object under the first of the keys that has one; what was given, where none has or it is a list. */
const inside = (keys: ReadonlyArray<string>, reply: unknown): unknown => {
  if (typeof reply !== "object" || reply === null || Array.isArray(reply)) return reply
  const envelope = reply as Readonly<Record<string, unknown>>
  const key = keys.find((it) => typeof envelope[it] === "object" && envelope[it] !== null)
  return key === undefined ? reply : envelope[key]
}
