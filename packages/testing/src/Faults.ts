/**
 * What goes wrong between a client and a server, on demand: "the next call that matches answers 429", "... is applied but its reply is
 * lost". One middleware serves simulators and users' own routes, in process and on a real server, where a dropped connection destroys
 * the socket. It knows nothing of any vendor: the bodies it answers are those of proxies and of Rails-like defaults.
 *
 * @example
 * const faults = yield* Faults
 * yield* faults.next(rateLimited({ retryAfterSeconds: 7 }), { method: "POST", path: "/contacts" })
 */
import { Context, Data, Duration, Effect, Layer, Option } from "effect"
import { HttpBody, HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"

/** One thing that goes wrong. Made by the constructors below. */
export type Fault =
  | { readonly type: "rate-limited"; readonly retryAfterSeconds?: number; readonly body: string }
  | { readonly type: "server-error"; readonly body: "json" | "html"; readonly status: number }
  | { readonly type: "hang" }
  | { readonly type: "garble" }
  | { readonly type: "drop-before" }
  | { readonly type: "drop-after" }
  | { readonly type: "latency"; readonly duration: Duration.Duration }

/** 429 without applying the call; a `Retry-After` header only when `retryAfterSeconds` is given. */
export const rateLimited = (options: { readonly retryAfterSeconds?: number; readonly body?: string } = {}): Fault => ({
  type: "rate-limited",
  body: options.body ?? "Retry later\n",
  ...(options.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: options.retryAfterSeconds })
})

/** A 5xx (500 by default) without applying the call: the application's own JSON, or a proxy's HTML page. */
export const serverError = (options: { readonly body?: "json" | "html"; readonly status?: number } = {}): Fault => ({
  type: "server-error",
  body: options.body ?? "json",
  status: options.status ?? 500
})

/** Never answers; the call is not applied. It ends when the client gives up. */
export const hang: Fault = { type: "hang" }

/** Applies the call and answers with its status and only the first half of its body. */
export const garble: Fault = { type: "garble" }

/** Drops the connection before the call is applied. */
export const dropBefore: Fault = { type: "drop-before" }

/** Applies the call, then drops the connection instead of answering. */
export const dropAfter: Fault = { type: "drop-after" }

/** Waits before the call is handled as usual. */
export const latency = (duration: Duration.Input): Fault => ({
  type: "latency",
  duration: Duration.fromInputUnsafe(duration)
})

/** Which calls a fault waits for. Absent fields match everything. */
export interface Match {
  readonly method?: string
  /** A string matches anywhere in the path; the query is not looked at. */
  readonly path?: string | RegExp
  /** How many matching calls it happens to. Default: 1. */
  readonly times?: number
}

/** The queue of faults, and the middleware that makes them happen. */
export class Faults extends Context.Service<
  Faults,
  {
    /** Faults wait in the order given; a call takes the first one that matches it, one fault a call. */
    readonly next: (fault: Fault, match?: Match) => Effect.Effect<void>
    /** Forgets what has not happened yet. */
    readonly clear: Effect.Effect<void>
    /** How many calls are still to be hit. */
    readonly pending: Effect.Effect<number>
    /** For `HttpRouter.addGlobalMiddleware`, or around any effect that answers requests. */
    readonly middleware: <E, R>(
      app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
    ) => Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest>
  }
>()("@dragoman/testing/Faults") {}

/** The defect by which a drop reaches {@link InProcess}; on a real server the socket is destroyed instead. */
export class ConnectionDropped extends Data.TaggedError("ConnectionDropped") {}

export const make: Effect.Effect<Faults["Service"]> = Effect.sync(() => {
  let queue: ReadonlyArray<Waiting> = []
  const take = (request: HttpServerRequest.HttpServerRequest): Fault | undefined => {
    const hit = queue.find((waiting) => matches(waiting.match, request))
    if (hit === undefined) return undefined
    hit.left -= 1
    queue = queue.filter((waiting) => waiting.left > 0)
    return hit.fault
  }
  return Faults.of({
    next: (fault, match = {}) =>
      Effect.sync(() => {
        queue = [...queue, { fault, match, left: match.times ?? 1 }]
      }),
    clear: Effect.sync(() => {
      queue = []
    }),
    pending: Effect.sync(() => queue.reduce((total, waiting) => total + waiting.left, 0)),
    middleware: (app) =>
      Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => {
        const fault = take(request)
        return fault === undefined ? app : happen(fault, app, request)
      })
  })
})

