/**
 * Other libraries at the same work in the same process: a web-standard request in, its signature checked, a handler called with what it
 * says, a reply out. The figure is our events per second, the ratio that to theirs.
 */
import { createHmac } from "node:crypto"
import { createMemoryState } from "@chat-adapter/state-memory"
import { createWhatsAppAdapter } from "@chat-adapter/whatsapp"
import { createWebMiddleware, Webhooks } from "@octokit/webhooks"
import { type Adapter, Chat } from "chat"
import { compare } from "../Compare.ts"
import { readBody, secret } from "../Deliveries.ts"
import { withReceiver } from "../Receiving.ts"
import type { Benchmark, Budget } from "../Row.ts"
import { answering, type WebHandler } from "../WebRequests.ts"

interface Peer {
  readonly name: string
  readonly budget: Budget
  readonly handler: () => WebHandler
  readonly request: (number: number) => Request
}

/**
 * Vercel's `chat`, the general-purpose peer: many platforms behind one model, as here. It has no Chatwoot, so that it gets the same message as
 * WhatsApp sends it (a third of the bytes). Its handler is waited for, as ours is.
 */
const chat: Peer = {
  name: "peer chat (WhatsApp)",
  budget: { atLeast: 10 },
  handler: () => {
    const adapter = createWhatsAppAdapter({
      accessToken: "token",
      appSecret: secret,
      phoneNumberId: "1",
      verifyToken: "token",
      userName: "benchmark",
      logger: silent
    })
    const bot = new Chat({
      userName: "benchmark",
      // Their declarations do not hold under `exactOptionalPropertyTypes`.
      adapters: { whatsapp: adapter as Adapter },
      state: createMemoryState(),
      logger: "silent"
    })
    let handled = 0
    bot.onDirectMessage(async () => {
      handled++
    })
    return async (request) => {
      const before = handled
      const pending: Array<Promise<unknown>> = []
      const reply = await bot.webhooks.whatsapp(request, { waitUntil: (work) => pending.push(work) })
      await Promise.all(pending)
      if (handled !== before + 1) throw new Error("chat did not handle the message")
      return reply
    }
  },
  request: (number) => {
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550100", phone_number_id: "1" },
      contacts: [{ profile: { name: "Ann Example" }, wa_id: "15550101" }],
      messages: [
        { from: "15550101", id: `wamid.${number}`, timestamp: "1770946053", type: "text", text: { body: content } }
      ]
    }
    const whole = { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] }
    return signedRequest(JSON.stringify(whole), {})
  }
}

/**
 * GitHub's own library on the very bytes that ours gets: it verifies, parses and calls the handler, and neither checks nor normalizes what it
 * parsed, nor knows a duplicate. Ten times that would be faster than parsing alone; the aim is to cost no more.
 */
const octokit: Peer = {
  name: "peer @octokit/webhooks",
  budget: { atLeast: 1 },
  handler: () => {
    const webhooks = new Webhooks({ secret })
    let handled = 0
    webhooks.onAny(() => {
      handled++
    })
    const middleware = createWebMiddleware(webhooks, { path: "/webhooks" })
    return async (request) => {
      const before = handled
      const reply = await middleware(request)
      if (handled !== before + 1) throw new Error("octokit did not handle the message")
      return reply
    }
  },
  request: (number) =>
    signedRequest(body.text, { "x-github-event": "issue_comment", "x-github-delivery": `00000000-${number}` })
}

export const peers: ReadonlyArray<Benchmark> = [chat, octokit].map((peer) => ({
  name: peer.name,
  budget: peer.budget,
  run: () =>
    withReceiver(async (receiver) => {
      const { ratio, baseline } = await compare(answering(peer.handler(), peer.request), receiver, {
        millis: 5000,
        roundMillis: 2
      })
      return { value: 1_000_000 / baseline, unit: "events/s", ratio }
    })
}))

const signedRequest = (text: string, headers: Readonly<Record<string, string>>): Request =>
  new Request("https://example.com/webhooks", {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`
    },
    body: text
  })

const body = readBody("message_created")
const content: string = JSON.parse(body.text).content
const nothing = () => undefined
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silent }
