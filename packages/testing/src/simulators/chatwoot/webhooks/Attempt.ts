/** One POST of a webhook: signed where the target has a secret, 5 s for the whole answer, any status of 2xx is success, the body is ignored. */
import { Signature } from "@dragoman/core/webhook"
import { Clock, Duration, Effect, Redacted } from "effect"
import type { HttpClient } from "effect/http"
import { postWebhook, type WebhookAttempt } from "../../WebhookPost.ts"
import { railsJson } from "../Reply.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import type { Target } from "./Targets.ts"

/** `X-Chatwoot-Signature: sha256=<hex>` over `{X-Chatwoot-Timestamp}.{body}`. */
export const signatureScheme: Signature.SignatureScheme = Signature.timestampedHmac({
  signatureHeader: "X-Chatwoot-Signature",
  timestampHeader: "X-Chatwoot-Timestamp",
  toleranceSeconds: 300,
  prefix: "sha256="
})

/** An event on its way to one target. The id is new per target and event, and stays the same when it is tried again. */
export interface Delivery {
  readonly simulation: Simulation
  readonly notice: Notice
  readonly target: Target
  readonly deliveryId: string
}

export interface DeliveryRecord extends WebhookAttempt {
  readonly deliveryId: string
  readonly kind: Target["kind"]
}

const timeout = Duration.seconds(5)

export const post = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  delivery: Delivery,
  attempt: number
): Effect.fn.Return<DeliveryRecord> {
  const { deliveryId, notice, target } = delivery
  const body = railsJson({ ...notice.payload(), event: notice.event })
  const bytes = new TextEncoder().encode(body)
  const headers = yield* headersFor(delivery, bytes)
  const outcome = yield* postWebhook(http, { url: target.url, headers, body: bytes, timeout })
  return { deliveryId, kind: target.kind, event: notice.event, url: target.url, attempt, body, headers, outcome }
})

const headersFor = Effect.fnUntraced(function* ({ deliveryId, target }: Delivery, body: Uint8Array) {
  const common: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
    "user-agent": "Ruby"
  }
  if (target.secret === undefined) return common
  const timestamp = Math.floor((yield* Clock.currentTimeMillis) / 1000)
  const signed = yield* Signature.sign(signatureScheme, { secret: Redacted.make(target.secret), body, timestamp })
  return { ...common, ...signed, "x-chatwoot-delivery": deliveryId }
})
