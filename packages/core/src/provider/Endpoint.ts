/**
 * Building blocks for a vendor's `HttpApi` files: how a reply is declared and what the HTTP pipeline must know of an endpoint.
 *
 * Wire schemas describe what the vendor sends and never transform it. A reply is therefore checked *in place*: the value that a
 * client method returns is the vendor's own JSON object, with every key the vendor sent, typed as far as it is documented.
 */
import { Context, Effect, Schema, SchemaGetter } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { SchemaJITCompiler } from "effect/schema"

/** What the pipeline (`VendorCall`) obeys for one endpoint. */
export interface CallPolicyShape {
  /** Names of the provider's limits (`Limits`) that a call draws on, one unit of each. */
  readonly limits?: ReadonlyArray<string>
  /**
   * Whether a call may be sent again after an outcome that nobody knows. Default: GET and HEAD are `safe`, the rest `unsafe`.
   * `keyed`: only when the request carries an idempotency key that the vendor honours.
   */
  readonly repeat?: "safe" | "unsafe" | "keyed"
  /** Set on an endpoint that the vendor documents by mistake; says what is wrong. Dragoman never calls it. */
  readonly erratum?: string
}

/** The annotation under which an endpoint or a whole group carries its {@link CallPolicyShape}. */
export class CallPolicy extends Context.Service<CallPolicy, CallPolicyShape>()("@dragoman/core/provider/CallPolicy") {}

/** Annotates an endpoint: `HttpApiEndpoint.get(...).annotateMerge(callPolicy({ limits: ["contactSearch"] }))`. */
export const callPolicy = (policy: CallPolicyShape): Context.Context<CallPolicy> => Context.make(CallPolicy, policy)

/**
 * The schema itself as a reply: the decoded value is the very object that was received (unknown keys kept, nothing copied), once it
 * has been found to fit. A reply that does not fit fails with the issues of `wire`, path and all.
 */
export const inPlace = <S extends Schema.Constraint & { readonly DecodingServices: never }>(wire: S) => {
  SchemaJITCompiler.enable(wire.ast)
  const fits = Schema.is(wire as unknown as Schema.Schema<S["Type"]>)
  const explain = Schema.decodeUnknownEffect(wire as unknown as Schema.Codec<S["Type"]>, { errors: "all" })
  const check: InPlaceCheck = (json) => (fits(json) ? Effect.succeed(json) : explain(json))
  return Schema.declare<S["Type"]>(fits, {
    [inPlaceCheck]: check,
    toCodecJson: () =>
      Schema.link<S["Type"]>()(Schema.Unknown, {
        decode: SchemaGetter.transformEffect((json: unknown) => Effect.mapError(check(json), (error) => error.issue)),
        encode: SchemaGetter.transform((value) => value)
      })
  })
}

/** The annotation under which {@link inPlace} leaves its check for `ReplyReader`. */
export const inPlaceCheck = "@dragoman/core/provider/inPlace"

/** Answers the JSON itself, or says what does not fit. */
export type InPlaceCheck = (json: unknown) => Effect.Effect<unknown, Schema.SchemaError>

/**
 * The success of an endpoint that answers JSON. Vendors answer 200, 201 or 202 for the same thing, whatever their documentation
 * says, so each of them is a success.
 */
export const ok = <S extends Schema.Constraint & { readonly DecodingServices: never }>(wire: S) => {
  const reply = inPlace(wire)
  return [reply, reply.pipe(HttpApiSchema.status(201)), reply.pipe(HttpApiSchema.status(202))] as const
}

/** The annotation of a reply that says nothing, for `ReplyReader`. */
export const saysNothing = "@dragoman/core/provider/saysNothing"

const ignored = Schema.String.annotate({ [saysNothing]: true }).pipe(HttpApiSchema.asText())

/** The success of an endpoint whose reply says nothing: an empty body or any text, under any of the usual 2xx. */
export const done = [
  HttpApiSchema.NoContent,
  ignored,
  ignored.pipe(HttpApiSchema.status(201)),
  ignored.pipe(HttpApiSchema.status(202))
] as const
