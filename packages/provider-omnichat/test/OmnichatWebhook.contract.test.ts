/** Each product through the contract that every vendor's webhook must hold. */
import { type DeliveryHeaders, Signature } from "@dragoman/core/webhook"
import { webhookContract } from "@dragoman/testing/contracts"
import { Redacted } from "effect"
import { OmnichatWebhook } from "../src/index.ts"
import { fixture, fixtures, headersOf, topicOf } from "./Deliveries.ts"

const signedBy = (scheme: Signature.SignatureScheme) => (body: Uint8Array, secret: string) =>
  Signature.sign(scheme, { secret: Redacted.make(secret), body })

const sample = ({ body, expected, name }: ReturnType<typeof fixture>, headers: DeliveryHeaders = headersOf(name)) => ({
  name,
  body: new TextDecoder().decode(body),
  headers,
  events: expected.map(({ type }) => type)
})

webhookContract({
  name: "Omnichat's topics",
  make: OmnichatWebhook.make,
  sign: signedBy(OmnichatWebhook.signature),
  samples: fixtures.filter(({ name }) => topicOf(name) !== undefined).map((each) => sample(each))
})

webhookContract({
  name: "Omnichat's events for AI agents",
  make: OmnichatWebhook.make,
  sign: signedBy(OmnichatWebhook.signature),
  samples: fixtures.filter(({ name }) => name.startsWith("ai-agent--")).map((each) => sample(each))
})

const forwarded = fixtures.filter(({ name }) => name.startsWith("whatsapp--")).map((each) => sample(each))

webhookContract({
  name: "WhatsApp payloads with Meta's signature",
  make: (trust) => OmnichatWebhook.make({ ...trust, appSecrets: trust.secrets ?? [], secrets: [] }),
  sign: signedBy(OmnichatWebhook.metaSignature),
  samples: forwarded,
  prefix: "sha256="
})

webhookContract({
  name: "WhatsApp payloads with Omnichat's signature",
  make: OmnichatWebhook.make,
  sign: signedBy(OmnichatWebhook.signature),
  samples: [sample(fixture("whatsapp--message"), { "x-omnichat-event-id": "event-1" })]
})
