/** Deliveries as Omnichat sends them, and the fixtures: one body a file, its events in the file beside it. */

import { type Delivery, type DeliveryHeaders, Signature, type Webhook } from "@dragoman/core/webhook"
import { Decoding } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { Effect, Redacted } from "effect"
import { OmnichatWebhook } from "../src/index.ts"

export const secret = Redacted.make("test-secret")
export const appSecret = Redacted.make("test-app-secret")
export const eventId = "5b0a3f6e-3c1d-4f5e-8a77-0d9c2b1e4a55"

/** 2026-02-13T01:27:35Z, in milliseconds. */
export const receivedAt = 1_770_946_055_000

/** A second before. */
export const happenedAt = receivedAt - 1000

const folder = new URL("fixtures/webhooks/", import.meta.url)

export const fixture = (name: string): Fixtures.WebhookFixture => Fixtures.webhook(folder, name)

export const fixtures: ReadonlyArray<Fixtures.WebhookFixture> = Fixtures.webhooks(folder)

/** The topic of a fixture's name; the other products have none. */
export const topicOf = (name: string): string | undefined => {
  const [subject = ""] = name.split("--")
  return subject.includes(".") ? subject.replace(".", "/") : undefined
}

/** The vendor's headers, without a signature; forwarded payloads have none. */
export const headersOf = (name: string, id: string = eventId): DeliveryHeaders => {
  if (name.startsWith("whatsapp--")) return { "user-agent": "facebookexternalua" }
  const topic = topicOf(name)
  return {
    "user-agent": "OmnichatWebhook/1.0",
    "x-omnichat-event-id": id,
    ...(topic === undefined ? {} : { "x-omnichat-topic": topic }),
    "x-omnichat-timestamp": String(happenedAt),
    "x-omnichat-team": "team-1"
  }
}

export const webhook: Webhook.Webhook = OmnichatWebhook.make({ secrets: [secret], appSecrets: [appSecret] })

/** A signed delivery of a fixture's body, or of another one under its name. */
export const delivery = (
  { body, name }: Pick<Fixtures.WebhookFixture, "body" | "name">,
  id: string = eventId
): Effect.Effect<Delivery> => {
  const signing = name.startsWith("whatsapp--")
    ? Signature.sign(OmnichatWebhook.metaSignature, { secret: appSecret, body })
    : Signature.sign(OmnichatWebhook.signature, { secret, body })
  return Effect.map(signing, (signed) => ({
    account: "acme",
    headers: { ...headersOf(name, id), ...signed },
    body,
    receivedAt
  }))
}

/** Verified and decoded. */
export const receive = (sent: Delivery) => Decoding.receive(webhook, sent)

/** The events in a body, whatever it is: no signature is asked for. */
export const decode = (json: unknown, headers: DeliveryHeaders = {}) =>
  Decoding.decode(webhook, json, { account: "acme", headers, receivedAt })
