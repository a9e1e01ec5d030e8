import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { type InboundContent, OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { receiver, type Wire } from "../../WebhookReceiver.ts"
import { phone, simulator } from "./Support.ts"

const from = { userId: phone, name: "Alice" }

/** What `messages[]` of the forwarded payloads hold, payload by payload. */
const forwarded = Effect.gen(function* () {
  const omnichat = yield* OmnichatSimulator
  const hook = yield* receiver()
  yield* omnichat.addWhatsAppWebhook({ url: hook.url })
  return Effect.andThen(
    omnichat.webhooks.settled,
    Effect.sync((): ReadonlyArray<Wire> => hook.hits.map(({ body }) => body.entry[0].changes[0].value))
  )
})

const kinds: ReadonlyArray<readonly [content: InboundContent, wire: Readonly<Record<string, unknown>>]> = [
  [
    { type: "text", text: "Hi" },
    { type: "text", text: { body: "Hi" } }
  ],
  [
    { type: "reaction", messageId: "wamid.1", emoji: "👍" },
    { type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } }
  ],
  [
    { type: "reaction", messageId: "wamid.1" },
    { type: "reaction", reaction: { message_id: "wamid.1" } }
  ],
  [
    { type: "location", latitude: 38.7, longitude: -9.1, name: "Lisbon" },
    { type: "location", location: { latitude: 38.7, longitude: -9.1, name: "Lisbon" } }
  ],
  [
    { type: "contacts", contacts: [{ name: { formatted_name: "Bo", first_name: "Bo" } }] },
    { type: "contacts", contacts: [{ name: { formatted_name: "Bo", first_name: "Bo" } }] }
  ],
  [
    { type: "button_reply", id: "1", title: "Yes" },
    { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "1", title: "Yes" } } }
  ],
  [
    { type: "list_reply", id: "2", title: "Row", description: "A row" },
    {
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id: "2", title: "Row", description: "A row" } }
    }
  ],
  [
    { type: "flow_reply", response: { size: "M" } },
    {
      type: "interactive",
      interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: '{"size":"M"}' } }
    }
  ],
  [
    { type: "button", text: "No", payload: "no" },
    { type: "button", button: { text: "No", payload: "no" } }
  ],
  [
    { type: "order", catalogId: "c", items: [{ productRetailerId: "p", quantity: 2, price: 9.5, currency: "EUR" }] },
    {
      type: "order",
      order: {
        catalog_id: "c",
        product_items: [{ product_retailer_id: "p", quantity: 2, item_price: 9.5, currency: "EUR" }]
      }
    }
  ],
  [{ type: "request_welcome" }, { type: "request_welcome" }],
  [
    { type: "revoke", messageId: "wamid.1" },
    { type: "revoke", revoke: { original_message_id: "wamid.1" } }
  ],
  [
    { type: "edit", messageId: "wamid.1", text: "Hi!" },
    { type: "edit", edit: { original_message_id: "wamid.1", message: { type: "text", text: { body: "Hi!" } } } }
  ],
  [
    { type: "raw", message: { type: "hologram", hologram: { depth: 3 } } },
    { type: "hologram", hologram: { depth: 3 } }
  ]
]

