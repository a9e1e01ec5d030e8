/** One endpoint of the simulated server, and how a list of them becomes routes: authenticate, count, read the body, handle, answer. */
import { Clock, Effect } from "effect"
import type { HttpRouter } from "effect/http"
import * as EndpointTable from "../EndpointTable.ts"
import { type CountCall, makeFixedWindows } from "../FixedWindows.ts"
import { type Access, authenticate, type Credentials } from "./Authentication.ts"
import { type JsonObject, readJson } from "./Params.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"
import { metaError } from "./sending/MetaError.ts"

export interface Call {
  readonly simulation: Simulation
  /** Milliseconds, see `Simulation.now`. */
  readonly now: number
  readonly query: URLSearchParams
  readonly body: JsonObject
  /** A path parameter, percent-decoded. */
  readonly path: (name: string) => string
}

export type { Handled } from "../EndpointTable.ts"

export type Endpoint = EndpointTable.Endpoint<Access, Call>

export const { get, post, put, del } = EndpointTable.endpointMakers<Access, Call>()

export const toRoutes = (
  endpoints: ReadonlyArray<Endpoint>,
  simulation: Simulation,
  credentials: Credentials
): ReadonlyArray<HttpRouter.Route> => {
  const count = makeFixedWindows()
  const answer = Effect.fnUntraced(function* (one: Endpoint, { path, request, url }: EndpointTable.Routed) {
    yield* authenticate(one.access, request, credentials)
    yield* throttle(simulation, count)
    const body = yield* readJson(request)
    if (body === undefined) return yield* Reply.refused(unreadable[one.access])
    return yield* one.handle({ simulation, now: simulation.now(), query: url.searchParams, body, path })
  })
  return EndpointTable.toRoutes(endpoints, simulation.baseUrl, answer, Reply.fromRefusal)
}

/** One window for all endpoints of the team; `Retry-After` is the second that is left of it, rounded up. */
const throttle = Effect.fnUntraced(function* (simulation: Simulation, count: CountCall) {
  const calls = count(simulation.state.team.id, 1000, yield* Clock.currentTimeMillis)
  if (calls > simulation.requestsPerSecond) return yield* Reply.refused(Reply.tooManyRequests(1))
})

const unreadable: Readonly<Record<Access, Reply.Refusal>> = {
  general: Reply.invalidBody("Invalid request body"),
  rooms: Reply.badRoomRequest("Invalid request body"),
  headless: metaError(100, "Invalid parameter")
}
