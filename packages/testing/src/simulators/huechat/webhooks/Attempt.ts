/**
 * One POST of an event. v2 signs with `X-HueChat-Signature: t=<unix s>,v1=<hex>` over `{t}.{body}`, by both secrets for a day after a
 * rotation, `t` being the time of the attempt. v1 has no secret and signs nothing. Any 2xx within 10 s is received.
 */
import { Signature } from "@dragoman/core/webhook"
import { Clock, Duration, Effect, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { postWebhook, type WebhookAttempt } from "../../WebhookPost.ts"
import type { LegacyWebhookRow, SubscriptionRow } from "../Records.ts"

export const signatureScheme: Signature.SignatureScheme = Signature.versionedHmac({
  header: "X-HueChat-Signature",
  version: "v1",
  toleranceSeconds: 300
})

export type Target =
  | { readonly kind: "v2"; readonly webhook: SubscriptionRow }
  | { readonly kind: "v1"; readonly webhook: LegacyWebhookRow }

/** An event on its way to one webhook. Tried again, it is the same bytes. */
export interface Delivery {
  readonly target: Target
  readonly event: string
  /** `null` in v1, whose envelope is not documented. */
  readonly eventUuid: string | null
  readonly body: string
}

export interface DeliveryRecord extends WebhookAttempt {
  readonly kind: Target["kind"]
  readonly webhookId: string | number
  readonly eventUuid: string | null
  /** Of the answer, where there was one. */
  readonly responseBody: string | null
  /** Unix milliseconds of the runtime's clock. */
  readonly at: number
}

/** For the answer to an event, and to the ping of a new v1 webhook. */
export const patience = Duration.seconds(10)

export const post = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  { body, event, eventUuid, target }: Delivery,
  attempt: number
): Effect.fn.Return<DeliveryRecord> {
  const { kind, webhook } = target
  const at = yield* Clock.currentTimeMillis
  const bytes = new TextEncoder().encode(body)
  const headers = { "user-agent": "HueChat-Webhook/1.0", ...(yield* signatures(target, bytes, at)) }
  let responseBody: string | null = null
  const reading = HttpClient.tap(http, (response) =>
    Effect.map(response.text, (text) => {
      responseBody = text
    })
  )
  const { id: webhookId, url } = webhook
  const outcome = yield* postWebhook(reading, { url, headers, body: bytes, timeout: patience })
  return { kind, webhookId, event, eventUuid, url, attempt, body, headers, outcome, responseBody, at }
})

const signatures = Effect.fnUntraced(function* (target: Target, body: Uint8Array, now: number) {
  if (target.kind === "v1") return {}
  const { previousSecret, secret } = target.webhook
  const grace = previousSecret !== null && now < previousSecret.until ? [previousSecret.secret] : []
  const signed = yield* Effect.forEach([secret, ...grace], (one) =>
    Signature.sign(signatureScheme, { secret: Redacted.make(one), body, timestamp: now / 1000 })
  )
  const [first = "", ...others] = signed.map((headers) => headers["x-huechat-signature"] ?? "")
  return { "x-huechat-signature": [first, ...others.map((header) => header.replace(/^t=\d+,/, ""))].join(",") }
})
