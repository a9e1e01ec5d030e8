/**
 * Chat2Desk's webhooks: how they are signed, and the way from a delivery to events. What the events are made of is in `mapping/Event.ts`.
 *
 * `X-Signature` is the HMAC-SHA256, in hex, of the raw body and `X-Timestamp` right behind it. Its key is made of the API token, so that the
 * token is what `secrets` takes: a new token signs from then on, and both are given while they change. No delivery has an id; the ids of
 * events come from what happened, else from a hash of the body. Source: vendor's section "Webhooks", chat2desk-wire B1 and B7.
 */
import { Signature, Webhook } from "@dragoman/core/webhook"
import * as Digest from "effect/crypto/Digest"
import * as Hex from "effect/encoding/Hex"

import { providerName } from "./Chat2DeskErrors.ts"
import { toFacts } from "./mapping/Event.ts"

export { type HookType, hookTypes, type Subscription } from "./api/webhooks/HookTypes.ts"
export type { ProviderEventName, ProviderEventPayloads } from "./api/webhooks/ProviderEvents.ts"

/**
 * How deliveries are trusted. `secrets` are API tokens, as they authorize requests. Accounts from before June 2025 may send nothing signed:
 * `sharedSecret` (in the URL) or `allowUnsigned` are for those, and a configured secret is never waived.
 */
export type Chat2DeskWebhookOptions = Webhook.Trust

/**
 * Three hours. The vendor documents no tolerance, and not whose time is signed: if it is the event's, then the last repetition comes 2 hours, 5
 * minutes and 10 seconds after it. A replay within that time is one event: it has the same id.
 */
export const toleranceSeconds = 3 * 60 * 60

/** The key that a token signs with: its MD5, written in hex. */
export const signingKey = (token: string): string => Hex.encode(md5(new TextEncoder().encode(token)))

/** `X-Signature: <hex>` over the body and `X-Timestamp`, with nothing between the two. */
export const signature: Signature.SignatureScheme = Signature.timestampedHmac({
  signatureHeader: "X-Signature",
  timestampHeader: "X-Timestamp",
  toleranceSeconds,
  message: (body, timestamp) => [body, timestamp],
  key: signingKey
})

export const make = (options: Chat2DeskWebhookOptions): Webhook.Webhook =>
  Webhook.make(
    {
      provider: providerName,
      scheme: signature,
      // After 10 seconds, 5 minutes and 2 hours.
      redelivers: true,
      // Not documented, so a cautious one.
      timeoutSeconds: 10,
      redeliveryWindowSeconds,
      // A QR code, the nearest to a secret there is, is sent so that somebody shows it.
      secretKeys: new Set(),
      toFacts: (json) => toFacts(json)
    },
    options
  )

/** After five hours without a success the vendor switches a webhook off: nothing is repeated later than that. */
const redeliveryWindowSeconds = 5 * 60 * 60

const md5 = (bytes: Uint8Array): Uint8Array => {
  const { implementation } = Digest.md5
  if (implementation === undefined) throw new Error("effect/crypto has no MD5 of its own any more")
  return implementation(bytes)
}
