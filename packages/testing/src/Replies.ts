/**
 * A transport that gives prepared replies: for tests of a vendor's client, where it matters what each reply makes it do and no server's state
 * does. What a whole server would do is a simulator's job.
 *
 * @example
 * const { made: client, sent } = yield* Replies.answering([Replies.json(503, {}), Replies.json(200, [])], AcmeClient.make(options))
 */
import { layerMemory } from "@dragoman/core/provider"
import { Effect } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as Requests from "./Requests.ts"

/** Made anew for each request: a body can be read once. */
export type Reply = () => Response

/** At least one. */
export type Replies = readonly [Reply, ...ReadonlyArray<Reply>]

/** JSON under a status. */
export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  () =>
    Response.json(body, { status, headers })

/** A status and nothing else. */
export const empty =
  (status = 204): Reply =>
  () =>
    new Response(null, { status })

/** The replies in turn, the last one again and again. */
export const inTurn = (replies: Replies): HttpClient.HttpClient => {
  let requests = 0
  return HttpClient.make((request) =>
    Effect.sync(() => {
      const reply = replies[Math.min(requests++, replies.length - 1)] ?? replies[0]
      return HttpClientResponse.fromWeb(request, reply())
    })
  )
}

/** What is made (a client, or several) over a transport that gives the replies in turn and limits of its own, and what left through it. */
export const answering = Effect.fnUntraced(function* <A, E, R>(replies: Replies, make: Effect.Effect<A, E, R>) {
  const { client, sent } = Requests.recording(inTurn(replies))
  const made = yield* make.pipe(Effect.provideService(HttpClient.HttpClient, client), Effect.provide(layerMemory))
  return { made, sent }
})
