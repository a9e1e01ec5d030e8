/** The receiver as a route of an Effect `HttpRouter`. */
import { Effect, Layer } from "effect"
import * as ByteSize from "effect/ByteSize"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Claims } from "../Claims.ts"
import { make, type Options } from "./Endpoint.ts"
import { incomplete, type ReceiverReply, type ReceiverRequest, type Refusal, tooLarge } from "./Request.ts"
import { splitUrl } from "./WebHandler.ts"

/**
 * Adds `{prefix}/:account` to the router, `/webhooks/:account` by default, for every method. The receiver lives as long as the layer: a
 * client that hangs up does not interrupt the handling of what it delivered.
 */
export const layerRoutes = <R = never>(
  options: Options<R>
): Layer.Layer<never, never, HttpRouter.HttpRouter | Claims | R> => {
  const { prefix = "/webhooks", ...rest } = options
  return Layer.effectDiscard(
    Effect.gen(function* () {
      // The router has matched the prefix already, and knows of prefixes around it that the receiver does not.
      const receiver = yield* make<R>(rest)
      const router = yield* HttpRouter.HttpRouter
      yield* router.add("*", `/${prefix.split("/").filter(Boolean).join("/")}/:account`, (request) =>
        Effect.map(receiver.receive(fromServerRequest(request)), toServerResponse)
      )
    })
  )
}

const fromServerRequest = (request: HttpServerRequest.HttpServerRequest): ReceiverRequest => ({
  method: request.method,
  ...splitUrl(request.url),
  headers: request.headers,
  body: (maxBytes) => readBody(request, maxBytes)
})

const readBody = (request: HttpServerRequest.HttpServerRequest, maxBytes: number): Effect.Effect<Uint8Array, Refusal> =>
  request.arrayBuffer.pipe(
    Effect.provideService(HttpServerRequest.MaxBodySize, ByteSize.bytes(maxBytes)),
    Effect.catch(({ reason }) =>
      Effect.fail(
        reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge" ? tooLarge(maxBytes) : incomplete()
      )
    ),
    // Not every server obeys the limit while it reads.
    Effect.flatMap((body) =>
      body.byteLength > maxBytes ? Effect.fail(tooLarge(maxBytes)) : Effect.succeed(new Uint8Array(body))
    )
  )

const toServerResponse = ({ status, headers, body }: ReceiverReply): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(body, { status, headers })
