import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator, events } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { listen, received, told } from "./Receiving.ts"
import { call, greet, greetOverTelegram } from "./Support.ts"

/** The body of the last delivery of an event. */
const lastOf = Effect.fnUntraced(function* (event: string) {
  const body: Wire = (yield* told).findLast((one) => one.event === event)?.body
  assert.isDefined(body, event)
  return body
})

/** Everything that this company can do in a day. */
const day = Effect.gen(function* () {
  const chat2desk = yield* Chat2DeskSimulator
  const [admin, sam] = yield* chat2desk.operators
  const [vip] = yield* chat2desk.tags
  const [samId = 0, tagId = 0] = [sam?.id, vip?.id]
  yield* listen()
  const { clientId, dialogId, messageId, requestId } = yield* greetOverTelegram
  yield* chat2desk.transfer(dialogId, samId)
  yield* chat2desk.reply({ dialogId, text: "How do you do?" })
  yield* chat2desk.comment({ dialogId, text: "Don't close" })
  yield* chat2desk.tagClient(clientId, tagId)
  yield* chat2desk.untagClient(clientId, tagId)
  yield* chat2desk.tagRequest(requestId, tagId)
  yield* chat2desk.untagRequest(requestId, tagId)
  yield* call("PUT", `clients/${clientId}`, { json: { assigned_phone: "+73456789009", ban_status: 1 } })
  yield* chat2desk.writeOutside({ dialogId, text: "From my phone" })
  yield* chat2desk.askForHints(messageId)
  yield* chat2desk.chooseHint(messageId, 2)
  yield* chat2desk.close(dialogId)
  yield* chat2desk.logOut(samId, "mobile")
  yield* call("POST", "tags", { json: { tag_group_id: vip?.groupId, tag_label: "new", tag_description: "New one" } })
  yield* chat2desk.changeDevice({ transport: "telegram" })
  yield* chat2desk.askForQrCode(1630507770)
  yield* call("POST", "tickets", {
    json: { summary: "Delivery problem", description: "Lost", priority: 2, request_ids: [String(requestId)] }
  })
  yield* call("PUT", "tickets/1", { json: { summary: "URGENT Delivery problem", status: 2, request_ids: [] } })
  yield* call("DELETE", "tickets/TICK-1")
  return { clientId, dialogId, messageId, requestId, samId, tagId, adminId: admin?.id }
})

it.effect("a day brings about all 25 events, each under its own name", () =>
  Effect.gen(function* () {
    yield* day
    const names = new Set((yield* told).map(({ event }) => event))
    assert.deepStrictEqual(
      events.filter((event) => !names.has(event)),
      []
    )
    assert.strictEqual(events.length, 25)
  }).pipe(Effect.provide(received()))
)

it.effect("three events call themselves otherwise than they are subscribed to", () =>
  Effect.gen(function* () {
    yield* day
    const renamed = (yield* told).flatMap(({ body, event }) =>
      body.hook_type === event ? [] : [[event, body.hook_type]]
    )
    assert.deepStrictEqual(Object.fromEntries(renamed), {
      operator_status_changed: "operator_status_updated",
      device_updated: "device_update",
      new_ticket: "ticket_created"
    })
  }).pipe(Effect.provide(received()))
)

