/** Every fixture through the contract that every vendor's webhook must hold. */
import { Signature } from "@dragoman/core/webhook"
import { webhookContract } from "@dragoman/testing/contracts"
import { Redacted } from "effect"
import { Chat2DeskWebhook } from "../src/index.ts"
import { fixtures } from "./Deliveries.ts"

webhookContract({
  name: "Chat2Desk",
  make: Chat2DeskWebhook.make,
  sign: (body, secret, timestamp) =>
    Signature.sign(Chat2DeskWebhook.signature, { secret: Redacted.make(secret), body, timestamp }),
  toleranceSeconds: Chat2DeskWebhook.toleranceSeconds,
  samples: fixtures.map(({ body, expected, name }) => ({
    name,
    body: new TextDecoder().decode(body),
    events: expected.map(({ type }) => type)
  }))
})
