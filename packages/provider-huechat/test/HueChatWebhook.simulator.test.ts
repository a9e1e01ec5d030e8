/** What a whole server sends over real HTTP, through a whole receiver: every event that there is, each fact once, whatever secret signed it. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Event } from "@dragoman/core/domain"
import { Claims, receive } from "@dragoman/core/webhook"
import { events as documentedEvents, HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger } from "effect"
import { FetchHttpClient } from "effect/http"
import { HueChatWebhook } from "../src/index.ts"
import { bodyOf } from "./Deliveries.ts"

/** The receiver, with all that it was told, and the secrets that it knows. */
const receiving = Effect.gen(function* () {
  const events: Array<Event> = []
  const refusals: Array<string> = []
  let options: HueChatWebhook.HueChatWebhookOptions = {}
  const receiver = receive({
    accounts: () => HueChatWebhook.make(options),
    on: { otherwise: (event) => void events.push(event) },
    onLost: () => assert.fail("nothing fails here"),
    onRefused: ({ message }) => void refusals.push(message),
    claims: Layer.merge(Claims.layerMemory(), Logger.layer([]))
  })
  const server = yield* listening(createServer(receiver.node))
  const trust = (changed: HueChatWebhook.HueChatWebhookOptions) => {
    options = changed
  }
  return { events, refusals, trust, url: `${server}/webhooks/acme` }
})

const listening = (server: Server) =>
  Effect.acquireRelease(
    Effect.promise<string>(
      () =>
        new Promise((resolve) => {
          server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
        })
    ),
    () =>
      Effect.promise(() => {
        server.closeAllConnections()
        return new Promise((resolve) => server.close(resolve))
      })
  )

const simulator = HueChatSimulator.layer({ contactWrites: true, httpWebhooks: true, broadcastPace: 1 }).pipe(
  Layer.provide([
    NodeHttpServer.layer(() => createServer({ keepAliveTimeout: 1 }), { port: 0, host: "127.0.0.1" }),
    FetchHttpClient.layer
  ])
)

