/**
 * Calls of a bare `HttpApi`, without the vendor's client around it, that reach nobody: for tests of the requests that its endpoints make.
 *
 * @example
 * const calls = ApiCalls.make(HttpApiClient.make(AcmeApi, { baseUrl: ApiCalls.baseUrl }))
 * const { sent } = yield* calls.sending((client) => client.people.me())
 */
import { Effect, type Result } from "effect"
import { HttpClient } from "effect/http"
import * as Replies from "./Replies.ts"
import * as Requests from "./Requests.ts"

/** An origin for clients whose requests reach nobody. */
export const baseUrl = "https://api.example.com"

export type Call<Client> = (client: Client) => Effect.Effect<unknown, unknown>

export interface ApiCalls<Client> {
  /** Makes a call against a transport that keeps the request and answers 204, whatever the call makes of that. */
  readonly sending: (call: Call<Client>) => Effect.Effect<{
    readonly sent: ReadonlyArray<Requests.Sent>
    readonly outcome: Result.Result<unknown, unknown>
  }>
  /** The call of an endpoint by its name, `group.endpoint`, untyped: for requests that are read from files. What follows the endpoint's name is not looked at. */
  readonly callOf: (name: string, request: object) => Call<Client>
}

/** The client whose calls these are. */
export type ClientOf<Calls> = Calls extends ApiCalls<infer Client> ? Client : never

/** The calls of what `HttpApiClient.make` makes. */
export const make = <Client>(makeClient: Effect.Effect<Client, never, HttpClient.HttpClient>): ApiCalls<Client> => ({
  sending: Effect.fnUntraced(function* (call) {
    const { client: transport, sent } = Requests.recording(Replies.inTurn([Replies.empty()]))
    const client = yield* Effect.provideService(makeClient, HttpClient.HttpClient, transport)
    const outcome = yield* Effect.result(call(client)).pipe(
      Effect.provideService(HttpClient.TracerPropagationEnabled, false)
    )
    return { sent, outcome }
  }),
  callOf: (name, request) => (client) => {
    const [group = "", endpoint = ""] = name.split(/[. ,]/)
    const method = (client as unknown as Untyped)[group]?.[endpoint]
    if (method === undefined) throw new Error(`there is no endpoint ${group}.${endpoint}`)
    return method(request)
  }
})

type Untyped = Readonly<Record<string, Readonly<Record<string, (request: object) => Effect.Effect<unknown, unknown>>>>>
