import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { OmnichatSimulator, sendError } from "../../../src/simulators/omnichat/index.ts"
import { receiver, type Wire } from "../../WebhookReceiver.ts"
import { call, greet, inProcess, phone, sendWhatsApp, simulator } from "./Support.ts"

const text = (body: string) => ({ type: "text", text: { body } })

/** Sets a forwarding webhook up and gives its statuses, in the order in which they came. */
const statuses = Effect.gen(function* () {
  const omnichat = yield* OmnichatSimulator
  const hook = yield* receiver()
  yield* omnichat.addWhatsAppWebhook({ url: hook.url })
  return Effect.andThen(
    omnichat.webhooks.settled,
    Effect.sync(
      (): ReadonlyArray<Wire> => hook.hits.flatMap((hit) => hit.body.entry[0].changes[0].value.statuses ?? [])
    )
  )
})

describe("sending", () => {
  it.live("a text is accepted, then sent, delivered and read", () =>
    Effect.gen(function* () {
      yield* greet
      const reported = yield* statuses
      const { body, status } = yield* sendWhatsApp({ ...text("Hi"), biz_opaque_callback_data: "order-1" })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(body.contacts, [{ input: phone, wa_id: phone }])
      assert.match(body.messages[0].id, /^wamid\./)
      assert.deepStrictEqual(
        (yield* reported).map((one) => [one.id, one.status, one.recipient_id, one.biz_opaque_callback_data]),
        ["sent", "delivered", "read"].map((word) => [body.messages[0].id, word, phone, "order-1"])
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("receipts in any order, for one message or one recipient, failures among them", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* greet
      const reported = yield* statuses
      yield* omnichat.nextReceipts(["read", "sent"])
      yield* omnichat.nextReceipts([{ failed: sendError(131049, "Not now") }], { to: phone })
      yield* sendWhatsApp(text("one"))
      yield* sendWhatsApp(text("two"))
      const [first, second, failed, ...rest] = yield* reported
      assert.deepStrictEqual([first.status, second.status, failed.status, rest.length], ["read", "sent", "failed", 0])
      assert.deepInclude(failed.errors[0], { code: 131049, error_data: { details: "Not now" } })
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("to a group: its room, its receipts by participant, and no new contact", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.receive({ from: { userId: phone }, groupId: "group-7", content: "Hello all" })
      const reported = yield* statuses
      const group = { ...text("Hi all"), recipient_type: "group" }
      const { body, status } = yield* sendWhatsApp({ ...group, to: "group-7" })
      assert.deepStrictEqual([status, body.contacts], [200, [{ input: "group-7" }]])
      const [sent] = yield* reported
      assert.deepInclude(sent, {
        recipient_type: "group",
        recipient_id: "group-7",
        recipient_participant_id: phone
      })
      assert.strictEqual((yield* sendWhatsApp({ ...group, to: "group-8" })).status, 400)
      assert.lengthOf(yield* omnichat.contacts, 1)
      assert.lengthOf(yield* omnichat.rooms, 1)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("to a BSUID: the reply and the receipts name it, and no phone", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const bsuid = "US.13491208655302741918"
      yield* omnichat.receive({ from: { bsuid, username: "alice" }, content: "Hello" })
      const reported = yield* statuses
      const { body } = yield* sendWhatsApp({ ...text("Hi"), to: undefined, recipient: bsuid })
      assert.deepStrictEqual(body.contacts, [{ input: bsuid, user_id: bsuid }])
      const [sent] = yield* reported
      assert.deepStrictEqual([sent.recipient_user_id, sent.recipient_id], [bsuid, undefined])
      const code = {
        name: "login_code",
        language: { code: "en" },
        components: [{ type: "body", parameters: [{ type: "text", text: "1234" }] }]
      }
      const refused = yield* sendWhatsApp({ type: "template", template: code, to: undefined, recipient: bsuid })
      assert.strictEqual(refused.body.error.code, 131062)
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )

  it.live("every documented kind is accepted", () =>
    Effect.gen(function* () {
      yield* greet
      for (const message of documented) {
        const { body, status } = yield* sendWhatsApp(message)
        assert.strictEqual(status, 200, `${JSON.stringify(message)} ${JSON.stringify(body)}`)
      }
    }).pipe(Effect.provide(simulator()))
  )

  it.live("a customer's message is marked as read, an unknown one is not", () =>
    Effect.gen(function* () {
      const { messageId } = yield* greet
      const mark = (id: string) =>
        sendWhatsApp({ to: undefined, status: "read", message_id: id, typing_indicator: { type: "text" } })
      assert.deepStrictEqual((yield* mark(messageId)).body, { success: true })
      assert.strictEqual((yield* mark("wamid.nothing")).body.error.code, 100)
    }).pipe(Effect.provide(simulator()))
  )
})

describe("what is refused at once", () => {
  it.live("each limit, with Meta's code", () =>
    Effect.gen(function* () {
      for (const [message, code] of invalid) {
        const { body, status } = yield* sendWhatsApp(message)
        assert.deepStrictEqual([status, body.error?.code], [400, code], JSON.stringify(message))
        assert.strictEqual(body.error.type, "OAuthException")
      }
      assert.deepStrictEqual(yield* (yield* OmnichatSimulator).messages, [])
    }).pipe(Effect.provide(simulator()))
  )

  it.live("templates that do not exist, are paused, or get the wrong number of parameters", () =>
    Effect.gen(function* () {
      const send = (name: string, code: string, ...values: ReadonlyArray<string>) =>
        Effect.map(
          sendWhatsApp({
            type: "template",
            template: {
              name,
              language: { code },
              components: [{ type: "body", parameters: values.map((value) => ({ type: "text", text: value })) }]
            }
          }),
          ({ body, status }) => [status, body.error?.code ?? body.messages[0].message_status]
        )
      assert.deepStrictEqual(yield* send("order_update", "en", "A-1", "sent"), [200, "accepted"])
      assert.deepStrictEqual(yield* send("order_update", "fr", "A-1", "sent"), [404, 132001])
      assert.deepStrictEqual(yield* send("order_update", "en", "A-1"), [400, 132000])
      assert.deepStrictEqual(yield* send("survey", "en"), [400, 132015])
    }).pipe(Effect.provide(simulator()))
  )

  it.live("any of Meta's codes on demand, for one recipient", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* omnichat.refuseSends(131056, { to: phone, times: 2 })
      assert.strictEqual((yield* sendWhatsApp({ ...text("Hi"), to: "15550100199" })).status, 200)
      const refused = yield* sendWhatsApp(text("Hi"))
      assert.deepStrictEqual([refused.status, refused.body.error.code], [400, 131056])
      yield* sendWhatsApp(text("Hi"))
      assert.strictEqual((yield* sendWhatsApp(text("Hi"))).status, 200)
      yield* omnichat.refuseSends(131016)
      assert.strictEqual((yield* sendWhatsApp(text("Hi"))).status, 500)
    }).pipe(Effect.provide(simulator()))
  )

  it.live("a number that is not the team's", () =>
    Effect.gen(function* () {
      const { body, status } = yield* call("POST", "whatsapp/headless-api/15550100/messages", { json: {} })
      assert.deepStrictEqual([status, body.errorCode], [404, "CHANNEL_ID_NOT_FOUND"])
    }).pipe(Effect.provide(simulator()))
  )
})

describe("what fails later", () => {
  it.effect("24 hours after the customer's last message only templates arrive", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      yield* greet
      yield* TestClock.adjust("24 hours")
      assert.strictEqual((yield* sendWhatsApp(text("Hi"))).status, 200)
      const parameters = [
        { type: "text", text: "A-1" },
        { type: "text", text: "sent" }
      ]
      const template = { name: "order_update", language: { code: "en" }, components: [{ type: "body", parameters }] }
      yield* sendWhatsApp({ type: "template", template })
      const [, late, again] = yield* omnichat.messages
      assert.deepStrictEqual([late?.messageStatus, again?.messageStatus], ["error", "read"])
      assert.strictEqual(again?.message, "Your order A-1 is sent.")
    }).pipe(Effect.provide(inProcess()))
  )

  it.live("a number without WhatsApp", () =>
    Effect.gen(function* () {
      const omnichat = yield* OmnichatSimulator
      const { contactKey } = yield* greet
      yield* omnichat.changeContact(contactKey, { deliverable: false })
      const reported = yield* statuses
      yield* sendWhatsApp(text("Hi"))
      assert.deepStrictEqual(
        (yield* reported).map((one) => [one.status, one.errors[0].code]),
        [["failed", 131026]]
      )
    }).pipe(Effect.scoped, Effect.provide(simulator()))
  )
})

const link = "https://shop.example.com/file"
const button = (id: string, title = "Yes") => ({ type: "reply", reply: { id, title } })
const interactive = (type: string, action: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  type: "interactive",
  interactive: { type, body: { text: "Which?" }, action, ...more }
})
const row = (id: string) => ({ id, title: `Row ${id}`, description: "A row" })
const list = (count: number) => ({
  button: "Choose",
  sections: [{ title: "All", rows: Array.from({ length: count }, (_, index) => row(String(index))) }]
})

const documented: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  text("Hi"),
  { ...text("Hi"), context: { message_id: "wamid.1" } },
  { type: "text", text: { preview_url: true, body: "See https://shop.example.com" } },
  { type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } },
  { type: "reaction", reaction: { message_id: "wamid.1", emoji: "" } },
  { type: "image", image: { link } },
  { type: "audio", audio: { link } },
  { type: "video", video: { link, caption: "A film" } },
  { type: "document", document: { link, caption: "A paper", filename: "paper.pdf" } },
  { type: "sticker", sticker: { link } },
  { type: "location", location: { latitude: 38.7, longitude: "-9.1", name: "Lisbon", address: "Portugal" } },
  { type: "contacts", contacts: [{ name: { formatted_name: "Bo B", first_name: "Bo" } }] },
  interactive("list", list(10), { header: { type: "text", text: "Rows" }, footer: { text: "Pick one" } }),
  interactive("button", { buttons: [button("1", "Yes"), button("2", "No")] }),
  interactive("product", { catalog_id: "1", product_retailer_id: "a" }),
  interactive(
    "product_list",
    { catalog_id: "1", sections: [{ title: "All", product_items: [{ product_retailer_id: "a" }] }] },
    { header: { type: "text", text: "Goods" } }
  ),
  interactive("catalog_message", { name: "catalog_message", parameters: { thumbnail_product_retailer_id: "a" } }),
  interactive("cta_url", { name: "cta_url", parameters: { display_text: "Open", url: link } }),
  interactive("flow", { name: "flow", parameters: { flow_id: "1", flow_cta: "Start", flow_message_version: "3" } }),
  interactive("location_request_message", { name: "send_location" })
]