/** A call of the server's API. */
const calling = ({ accountId, baseUrl, token }: HueChatSimulator["Service"]) =>
  Effect.fnUntraced(function* (method: string, path: string, body?: unknown) {
    const [version = "", ...rest] = path.split("/")
    const reply = yield* Effect.promise(() =>
      fetch(`${baseUrl}/api/${version}/accounts/${accountId}/${rest.join("/")}`, {
        method,
        headers: { api_access_token: token, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    )
    const text = yield* Effect.promise(() => reply.text())
    assert.isTrue(reply.ok, `${method} ${path}: ${reply.status} ${text}`)
    return (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>
  })

/** A customer writes, agents work, the channel reports. */
const talk = Effect.fnUntraced(function* (server: HueChatSimulator["Service"]) {
  const ann = { email: "ann@example.com", name: "Ann", phoneNumber: "+15550100" }
  const arrived = yield* server.receive({ contact: ann, content: "Hello" })
  const { conversationId } = arrived
  const { messageId } = yield* server.reply({ conversationId, content: "Good morning" })
  yield* server.setMessageStatus(messageId, "delivered")
  yield* server.setMessageStatus(messageId, "read")
  yield* server.editMessage(messageId, "Good morning!")
  yield* server.note({ conversationId, content: "An old friend" })
  yield* server.assign(conversationId, 2)
  yield* server.label(conversationId, ["vip", "billing"])
  yield* server.label(conversationId, ["billing"])
  yield* server.snooze(conversationId, (yield* server.now) + 86_400_000)
  yield* server.resolve(conversationId)
  return arrived
})

/** What the account does beside it. */
const work = Effect.fnUntraced(function* (server: HueChatSimulator["Service"], webhookId: string, contactId: number) {
  const call = calling(server)
  const ticket = yield* call("POST", "v2/tickets", { title: "Broken", contact_id: contactId })
  yield* call("PATCH", `v2/tickets/${ticket.id}`, { status: "closed" })
  for (const stage of ["closed_won", "closed_lost"]) {
    const deal = yield* call("POST", "v2/deals", { name: "Plan", contact_id: contactId, value: 100, currency: "USD" })
    yield* call("PATCH", `v2/deals/${deal.id}`, { stage, ...(stage === "closed_lost" ? { lost_reason: "price" } : {}) })
  }
  const template = (yield* server.templates).find(({ status }) => status === "approved")
  const { broadcast } = yield* call("POST", "v2/broadcasts", {
    name: "Launch",
    inbox_id: server.inboxes.whatsapp,
    template_id: template?.id,
    template_name: template?.name,
    recipients: ["+15550100", "+15550101"]
  })
  yield* call("POST", `v2/broadcasts/${(broadcast as { readonly id: string }).id}/send`)
  // Meta decides on templates: nobody here does.
  for (const name of ["template.approved", "template.rejected"]) yield* server.publish(name, bodyOf(name).data)
  yield* call("POST", `v2/outbound-webhooks/${webhookId}/test`)
  const broadcasts = Effect.andThen(Effect.sleep(5), server.broadcasts)
  yield* Effect.repeat(broadcasts, { until: (rows) => rows.every(({ status }) => status === "completed") })
})

const leave = (server: HueChatSimulator["Service"], contactId: number) =>
  Effect.gen(function* () {
    const call = calling(server)
    yield* call("PUT", `v1/contacts/${contactId}`, { name: "Ann Example", blocked: true })
    yield* call("DELETE", `v1/contacts/${contactId}`)
  })

const contentsOf = (events: ReadonlyArray<Event>) =>
  events.flatMap((event) =>
    event.type === "message.created" && event.data.message.visibility !== "system"
      ? [
          [
            event.data.message.visibility,
            ...event.data.message.content.map((part) => ("text" in part ? part.text : ""))
          ]
        ]
      : []
  )

describe("a server's deliveries", () => {
  it.live(
    "of every documented event are verified, decoded and normalized, each fact once though each comes twice",
    () =>
      Effect.gen(function* () {
        const server = yield* HueChatSimulator
        const { events, refusals, trust, url } = yield* receiving
        const webhook = yield* server.addWebhook({ url })
        trust({ secrets: [webhook.secret] })
        yield* server.webhooks.double(1000)
        const { contactId } = yield* talk(server)
        yield* work(server, webhook.id, contactId)
        yield* leave(server, contactId)
        yield* server.webhooks.settled

        const log = yield* server.webhooks.log
        assert.deepStrictEqual(
          log.filter(({ outcome }) => outcome !== 200),
          []
        )
        assert.deepStrictEqual([...new Set(log.map(({ event }) => event))].sort(), [...documentedEvents].sort())
        assert.deepStrictEqual(refusals, [])
        assert.deepStrictEqual(
          events.filter(({ type }) => type === "unknown"),
          []
        )
        assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
        assert.deepStrictEqual(contentsOf(events), [
          ["public", "Hello"],
          ["public", "Good morning"],
          ["private", "An old friend"]
        ])
        const counted = (type: Event["type"]) => events.filter((event) => event.type === type).length
        assert.strictEqual(counted("conversation.tagged"), 2)
        assert.strictEqual(counted("conversation.untagged"), 1)
        assert.strictEqual(counted("conversation.status_changed"), 2)
        assert.strictEqual(counted("conversation.assigned"), 1)
        assert.strictEqual(counted("contact.blocked"), 1)
        assert.strictEqual(counted("contact.deleted"), 1)
        const named = events.flatMap((event) => (event.type === "provider.event" ? [event.data.name] : []))
        assert.lengthOf(named, 8)
      }).pipe(Effect.provide(simulator), Effect.scoped)
  )

  it.live("are verified by the old secret and by the new for a day after a rotation, by no other", () =>
    Effect.gen(function* () {
      const server = yield* HueChatSimulator
      const { events, refusals, trust, url } = yield* receiving
      const { id, secret: old } = yield* server.addWebhook({ url, events: ["deal.won"] })
      const rotated = yield* calling(server)("POST", `v2/outbound-webhooks/${id}/rotate-secret`)
      assert.isString(rotated.secret)
      const fresh = String(rotated.secret)
      assert.notStrictEqual(fresh, old)
      for (const secrets of [[old], [fresh], [fresh, old]]) {
        trust({ secrets })
        yield* server.publish("deal.won", bodyOf("deal.won").data)
        yield* server.webhooks.settled
      }
      assert.lengthOf(events, 3)
      assert.deepStrictEqual(refusals, [])

      trust({ secrets: ["whsec_of_somebody_else"] })
      yield* server.publish("deal.won", bodyOf("deal.won").data)
      yield* attempts(server, 4)
      assert.lengthOf(events, 3)
      assert.lengthOf(refusals, 1)
    }).pipe(Effect.provide(simulator), Effect.scoped)
  )

  it.live("of v1 are pinged, never signed, and read where that is allowed", () =>
    Effect.gen(function* () {
      const server = yield* HueChatSimulator
      const { events, refusals, trust, url } = yield* receiving
      trust({ legacy: true, secrets: ["of v2"], sharedSecret: { in: "query", name: "token", secrets: ["in the URL"] } })
      yield* calling(server)("POST", "v1/webhooks", { url: `${url}?token=in%20the%20URL` })
      const { contactId } = yield* talk(server)
      yield* calling(server)("PUT", `v1/contacts/${contactId}`, { name: "Ann Example" })
      yield* server.webhooks.settled
      assert.deepStrictEqual(refusals, [])
      assert.deepStrictEqual(
        events.filter(({ type }) => type === "unknown"),
        []
      )
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
      const types = new Set(events.map(({ type }) => type))
      // Labels, for which v1 has no event, are read from the changes.
      for (const type of [
        "conversation.tagged",
        "conversation.untagged",
        "message.status_changed",
        "contact.updated"
      ]) {
        assert.isTrue(types.has(type as Event["type"]), type)
      }
      assert.lengthOf(contentsOf(events), 3)
    }).pipe(Effect.provide(simulator), Effect.scoped)
  )
})

/** One that is refused is tried again for minutes: nothing settles then. */
const attempts = (server: HueChatSimulator["Service"], count: number) =>
  Effect.repeat(Effect.andThen(Effect.sleep(5), server.webhooks.log), { until: (log) => log.length >= count })
