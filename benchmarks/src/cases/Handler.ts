/**
 * The whole receiver on a web-standard request: route, size limit, signature, decode, claim, handler, commit, reply. Against a function that
 * does the least of it: reads the text, computes the HMAC, parses, answers.
 */
import { createHmac } from "node:crypto"
import { compare } from "../Compare.ts"
import { secret } from "../Deliveries.ts"
import { newMessage, withReceiver } from "../Receiving.ts"
import type { Benchmark } from "../Row.ts"
import { answering } from "../WebRequests.ts"

/**
 * DESIGN.md has none for this. Measured between 4 and 6 on a busy machine, of which the webhook path is less than 1: the rest is a fiber that
 * outlives a caller who hangs up, a claim and its commit, a time-out, tries and two spans. Five is a bound on that: below a fifth of a
 * millisecond it is little beside a handler that stores the event.
 */
const budget = { atMost: 5 }

export const handler: Benchmark = {
  name: "handler message_created",
  budget,
  run: () =>
    withReceiver(async (receiver) => {
      const { ratio, subject } = await compare(receiver, answering(least, newMessage), { millis: 6000, roundMillis: 2 })
      return { value: subject, unit: "µs/event", ratio }
    })
}

const least = async (request: Request): Promise<Response> => {
  const text = await request.text()
  const timestamp = request.headers.get("x-chatwoot-timestamp")
  createHmac("sha256", secret).update(`${timestamp}.`).update(text).digest()
  JSON.parse(text)
  return new Response("ok", { status: 200 })
}
