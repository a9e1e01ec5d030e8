/** The receiver of the demo: a real port, Chatwoot's webhook pointed at it, and a log of what the handler was given. */
import type { Event } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Effect, Layer, Queue } from "effect"
import { HttpRouter, HttpServer } from "effect/http"

/** What the other steps need of the receiver. */
export interface Heard {
  readonly url: string
  readonly secret: string
  /** Every call of the handler, in order. */
  readonly handled: ReadonlyArray<Event>
  /** The next event that the handler was given and that is of this type. */
  readonly next: (type: Event["type"]) => Effect.Effect<Event>
  /** Makes the handler fail so many times when it is given a new message. */
  readonly failNext: (times: number) => void
}

export const listenForEvents = Effect.gen(function* () {
  const { webhooks } = yield* Provider
  const { address } = yield* HttpServer.HttpServer
  const url = `${HttpServer.formatAddress(address)}/webhooks/acme`
  const { secret = "" } = yield* webhooks.create({ url, name: "Demo" })

  const handled: Array<Event> = []
  const events = yield* Queue.unbounded<Event>()
  let failures = 0
  const routes = Receiver.layerRoutes({
    accounts: { acme: ChatwootWebhook.make({ secrets: [secret] }) },
    handler: (event) =>
      Effect.gen(function* () {
        handled.push(event)
        if (event.type === "message.created" && failures-- > 0) return yield* Effect.fail("the demo's database is away")
        yield* Queue.offer(events, event)
      }),
    onLost: (event) => Effect.logError(`lost ${event.id}`)
  }).pipe(Layer.provide(Claims.layerMemory()))
  yield* Layer.build(HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }))

  const next = (type: Event["type"]): Effect.Effect<Event> =>
    Effect.flatMap(Queue.take(events), (event) => (event.type === type ? Effect.succeed(event) : next(type)))
  const heard: Heard = {
    url,
    secret,
    handled,
    next,
    failNext: (times) => {
      failures = times
    }
  }
  return heard
})
