import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as InProcess from "../../../src/InProcess.ts"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import { type Answer, call, simulator } from "./Support.ts"

const live = simulator({ seed: { contacts: 1 } })
const long = simulator({ seed: { contacts: 1, messagesPerConversation: 130 } })
const ids = (answer: Answer): ReadonlyArray<number> => answer.body.payload.map((row: { id: number }) => row.id)
const write = (json: unknown, conversationId = 1) => call("POST", `conversations/${conversationId}/messages`, { json })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe("paging by message id", () => {
  const list = (query: string) => Effect.map(call("GET", `conversations/1/messages?${query}`), ids)

  it.live("the last 20, 20 before, 100 after (exclusive), and between (inclusive below)", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* list(""), range(111, 130))
      assert.deepStrictEqual(yield* list("before=111"), range(91, 110))
      assert.deepStrictEqual(yield* list("after=5"), range(6, 105))
      assert.deepStrictEqual(yield* list("after=5&before=120"), range(5, 119))
      assert.deepStrictEqual(yield* list("before=1"), [])
    }).pipe(Effect.provide(long))
  )

  it.live("private notes and activity are in the list unless filtered", () =>
    Effect.gen(function* () {
      yield* write({ content: "note", private: true })
      yield* call("POST", "conversations/1/toggle_status", { json: { status: "resolved" } })
      assert.strictEqual((yield* list("")).length, 6)
      assert.strictEqual((yield* list("filter_internal_messages=1")).length, 4)
    }).pipe(Effect.provide(live))
  )
})

