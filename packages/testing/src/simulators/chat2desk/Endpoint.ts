/** One endpoint of the simulated server, and how a list of them becomes routes: authenticate, count, read the parameters, handle, answer. */
import { Effect } from "effect"
import type { HttpRouter } from "effect/http"
import * as EndpointTable from "../EndpointTable.ts"
import { authenticate } from "./Authentication.ts"
import type { Limits } from "./Limits.ts"
import { type Params, readParams } from "./Params.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"

export interface Call {
  readonly simulation: Simulation
  readonly limits: Limits
  readonly params: Params
  /** A path parameter, percent-decoded. */
  readonly path: (name: string) => string
  /** The number in a path; `NaN`, which no row has, where it is none. */
  readonly id: number
}

/** There is one kind of token, and it may do everything. */
export type Endpoint = EndpointTable.Endpoint<"token", Call>

const makers = EndpointTable.endpointMakers<"token", Call>()

type Make = (path: `/${string}`, handle: Endpoint["handle"]) => Endpoint

export const get: Make = (path, handle) => makers.get(path, "token", handle)
export const post: Make = (path, handle) => makers.post(path, "token", handle)
export const put: Make = (path, handle) => makers.put(path, "token", handle)
export const del: Make = (path, handle) => makers.del(path, "token", handle)

export const toRoutes = (
  endpoints: ReadonlyArray<Endpoint>,
  simulation: Simulation,
  limits: Limits
): ReadonlyArray<HttpRouter.Route> => {
  const answer = Effect.fnUntraced(function* (one: Endpoint, { path, request, url }: EndpointTable.Routed) {
    yield* authenticate(request, simulation.state.credentials.token)
    yield* limits.countCall
    const params = yield* readParams(request, url.searchParams)
    // That a body which cannot be read is a bad request like others is inferred.
    if (params === undefined) return yield* Reply.refused(Reply.badRequest([Reply.problem("Invalid request body")]))
    return yield* one.handle({ simulation, limits, params, path, id: Number.parseInt(path("id"), 10) })
  })
  return EndpointTable.toRoutes(endpoints, simulation.baseUrl, answer, Reply.fromRefusal)
}
