/** How a simulator lists its endpoints: one row each, of a method, a path, who may call it, and what it does. */
import type { Effect } from "effect"
import type { HttpServerResponse } from "effect/http"

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** `Access` is the vendor's way of saying who may call, `Call` what a handler is given, `Refusal` how it says no. */
export interface Endpoint<Access, Call, Refusal> {
  readonly method: Method
  readonly path: `/${string}`
  readonly access: Access
  readonly handle: (call: Call) => Effect.Effect<HttpServerResponse.HttpServerResponse, Refusal>
}

/** What an endpoint outside a simulator's domain answers: the documented example, or nothing where the documentation shows none. */
export type DocumentedExample = readonly [method: Method, path: `/${string}`, body?: unknown]

/** `get(path, access, handle)` and its siblings. */
export const endpointMakers = <Access, Call, Refusal>() => {
  const maker =
    (method: Method) =>
    (
      path: `/${string}`,
      access: Access,
      handle: Endpoint<Access, Call, Refusal>["handle"]
    ): Endpoint<Access, Call, Refusal> => ({ method, path, access, handle })
  return { get: maker("GET"), post: maker("POST"), put: maker("PUT"), patch: maker("PATCH"), del: maker("DELETE") }
}
