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

/** What `HttpRouter.add`, `addAll` and `HttpApiBuilder.layer` make. */
export type Routes<E, R> = Layer.Layer<never, E, R>

/** Answers every request of the `HttpClient` it provides from `routes`. */
export const layer = <E, R>(
  routes: Routes<E, R>
): Layer.Layer<
  HttpClient.HttpClient,
  HttpRouter.Request.Without<E>,
  Exclude<Exclude<HttpRouter.Request.Without<R>, HttpServices>, HttpRouter.HttpRouter | Scope.Scope>
> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpRouter.toHttpEffect(routes), (app) => fromHttpEffect(app as HttpApp))
  ).pipe(Layer.provide(HttpServer.layerServices)) as never

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

type HttpServices = Layer.Success<typeof HttpServer.layerServices>

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
