import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import { listen, received, told, toldNames } from "./Receiving.ts"
import { call, greet, greetOverTelegram, inProcess } from "./Support.ts"

const send = (json: object) => call("POST", "messages", { json: { text: "Hi", ...json } })

describe("sending", () => {
  it.effect("goes where the client wrote last, and names everything that it made", () =>
    Effect.gen(function* () {
      const { channelIds, receive } = yield* Chat2DeskSimulator
      const from = { id: "15550100123" }
      yield* receive({ from, text: "Hello" })
      const { clientId, dialogId, requestId } = yield* receive({ transport: "viber", from, text: "Hello" })
      const { body, status } = yield* send({ client_id: clientId, external_id: "mine-1" })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(
        { ...body.data, message_id: 0 },
        {
          message_id: 0,
          channel_id: channelIds.main,
          operator_id: null,
          transport: "viber",
          type: "to_client",
          client_id: clientId,
          dialog_id: dialogId,
          request_id: requestId
        }
      )
      const read = yield* call("GET", `messages/${body.data.message_id}`)
      assert.deepStrictEqual(read.body.data.extra_data, { external_id: "mine-1" })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("takes its parameters as JSON, as a form and in the query", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      const form = { text: `client_id=${client_id}&text=Hi`, contentType: "application/x-www-form-urlencoded" }
      assert.strictEqual((yield* call("POST", "messages", form)).status, 200)
      const query = { client_id, text: "Hi", open_dialog: false }
      assert.strictEqual((yield* call("POST", "messages", { query })).status, 200)
      assert.strictEqual((yield* call("POST", "messages", { text: "{" })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("refuses whom it does not know, what says nothing, and transports that the client does not have", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      const errorsOf = Effect.fnUntraced(function* (json: object) {
        const { body, status } = yield* send(json)
        assert.strictEqual(status, 400)
        return Object.entries<ReadonlyArray<{ readonly error: string }>>(body.errors).map(([field, [problem]]) => [
          field,
          problem?.error
        ])
      })
      assert.deepStrictEqual(yield* errorsOf({}), [["client_id", "missing_parameter"]])
      assert.deepStrictEqual(yield* errorsOf({ client_id: 1 }), [["client_id", "not_found"]])
      assert.deepStrictEqual(yield* errorsOf({ client_id, text: "" }), [["text", "missing_parameter"]])
      assert.deepStrictEqual(yield* errorsOf({ client_id, transport: "telegram" }), [
        ["transport", "unsupported_value"]
      ])
      assert.deepStrictEqual(yield* errorsOf({ client_id, type: "from_client" }), [["type", "unsupported_value"]])
      assert.deepStrictEqual(yield* errorsOf({ client_id, attachment: "a.png" }), [["attachment", "unsupported_value"]])
      assert.deepStrictEqual(yield* errorsOf({ client_id, operator_id: 1 }), [["operator_id", "not_found"]])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("quotes in the text, and hides what is encrypted", () =>
    Effect.gen(function* () {
      const { messages } = yield* Chat2DeskSimulator
      const { clientId: client_id, messageId: reply_message_id } = yield* greet
      yield* send({ client_id, reply_message_id })
      yield* send({ client_id, text: "1234", encrypted: "true" })
      const texts = (yield* messages).map(({ text }) => text)
      assert.deepStrictEqual(texts, ["Hello", "«Hello»\n— Hi", "****"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("opens a closed dialog, and a request with it, unless it is told not to", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const { clientId: client_id, dialogId, requestId } = yield* greet
      yield* chat2desk.close(dialogId)
      yield* listen({ events: ["new_request", "outbox", "comment"] })
      const quiet = yield* send({ client_id, type: "comment", open_dialog: false })
      assert.isNull(quiet.body.data.request_id)
      assert.strictEqual((yield* call("GET", `dialogs/${dialogId}`)).body.data.state, "closed")
      const loud = yield* send({ client_id })
      assert.isAbove(loud.body.data.request_id, requestId)
      assert.strictEqual((yield* call("GET", `dialogs/${dialogId}`)).body.data.state, "open")
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ event }) => event),
        ["comment", "new_request", "outbox"]
      )
      assert.strictEqual(events[1]?.body.by_client, false)
    }).pipe(Effect.provide(received()))
  )

  it.effect("an answer reads the dialog, a comment does not", () =>
    Effect.gen(function* () {
      const { clientId: client_id, messageId } = yield* greet
      const readMark = Effect.map(call("GET", `messages/${messageId}`), ({ body }) => body.data.read)
      yield* send({ client_id, type: "comment" })
      assert.strictEqual(yield* readMark, 0)
      yield* send({ client_id })
      assert.strictEqual(yield* readMark, 1)
      yield* call("GET", `messages/${messageId}/unread`)
      assert.strictEqual(yield* readMark, 0)
      yield* call("GET", `messages/${messageId}/read`)
      assert.strictEqual(yield* readMark, 1)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("attachments", () => {
  it.effect("are links; the older fields repeat the first of a kind", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      const attachment = "https://files.example.com/a/manual.pdf?version=2"
      const { body } = yield* send({ client_id, attachment, attachment_filename: "Manual.PDF" })
      const { data } = (yield* call("GET", `messages/${body.data.message_id}`)).body
      assert.deepStrictEqual(data.attachments, [{ name: "Manual.PDF", link: attachment }])
      assert.deepInclude(data, { pdf: attachment, photo: null, audio: null, video: null })
      const unnamed = yield* send({ client_id, text: "", attachment: "https://files.example.com/b/photo.jpg" })
      const photo = (yield* call("GET", `messages/${unnamed.body.data.message_id}`)).body.data
      assert.deepInclude(photo, { text: null, photo: "https://files.example.com/b/photo.jpg" })
      assert.strictEqual(photo.attachments[0].name, "photo.jpg")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("that the transport does not carry make the message fail afterwards", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greetOverTelegram
      yield* listen({ events: ["outbox_status"] })
      yield* send({ client_id, attachment: "https://files.example.com/song.mp3" })
      const [event] = yield* told
      assert.deepInclude(event?.body.data, {
        gateway_status: "failed",
        error: "audio is not supported by telegram"
      })
    }).pipe(Effect.provide(received()))
  )
})

describe("buttons", () => {
  it.effect("are taken by the transports that have them", () =>
    Effect.gen(function* () {
      const { messages, receive } = yield* Chat2DeskSimulator
      const { clientId: client_id } = yield* greetOverTelegram
      const inline = [
        { type: "reply", text: "Yes", payload: "yes" },
        { type: "url", text: "Site", url: "https://www.example.com" }
      ]
      assert.strictEqual((yield* send({ client_id, inline_buttons: inline })).status, 200)
      const keyboard = { buttons: [{ type: "phone", text: "Call me" }] }
      assert.strictEqual((yield* send({ client_id, keyboard })).status, 200)
      assert.deepStrictEqual(
        (yield* messages).slice(1).map(({ extras }) => extras),
        [{ inlineButtons: inline }, { keyboard }]
      )
      const { clientId } = yield* receive({ transport: "wa_dialog", from: { id: "15550100124" }, text: "Hello" })
      const interactive = { type: "list", body: { text: "Which?" }, action: { button: "Choose", sections: [] } }
      assert.strictEqual((yield* send({ client_id: clientId, interactive })).status, 200)
      assert.strictEqual((yield* send({ client_id: clientId, inline_buttons: [inline[0]] })).status, 200)
      assert.strictEqual((yield* send({ client_id: clientId, inline_buttons: [inline[1]] })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are refused by the others", () =>
    Effect.gen(function* () {
      const { clientId: client_id } = yield* greet
      const reply = { type: "reply", text: "Yes" }
      const refusals = [
        { inline_buttons: [reply] },
        { keyboard: { buttons: [reply] } },
        { interactive: { type: "list" } }
      ]
      for (const extras of refusals) assert.strictEqual((yield* send({ client_id, ...extras })).status, 400)
      const { clientId: other } = yield* greetOverTelegram
      assert.strictEqual(
        (yield* send({ client_id: other, inline_buttons: [{ type: "email", text: "Mail" }] })).status,
        400
      )
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("with more than 38 characters, or 19 Cyrillic ones, do not arrive", () =>
    Effect.gen(function* () {
      const { messages } = yield* Chat2DeskSimulator
      const { clientId: client_id } = yield* greetOverTelegram
      for (const text of ["a".repeat(38), "a".repeat(39), "я".repeat(19), "я".repeat(20)]) {
        yield* send({ client_id, inline_buttons: [{ type: "reply", text }] })
      }
      const statuses = (yield* messages).slice(1).map(({ status }) => status)
      assert.deepStrictEqual(statuses, ["seen", "failed", "seen", "failed"])
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("what messengers report", () => {
  it.effect("as planned: always, next, for one client", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const { clientId: client_id } = yield* greet
      yield* listen({ events: ["outbox_status"] })
      yield* chat2desk.setReceipts(["sent"])
      yield* chat2desk.nextReceipts([{ failed: "timeout" }], { to: "15550100123" })
      yield* send({ client_id })
      yield* send({ client_id })
      const statuses = (yield* told).map(({ body }) => [body.data.gateway_status, body.data.error])
      assert.deepStrictEqual(statuses, [
        ["failed", "timeout"],
        ["sent", null]
      ])
    }).pipe(Effect.provide(received()))
  )

  it.effect("of an external channel the business reports, by number", () =>
    Effect.gen(function* () {
      const { receive } = yield* Chat2DeskSimulator
      const { clientId: client_id } = yield* receive({ transport: "external", from: { id: "app-1" }, text: "Hello" })
      yield* listen()
      const { body } = yield* send({ client_id })
      const id = body.data.message_id
      assert.strictEqual((yield* call("PUT", `messages/${id}/status/6`)).status, 200)
      assert.strictEqual((yield* call("PUT", `messages/${id}/status/4`)).status, 400)
      assert.deepStrictEqual(yield* toldNames, ["outbox", "outbox_status"])
      assert.strictEqual((yield* call("GET", `messages/${id}`)).body.data.recipient_status, "delivered")
      const { clientId } = yield* greet
      const elsewhere = yield* send({ client_id: clientId })
      assert.strictEqual((yield* call("PUT", `messages/${elsewhere.body.data.message_id}/status/6`)).status, 400)
    }).pipe(Effect.provide(received()))
  )

  it.effect("what has not left can be taken back", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const { clientId: client_id } = yield* greet
      yield* send({ client_id })
      yield* chat2desk.setReceipts([])
      yield* send({ client_id })
      assert.strictEqual((yield* chat2desk.messages).length, 3)
      yield* call("GET", "gateway/delete_outbox")
      assert.deepStrictEqual(
        (yield* chat2desk.messages).map(({ status, type }) => [type, status]),
        [
          ["from_client", "sent"],
          ["to_client", "seen"]
        ]
      )
    }).pipe(Effect.provide(inProcess()))
  )
})
