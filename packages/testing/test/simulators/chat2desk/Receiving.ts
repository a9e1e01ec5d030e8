/** Webhook receivers without a port, and what they were told. */
import { Effect } from "effect"
import { Chat2DeskSimulator, type EventName } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { answering, inProcess } from "./Support.ts"

/** The simulator beside one that takes everything. */
export const received = (options: Parameters<typeof inProcess>[0] = {}) =>
  inProcess(
    options,
    answering(() => 200)
  )

/** What has been told so far, by what each calls itself; the webhook is set up by {@link listen}. */
export const told = Effect.gen(function* () {
  const chat2desk = yield* Chat2DeskSimulator
  yield* chat2desk.webhooks.settled
  return (yield* chat2desk.webhooks.log).map(({ body, event }) => ({ event, body: JSON.parse(body) as Wire }))
})

export const toldNames = Effect.map(told, (events) => events.map(({ event }) => event))

/** A webhook that everything is received by, see {@link received}. */
export const listen = (options: { readonly events?: ReadonlyArray<EventName> } = {}) =>
  Effect.flatMap(Chat2DeskSimulator, (chat2desk) =>
    chat2desk.addWebhook({ url: "http://receiver.example.com/hook", ...options })
  )
