/**
 * One POST of a webhook. Topics and AI events are signed with `X-Omnichat-Signature`, forwarded WhatsApp payloads as Meta signs them (or
 * as topics are, or not at all: the vendor's documents do not say). Only an answer of exactly 200 within 15 s counts as received.
 */
import { Signature } from "@dragoman/core/webhook"
import { Duration, Effect, Redacted } from "effect"
import type { HttpClient } from "effect/http"
import { postWebhook, type WebhookAttempt } from "../../WebhookPost.ts"
import type { WebhookRow } from "../Records.ts"

/** `X-Omnichat-Signature: <hex>` over the body. */
export const vendorScheme: Signature.SignatureScheme = Signature.plainHmac({ signatureHeader: "X-Omnichat-Signature" })

/** `X-Hub-Signature-256: sha256=<hex>` over the body. */
export const metaScheme: Signature.SignatureScheme = Signature.plainHmac({
  signatureHeader: "X-Hub-Signature-256",
  prefix: "sha256="
})

/** An event on its way to one webhook. */
export interface Delivery {
  readonly webhook: WebhookRow
  /** The topic, the field of a WhatsApp change, or the type of an AI event. */
  readonly event: string
  /** The vendor's own headers; forwarded payloads have none. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface DeliveryRecord extends WebhookAttempt {
  readonly kind: WebhookRow["kind"]
}

export const received = ({ outcome }: DeliveryRecord): boolean => outcome === 200

/** For the answer to an event, and to the question whether a new webhook is the user's. */
export const patience = Duration.seconds(15)

export const post = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  { body, event, headers, webhook }: Delivery,
  attempt: number
): Effect.fn.Return<DeliveryRecord> {
  const bytes = new TextEncoder().encode(body)
  const signed = { ...headers, ...(yield* signatures(webhook, bytes)) }
  const outcome = yield* postWebhook(http, { url: webhook.url, headers: signed, body: bytes, timeout: patience })
  return { kind: webhook.kind, event, url: webhook.url, attempt, body, headers: signed, outcome }
})

const signatures = Effect.fnUntraced(function* ({ appSecret, signatureSecret }: WebhookRow, body: Uint8Array) {
  const vendor =
    signatureSecret === null
      ? {}
      : yield* Signature.sign(vendorScheme, { secret: Redacted.make(signatureSecret), body })
  const meta = appSecret === null ? {} : yield* Signature.sign(metaScheme, { secret: Redacted.make(appSecret), body })
  return { ...vendor, ...meta }
})