describe("create", () => {
  it.live("REST encodes the type as an integer and the time as an epoch; echo_id is not kept", () =>
    Effect.gen(function* () {
      const sent = yield* write({ content: "Hello", echo_id: "e-1", source_id: "s-1" })
      assert.strictEqual(sent.status, 200)
      const { created_at, echo_id, message_type, sender, source_id, status } = sent.body
      assert.deepStrictEqual([message_type, status, source_id, echo_id], [1, "sent", "s-1", "e-1"])
      assert.isTrue(Number.isInteger(created_at))
      assert.deepStrictEqual([sender.type, sender.name], ["user", "Ada Admin"])
      assert.notProperty(sender, "email")
      assert.notProperty(sent.body, "attachments")
      const listed = yield* call("GET", "conversations/1/messages")
      assert.notProperty(listed.body.payload.at(-1), "echo_id")
    }).pipe(Effect.provide(live))
  )

  it.live("incoming is the contact's, and only in API inboxes", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const incoming = yield* write({ content: "Hi", message_type: "incoming" })
      assert.deepStrictEqual([incoming.body.message_type, incoming.body.sender.type], [0, "contact"])
      const { conversationId } = yield* chatwoot.receive({
        inboxId: chatwoot.inboxes.website,
        contact: { id: 1 },
        content: "x"
      })
      const refused = yield* write({ content: "Hi", message_type: "incoming" }, conversationId)
      assert.deepStrictEqual(
        [refused.status, refused.body],
        [422, { error: "Incoming messages are only allowed in Api inboxes" }]
      )
    }).pipe(Effect.provide(live))
  )

  it.live("an integer type slips through with the wrong sender", () =>
    Effect.gen(function* () {
      const { body } = yield* write({ content: "Hi", message_type: 1 })
      assert.deepStrictEqual([body.message_type, body.sender.type], [1, "contact"])
    }).pipe(Effect.provide(live))
  )

  it.live("what is refused answers 422 under error", () =>
    Effect.gen(function* () {
      const cases: ReadonlyArray<readonly [unknown, string | RegExp]> = [
        [{ content: "x", content_type: "x" }, "'x' is not a valid content_type"],
        [{ content: "x", message_type: "x" }, "'x' is not a valid message_type"],
        [{ content: "x".repeat(150_001) }, "Validation failed: Content is too long (maximum is 150000 characters)"],
        [{ content: "x", content_type: "input_select" }, /^Validation failed: Content attributes/],
        [
          { content: "x", content_type: "input_select", content_attributes: { items: [{ title: "a", id: 1 }] } },
          /invalid keys for items/
        ],
        [{ content: "x", template_params: "not an object" }, /^Validation failed/],
        [{ content: "x", attachments: ["no-such-blob"] }, "mismatched digest"]
      ]
      for (const [json, expected] of cases) {
        const answer = yield* write(json)
        assert.strictEqual(answer.status, 422)
        if (typeof expected === "string") assert.strictEqual(answer.body.error, expected)
        else assert.match(answer.body.error, expected)
      }
      const exact = yield* write({ content: "x".repeat(150_000) })
      assert.strictEqual(exact.status, 200)
    }).pipe(Effect.provide(live))
  )

  it.live("content_attributes: an object, a JSON string, or a string that silently becomes nothing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* write({ content: "x", content_attributes: { a: 1 } })).body.content_attributes, {
        a: 1
      })
      assert.deepStrictEqual((yield* write({ content: "x", content_attributes: '{"a":2}' })).body.content_attributes, {
        a: 2
      })
      assert.deepStrictEqual((yield* write({ content: "x", content_attributes: "{a" })).body.content_attributes, {})
      const dated = yield* write({ content: "x", external_created_at: "2020-01-01T00:00:00Z" })
      assert.deepStrictEqual(dated.body.content_attributes, { external_created_at: "2020-01-01T00:00:00Z" })
    }).pipe(Effect.provide(live))
  )

  it.live("outgoing content is Liquid, incoming is not", () =>
    Effect.gen(function* () {
      const text = "Hi {{ contact.first_name }}{{ nothing }}, {% raw %}{{ kept }}{% endraw %} `{{ code }}`"
      assert.strictEqual((yield* write({ content: text })).body.content, "Hi Alice, {{ kept }} `{{ code }}`")
      assert.strictEqual((yield* write({ content: text, message_type: "incoming" })).body.content, text)
      assert.strictEqual((yield* write({ content: "{% broken" })).body.content, "{% broken")
    }).pipe(Effect.provide(live))
  )

  it.live("recipients are kept in e-mail inboxes only", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const mail = { contact: { id: 1 }, content: "x", inboxId: chatwoot.inboxes.email }
      const { conversationId } = yield* chatwoot.receive(mail)
      const json = { content: "x", cc_emails: "a@example.com, b@example.com" }
      assert.deepStrictEqual((yield* write(json, conversationId)).body.content_attributes, {
        cc_emails: ["a@example.com", "b@example.com"]
      })
      assert.deepStrictEqual((yield* write(json)).body.content_attributes, {})
    }).pipe(Effect.provide(live))
  )

  it.live("a quoted message is stored under both its ids", () =>
    Effect.gen(function* () {
      const first = yield* write({ content: "first", source_id: "s-1" })
      const both = { in_reply_to: first.body.id, in_reply_to_external_id: "s-1" }
      const byId = yield* write({ content: "x", content_attributes: { in_reply_to: first.body.id } })
      const bySource = yield* write({ content: "x", content_attributes: { in_reply_to_external_id: "s-1" } })
      assert.deepStrictEqual(byId.body.content_attributes, both)
      assert.deepStrictEqual(bySource.body.content_attributes, both)
    }).pipe(Effect.provide(live))
  )

  it.live("a private note", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* write({ content: "psst", private: true })).body.private, true)
    }).pipe(Effect.provide(live))
  )

  it.live("the 201st message within a minute is refused", () =>
    Effect.gen(function* () {
      for (let n = 0; n < 3; n++) assert.strictEqual((yield* write({ content: `${n}` })).status, 200)
      const refused = yield* write({ content: "one too many" })
      assert.deepStrictEqual([refused.status, refused.body], [422, { error: "Validation failed: Too many messages" }])
    }).pipe(Effect.provide(simulator({ seed: { contacts: 1 }, limits: { messagesPerMinutePerConversation: 3 } })))
  )

  it.live("the body is escaped as Rails does", () =>
    Effect.gen(function* () {
      const sent = yield* write({ content: "a < b & c > d\u2028" })
      assert.include(sent.text, "a \\u003c b \\u0026 c \\u003e d\\u2028")
      assert.strictEqual(sent.body.content, "a < b & c > d\u2028")
    }).pipe(Effect.provide(live))
  )
})

