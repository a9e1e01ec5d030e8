/** The two steps of receiving, in one, for tests: a delivery verified and decoded, or a body decoded that needs no signature. */
import type { Event } from "@dragoman/core/domain"
import type { Delivery, Signature, Webhook } from "@dragoman/core/webhook"
import { Effect } from "effect"

/** The events of a delivery, or why it is refused. */
export const receive = (
  webhook: Webhook.Webhook,
  delivery: Delivery
): Effect.Effect<ReadonlyArray<Event>, Signature.SignatureRefused | Webhook.NotJson> =>
  Effect.flatMap(webhook.verify(delivery), (verified) => Effect.fromResult(webhook.decode(verified)))

/** The events in a body, whatever it is, that came with the rest of a delivery. */
export const decode = (
  webhook: Webhook.Webhook,
  json: unknown,
  delivery: Omit<Delivery, "body">
): Effect.Effect<ReadonlyArray<Event>, Webhook.NotJson> => {
  const body = new TextEncoder().encode(JSON.stringify(json))
  return Effect.flatMap(webhook.trust({ ...delivery, body }), (trusted) => Effect.fromResult(webhook.decode(trusted)))
}
