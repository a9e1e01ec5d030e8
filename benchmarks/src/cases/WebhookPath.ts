/**
 * Verify, decode and normalize of one delivery, against the least that anybody has to do with it: native HMAC over the same bytes, then
 * `JSON.parse` of their text. Once for each kind of event of every vendor.
 */
import { createHmac } from "node:crypto"
import type { Delivery } from "@dragoman/core/webhook"
import { Effect, Result } from "effect"
import { type Contender, compare } from "../Compare.ts"
import { account, type SignedBody, secret, signedAt } from "../Deliveries.ts"
import type { Benchmark } from "../Row.ts"
import { readDeliveries, type VendorDelivery } from "../VendorDeliveries.ts"

/** DESIGN.md, 10. */
const budget = { atMost: 1.5 }

export const webhookPath = (): ReadonlyArray<Benchmark> => {
  const deliveries = readDeliveries()
  return deliveries.map((body) => ({
    name: `webhook ${body.name}`,
    budget,
    run: async () => {
      // In a process that receives webhooks all kinds of them are warm, and the engine's guesses are those that suit all of them.
      warmUp(deliveries)
      const { ratio, subject } = await compare(normalized(body), floor(body), { millis: 700 })
      return { value: subject, unit: "µs/event" as const, ratio }
    }
  }))
}

/** The work that cannot be avoided. */
export const floor =
  ({ body }: SignedBody): Contender =>
  (repetitions) =>
  () => {
    for (let count = 0; count < repetitions; count++) {
      createHmac("sha256", secret).update(`${signedAt}.`).update(body).digest()
      JSON.parse(utf8.decode(body))
    }
  }

const normalized = ({ body, headers, name, webhook }: VendorDelivery): Contender => {
  const delivery: Delivery = { account, headers, body, receivedAt: signedAt * 1000 }
  const events = Result.getOrThrow(webhook.decode(Effect.runSync(webhook.verify(delivery))))
  if (events.length === 0 || events.some(({ type }) => type === "unknown"))
    throw new Error(`${name} was not understood`)
  return (repetitions) => () => {
    for (let count = 0; count < repetitions; count++) webhook.decode(Effect.runSync(webhook.verify(delivery)))
  }
}

const warmUp = (deliveries: ReadonlyArray<VendorDelivery>) => {
  if (isWarm) return
  isWarm = true
  const runs = deliveries.map((delivery) => normalized(delivery)(20))
  for (let turn = 0; turn < 150; turn++) for (const run of runs) run()
}

let isWarm = false
const utf8 = new TextDecoder()
