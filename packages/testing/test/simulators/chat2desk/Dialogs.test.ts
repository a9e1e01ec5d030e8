import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { listen, received, told, toldNames } from "./Receiving.ts"
import { call, greet, greetOverTelegram, inProcess } from "./Support.ts"

describe("the list of dialogs", () => {
  it.effect("has the last message of each, and is filtered by state and operator", () =>
    Effect.gen(function* () {
      const { operators } = yield* Chat2DeskSimulator
      const [, sam] = yield* operators
      const { body } = yield* call("GET", "dialogs", { query: { limit: 5 } })
      assert.deepStrictEqual(body.meta, { total: 30, limit: 5, offset: 0 })
      const [open, , closed] = body.data
      assert.deepInclude(open, { state: "open", end: null, operator_id: sam?.id })
      assert.deepInclude(open.last_message, { dialog_id: open.id, text: "Answer 4", type: "to_client" })
      assert.strictEqual(closed.last_message.type, "system")
      assert.match(closed.end, / UTC$/)
      const total = Effect.fnUntraced(function* (query: Readonly<Record<string, string | number>>) {
        return (yield* call("GET", "dialogs", { query })).body.meta.total
      })
      assert.strictEqual(yield* total({ state: "closed" }), 10)
      assert.strictEqual(yield* total({ state: "open", operator_id: sam?.id ?? 0 }), 20)
      assert.strictEqual((yield* call("GET", "dialogs", { query: { state: "new" } })).status, 400)
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 30 } })))
  )

  it.effect("one dialog tells how many messages it has, and its last request", () =>
    Effect.gen(function* () {
      const { dialogId, requestId } = yield* greet
      const { body } = yield* call("GET", `dialogs/${dialogId}/`)
      assert.deepInclude(body.data, { id: dialogId, messages: 1, last_request_id: requestId, state: "open" })
      assert.strictEqual((yield* call("GET", "dialogs/1")).body.errors, "Dialog #1 not found")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("the unanswered ones, after a limit of seconds and not of rows", () =>
    Effect.gen(function* () {
      const { reply } = yield* Chat2DeskSimulator
      const { clientId, dialogId } = yield* greet
      const other = yield* greetOverTelegram
      yield* reply({ dialogId: other.dialogId, text: "Hi" })
      const overdue = Effect.map(call("GET", "dialogs/unanswered", { query: { limit: 600 } }), ({ body }) => body.data)
      assert.deepStrictEqual(yield* overdue, { client_ids: [], ids: [] })
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(yield* overdue, { client_ids: [clientId], ids: [dialogId] })
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("requests", () => {
  it.effect(
    "are the segments of a dialog: closed with it, another begins when the client comes back, with no operator",
    () =>
      Effect.gen(function* () {
        const { operators } = yield* Chat2DeskSimulator
        const [admin] = yield* operators
        const first = yield* greet
        const path = `dialogs/${first.dialogId}`
        yield* call("PUT", path, { json: { operator_id: admin?.id, state: "closed" } })
        const second = yield* greet
        assert.strictEqual(second.dialogId, first.dialogId)
        assert.notStrictEqual(second.requestId, first.requestId)
        const { data } = (yield* call("GET", path)).body
        assert.deepInclude(data, { state: "open", operator_id: null, last_request_id: second.requestId, end: null })
        const third = yield* greet
        assert.strictEqual(third.requestId, second.requestId)
      }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are read with their tags, and their messages as a bare list in camel case", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const { clientId, dialogId, messageId, requestId } = yield* greet
      yield* chat2desk.reply({ dialogId, text: "Hi" })
      const { body: request } = yield* call("GET", `requests/${requestId}`)
      assert.deepStrictEqual(request.data, { dialog_id: dialogId, id: requestId, tags: [] })
      const { body } = yield* call("GET", `requests/${requestId}/messages`)
      assert.deepStrictEqual(
        body.map(({ gateway_status, type }: Wire) => [type, gateway_status]),
        [
          ["in", "sent"],
          ["out", "seen"]
        ]
      )
      assert.deepInclude(body[0], { id: messageId, clientID: clientId, dialogID: dialogId, operatorID: null })
      assert.isNumber(body[0].created)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are closed by themselves, by number or by client, while the dialog stays open", () =>
    Effect.gen(function* () {
      const first = yield* greet
      yield* listen()
      yield* call("PUT", "requests/close", { json: { request_id: first.requestId } })
      assert.strictEqual((yield* call("GET", `dialogs/${first.dialogId}`)).body.data.state, "open")
      const second = yield* greet
      assert.notStrictEqual(second.requestId, first.requestId)
      yield* call("PUT", "requests/close", { json: { client_id: first.clientId } })
      assert.strictEqual((yield* call("PUT", "requests/close", { json: { client_id: first.clientId } })).status, 404)
      assert.strictEqual((yield* call("PUT", "requests/close", { json: {} })).status, 400)
      assert.deepStrictEqual(yield* toldNames, ["close_request", "new_request", "inbox", "close_request"])
    }).pipe(Effect.provide(received()))
  )
})

describe("giving a dialog to an operator", () => {
  it.effect("by one of its messages, with a GET", () =>
    Effect.gen(function* () {
      const { operators } = yield* Chat2DeskSimulator
      const [, sam, nadia] = yield* operators
      const { dialogId, messageId } = yield* greet
      yield* listen()
      const transfer = (operator_id: number) =>
        call("GET", `messages/${messageId}/transfer`, { query: { operator_id } })
      const { body } = yield* transfer(sam?.id ?? 0)
      assert.deepStrictEqual(body, { data: [], status: "success" })
      yield* transfer(sam?.id ?? 0)
      yield* transfer(nadia?.id ?? 0)
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ body: { hook_type, last_operator_id, operator_id } }) => [
          hook_type,
          last_operator_id,
          operator_id
        ]),
        [
          ["dialog_transferred", null, sam?.id],
          ["dialog_transferred", sam?.id, nadia?.id]
        ]
      )
      assert.strictEqual((yield* call("GET", `dialogs/${dialogId}`)).body.data.operator_id, nadia?.id)
    }).pipe(Effect.provide(received()))
  )

  it.effect("the documented refusals of a transfer", () =>
    Effect.gen(function* () {
      const { operators } = yield* Chat2DeskSimulator
      const fred = (yield* operators)[3]
      const { messageId } = yield* greet
      const transfer = Effect.fnUntraced(function* (id: number, query: Readonly<Record<string, number>>) {
        const { body, status } = yield* call("GET", `messages/${id}/transfer`, { query })
        return [status, body.message, body.errors]
      })
      assert.deepStrictEqual(yield* transfer(messageId, { operator_id: 100 }), [
        400,
        "bad_request",
        { operator_id: [{ text: "Operator 100 not found.", error: "not_found" }] }
      ])
      assert.deepStrictEqual(yield* transfer(messageId, {}), [
        400,
        "bad_request",
        { operator_id: [{ text: "Parameter is required.", error: "missing_parameter" }] }
      ])
      assert.deepStrictEqual(yield* transfer(1, { operator_id: 100 }), [404, "not_found", "Message #1 not found"])
      assert.deepStrictEqual(yield* transfer(messageId, { operator_id: fred?.id ?? 0 }), [
        400,
        "bad_request",
        [{ text: `Could not transfer to operator ${fred?.id}.`, error: "not_found" }]
      ])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("unforced: only to who is there, working, and has dialogs to spare", () =>
    Effect.gen(function* () {
      const chat2desk = yield* Chat2DeskSimulator
      const [, sam, nadia] = yield* chat2desk.operators
      const [id = 0, nightId = 0] = [sam?.id, nadia?.id]
      const { dialogId } = yield* greet
      const give = Effect.fnUntraced(function* (operator_id: number, force_assign: string, dialog = dialogId) {
        return (yield* call("PUT", `dialogs/${dialog}`, { json: { operator_id, force_assign } })).status
      })
      assert.strictEqual(yield* give(nightId, "false"), 400)
      yield* chat2desk.setPresence(id, { statusId: 2 })
      assert.strictEqual(yield* give(id, "false"), 400)
      yield* chat2desk.setPresence(id, { statusId: 0, dialogLimit: 1 })
      assert.strictEqual(yield* give(id, "false"), 200)
      const other = yield* greetOverTelegram
      assert.strictEqual(yield* give(id, "false", other.dialogId), 400)
      assert.strictEqual(yield* give(id, "true", other.dialogId), 200)
      assert.strictEqual(yield* give(nightId, "true"), 200)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("or to a group: to who of it is there and has the fewest", () =>
    Effect.gen(function* () {
      const { operatorGroups, operators } = yield* Chat2DeskSimulator
      const [support, nobody] = yield* operatorGroups
      const [, sam] = yield* operators
      const { messageId } = yield* greet
      const transfer = Effect.fnUntraced(function* (group_id: number) {
        const { body, status } = yield* call("GET", `messages/${messageId}/transfer_to_group`, { query: { group_id } })
        return [status, body.data ?? body.errors]
      })
      assert.deepStrictEqual(yield* transfer(support?.id ?? 0), [200, { assignee: { id: sam?.id, email: sam?.email } }])
      assert.deepStrictEqual(yield* transfer(nobody?.id ?? 0), [
        400,
        [{ text: "No available operator found!", error: "not_found" }]
      ])
      assert.deepStrictEqual(yield* transfer(1), [404, "Operator Group #1 not found"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("closing tells of the request first, then of the dialog; reopening by hand keeps the operator", () =>
    Effect.gen(function* () {
      const { operators } = yield* Chat2DeskSimulator
      const [admin] = yield* operators
      const { dialogId, requestId } = yield* greet
      yield* listen()
      const change = (json: object) => call("PUT", `dialogs/${dialogId}`, { json })
      yield* change({ operator_id: admin?.id, state: "closed", initiator_id: admin?.id })
      yield* change({ state: "closed" })
      yield* change({ state: "open" })
      const events = yield* told
      assert.deepStrictEqual(
        events.map(({ event }) => event),
        ["dialog_transferred", "close_request", "close_dialog"]
      )
      assert.deepInclude(events[1]?.body, { request_id: requestId, operator_id: admin?.id })
      assert.property(events[1]?.body, "end_message_id")
      assert.deepInclude(events[2]?.body, { dialog_id: dialogId, current_operator_id: admin?.id })
      assert.deepInclude((yield* call("GET", `dialogs/${dialogId}`)).body.data, {
        state: "open",
        operator_id: admin?.id
      })
      assert.strictEqual((yield* change({ state: "snoozed" })).status, 400)
      assert.strictEqual((yield* change({ initiator_id: 1 })).status, 400)
    }).pipe(Effect.provide(received()))
  )
})