describe("messages", () => {
  it.effect("inbox: the documented keys, the phone with its prefix", () =>
    Effect.gen(function* () {
      const { clientId, dialogId, messageId, requestId } = yield* day
      const inbox = yield* lastOf("inbox")
      assert.deepStrictEqual(Object.keys(inbox).toSorted(), inboxKeys)
      assert.deepInclude(inbox, {
        message_id: messageId,
        type: "from_client",
        transport: "telegram",
        operator_id: null,
        dialog_id: dialogId,
        request_id: requestId,
        attachments: [],
        is_new_request: true,
        is_new_client: true,
        is_new: true
      })
      assert.deepStrictEqual(inbox.client, {
        id: clientId,
        phone: "[tg] 734937551",
        client_phone: "",
        name: "Olga",
        assigned_name: null,
        external_id: null
      })
      assert.match(inbox.event_time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    }).pipe(Effect.provide(received()))
  )

  it.effect("outbox has the operator; a comment no attachments but null, and no is_new", () =>
    Effect.gen(function* () {
      const { samId } = yield* day
      assert.deepInclude(yield* lastOf("outbox"), { type: "to_client", operator_id: samId, is_new: false })
      const comment = yield* lastOf("comment")
      assert.deepInclude(comment, { type: "comment", attachments: null, text: "Don't close" })
      assert.notProperty(comment, "is_new")
    }).pipe(Effect.provide(received()))
  )

  it.effect("imported_message says so twice, with null where others have nothing", () =>
    Effect.gen(function* () {
      yield* day
      const imported = yield* lastOf("imported_message")
      assert.deepInclude(imported, { text: "From my phone", extra_data: { imported: true }, is_new: false })
      assert.strictEqual(imported.client.client_phone, "+73456789009")
    }).pipe(Effect.provide(received()))
  )

  it.effect("outbox_status lies under data, in Moscow's time", () =>
    Effect.gen(function* () {
      const { clientId, dialogId } = yield* day
      const status = yield* lastOf("outbox_status")
      assert.deepInclude(status.data, { gateway_status: "seen", dialog_id: dialogId, client_id: clientId, error: null })
      assert.strictEqual(status.data.created, "2026-01-05T12:00:00 MSK")
      assert.strictEqual(status.event_time, "2026-01-05T09:00:00Z")
    }).pipe(Effect.provide(received()))
  )

  it.effect("a public comment below a post", () =>
    Effect.gen(function* () {
      const { receive } = yield* Chat2DeskSimulator
      yield* listen()
      yield* receive({
        transport: "insta_local",
        from: { id: "99" },
        text: "Nice",
        postUrl: "https://www.example.com/p/1"
      })
      const inbox = yield* lastOf("inbox")
      assert.deepInclude(inbox, { insta_comment: true, extra_data: { post_url: "https://www.example.com/p/1" } })
    }).pipe(Effect.provide(received()))
  )
})

describe("clients, dialogs and requests", () => {
  it.effect("channels are a list in new_client and an object in new_request", () =>
    Effect.gen(function* () {
      const { channelIds } = yield* Chat2DeskSimulator
      yield* listen()
      yield* greetOverTelegram
      const channel = { id: channelIds.main, transports: ["telegram"] }
      const client = yield* lastOf("new_client")
      assert.deepStrictEqual([client.channels, client.client_source, client.tags], [[channel], "incoming_message", []])
      assert.match(client.client_created, / UTC$/)
      const request = yield* lastOf("new_request")
      assert.deepStrictEqual(request.client.channels, channel)
      assert.deepInclude(request, {
        is_new_client: true,
        by_client: true,
        type: "common",
        end_message_id: request.start_message_id
      })
      assert.isNumber(request.created)
    }).pipe(Effect.provide(received()))
  )

  it.effect("a new client comes before their request, and both before the message", () =>
    Effect.gen(function* () {
      yield* listen()
      yield* greet
      yield* greet
      assert.deepStrictEqual(
        (yield* told).map(({ body, event }) => [event, body.is_new_client]),
        [
          ["new_client", undefined],
          ["new_request", true],
          ["inbox", true],
          ["inbox", false]
        ]
      )
    }).pipe(Effect.provide(received()))
  )

  it.effect("closing: the request's last message, and times in Unix seconds", () =>
    Effect.gen(function* () {
      const { dialogId, requestId, samId } = yield* day
      const request = yield* lastOf("close_request")
      assert.deepInclude(request, { dialog_id: dialogId, request_id: requestId, operator_id: samId })
      assert.isNumber(request.end_message_id)
      assert.deepInclude(yield* lastOf("close_dialog"), { current_operator_id: samId, created: 1767603600 })
    }).pipe(Effect.provide(received()))
  )

  it.effect("tags: the id is the tag's; one taken from a client has its time in seconds", () =>
    Effect.gen(function* () {
      const { channelIds } = yield* Chat2DeskSimulator
      const { clientId, requestId, tagId } = yield* day
      const named = { id: tagId, name: "VIP", group_id: 14779, group_name: "Customers" }
      assert.deepInclude(yield* lastOf("add_tag_to_client"), {
        ...named,
        client_id: clientId,
        all_client_channels: [channelIds.main]
      })
      assert.deepInclude(yield* lastOf("delete_tag_from_client"), {
        ...named,
        client_id: clientId,
        event_time: "2026-01-05T09:00:00Z"
      })
      assert.deepInclude(yield* lastOf("add_tag_to_request"), { ...named, client_id: clientId, request_id: requestId })
      const taken = yield* lastOf("delete_tag_from_request")
      assert.deepInclude(taken, { ...named, request_id: requestId })
      assert.notProperty(taken, "client_id")
      assert.deepInclude(yield* lastOf("new_tag"), { label: "new", description: "New one" })
    }).pipe(Effect.provide(received()))
  )
})

describe("the rest", () => {
  it.effect("an operator's id is text in one event and a number in the other", () =>
    Effect.gen(function* () {
      const { samId } = yield* day
      assert.deepInclude(yield* lastOf("operator_status_changed"), { id: String(samId), online: 0, status_id: 0 })
      assert.deepInclude(yield* lastOf("operator_authentication_updated"), {
        id: samId,
        event: "logout",
        platform: "mobile",
        ip_address: ""
      })
    }).pipe(Effect.provide(received()))
  )

  it.effect("tickets have a timestamp, updates in words, and a key with a blank in it", () =>
    Effect.gen(function* () {
      const { adminId, requestId } = yield* day
      const created = yield* lastOf("new_ticket")
      assert.deepInclude(created.ticket, { id: "TICK-1", reporter_id: adminId, request_ids: [String(requestId)] })
      assert.strictEqual(created.timestamp, "2026-01-05T09:00:00Z")
      assert.notProperty(created, "event_time")
      const updated = yield* lastOf("ticket_updated")
      assert.deepStrictEqual(updated.updates, {
        update_summary: "Delivery problem -> URGENT Delivery problem",
        update_status: "1 → 2",
        detach_requests: `[${requestId}]`
      })
      assert.strictEqual(updated.ticket.updater_id, "Public API")
      assert.deepInclude(yield* lastOf("ticket_deleted"), { id: "1", "deleted by": "Public API" })
    }).pipe(Effect.provide(received()))
  )

  it.effect("devices, QR codes and hints", () =>
    Effect.gen(function* () {
      const { clientId, messageId } = yield* day
      assert.deepInclude(yield* lastOf("device_updated"), { transport: "telegram", status: "Created" })
      const code = yield* lastOf("new_qr_code")
      assert.deepInclude(code, { phone: 1630507770, device_owner: "client" })
      assert.include(code.qrcode_data, "\n")
      const hint = yield* lastOf("ai_hints_requested")
      assert.deepInclude(hint, { client_id: clientId, message_id: messageId, hint_id: 2 })
    }).pipe(Effect.provide(received()))
  )

  it.effect("anything else can be published", () =>
    Effect.gen(function* () {
      const { publish } = yield* Chat2DeskSimulator
      yield* listen()
      yield* publish("device_updated", { transport: "vk", channel_id: 1, status: "Lost" })
      assert.deepInclude(yield* lastOf("device_updated"), { status: "Lost", hook_type: "device_update" })
    }).pipe(Effect.provide(received()))
  )
})

const inboxKeys = [
  "attachments",
  "audio",
  "channel_id",
  "client",
  "client_id",
  "coordinates",
  "dialog_id",
  "event_time",
  "extra_data",
  "hook_type",
  "insta_comment",
  "is_new",
  "is_new_client",
  "is_new_request",
  "message_id",
  "operator_id",
  "pdf",
  "photo",
  "request_id",
  "text",
  "transport",
  "type"
]
