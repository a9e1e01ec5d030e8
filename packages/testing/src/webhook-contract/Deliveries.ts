/** What the contract's tests send: signed deliveries, and what it means that one is refused. */
import { type Delivery, type DeliveryHeaders, Signature, type Webhook } from "@dragoman/core/webhook"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import type { WebhookContractOptions, WebhookSample } from "../WebhookContract.ts"

export const secret = "contract_secret"

/** In Unix seconds. */
export const now = 1_767_225_600

export const utf8 = new TextEncoder()

/** A signed delivery of a sample, with whatever is to be different about it. */
export const deliver = (
  options: WebhookContractOptions,
  sample: Pick<WebhookSample, "body" | "headers">,
  change: {
    readonly secret?: string
    readonly timestamp?: number
    readonly account?: string
    readonly receivedAt?: number
  } = {}
): Effect.Effect<Delivery> => {
  const body = utf8.encode(sample.body)
  return Effect.map(options.sign(body, change.secret ?? secret, change.timestamp ?? now), (signed) => ({
    account: change.account ?? "main",
    headers: { ...sample.headers, ...signed },
    body,
    receivedAt: (change.receivedAt ?? now) * 1000
  }))
}

/** The webhook with these secrets. */
export const trusting = (options: WebhookContractOptions, ...secrets: ReadonlyArray<string>) =>
  options.make({ secrets })

export type Reason = Signature.SignatureRefused["reason"]

/** Fails unless the delivery is refused, for one of the reasons if any are given, in words that give nothing away. */
export const refuses = Effect.fnUntraced(function* (
  webhook: Webhook.Webhook,
  delivery: Delivery,
  ...reasons: ReadonlyArray<Reason>
) {
  const refused = yield* Effect.flip(webhook.verify(delivery))
  assert.instanceOf(refused, Signature.SignatureRefused)
  if (reasons.length > 0) assert.include(reasons, refused.reason)
  assert.notInclude(refused.message, secret)
  for (const [signature] of Object.values(delivery.headers).join(" ").matchAll(anySignature)) {
    assert.notInclude(refused.message, signature)
  }
})

/** An HMAC-SHA256 in hex or Base64. */
export const anySignature = /[A-Za-z0-9+/]{43,}=*/g

/** The headers with each value changed. */
export const mapValues = (headers: DeliveryHeaders, change: (value: string) => string): DeliveryHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]))
