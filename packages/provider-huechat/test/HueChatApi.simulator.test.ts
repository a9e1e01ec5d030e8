/**
 * Two witnesses agree: every endpoint, called as it is declared here, is understood by the simulator, which was written from the documentation
 * apart, and every reply of it, of which a third has no example, is understood here.
 */
import type { ProviderError } from "@dragoman/core/provider"
import { Inventory } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { unwrap, unwrapRows } from "../src/api/Envelopes.ts"
import { secretOf } from "../src/api/OutboundWebhooks.ts"
import { fileForm, messageForm } from "../src/api/Uploads.ts"
import { HueChatApi } from "../src/HueChatApi.ts"
import * as HueChatClient from "../src/HueChatClient.ts"
import { csvFile } from "./ApiCalls.ts"

const layerReceiver = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, new Response("ok"))))
)

const layerSimulator = HueChatSimulator.layerInProcess({
  seed: { contacts: 3 },
  contactWrites: true,
  limits: { requestsPerMinute: 100_000 }
}).pipe(Layer.provide(layerReceiver))

type Client = HueChatClient.HueChatClient["Service"]

/** The client, and the names of the endpoints that were called. */
const watched = Effect.gen(function* () {
  const { baseUrl, accountId, token } = yield* HueChatSimulator
  const client = yield* HueChatClient.make({ baseUrl, accountId, token: Redacted.make(token), retries: 0 })
  const called = new Set<string>()
  const watch = <T extends object>(methods: T, prefix: string): T =>
    new Proxy(methods, {
      get: (target, name) => {
        called.add(`${prefix}.${String(name)}`)
        return Reflect.get(target, name)
      }
    })
  const groups = Object.entries(client).map(([name, methods]) => [name, watch(methods, name)] as const)
  return { client: Object.fromEntries(groups) as unknown as Client, called }
})

/** What the simulator refuses in the state that the thing is in; a reply that cannot be read is no refusal. */
const refused = (call: Effect.Effect<unknown, ProviderError>) =>
  Effect.map(Effect.flip(call), ({ reason }) => assert.include(["Conflict", "InvalidRequest"], reason._tag))

const account = { params: { account_id: 1 } }
const accountId = { params: { accountId: 1 } }

const contacts = Effect.fnUntraced(function* (client: Client) {
  const { payload } = yield* client.contacts.list({ ...account, query: { per_page: 1 } })
  assert.strictEqual(payload.length, 1)
  yield* client.contacts.search({ ...account, query: { q: "example.com" } })
  const created = yield* client.contactWrites.create({
    ...account,
    payload: { name: "Ann", phone_number: "+15550100" }
  })
  const contact = unwrap<{ readonly id: string | number }>("contact", created)
  const one = { params: { account_id: 1, id: contact.id } }
  yield* client.contactWrites.update({ ...one, payload: { name: "Anna" } })
  yield* client.contactWrites.block({ ...one, payload: { blocked: true } })
  yield* client.contactWrites.delete(one)
  return Number(payload[0]?.id)
})

const conversations = Effect.fnUntraced(function* (client: Client, contact_id: number) {
  const { list, filter, search, meta, create, get } = client.conversations
  const { data } = yield* list({ ...account, query: { status: "all" } })
  const payload = [
    { attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null }
  ] as const
  yield* filter({ ...account, payload: { payload, page: 1 } })
  yield* search({ ...account, query: { q: "example" } })
  yield* meta({ ...account, query: {} })
  const inbox_id = Number(data.payload[0]?.inbox_id)
  const { id } = yield* create({ ...account, payload: { inbox_id, contact_id, message: { content: "Hi" } } })
  const one = { params: { account_id: 1, conversation_id: id } }
  yield* get(one)
  yield* switches(client.conversations, one)
  return one
})

