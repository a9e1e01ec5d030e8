/** How a simulator lists its endpoints: one row each, of a method, a path, who may call it, and what it does; and how rows become routes. */
import { Effect } from "effect"
import { HttpRouter, type HttpServerRequest, type HttpServerResponse } from "effect/http"
import type { Refusal } from "./Refusal.ts"

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

export type Handled = Effect.Effect<HttpServerResponse.HttpServerResponse, Refusal>

/** `Access` is the vendor's way of saying who may call, `Call` what a handler is given. */
export interface Endpoint<Access, Call> {
  readonly method: Method
  readonly path: `/${string}`
  readonly access: Access
  readonly handle: (call: Call) => Handled
}

/** What an endpoint outside a simulator's domain answers: the documented example, or nothing where the documentation shows none. */
export type DocumentedExample = readonly [method: Method, path: `/${string}`, body?: unknown]

/** `get(path, access, handle)` and its siblings. */
export const endpointMakers = <Access, Call>() => {
  const maker =
    (method: Method) =>
    (path: `/${string}`, access: Access, handle: Endpoint<Access, Call>["handle"]): Endpoint<Access, Call> => ({
      method,
      path,
      access,
      handle
    })
  return { get: maker("GET"), post: maker("POST"), put: maker("PUT"), patch: maker("PATCH"), del: maker("DELETE") }
}

/** Endpoints that answer the same whatever is asked. */
export const documentedEndpoints = <Access>(
  examples: ReadonlyArray<DocumentedExample>,
  accessOf: (path: string) => Access,
  reply: (body: unknown) => HttpServerResponse.HttpServerResponse
): ReadonlyArray<Endpoint<Access, unknown>> =>
  examples.map(([method, path, body]) => ({
    method,
    path,
    access: accessOf(path),
    handle: () => Effect.succeed(reply(body))
  }))

/** A request that reached an endpoint. */
export interface Routed {
  readonly request: HttpServerRequest.HttpServerRequest
  readonly url: URL
  /** A path parameter, percent-decoded; empty where the path has none of that name. */
  readonly path: (name: string) => string
}

/** Routes that answer as the vendor does: it looks at the request first, and then has the endpoint handle it. */
export const toRoutes = <Row extends Pick<Endpoint<never, never>, "method" | "path">>(
  endpoints: ReadonlyArray<Row>,
  baseUrl: string,
  answer: (endpoint: Row, routed: Routed) => Handled,
  fromRefusal: (refusal: Refusal) => HttpServerResponse.HttpServerResponse
): ReadonlyArray<HttpRouter.Route> =>
  endpoints.map((endpoint) =>
    HttpRouter.route(endpoint.method, endpoint.path, (request) =>
      HttpRouter.params.pipe(
        Effect.flatMap((inPath) =>
          answer(endpoint, { request, url: new URL(request.url, baseUrl), path: (name) => inPath[name] ?? "" })
        ),
        Effect.catchTag("Refusal", (refusal) => Effect.succeed(fromRefusal(refusal)))
      )
    )
  )
