/** One endpoint of the simulated server, and how a list of them becomes routes: authenticate, count, check the scope, read the body, handle. */
import { Effect } from "effect"
import { type HttpRouter, HttpServerResponse } from "effect/http"
import * as EndpointTable from "../EndpointTable.ts"
import { authenticate, hasScope } from "./Authentication.ts"
import type { CountRequest } from "./Limits.ts"
import { type Body, queryOf, readBody } from "./Params.ts"
import type { AgentRow, Hash } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"

/** What a key must have, and how often it may call. `public`: no key at all, and no limit. */
export type Access = { readonly scope: string; readonly perMinute: number } | "public"

export interface Call {
  readonly simulation: Simulation
  /** In whose name the key acts. */
  readonly agent: AgentRow
  /** Milliseconds, see `Simulation.now`. */
  readonly now: number
  readonly query: Hash
  /** The query with parameters that repeat, such as `labels[]`. */
  readonly search: URLSearchParams
  readonly params: Hash
  readonly files: Body["files"]
  /** A path parameter, percent-decoded. */
  readonly path: (name: string) => string
}

export type { Handled } from "../EndpointTable.ts"

export type Endpoint = EndpointTable.Endpoint<Access, Call>

export const { get, post, put, patch, del } = EndpointTable.endpointMakers<Access, Call>()

/** What an endpoint's description says: `allows("contacts:read", 240)`. */
export const allows = (scope: string, perMinute: number): Access => ({ scope, perMinute })

/** The prefixes of everything that belongs to one account. */
export const v1 = (path: string): `/${string}` => `/api/v1/accounts/:account_id${path}`
export const v2 = (path: string): `/${string}` => `/api/v2/accounts/:account_id${path}`

export const toRoutes = (
  endpoints: ReadonlyArray<Endpoint>,
  simulation: Simulation,
  count: CountRequest
): ReadonlyArray<HttpRouter.Route> => {
  const answer = Effect.fnUntraced(function* (one: Endpoint, routed: EndpointTable.Routed) {
    const { access } = one
    if (access === "public") return yield* handle(one, routed, simulation, ownerId)
    const key = yield* authenticate(simulation.state, routed.request)
    const { exceeded, headers } = yield* count(key, `${one.method} ${one.path}`, access.perMinute)
    const handled = Effect.gen(function* () {
      if (exceeded) return yield* Reply.tooManyRequests
      if (!hasScope(key, access.scope)) return yield* Reply.insufficientScope(access.scope)
      return yield* handle(one, routed, simulation, key.agentId)
    })
    const response = yield* Effect.catch(handled, (refusal) => Effect.succeed(Reply.fromRefusal(refusal)))
    return HttpServerResponse.setHeaders(response, headers)
  })
  return EndpointTable.toRoutes(endpoints, simulation.baseUrl, answer, Reply.fromRefusal)
}

/** The first agent: in whose name it happens where there is no key. */
const ownerId = 1

const handle = Effect.fnUntraced(function* (
  one: Endpoint,
  { path, request, url }: EndpointTable.Routed,
  simulation: Simulation,
  agentId: number
) {
  const { accountId, agents } = simulation.state
  const account = path("account_id")
  if (account !== "" && account !== String(accountId)) return yield* Reply.notFound()
  const { files, params } = yield* readBody(request)
  const search = url.searchParams
  return yield* one.handle({
    simulation,
    agent: agents.need(agentId),
    now: simulation.now(),
    query: queryOf(search),
    search,
    params,
    files,
    path
  })
})
