import { createHmac } from "node:crypto"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { call, simulator } from "./Support.ts"

const live = simulator()

const open = Effect.gen(function* () {
  const { inboxes } = yield* ChatwootSimulator
  const inbox = yield* call("GET", `inboxes/${inboxes.api}`)
  const base = `/public/api/v1/inboxes/${inbox.body.inbox_identifier}`
  return { base, hmacToken: String(inbox.body.hmac_token), inboxId: inboxes.api }
})

const visit = (method: Method, path: string, json?: unknown) =>
  call(method, path, json === undefined ? { token: null } : { token: null, json })

it.live("a visitor without a token: contact, conversation, messages", () =>
  Effect.gen(function* () {
    const { base } = yield* open
    const contact = yield* visit("POST", `${base}/contacts`, { name: "Vera", email: "vera@example.com" })
    assert.sameMembers(Object.keys(contact.body), ["source_id", "pubsub_token", "id", "name", "email", "phone_number"])
    const mine = `${base}/contacts/${contact.body.source_id}/conversations`
    const conversation = yield* visit("POST", mine, {})
    const messages = `${mine}/${conversation.body.id}/messages`
    for (let n = 1; n <= 23; n++) yield* visit("POST", messages, { content: `${n}`, message_type: "outgoing" })
    const page = yield* visit("GET", messages)
    assert.strictEqual(page.body.length, 20)
    assert.strictEqual(page.body[19].message_type, 0)
    assert.isTrue(Number.isInteger(page.body[0].created_at))
    assert.strictEqual((yield* visit("GET", `${messages}?before=${page.body[0].id}`)).body.length, 3)
    const shown = yield* visit("GET", `${mine}/${conversation.body.id}`)
    assert.strictEqual(shown.body.messages.length, 23)
    assert.match(shown.body.contact.created_at, /Z$/)
    assert.isArray((yield* visit("GET", mine)).body)
    yield* visit("POST", `${mine}/${conversation.body.id}/toggle_status`, {})
    assert.strictEqual((yield* call("GET", `conversations/${conversation.body.id}`)).body.status, "resolved")
  }).pipe(Effect.provide(live))
)

it.live("the same address is the same contact; notes are not shown", () =>
  Effect.gen(function* () {
    const { base } = yield* open
    const first = yield* visit("POST", `${base}/contacts`, { email: "vera@example.com" })
    const second = yield* visit("POST", `${base}/contacts`, { email: "Vera@example.com" })
    assert.strictEqual(first.body.id, second.body.id)
    assert.notStrictEqual(first.body.source_id, second.body.source_id)
    const mine = `${base}/contacts/${first.body.source_id}/conversations`
    const { body } = yield* visit("POST", mine, {})
    yield* call("POST", `conversations/${body.id}/messages`, { json: { content: "psst", private: true } })
    assert.deepStrictEqual((yield* visit("GET", `${mine}/${body.id}/messages`)).body, [])
  }).pipe(Effect.provide(live))
)

it.live("what does not exist is Rails' own 404, also a conversation of somebody else", () =>
  Effect.gen(function* () {
    const { base } = yield* open
    const unknown = yield* visit("GET", "/public/api/v1/inboxes/nope")
    assert.deepStrictEqual([unknown.status, unknown.body], [404, { status: 404, error: "Not Found" }])
    const one = yield* visit("POST", `${base}/contacts`, { name: "One" })
    const other = yield* visit("POST", `${base}/contacts`, { name: "Other" })
    const { body } = yield* visit("POST", `${base}/contacts/${one.body.source_id}/conversations`, {})
    const stolen = yield* visit("GET", `${base}/contacts/${other.body.source_id}/conversations/${body.id}`)
    assert.strictEqual(stolen.status, 404)
  }).pipe(Effect.provide(live))
)

it.live("a mandatory identity has to be proved", () =>
  Effect.gen(function* () {
    const { base, hmacToken, inboxId } = yield* open
    yield* call("PATCH", `inboxes/${inboxId}`, { json: { channel: { hmac_mandatory: true } } })
    const refused = yield* visit("POST", `${base}/contacts`, { identifier: "u-1", identifier_hash: "00" })
    assert.deepStrictEqual(
      [refused.status, refused.body],
      [401, { error: "HMAC failed: Invalid Identifier Hash Provided" }]
    )
    const identifier_hash = createHmac("sha256", hmacToken).update("u-1").digest("hex")
    assert.strictEqual((yield* visit("POST", `${base}/contacts`, { identifier: "u-1", identifier_hash })).status, 200)
  }).pipe(Effect.provide(live))
)
