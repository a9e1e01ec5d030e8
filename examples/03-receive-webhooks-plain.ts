/**
 * The same without Effect: `receive` takes plain functions and gives a web-standard `fetch` handler and a Node listener, which works inside
 * Express and Fastify as well. Chatwoot's part is played by a delivery that the program signs and posts to itself.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { toPlainText } from "@dragoman/core/domain"
import { receive, Signature } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Effect, Redacted } from "effect"

const secret = "a-secret-of-the-webhook"

const receiver = receive({
  accounts: { acme: ChatwootWebhook.make({ secrets: [secret] }) },
  on: {
    "message.created": async ({ data, id }) => {
      console.log(`${data.message.author.name}: ${toPlainText(data.message.content)}`)
      console.log(`  (${id})`)
    }
  },
  onLost: (event, error) => console.error(`lost ${event.id}:`, error)
})

const http = createServer(receiver.node).listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/acme`
  const delivery = JSON.stringify({
    event: "message_created",
    id: 7,
    content: "Hello?",
    message_type: "incoming",
    content_type: "text",
    private: false,
    created_at: "2026-02-13T01:27:33.365Z",
    sender: { id: 3, name: "Ann Example", account: { id: 1, name: "Acme" } },
    account: { id: 1, name: "Acme" },
    conversation: { id: 5, inbox_id: 1, channel: "Channel::Api", status: "open", messages: [] }
  })
  const body = new TextEncoder().encode(delivery)
  const timestamp = Math.floor(Date.now() / 1000)
  const signed = Signature.sign(ChatwootWebhook.signature, { secret: Redacted.make(secret), body, timestamp })
  const post = (headers: Record<string, string>): RequestInit => ({ method: "POST", headers, body: delivery })
  const right = post(await Effect.runPromise(signed))
  const responses = [
    await fetch(url, right),
    await fetch(url, post({})),
    // The web-standard handler needs no server: here it gets what the listener has handled already.
    await receiver.fetch(new Request(url, right))
  ]
  for (const response of responses) console.log(response.status, await response.text())
  http.close()
  await receiver.close()
})
