/**
 * Verify, decode and normalize of one delivery, against the least that anybody has to do with it: native HMAC over the same bytes, then
 * `JSON.parse` of their text. Once for each kind of event.
 */
import { createHmac } from "node:crypto"
import type { Delivery } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Effect, Result } from "effect"
import { type Contender, compare } from "../Compare.ts"
import { account, readBodies, type SignedBody, secret, signedAt } from "../Deliveries.ts"
import type { Benchmark } from "../Row.ts"

/** DESIGN.md, 10. */
const budget = { atMost: 1.5 }

export const webhookPath = (): ReadonlyArray<Benchmark> => {
  const bodies = readBodies()
  return bodies.map((body) => ({
    name: `webhook ${body.name}`,
    budget,
    run: async () => {
      // In a process that receives webhooks all kinds of them are warm, and the engine's guesses are those that suit all of them.
      warmUp(bodies)
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

const normalized = ({ body, headers, name }: SignedBody): Contender => {
  const delivery: Delivery = { account, headers, body, receivedAt: signedAt * 1000 }
  const events = Result.getOrThrow(webhook.decode(Effect.runSync(webhook.verify(delivery))))
  if (events.length === 0 || events.some(({ type }) => type === "unknown"))
    throw new Error(`${name} was not understood`)
  return (repetitions) => () => {
    for (let count = 0; count < repetitions; count++) webhook.decode(Effect.runSync(webhook.verify(delivery)))
  }
}

const warmUp = (bodies: ReadonlyArray<SignedBody>) => {
  if (isWarm) return
  isWarm = true
  const runs = bodies.map((body) => normalized(body)(20))
  for (let turn = 0; turn < 150; turn++) for (const run of runs) run()
}

let isWarm = false
const utf8 = new TextDecoder()
const webhook = ChatwootWebhook.make({ secrets: [secret] })