const switches = Effect.fnUntraced(function* (
  client: Client["conversations"],
  one: { readonly params: { readonly account_id: number; readonly conversation_id: string | number } }
) {
  yield* client.update({ ...one, payload: { priority: "high" } })
  yield* client.togglePriority({ ...one, payload: { priority: "low" } })
  yield* client.toggleStatus({ ...one, payload: { status: "snoozed", snoozed_until: "2100-01-01T00:00:00Z" } })
  yield* client.assign({ ...one, payload: { assignee_id: null } })
  yield* client.setCustomAttributes({ ...one, payload: { custom_attributes: { plan: "free" } } })
  yield* client.setLabels({ ...one, payload: { labels: ["vip"] } })
  assert.deepStrictEqual(yield* client.labels(one), { payload: ["vip"] })
  yield* client.setParticipants({ ...one, payload: { user_ids: [] } })
  yield* client.participants(one)
  yield* client.toggleTyping({ ...one, payload: { typing_status: "on" } })
  yield* client.sendTranscript({ ...one, payload: { email: "ann@example.com" } })
  for (const name of ["mute", "unmute", "markUnread", "updateLastSeen"] as const) yield* client[name](one)
})

const messages = Effect.fnUntraced(function* (
  client: Client,
  one: { readonly params: { readonly account_id: number; readonly conversation_id: string | number } }
) {
  const payload = { content: "Hello", echo_id: "echo-1" }
  const { id } = yield* client.messages.create({ ...one, payload })
  assert.strictEqual((yield* client.messages.create({ ...one, payload })).id, id)
  yield* client.messages.createMultipart({ ...one, payload: messageForm({ content: "" }, [csvFile]) })
  assert.strictEqual(
    unwrapRows("attachments", yield* client.conversations.attachments({ ...one, query: {} })).length,
    1
  )
  yield* client.messages.list({ ...one, query: {} })
  const message = { params: { ...one.params, id } }
  yield* client.messages.translate({ ...message, payload: { target_language: "ar" } })
  yield* refused(client.messages.retry(message))
  yield* client.messages.delete(message)
  yield* client.conversations.delete(one)
})

const webhooks = Effect.fnUntraced(function* (client: Client) {
  const url = "https://receiver.example.com/huechat"
  const { payload } = yield* client.webhooks.create({
    ...account,
    payload: { url, subscriptions: ["message_created"] }
  })
  const first = { params: { account_id: 1, id: payload.id } }
  yield* client.webhooks.list(account)
  yield* client.webhooks.update({ ...first, payload: { name: "CRM" } })
  yield* client.webhooks.delete(first)
  const reply = yield* client.outboundWebhooks.create({ ...account, payload: { url, events: ["message.created"] } })
  assert.isString(secretOf(reply))
  const { id } = unwrap<{ readonly id: string | number }>("webhook", reply)
  const second = { params: { account_id: 1, webhook_id: id } }
  assert.strictEqual(unwrapRows("webhooks", yield* client.outboundWebhooks.list(account)).length, 1)
  yield* client.outboundWebhooks.get(second)
  yield* client.outboundWebhooks.update({ ...second, payload: { is_active: true } })
  yield* client.outboundWebhooks.test(second)
  yield* client.outboundWebhooks.logs({ ...second, query: { limit: 10 } })
  assert.notStrictEqual(secretOf(yield* client.outboundWebhooks.rotateSecret(second)), secretOf(reply))
  yield* client.outboundWebhooks.delete(second)
})

const templates = Effect.fnUntraced(function* (client: Client) {
  const { templates } = client
  const inboxes = unwrapRows<{ readonly id: string | number }>("inboxes", yield* templates.inboxes(accountId))
  const inbox_id = Number(inboxes[0]?.id)
  const body = {
    inbox_id,
    name: "sale",
    language: "en",
    category: "MARKETING",
    components: [{ type: "BODY", text: "Hi" }]
  } as const
  yield* templates.create({ ...accountId, payload: { ...body, submit_to_meta: false } })
  const found = yield* templates.list({ ...accountId, query: {} })
  const id = found.templates.find(({ name }) => name === "sale")?.id ?? ""
  const one = { params: { accountId: 1, templateId: id } }
  yield* templates.get(one)
  yield* templates.update({ ...one, payload: { category: "UTILITY" } })
  yield* templates.analytics(one)
  yield* templates.categories()
  yield* templates.generate({
    ...accountId,
    payload: { description: "A friendly greeting", category: "UTILITY", language: "en" }
  })
  yield* templates.uploadMedia({ ...accountId, payload: fileForm(new File(["a"], "a.png", { type: "image/png" })) })
  yield* templates.sync({ ...accountId, payload: { inbox_id, waba_id: "1", access_token: "token" } })
  yield* templates.resubmit({ ...accountId, payload: { template_id: String(id), waba_id: "1", access_token: "token" } })
  return { inbox_id, one }
})