export const layer: Layer.Layer<Faults> = Layer.effect(Faults, make)

/** Puts the faults in front of all routes beside it, which may be a simulator's or your own. */
export const layerRoutes: Layer.Layer<never, never, Faults | HttpRouter.HttpRouter> = HttpRouter.use((router) =>
  Effect.flatMap(Faults, (faults) => router.addGlobalMiddleware(faults.middleware))
)

/** Whether a request is one of those that a fault waits for. */
export const matches = (match: Match, { method, url }: { readonly method: string; readonly url: string }): boolean => {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false
  const path = url.split("?", 1)[0] ?? ""
  if (match.path === undefined) return true
  return typeof match.path === "string" ? path.includes(match.path) : match.path.test(path)
}

interface Waiting {
  readonly fault: Fault
  readonly match: Match
  left: number
}

const happen = <E, R>(
  fault: Fault,
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  request: HttpServerRequest.HttpServerRequest
): Effect.Effect<HttpServerResponse.HttpServerResponse, E, R> => {
  switch (fault.type) {
    case "rate-limited":
      return Effect.succeed(tooManyRequests(fault))
    case "server-error":
      return Effect.succeed(brokenServer(fault))
    case "hang":
      return forever
    case "garble":
      return Effect.map(app, firstHalf)
    case "drop-before":
      return drop(request)
    case "drop-after":
      return Effect.andThen(app, drop(request))
    case "latency":
      return Effect.andThen(Effect.interruptible(Effect.sleep(fault.duration)), app)
  }
}

/** Until the client is gone. Middleware runs where nothing interrupts, so this has to allow it. */
const forever = Effect.interruptible(Effect.never)

const tooManyRequests = (fault: Extract<Fault, { type: "rate-limited" }>) =>
  HttpServerResponse.text(fault.body, {
    status: 429,
    contentType: "text/plain",
    ...(fault.retryAfterSeconds === undefined ? {} : { headers: { "retry-after": String(fault.retryAfterSeconds) } })
  })

const brokenServer = ({ body, status }: Extract<Fault, { type: "server-error" }>) =>
  body === "json"
    ? HttpServerResponse.text(JSON.stringify({ status, error: "Internal Server Error" }), {
        status,
        contentType: "application/json"
      })
    : HttpServerResponse.text(`<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`, {
        status,
        contentType: "text/html"
      })

const firstHalf = (response: HttpServerResponse.HttpServerResponse) => {
  const bytes = response.body._tag === "Uint8Array" ? response.body.body : new TextEncoder().encode("{}")
  const half = bytes.slice(0, Math.max(1, Math.floor(bytes.length / 2)))
  const contentType = response.headers["content-type"] ?? "application/json"
  return HttpServerResponse.setBody(response, HttpBody.uint8Array(half, contentType))
}

/** Node's `IncomingMessage`, as far as a dropped connection needs it. */
interface WithSocket {
  readonly socket: { readonly destroy: () => unknown }
}

const socketOf = (source: object): Option.Option<WithSocket["socket"]> =>
  hasSocket(source) ? Option.some(source.socket) : Option.none()

const hasSocket = (source: object): source is WithSocket =>
  "socket" in source &&
  typeof source.socket === "object" &&
  source.socket !== null &&
  "destroy" in source.socket &&
  typeof source.socket.destroy === "function"

const drop = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<never> =>
  Option.match(socketOf(request.source), {
    onNone: () => Effect.die(new ConnectionDropped()),
    onSome: (socket) =>
      Effect.andThen(
        Effect.sync(() => socket.destroy()),
        forever
      )
  })
