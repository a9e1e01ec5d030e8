/**
 * A set of routes as an `HttpClient`: no port, no sockets, the same fiber runtime, so that `TestClock` governs time-outs, retries and
 * rate limits. It does not follow redirects and it does not resolve names: every host answers.
 *
 * @example
 * const client = InProcess.layer(HttpRouter.add("GET", "/ping", HttpServerResponse.text("pong")))
 */
import { Cause, Effect, Layer, type Scope } from "effect"
import {
  HttpClient,
  HttpClientError,
  type HttpClientRequest,
  HttpRouter,
  HttpServer,
  HttpServerError,
  HttpServerRequest,
  HttpServerResponse
} from "effect/http"
import { ConnectionDropped } from "./Faults.ts"

/**
 * Answers every request of the `HttpClient` it provides from `routes` (what `HttpRouter.add`, `addAll` and `HttpApiBuilder.layer` make).
 * Services that handlers need are needed by this layer; a file system is not there.
 */
export const layer = <A, E, R>(routes: Layer.Layer<A, E, R>) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.gen(function* () {
      const app = yield* HttpRouter.toHttpEffect(routes)
      const services = yield* Effect.context<NeededByRequests<R>>()
      return fromHttpEffect(Effect.provideContext(app, services))
    })
  ).pipe(Layer.provide(HttpServer.layerServices))

/** The same for one `Effect` that answers requests, such as `router.asHttpEffect()`. */
export const fromHttpEffect = (app: HttpApp): HttpClient.HttpClient =>
  HttpClient.make((request) =>
    app.pipe(
      Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromClientRequest(request)),
      Effect.scoped,
      Effect.catchCause((cause) => answerOf(cause, request)),
      Effect.map((response) => HttpServerResponse.toClientResponse(response, { request }))
    )
  )

/** A client whose every call fails as if nobody listened: for simulators whose webhooks nobody receives. */
export const layerUnreachable: Layer.Layer<HttpClient.HttpClient> = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) => Effect.fail(transportError(request, "nobody listens")))
)

/** An application as `HttpRouter` makes it. */
export type HttpApp = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  unknown,
  HttpServerRequest.HttpServerRequest | Scope.Scope
>

type NeededByRequests<R> = HttpRouter.Request.Only<"Requires", R> | HttpRouter.Request.Only<"GlobalRequires", R>

const answerOf = (
  cause: Cause.Cause<unknown>,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<HttpServerResponse.HttpServerResponse, HttpClientError.HttpClientError> => {
  if (cause.reasons.some((reason) => Cause.isDieReason(reason) && reason.defect instanceof ConnectionDropped)) {
    return Effect.fail(transportError(request, "the connection was dropped"))
  }
  if (Cause.hasInterruptsOnly(cause)) return Effect.interrupt
  return Effect.map(HttpServerError.causeResponse(cause), ([response]) => response)
}

const transportError = (request: HttpClientRequest.HttpClientRequest, description: string) =>
  new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description }) })