describe("attachments", () => {
  const upload = (file: File, more: Readonly<Record<string, string>> = {}) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(more)) form.append(key, value)
    form.append("attachments[]", file)
    return call("POST", "conversations/1/messages", { form })
  }

  it.live("multipart: the file type follows the MIME type, content may be absent", () =>
    Effect.gen(function* () {
      const image = yield* upload(new File([new Uint8Array(10)], "a photo.png", { type: "image/png" }), {
        private: "true"
      })
      const [attachment] = image.body.attachments
      assert.deepStrictEqual(
        [attachment.file_type, attachment.extension, attachment.content_type, attachment.file_size],
        ["image", "png", "image/png", 10]
      )
      assert.strictEqual(image.body.content, null)
      assert.strictEqual(image.body.private, true)
      assert.strictEqual(attachment.thumb_url, attachment.data_url)
      const voice = yield* upload(new File(["x"], "v.ogg", { type: "audio/ogg" }))
      assert.deepInclude(voice.body.attachments[0], { file_type: "audio", transcribed_text: "" })
      assert.match(voice.body.attachments[0].data_url, /\?disposition=inline$/)
      const listed = yield* call("GET", "conversations/1/attachments")
      assert.deepStrictEqual(listed.body.meta, { total_count: 2 })
    }).pipe(Effect.provide(live))
  )

  it.effect("in process a FormData arrives as on the wire", () =>
    Effect.gen(function* () {
      const { baseUrl, tokens } = yield* ChatwootSimulator
      const form = new FormData()
      form.append("content", "see")
      form.append("content_attributes[a]", "1")
      form.append("attachments[]", new File(["hello"], "a.txt", { type: "text/plain" }))
      const client = yield* HttpClient.HttpClient
      const response = yield* client.execute(
        HttpClientRequest.post(`${baseUrl}/api/v1/accounts/1/conversations/1/messages`).pipe(
          HttpClientRequest.setHeader("api-access-token", tokens.administrator),
          HttpClientRequest.bodyFormData(form)
        )
      )
      const body = (yield* response.json) as {
        readonly content: string
        readonly content_attributes: unknown
        readonly attachments: ReadonlyArray<{ readonly file_size: number }>
      }
      assert.deepInclude(body, { content: "see", content_attributes: { a: "1" } })
      assert.strictEqual(body.attachments[0]?.file_size, 5)
    }).pipe(
      Effect.provide(ChatwootSimulator.layerInProcess({ seed: { contacts: 1 } })),
      Effect.provide(InProcess.layerUnreachable)
    )
  )

  it.live("data_url needs no token and redirects to the storage", () =>
    Effect.gen(function* () {
      const { body } = yield* upload(new File(["hello"], "ünï.txt", { type: "text/plain" }))
      const path = new URL(body.attachments[0].data_url).pathname
      const redirect = yield* call("GET", path, { token: null }).pipe(
        Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" })
      )
      assert.strictEqual(redirect.status, 302)
      const stored = yield* call("GET", new URL(redirect.headers.location ?? "").pathname, { token: null })
      assert.deepStrictEqual([stored.status, stored.text], [200, "hello"])
      assert.strictEqual((yield* call("GET", "/rails/active_storage/blobs/redirect/wrong/x.txt")).status, 404)
    }).pipe(Effect.provide(live))
  )

  it.live("an uploaded blob is attached by its id", () =>
    Effect.gen(function* () {
      const form = new FormData()
      form.append("attachment", new File(["hello"], "doc.pdf", { type: "application/pdf" }))
      const uploaded = yield* call("POST", "upload", { form })
      assert.match(uploaded.body.file_url, /\/rails\/active_storage\/blobs\/redirect\//)
      const sent = yield* write({ content: "see", attachments: [uploaded.body.blob_id] })
      assert.strictEqual(sent.body.attachments[0].file_type, "file")
    }).pipe(Effect.provide(live))
  )

  it.live("at most 15", () =>
    Effect.gen(function* () {
      const form = new FormData()
      for (let n = 0; n < 16; n++) form.append("attachments[]", new File(["x"], `${n}.txt`))
      const refused = yield* call("POST", "conversations/1/messages", { form })
      assert.deepStrictEqual(refused.body, { error: "Validation failed: Attachments exceeded maximum allowed" })
    }).pipe(Effect.provide(live))
  )

  it.live("a received location and contact have their own keys", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.receive({
        contact: { id: 1 },
        attachments: [
          { latitude: 38.7, longitude: -9.1, title: "Lisbon" },
          { phoneNumber: "+12025550142", firstName: "Bea" }
        ]
      })
      const { body } = yield* call("GET", "conversations/1/messages")
      const [place, person] = body.payload.at(-1).attachments
      assert.deepInclude(place, { file_type: "location", coordinates_lat: 38.7, fallback_title: "Lisbon" })
      assert.notProperty(place, "thumb_url")
      assert.deepInclude(person, { file_type: "contact", fallback_title: "+12025550142" })
      assert.notProperty(person, "data_url")
    }).pipe(Effect.provide(live))
  )
})

