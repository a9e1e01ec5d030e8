/**
 * One POST of a webhook, signed with the MD5 of the API token over the raw body and the time. That the time is the event's and not the
 * attempt's, so that retries come with an old one, is the harder reading of the two (chat2desk-wire B1). The documentation names no
 * time-out: 15 s here.
 */
import { Signature } from "@dragoman/core/webhook"
import { Duration, Effect, Redacted } from "effect"
import * as Digest from "effect/crypto/Digest"
import * as Hex from "effect/encoding/Hex"
import type { HttpClient } from "effect/http"
import { postWebhook, type WebhookAttempt } from "../../WebhookPost.ts"
import type { WebhookRow } from "../Records.ts"

/** The MD5 of a token as 32 characters: what webhooks are signed with. */
export const signingKey = (token: string): string => {
  const bytes = Digest.md5.implementation?.(new TextEncoder().encode(token))
  if (bytes === undefined) throw new Error("there is no MD5")
  return Hex.encode(bytes)
}

/** `X-Signature: <hex>` over body and `X-Timestamp`, without anything between them. */
export const scheme: Signature.SignatureScheme = Signature.timestampedHmac({
  signatureHeader: "X-Signature",
  timestampHeader: "X-Timestamp",
  // The last retry comes 2 h, 5 min and 10 s after the event.
  toleranceSeconds: 3 * 60 * 60,
  message: (body, timestamp) => [body, timestamp],
  key: signingKey
})

/** An event on its way to one webhook. */
export interface Delivery {
  readonly webhook: WebhookRow
  readonly event: string
  readonly body: string
  readonly token: string
  /** Unix seconds. */
  readonly timestamp: number
}

export interface DeliveryRecord extends WebhookAttempt {
  readonly webhookId: number
}

const patience = Duration.seconds(15)

export const post = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  { body, event, timestamp, token, webhook }: Delivery,
  attempt: number
): Effect.fn.Return<DeliveryRecord> {
  const bytes = new TextEncoder().encode(body)
  const headers = yield* Signature.sign(scheme, { secret: Redacted.make(token), body: bytes, timestamp })
  const { url } = webhook
  const outcome = yield* postWebhook(http, { url, headers, body: bytes, timeout: patience })
  return { webhookId: webhook.id, event, url, attempt, body, headers, outcome }
})