it.live.each(kinds)("%j", ([content, wire]) =>
  Effect.gen(function* () {
    const payloads = yield* forwarded
    const { messageId } = yield* (yield* OmnichatSimulator).receive({ from, content })
    const [value] = yield* payloads
    const { timestamp, ...message } = value.messages[0]
    assert.match(timestamp, /^\d+$/)
    assert.deepStrictEqual(message, { from: phone, id: messageId, ...wire })
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("files: an id, a type and a hash, and what belongs to each kind", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const payloads = yield* forwarded
    const files: ReadonlyArray<InboundContent> = [
      { type: "image", caption: "Look" },
      { type: "video" },
      { type: "audio", voice: true },
      { type: "document", fileName: "a.pdf" },
      { type: "sticker", animated: true }
    ]
    for (const content of files) yield* omnichat.receive({ from, content })
    const parts = (yield* payloads).map(({ messages: [message] }) => message[message.type])
    for (const part of parts) {
      assert.isString(part.id)
      assert.strictEqual(part.sha256.length, 44)
    }
    assert.strictEqual(parts[0].caption, "Look")
    assert.deepInclude(parts[2], { voice: true, mime_type: "audio/ogg; codecs=opus" })
    assert.strictEqual(parts[3].filename, "a.pdf")
    assert.deepInclude(parts[4], { animated: true, mime_type: "image/webp" })
    assert.deepStrictEqual(
      (yield* omnichat.messages).map(({ mediaUrl, messageType }) => [messageType, mediaUrl !== null]),
      [
        ["photo", true],
        ["video", true],
        ["audio", true],
        ["document", true],
        ["photo", true]
      ]
    )
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("context: quoted, forwarded, about a product; an advertisement; a group", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const payloads = yield* forwarded
    const content = "Hi"
    yield* omnichat.receive({ from, content, replyTo: "wamid.1" })
    yield* omnichat.receive({ from, content, forwarded: true })
    yield* omnichat.receive({ from, content, forwarded: "frequently" })
    yield* omnichat.receive({ from, content, referredProduct: { catalogId: "c", productRetailerId: "p" } })
    yield* omnichat.receive({ from, content, referral: { source_id: "ad-1", source_type: "ad" } })
    const { roomId } = yield* omnichat.receive({ from, content, groupId: "group-1" })
    const messages = (yield* payloads).map((value) => value.messages[0])
    assert.deepStrictEqual(
      messages.map(({ context }) => context),
      [
        { id: "wamid.1" },
        { forwarded: true },
        { frequently_forwarded: true },
        { referred_product: { catalog_id: "c", product_retailer_id: "p" } },
        undefined,
        undefined
      ]
    )
    assert.deepStrictEqual(messages[4].referral, { source_id: "ad-1", source_type: "ad" })
    assert.deepInclude(messages[5], { group_id: "group-1", from: phone })
    assert.isTrue((yield* omnichat.rooms).find((room) => room.roomId === roomId)?.isGroup)
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("what is quoted names its author", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const { messageId, roomId } = yield* omnichat.receive({ from, content: "Hi" })
    const answer = yield* omnichat.reply({ roomId, text: "Hello" })
    const payloads = yield* forwarded
    yield* omnichat.receive({ from, content: "first", replyTo: messageId })
    yield* omnichat.receive({ from, content: "second", replyTo: answer.messageId })
    assert.deepStrictEqual(
      (yield* payloads).map((value) => value.messages[0].context),
      [
        { from: phone, id: messageId },
        { from: omnichat.channels.whatsapp, id: answer.messageId }
      ]
    )
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("somebody with a username and no number", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const payloads = yield* forwarded
    const sender = { bsuid: "US.13491208655302741918", username: "alice", name: "Alice" }
    const { contactKey } = yield* omnichat.receive({ from: sender, content: "Hi" })
    const [{ contacts, messages }] = yield* payloads
    assert.deepStrictEqual(contacts, [{ profile: { name: "Alice", username: "alice" }, user_id: sender.bsuid }])
    assert.strictEqual(messages[0].from_user_id, sender.bsuid)
    assert.isUndefined(messages[0].from)
    assert.strictEqual(contactKey, `whatsapp:${omnichat.channels.whatsapp}:${sender.bsuid}`)
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("a changed number, something unsupported", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const payloads = yield* forwarded
    yield* omnichat.receive({ from, content: { type: "number_changed", newUserId: "15550100124" } })
    yield* omnichat.receive({ from, content: { type: "unsupported", kind: "poll_creation" } })
    const [changed, unsupported] = (yield* payloads).map((value) => value.messages[0])
    assert.deepInclude(changed.system, { type: "user_changed_number", wa_id: "15550100124" })
    assert.strictEqual(unsupported.errors[0].code, 131051)
    assert.deepStrictEqual(unsupported.unsupported, { type: "poll_creation" })
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("several messages in one POST, the same one twice among them", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const payloads = yield* forwarded
    const [first] = yield* omnichat.receiveAll([
      { from, content: "one", id: "wamid.one" },
      { from, content: "one", id: "wamid.one" },
      { from: { userId: "15550100124", name: "Bo" }, content: "two" }
    ])
    const [value, ...rest] = yield* payloads
    assert.strictEqual(rest.length, 0)
    assert.deepStrictEqual(
      value.messages.map((message: Wire) => message.text.body),
      ["one", "one", "two"]
    )
    assert.strictEqual(value.messages[1].id, first?.messageId)
    assert.strictEqual(value.contacts.length, 2)
    assert.strictEqual((yield* omnichat.messages).length, 2)
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)

it.live("a message that is reported again stays as it is", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const { messageId: id } = yield* omnichat.receive({ from, content: "one" })
    yield* omnichat.report(id, "read")
    yield* omnichat.receive({ from, content: "one", id })
    assert.deepStrictEqual(
      (yield* omnichat.messages).map(({ messageStatus }) => messageStatus),
      ["read"]
    )
  }).pipe(Effect.provide(simulator()))
)

it.live("a flow's answer is a topic too", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const hook = yield* receiver()
    yield* omnichat.addWebhook({ url: hook.url, topics: ["whatsapp_flow/flow_create"] })
    yield* omnichat.receive({ from, content: { type: "flow_reply", response: { size: "M" }, flowName: "Sizes" } })
    yield* omnichat.webhooks.settled
    assert.deepInclude(hook.hits[0]?.body, { name: "Alice", phone, flowName: "Sizes", flowResponse: { size: "M" } })
  }).pipe(Effect.scoped, Effect.provide(simulator()))
)