describe("later", () => {
  it.live("status may be set in API inboxes only; nonsense and going back are ignored", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const set = (path: string, json: unknown) => call("PATCH", path, { json })
      const path = "conversations/1/messages/2"
      const failed = yield* set(path, { status: "failed", external_error: "no route" })
      assert.strictEqual(failed.body.status, "failed")
      assert.strictEqual(failed.body.content_attributes.external_error, "no route")
      const retried = yield* call("POST", `${path}/retry`)
      assert.deepStrictEqual([retried.body.status, retried.body.content_attributes], ["sent", {}])
      assert.strictEqual((yield* set(path, { status: "read" })).body.status, "read")
      assert.strictEqual((yield* set(path, { status: "delivered" })).body.status, "read")
      assert.deepInclude(yield* set(path, { status: "seen" }), { status: 200 })
      const { conversationId, messageId } = yield* chatwoot.receive({
        inboxId: chatwoot.inboxes.email,
        contact: { id: 1 },
        content: "x"
      })
      const refused = yield* set(`conversations/${conversationId}/messages/${messageId}`, { status: "read" })
      assert.deepStrictEqual(
        [refused.status, refused.body],
        [403, { error: "Message status update is only allowed for API inboxes" }]
      )
    }).pipe(Effect.provide(live))
  )

  it.live("delete is soft: the row stays, its words and attributes do not", () =>
    Effect.gen(function* () {
      const { body } = yield* write({ content: "secret", content_attributes: { a: 1 } })
      const deleted = yield* call("DELETE", `conversations/1/messages/${body.id}`)
      assert.deepStrictEqual(
        [deleted.status, deleted.body.content, deleted.body.content_attributes],
        [200, "This message was deleted", { deleted: true }]
      )
      assert.strictEqual(ids(yield* call("GET", "conversations/1/messages")).at(-1), body.id)
    }).pipe(Effect.provide(live))
  )

  it.live("a message of another conversation is not found here", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const other = yield* chatwoot.receive({ contact: { name: "Other", email: "other@example.com" }, content: "x" })
      assert.strictEqual((yield* call("DELETE", `conversations/1/messages/${other.messageId}`)).status, 404)
    }).pipe(Effect.provide(live))
  )

  it.live("a greeting is a template without a sender", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      yield* call("PATCH", `inboxes/${chatwoot.inboxes.api}`, {
        json: { greeting_enabled: true, greeting_message: "Welcome" }
      })
      const { conversationId } = yield* chatwoot.receive({
        contact: { name: "New", email: "new@example.com" },
        content: "x"
      })
      const { body } = yield* call("GET", `conversations/${conversationId}/messages`)
      assert.deepStrictEqual([body.payload[1].message_type, body.payload[1].content], [3, "Welcome"])
      assert.notProperty(body.payload[1], "sender")
    }).pipe(Effect.provide(live))
  )
})