const invalid: ReadonlyArray<readonly [message: Readonly<Record<string, unknown>>, code: number]> = [
  [{ ...text("Hi"), messaging_product: "sms" }, 100],
  [{ ...text("Hi"), to: undefined }, 100],
  [{ type: "telegram" }, 100],
  [{ type: "text" }, 131008],
  [text(""), 131008],
  [text("x".repeat(4097)), 100],
  [{ type: "image", image: { link, id: "1" } }, 100],
  [{ type: "image", image: {} }, 100],
  [{ type: "image", image: { link: "not a link" } }, 131009],
  [{ type: "video", video: { link, caption: "x".repeat(1025) } }, 100],
  [{ type: "location", location: { latitude: 91, longitude: 0 } }, 131009],
  [{ type: "contacts", contacts: [{ name: { formatted_name: "Bo" } }] }, 131009],
  [{ type: "reaction", reaction: { emoji: "👍" } }, 131008],
  [interactive("button", { buttons: [] }), 131009],
  [interactive("button", { buttons: ["1", "2", "3", "4"].map((id) => button(id, id)) }), 131009],
  [interactive("button", { buttons: [button("1", "x".repeat(21))] }), 100],
  [interactive("button", { buttons: [button("1", "A"), button("1", "B")] }), 131009],
  [interactive("list", list(11)), 131009],
  [interactive("list", list(1), { header: { type: "image", image: { link } } }), 131009],
  [interactive("product_list", { catalog_id: "1", sections: [] }), 131008],
  [interactive("cta_url", { parameters: { display_text: "x".repeat(21), url: link } }), 100],
  [{ type: "template", template: { name: "order_update" } }, 131008]
]
