/** Deliveries as Chatwoot sends them, and the fixtures: one payload a file, its events in the file beside it. */

import { type Delivery, type DeliveryHeaders, Signature, type Webhook } from "@dragoman/core/webhook"
import { Decoding } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { Effect, Redacted } from "effect"
import * as ChatwootWebhook from "../src/ChatwootWebhook.ts"

export const secret = Redacted.make("test-secret")
export const deliveryId = "6f1c2b6e-0d5a-4c59-9e39-8b7f0a3c1d2e"

/** 2026-02-13T01:27:35Z, two seconds after most of what the fixtures tell. */
export const signedAt = 1_770_946_055

const folder = new URL("fixtures/webhooks/", import.meta.url)

export const fixture = (name: string): Fixtures.WebhookFixture => Fixtures.webhook(folder, name)

export const fixtures: ReadonlyArray<Fixtures.WebhookFixture> = Fixtures.webhooks(folder)

/** Whether a fixture is of an agent bot's webhook as servers before 4.13 call it. */
export const isOldBots = (name: string): boolean => name.includes("bot-before-4.13")

/** The webhook that a fixture was meant for. */
export const webhookFor = (name: string): Webhook.Webhook =>
  isOldBots(name)
    ? ChatwootWebhook.make({ kind: "agent-bot", serverVersion: "4.12.1", secrets: [secret] })
    : ChatwootWebhook.make({ secrets: [secret] })

/** A signed delivery. `id`: what stands in `X-Chatwoot-Delivery`; `undefined` for servers and hooks that send none. */
export const delivery = (body: Uint8Array, id: string | undefined = deliveryId): Effect.Effect<Delivery> =>
  Effect.map(Signature.sign(ChatwootWebhook.signature, { secret, body, timestamp: signedAt }), (signed) => ({
    account: "acme",
    headers: { ...signed, ...(id === undefined ? {} : ({ "x-chatwoot-delivery": id } satisfies DeliveryHeaders)) },
    body,
    receivedAt: signedAt * 1000
  }))

/** Verified and decoded. */
export const { receive } = Decoding

/** The events in a body, whatever it is: no signature is asked for. */
export const decode = (json: unknown, options: ChatwootWebhook.ChatwootWebhookOptions = {}) =>
  Decoding.decode(ChatwootWebhook.make({ ...options, allowUnsigned: true }), json, {
    account: "acme",
    headers: { "x-chatwoot-delivery": deliveryId },
    receivedAt: signedAt * 1000
  })
