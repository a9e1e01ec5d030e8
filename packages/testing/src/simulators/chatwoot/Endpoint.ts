/** One endpoint of the simulated server, and how a list of them becomes routes: throttle, authenticate, read the body, handle, answer. */
import { Effect, Option } from "effect"
import type { HttpRouter } from "effect/http"
import * as EndpointTable from "../EndpointTable.ts"
import { type Access, authenticate, type Caller, tokenOf } from "./Authentication.ts"
import type { Throttled } from "./Limits.ts"
import { type Body, hash, type Params, readBody } from "./Params.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"

export interface Call {
  readonly simulation: Simulation
  readonly caller: Caller
  /** Milliseconds, see `Simulation.now`. */
  readonly now: number
  readonly query: URLSearchParams
  readonly body: Body
  /** A path parameter, percent-decoded. */
  readonly path: (name: string) => string
  /** A path parameter that is an id; anything else is a record that cannot be found. */
  readonly id: (name: string) => Effect.Effect<number, Reply.Refusal>
}

export type { Handled } from "../EndpointTable.ts"

export type Endpoint = EndpointTable.Endpoint<Access, Call>

export const { get, post, put, patch, del } = EndpointTable.endpointMakers<Access, Call>()

/** The prefix of everything that belongs to one account. */
export const inAccount = (path: string): `/${string}` => `/api/v1/accounts/:account_id${path}`

/** Rails' `wrap_parameters`: `{ "name": 1 }` and `{ "team": { "name": 1 } }` are the same, in JSON only. */
export const required = (body: Body, name: string): Effect.Effect<Params, Reply.Refusal> => {
  const wrapped = hash(body.params, name)
  if (wrapped !== undefined) return Effect.succeed(wrapped)
  return body.isJson && Object.keys(body.params).length > 0
    ? Effect.succeed(body.params)
    : Effect.fail(Reply.missingParameter(name))
}

/** `?page=`, 1 without one. `current_page` echoes the parameter as the string it came as. */
export const pageOf = (query: URLSearchParams): { readonly number: number; readonly echoed: number | string } => {
  const given = query.get("page")
  if (given === null || given === "") return { number: 1, echoed: 1 }
  return { number: Math.max(1, Number.parseInt(given, 10) || 1), echoed: given }
}

export const toRoutes = (
  endpoints: ReadonlyArray<Endpoint>,
  simulation: Simulation,
  throttle: (call: Throttled) => Effect.Effect<boolean>
): ReadonlyArray<HttpRouter.Route> => {
  const answer = Effect.fnUntraced(function* (one: Endpoint, { path, request, url }: EndpointTable.Routed) {
    const token = tokenOf(request)
    const address = Option.getOrElse(request.remoteAddress, () => "127.0.0.1")
    if (yield* throttle({ method: request.method, path: url.pathname, address, token })) return Reply.retryLater
    const caller = yield* authenticate(simulation.state, one.access, token, path("account_id"))
    const body = yield* readBody(request)
    const id = (name: string): Effect.Effect<number, Reply.Refusal> =>
      /^\d+$/.test(path(name)) ? Effect.succeed(Number(path(name))) : Effect.fail(Reply.notFound)
    return yield* one.handle({ simulation, caller, now: simulation.now(), query: url.searchParams, body, path, id })
  })
  return EndpointTable.toRoutes(endpoints, simulation.baseUrl, answer, Reply.fromRefusal)
}
