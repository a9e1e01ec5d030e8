/**
 * A vendor made up for the tests of the webhook boundary: `{ "id": "m1", "text": "hello" }`, or a list of such, is one created message
 * each; `?token=` handshakes; everything else is unknown. Two of its kinds differ in whether refused deliveries come again.
 */
import { Effect, Redacted } from "effect"
import type { MessageId } from "../../src/domain/index.ts"
import { type DeliveryHeaders, Handshake, Signature, Webhook } from "../../src/webhook/index.ts"
import { type Fact, unknownFact } from "../../src/wire/index.ts"

export const secret = "acme_secret"

export const scheme = Signature.timestampedHmac({
  signatureHeader: "X-Acme-Signature",
  timestampHeader: "X-Acme-Time",
  prefix: "sha256=",
  toleranceSeconds: 300
})

export const definition = {
  provider: "acme",
  scheme,
  deliveryIdHeader: "X-Acme-Delivery",
  redelivers: true,
  timeoutSeconds: 10,
  redeliveryWindowSeconds: 3600,
  secretKeys: new Set(["token"]),
  challenge: Handshake.answer,
  toFacts: (json) => (Array.isArray(json) ? json : [json]).map(toFact)
} satisfies Webhook.Definition

export const make = (options: Webhook.Trust & Partial<Webhook.Definition> = { secrets: [secret] }): Webhook.Webhook =>
  Webhook.make({ ...definition, ...options }, options)

/** The body and headers of a delivery that the vendor sent at `millis`. */
export const deliver = (json: unknown, millis: number, signingSecret = secret) => {
  const body = typeof json === "string" ? json : JSON.stringify(json)
  return Effect.map(
    Signature.sign(scheme, {
      secret: Redacted.make(signingSecret),
      body: new TextEncoder().encode(body),
      timestamp: millis / 1000
    }),
    (headers): { readonly body: string; readonly headers: DeliveryHeaders } => ({ body, headers })
  )
}

const toFact = (json: unknown): Fact =>
  typeof json === "object" && json !== null && "id" in json && typeof json.id === "string" && "text" in json
    ? {
        type: "message.created",
        key: json.id,
        origin: "live",
        data: {
          message: {
            id: json.id as MessageId,
            direction: "inbound",
            visibility: "public",
            author: { type: "contact" },
            content: [{ type: "text", text: String(json.text) }]
          }
        },
        raw: json
      }
    : unknownFact(json, "not a message")
