/**
 * `contacts.get` through the whole pipeline (limits, request, transport, time-out, check of the reply, retries, tracing) as calls per second,
 * against `undici.request` and `JSON.parse` of the same reply from the same server. The server runs in a thread of its own, so that both
 * wait for the same thing.
 */
import { Worker } from "node:worker_threads"
import * as NodeTransport from "@dragoman/cli/transport"
import { CallLimiter, layerMemory } from "@dragoman/core/provider"
import { ChatwootClient } from "@dragoman/provider-chatwoot"
import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { Agent, request } from "undici"
import { type Contender, compare } from "../Compare.ts"
import type { Benchmark } from "../Row.ts"

/** DESIGN.md, 10. */
const budget = { atLeast: 0.6 }
const token = "benchmark-token"
const contact = { params: { account_id: 3, id: 31 }, query: {} }

export const typedCalls: ReadonlyArray<Benchmark> = [1, 10].map((concurrency) => ({
  name: `call contacts.get x${concurrency}`,
  budget,
  run: async () => {
    const server = await startServer()
    const raw = rawCalls(server.origin)
    const typed = typedCallsTo(server.origin)
    try {
      const { ratio, baseline } = await compare(raw.calls(concurrency), await typed.calls(concurrency), {
        millis: 5000,
        leastRepetitions: concurrency
      })
      return { value: 1_000_000 / baseline, unit: "calls/s" as const, ratio }
    } finally {
      await Promise.all([raw.close(), typed.close(), server.close()])
    }
  }
}))

const rawCalls = (origin: string) => {
  const dispatcher = new Agent()
  const headers = { accept: "application/json", "api-access-token": token }
  const call = async () => {
    const { body } = await request(`${origin}/api/v1/accounts/3/contacts/31`, { dispatcher, headers })
    return JSON.parse(await body.text())
  }
  const calls =
    (concurrency: number): Contender =>
    (repetitions) =>
    async () => {
      let left = repetitions
      const caller = async () => {
        while (left-- > 0) await call()
      }
      await Promise.all(Array.from({ length: concurrency }, caller))
    }
  return { calls, close: () => dispatcher.destroy() }
}

const typedCallsTo = (origin: string) => {
  const runtime = ManagedRuntime.make(
    Layer.effect(
      ChatwootClient.ChatwootClient,
      ChatwootClient.make({ baseUrl: origin, accountId: contact.params.account_id, token: Redacted.make(token) })
    ).pipe(Layer.provide(NodeTransport.layer({ allowPrivateHosts: ["127.0.0.1"] })), Layer.provide(generousLimits))
  )
  const calls = async (concurrency: number): Promise<Contender> => {
    const client = await runtime.runPromise(ChatwootClient.ChatwootClient)
    const { payload } = await runtime.runPromise(client.contacts.get(contact))
    if (payload.id !== contact.params.id) throw new Error("the reply is not the contact")
    return (repetitions) => () =>
      runtime.runPromise(
        Effect.forEach(Array.from({ length: repetitions }), () => client.contacts.get(contact), {
          concurrency,
          discard: true
        })
      )
  }
  return { calls, close: () => runtime.dispose() }
}

/** Everything is counted as in earnest; only the ceilings are out of reach, where Chatwoot's are 3000 calls a minute. */
const generousLimits = Layer.effect(
  CallLimiter,
  Effect.map(CallLimiter, (limiter) => ({
    ...limiter,
    take: (draws) =>
      limiter.take(draws.map((draw) => ({ ...draw, limit: { ...draw.limit, max: Number.MAX_SAFE_INTEGER } })))
  }))
).pipe(Layer.provide(layerMemory))

const startServer = async () => {
  const worker = new Worker(new URL("../ContactServer.ts", import.meta.url))
  const port = await new Promise<number>((resolve, reject) => worker.once("message", resolve).once("error", reject))
  return { origin: `http://127.0.0.1:${port}`, close: () => worker.terminate() }
}
