/**
 * Whether JSON fits a wire schema, and if not, where it does not. The check is compiled per schema (never globally) and leaves the value
 * in place: nothing is copied on the way in. The explanation is made only when there is something to explain.
 */
import { Result, Schema, SchemaIssue } from "effect"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"

/** A compiled check and the words for its failure. */
export interface Fit<A> {
  readonly is: (json: unknown) => json is A
  /** What does not fit, as `path: reason` of the first few places, below `at`. Names no value: those may be anybody's. */
  readonly problem: (json: unknown, at?: string) => string
}

/** Schemas with transformations do not belong here: what is checked is used as it came. */
export const fitOf = <A>(schema: Schema.Codec<A>): Fit<A> => {
  SchemaJITCompiler.enable(schema.ast)
  const decode = Schema.decodeUnknownResult(schema, { errors: "all" })
  return {
    is: Schema.is(schema),
    problem: (json, at) =>
      Result.match(decode(json), {
        onSuccess: () => "fits",
        onFailure: (error) =>
          format(error.issue)
            .issues.slice(0, maxIssues)
            .map(({ message, path = [] }) => {
              const place = at === undefined ? path : [at, ...path]
              return place.length === 0 ? message : `${place.join(".")}: ${message}`
            })
            .join("; ")
      })
  }
}

const maxIssues = 5
const format = SchemaIssue.makeFormatterStandardSchemaV1()
