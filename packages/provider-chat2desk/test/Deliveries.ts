/** Deliveries as Chat2Desk sends them, and the fixtures: one body a file, its events in the file beside it. */
import { type Delivery, Signature, type Webhook } from "@dragoman/core/webhook"
import { Decoding } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { Effect, Redacted } from "effect"
import { Chat2DeskWebhook } from "../src/index.ts"

export const token = Redacted.make("test_token")

/** 2026-02-13T01:27:35Z, in milliseconds. */
export const receivedAt = 1_770_946_055_000

const folder = new URL("fixtures/webhooks/", import.meta.url)

export const fixture = (name: string): Fixtures.WebhookFixture => Fixtures.webhook(folder, name)

export const fixtures: ReadonlyArray<Fixtures.WebhookFixture> = Fixtures.webhooks(folder)

/** A fixture's body as JSON, with other values. */
export const bodyOf = (name: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...JSON.parse(new TextDecoder().decode(fixture(name).body)),
  ...change
})

export const webhook: Webhook.Webhook = Chat2DeskWebhook.make({ secrets: [token] })

/** A signed delivery. */
export const delivery = (body: Uint8Array): Effect.Effect<Delivery> =>
  Effect.map(
    Signature.sign(Chat2DeskWebhook.signature, { secret: token, body, timestamp: receivedAt / 1000 - 1 }),
    (headers) => ({ account: "acme", headers, body, receivedAt })
  )

/** Verified and decoded. */
export const receive = (sent: Delivery) => Decoding.receive(webhook, sent)

/** The events in a body, whatever it is: no signature is asked for. */
export const decode = (json: unknown) => Decoding.decode(webhook, json, { account: "acme", headers: {}, receivedAt })
