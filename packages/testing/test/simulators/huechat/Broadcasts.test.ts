import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator, type Service } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, inProcess, refusal } from "./Support.ts"

const templateIn = (templates: Service["templates"], status: string) =>
  Effect.map(templates, (rows) => rows.find((row) => row.status === status)?.id ?? "")

const create = Effect.fnUntraced(function* (fields: object = {}) {
  const { templates } = yield* HueChatSimulator
  const json = {
    name: "Launch",
    inbox_id: 3,
    template_id: yield* templateIn(templates, "approved"),
    template_name: "order_update",
    recipients: ["+15550100121", "+15550100122", "+15550100123"],
    ...fields
  }
  return yield* call("POST", "v2/broadcasts", { json })
})

const made = (fields: object = {}) => Effect.map(create(fields), ({ body }): string => body.broadcast.id)

const act = (id: string, action: "send" | "cancel") => call("POST", `v2/broadcasts/${id}/${action}`)

const shown = (id: string) => Effect.map(call("GET", `v2/broadcasts/${id}`), ({ body }): Wire => body.broadcast)

const csv = (text: string) => {
  const form = new FormData()
  form.set("file", new Blob([text], { type: "text/csv" }), "recipients.csv")
  return form
}

describe("a broadcast", () => {
  it.effect("begins as a draft, also one with a time", () =>
    Effect.gen(function* () {
      const { body, status } = yield* create({ scheduled_at: "2030-01-01T00:00:00Z" })
      assert.deepInclude(body.broadcast, { name: "Launch", status: "draft", recipient_count: 3 })
      assert.deepStrictEqual([status, body.success, (yield* shown(body.broadcast.id)).status], [201, true, "draft"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("runs message by message, and counts what became of them", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      yield* huechat.planOutcome("+15550100122", "failed")
      yield* huechat.planOutcome("+15550100123", "read")
      const id = yield* made()
      assert.strictEqual((yield* act(id, "send")).body.broadcast.status, "in_progress")
      yield* TestClock.adjust("100 millis")
      assert.deepInclude(yield* shown(id), {
        status: "in_progress",
        stats: { sent: 1, delivered: 1, read: 0, failed: 0 },
        completed_at: null
      })
      yield* TestClock.adjust("200 millis")
      const done = yield* shown(id)
      assert.deepInclude(done, { status: "completed", stats: { sent: 2, delivered: 2, read: 1, failed: 1 } })
      assert.match(done.completed_at, /Z$/)
      const { recipients, status_counts } = (yield* call("GET", `v2/broadcasts/${id}/recipients`)).body
      assert.deepStrictEqual(status_counts, { pending: 0, sent: 0, delivered: 1, read: 1, failed: 1 })
      assert.match(recipients[0].wamid, /^wamid\./)
      assert.deepInclude(recipients[1], { id: 2, phone_number: "+15550100122", status: "failed", wamid: null })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("waits for its time once it is sent, and for the new time when that changes", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const at = (minutes: number) => Effect.map(huechat.now, (now) => new Date(now + minutes * 60_000).toISOString())
      const id = yield* made({ scheduled_at: yield* at(10) })
      assert.strictEqual((yield* act(id, "send")).body.broadcast.status, "scheduled")
      yield* call("PUT", `v2/broadcasts/${id}`, { json: { scheduled_at: yield* at(20) } })
      yield* TestClock.adjust("19 minutes")
      assert.strictEqual((yield* shown(id)).status, "scheduled")
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual((yield* shown(id)).status, "completed")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("canceled, it sends no more, and what was sent stays sent", () =>
    Effect.gen(function* () {
      const id = yield* made()
      yield* act(id, "send")
      yield* TestClock.adjust("100 millis")
      assert.strictEqual((yield* act(id, "cancel")).body.broadcast.status, "cancelled")
      yield* TestClock.adjust("1 minute")
      const { status_counts } = (yield* call("GET", `v2/broadcasts/${id}/recipients?status=pending`)).body
      assert.deepInclude(status_counts, { pending: 2, delivered: 1 })
      assert.deepStrictEqual(refusal(yield* act(id, "send")), [409, "cannot_send_cancelled"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("does not take what its state forbids", () =>
    Effect.gen(function* () {
      const id = yield* made()
      assert.deepStrictEqual(refusal(yield* act(id, "cancel")), [409, "not_cancellable"])
      yield* act(id, "send")
      const put = call("PUT", `v2/broadcasts/${id}`, { json: { name: "Other" } })
      assert.deepStrictEqual(refusal(yield* put), [409, "not_editable"])
      assert.deepStrictEqual(refusal(yield* act(id, "send")), [409, "already_sending"])
      assert.deepStrictEqual(refusal(yield* call("DELETE", `v2/broadcasts/${id}`)), [409, "not_deletable"])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(refusal(yield* act(id, "send")), [409, "already_completed"])
      assert.strictEqual((yield* call("DELETE", `v2/broadcasts/${id}`)).status, 200)
      assert.deepStrictEqual(refusal(yield* act(id, "send")), [404, "not_found"])
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("refuses what is missing, templates that are not approved, and too many recipients", () =>
    Effect.gen(function* () {
      const { templates } = yield* HueChatSimulator
      const many = Array.from({ length: 1001 }, () => "+15550100123")
      const cases: ReadonlyArray<readonly [object, number, string]> = [
        [{ name: "" }, 400, "name_required"],
        [{ inbox_id: null }, 400, "inbox_id_required"],
        [{ template_id: yield* templateIn(templates, "pending") }, 400, "template_not_approved"],
        [{ template_id: "none" }, 404, "template_not_found"],
        [{ recipients: many }, 400, "recipient_count_exceeds_limit"]
      ]
      for (const [fields, status, code] of cases) {
        assert.deepStrictEqual(refusal(yield* create(fields)), [status, code])
      }
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("recipients", () => {
  it.effect("are phone numbers or contacts, each once", () =>
    Effect.gen(function* () {
      const id = yield* made({ recipients: ["+12025550100", 1, 2, "12025550100", "nonsense"] })
      const { recipients } = (yield* call("GET", `v2/broadcasts/${id}/recipients`)).body
      assert.deepStrictEqual(
        recipients.map((row: Wire) => [row.phone_number, row.contact_name, row.status]),
        [
          ["+12025550100", "Alice Abbott", "pending"],
          ["+12025550101", "Bruno Abbott", "pending"]
        ]
      )
      const page = yield* call("GET", `v2/broadcasts/${id}/recipients?limit=1&offset=1`)
      assert.deepStrictEqual(page.body.recipients, [recipients[1]])
    }).pipe(Effect.provide(inProcess({ seed: { contacts: 2 } })))
  )

  it.effect("come from a CSV by its column phone_number", () =>
    Effect.gen(function* () {
      const id = yield* made({ recipients: [] })
      assert.deepStrictEqual(refusal(yield* act(id, "send")), [400, "no_recipients"])
      const upload = (form: FormData) => call("POST", `v2/broadcasts/${id}/upload-csv`, { form })
      const right = yield* upload(csv('first_name,phone_number\r\nA,+15550100121\r\n"B","+15550100122"\r\nC,none\r\n'))
      assert.deepInclude(right.body, { success: true, recipient_count: 2, invalid_count: 1 })
      assert.deepStrictEqual(refusal(yield* upload(csv("phone\n+15550100121"))), [400, "phone_number_column_required"])
      assert.deepStrictEqual(refusal(yield* upload(new FormData())), [400, "file_required"])
      yield* act(id, "send")
      assert.deepStrictEqual(refusal(yield* upload(csv("phone_number\n"))), [409, "not_editable"])
    }).pipe(Effect.provide(inProcess()))
  )
})

it.effect("lists are newest first, by limit and offset; reports sum up", () =>
  Effect.gen(function* () {
    const ids = yield* Effect.forEach(["a", "b", "c"], (name) => made({ name }))
    yield* act(ids[0] ?? "", "send")
    yield* TestClock.adjust("1 second")
    const names = (query: string) =>
      Effect.map(call("GET", `v2/broadcasts${query}`), ({ body }) => body.broadcasts.map(({ name }: Wire) => name))
    assert.deepStrictEqual(yield* names(""), ["c", "b", "a"])
    assert.deepStrictEqual(yield* names("?limit=1&offset=1"), ["b"])
    assert.deepStrictEqual(yield* names("?status=completed"), ["a"])
    assert.deepStrictEqual(yield* names("?inbox_id=1"), [])
    const { reports } = (yield* call("GET", "v2/broadcasts/reports")).body
    assert.deepInclude(reports, { days: 30, total_broadcasts: 1, sent: 3, delivery_rate: 1, read_rate: 0 })
    assert.deepStrictEqual(reports.top_templates, [{ template_name: "order_update", broadcasts: 1 }])
  }).pipe(Effect.provide(inProcess()))
)