const broadcasts = Effect.fnUntraced(function* (client: Client, inbox_id: number) {
  const { broadcasts } = client
  const approved = yield* client.templates.list({ ...accountId, query: { status: "approved" } })
  const template_id = String(approved.templates[0]?.id)
  const recipients = ["+15550100"]
  const payload = { name: "News", inbox_id, template_id, template_name: "news", recipients }
  const { broadcast } = yield* broadcasts.create({ ...accountId, payload })
  const one = { params: { accountId: 1, broadcastId: broadcast.id } }
  yield* broadcasts.update({ ...one, payload: { name: "Other news" } })
  yield* broadcasts.uploadCsv({ ...one, payload: fileForm(csvFile) })
  yield* broadcasts.get(one)
  yield* broadcasts.list({ ...accountId, query: { limit: 10 } })
  yield* broadcasts.recipients({ ...one, query: {} })
  yield* broadcasts.reports({ ...accountId, query: { days: 7 } })
  yield* broadcasts.send(one)
  yield* broadcasts.cancel(one)
  yield* refused(broadcasts.delete(one))
})

const contactLists = Effect.fnUntraced(function* (client: Client, contact: number) {
  const { contactLists } = client
  const { id } = yield* contactLists.create({ ...account, payload: { name: "VIP" } })
  const one = { params: { account_id: 1, list_id: id } }
  yield* contactLists.get(one)
  yield* contactLists.list({ ...account, query: { per_page: 100 } })
  yield* contactLists.update({ ...one, payload: { description: "The best" } })
  yield* contactLists.addMembers({ ...one, payload: { contact_ids: [contact] } })
  assert.strictEqual(unwrapRows("members", yield* contactLists.members({ ...one, query: {} })).length, 1)
  yield* contactLists.removeMembers({ ...one, payload: { contact_ids: [contact] } })
  assert.strictEqual(unwrapRows("members", yield* contactLists.members({ ...one, query: {} })).length, 0)
  yield* contactLists.delete(one)
})

const sales = Effect.fnUntraced(function* ({ deals, tickets }: Client, contact_id: number) {
  const ticket = yield* tickets.create({ ...account, payload: { title: "Broken", contact_id } })
  const first = { params: { account_id: 1, ticket_id: ticket.id } }
  yield* tickets.get(first)
  yield* tickets.list({ ...account, query: { sort: "-created_at" } })
  yield* tickets.addComment({ ...first, payload: { content: "Seen" } })
  yield* tickets.update({ ...first, payload: { status: "closed" } })
  yield* tickets.delete(first)
  const reply = yield* deals.create({ ...account, payload: { name: "Acme", contact_id, value: 10, currency: "EUR" } })
  const { id } = unwrap<{ readonly id: string | number }>("deal", reply)
  const second = { params: { account_id: 1, deal_id: id } }
  yield* deals.get(second)
  yield* deals.list({ ...account, query: { min_value: 1 } })
  yield* deals.addNote({ ...second, payload: { content: "Called" } })
  yield* deals.update({ ...second, payload: { stage: "closed_won" } })
  yield* deals.pipeline({ ...account, query: {} })
  yield* deals.delete(second)
})

layer(layerSimulator)("beside the simulator", (it) => {
  it.effect("every endpoint is understood on both sides", () =>
    Effect.gen(function* () {
      const { client, called } = yield* watched
      const contact = yield* contacts(client)
      yield* messages(client, yield* conversations(client, contact))
      yield* webhooks(client)
      const { inbox_id, one } = yield* templates(client)
      yield* broadcasts(client, inbox_id)
      yield* client.templates.delete(one)
      yield* contactLists(client, contact)
      yield* sales(client, contact)
      const notCalled = Inventory.declaredEndpoints(HueChatApi)
        .map(({ group, endpoint }) => `${group}.${endpoint}`)
        .filter((name) => !called.has(name))
      assert.deepStrictEqual(notCalled, [])
    })
  )
})
