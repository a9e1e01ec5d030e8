/** Every fixture through the contract that every vendor's webhook must hold, bots' of old servers through a webhook that knows them. */
import { Signature } from "@dragoman/core/webhook"
import { webhookContract } from "@dragoman/testing/contracts"
import { Redacted } from "effect"
import { ChatwootWebhook } from "../src/index.ts"
import { deliveryId, fixtures, isOldBots } from "./Deliveries.ts"

const shared = {
  sign: (body: Uint8Array, secret: string, timestamp: number) =>
    Signature.sign(ChatwootWebhook.signature, { secret: Redacted.make(secret), body, timestamp }),
  toleranceSeconds: 300,
  prefix: "sha256="
}

const samplesOf = (chosen: typeof fixtures) =>
  chosen.map(({ body, expected, name }) => ({
    name,
    body: new TextDecoder().decode(body),
    headers: { "x-chatwoot-delivery": deliveryId },
    events: expected.map(({ type }) => type)
  }))

webhookContract({
  ...shared,
  name: "Chatwoot",
  make: ChatwootWebhook.make,
  samples: samplesOf(fixtures.filter(({ name }) => !isOldBots(name)))
})

webhookContract({
  ...shared,
  name: "Chatwoot's bots before 4.13",
  make: (trust) => ChatwootWebhook.make({ ...trust, kind: "agent-bot", serverVersion: "4.12.1" }),
  samples: samplesOf(fixtures.filter(({ name }) => isOldBots(name)))
})
