import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { answering, call, inProcess, refusal } from "./Support.ts"

const seeded = inProcess(
  { seed: { contacts: 2 } },
  answering(() => 200)
)

const told = Effect.gen(function* () {
  const { webhooks } = yield* HueChatSimulator
  yield* webhooks.settled
  return (yield* webhooks.log).map(({ body }): Wire => JSON.parse(body))
})

const listening = Effect.flatMap(HueChatSimulator, ({ addWebhook }) =>
  addWebhook({ url: "https://receiver.example.com/hook" })
)

const ticket = (fields: object = {}) =>
  call("POST", "v2/tickets", { json: { title: "Broken", contact_id: 1, ...fields } })

describe("tickets", () => {
  it.effect("are made with defaults, and shown with who they are about", () =>
    Effect.gen(function* () {
      const made = yield* ticket({ conversation_id: 1, assignee_id: 2, due_date: "2026-04-08T17:00:00Z" })
      assert.strictEqual(made.status, 201)
      assert.deepInclude(made.body, {
        title: "Broken",
        status: "open",
        priority: "medium",
        conversation_id: 1,
        due_date: "2026-04-08T17:00:00Z",
        assignee: { id: 2, name: "Sam Support" },
        closed_at: null
      })
      assert.deepInclude(made.body.contact, { id: 1, name: "Alice Abbott" })
      assert.deepStrictEqual((yield* call("GET", `v2/tickets/${made.body.id}`)).body, made.body)
    }).pipe(Effect.provide(seeded))
  )

  it.effect("refuse as documented", () =>
    Effect.gen(function* () {
      const cases: ReadonlyArray<readonly [object, number, string]> = [
        [{ title: "" }, 400, "title_required"],
        [{ priority: "urgent" }, 400, "invalid_priority"],
        [{ status: "in-progress" }, 400, "invalid_status"],
        [{ contact_id: 99 }, 404, "contact_not_found"],
        [{ conversation_id: 99 }, 404, "conversation_not_found"]
      ]
      for (const [fields, status, code] of cases) {
        assert.deepStrictEqual(refusal(yield* ticket(fields)), [status, code])
      }
    }).pipe(Effect.provide(seeded))
  )

  it.effect("are closed with an event that says how long it took, and opened again without one", () =>
    Effect.gen(function* () {
      yield* listening
      const { id } = (yield* ticket()).body
      yield* TestClock.adjust("10 seconds")
      const patch = (json: object) => call("PATCH", `v2/tickets/${id}`, { json })
      yield* patch({ status: "in_progress", custom_fields: { a: 1 } })
      const closed = yield* patch({ status: "closed", custom_fields: { b: 2 } })
      assert.deepInclude(closed.body, { status: "closed", custom_fields: { a: 1, b: 2 } })
      assert.isString(closed.body.closed_at)
      assert.strictEqual((yield* patch({ status: "open" })).body.closed_at, null)
      const [created, event, ...others] = yield* told
      assert.deepStrictEqual([created?.event, event?.event, others], ["ticket.created", "ticket.closed", []])
      assert.deepInclude(event?.data, {
        previous_status: "in_progress",
        closed_by: { id: 1, name: "Amira Agent" },
        resolution_time_seconds: 10
      })
    }).pipe(Effect.provide(seeded))
  )

  it.effect("are filtered, sorted by what matters, commented and deleted", () =>
    Effect.gen(function* () {
      yield* ticket({ title: "a", priority: "critical" })
      yield* ticket({ title: "b", priority: "low", contact_id: 2 })
      const list = (query: string) =>
        Effect.map(call("GET", `v2/tickets?${query}`), ({ body }) => body.data.map(({ title }: Wire) => title))
      assert.deepStrictEqual(yield* list("sort=-priority"), ["a", "b"])
      assert.deepStrictEqual(yield* list("sort=priority"), ["b", "a"])
      assert.deepStrictEqual(yield* list("contact_id=2"), ["b"])
      assert.deepStrictEqual(yield* list("priority=critical&status=open"), ["a"])
      assert.deepStrictEqual(refusal(yield* call("GET", "v2/tickets?sort=title")), [400, "invalid_sort_field"])
      const { id } = (yield* call("GET", "v2/tickets?contact_id=2")).body.data[0]
      const comment = yield* call("POST", `v2/tickets/${id}/comments`, { json: { content: "Looking" } })
      assert.deepInclude(comment.body, { content: "Looking", author: { id: 1, name: "Amira Agent" }, ticket_id: id })
      assert.lengthOf((yield* call("GET", `v2/tickets/${id}`)).body.comments, 1)
      assert.strictEqual((yield* call("DELETE", `v2/tickets/${id}`)).status, 204)
      assert.deepStrictEqual(yield* list(""), ["a"])
    }).pipe(Effect.provide(seeded))
  )
})

const deal = (fields: object = {}) =>
  call("POST", "v2/deals", { json: { name: "Plan", contact_id: 1, value: 1000, currency: "USD", ...fields } })

describe("deals", () => {
  it.effect("begin as leads, with the probability of their stage", () =>
    Effect.gen(function* () {
      const made = yield* deal({ owner_id: 2, expected_close_date: "2026-04-30", tags: ["q2"] })
      assert.strictEqual(made.status, 201)
      assert.deepInclude(made.body, { stage: "lead", probability: 10, value: 1000, expected_close_date: "2026-04-30" })
      assert.deepInclude(made.body, { owner: { id: 2, name: "Sam Support" }, tags: ["q2"], activity: [] })
      assert.strictEqual((yield* deal({ stage: "own stage" })).body.probability, 50)
    }).pipe(Effect.provide(seeded))
  )

  it.effect("refuse what is missing or malformed", () =>
    Effect.gen(function* () {
      const cases: ReadonlyArray<readonly [object, number, string]> = [
        [{ name: "" }, 400, "name_required"],
        [{ contact_id: null }, 400, "contact_id_required"],
        [{ contact_id: 99 }, 404, "contact_not_found"],
        [{ value: null }, 400, "value_required"],
        [{ currency: null }, 400, "currency_required"],
        [{ currency: "dollars" }, 422, "invalid_currency"],
        [{ probability: 101 }, 422, "invalid_probability"],
        [{ expected_close_date: "tomorrow" }, 422, "invalid_expected_close_date"]
      ]
      for (const [fields, status, code] of cases) {
        assert.deepStrictEqual(refusal(yield* deal(fields)), [status, code])
      }
    }).pipe(Effect.provide(seeded))
  )

  it.effect("won and lost are events; the timeline has stages, values and notes", () =>
    Effect.gen(function* () {
      yield* listening
      const { id } = (yield* deal()).body
      const patch = (json: object) => call("PATCH", `v2/deals/${id}`, { json })
      yield* patch({ stage: "negotiation", value: 2000 })
      yield* call("POST", `v2/deals/${id}/notes`, { json: { content: "Called" } })
      yield* TestClock.adjust("32 days")
      yield* patch({ stage: "closed_won" })
      const lost = yield* patch({ stage: "closed_lost", lost_reason: "price" })
      assert.deepInclude(lost.body, { probability: 0, lost_reason: "price" })
      assert.deepStrictEqual(
        lost.body.activity.map((entry: Wire) => entry.to ?? entry.content),
        ["negotiation", 2000, "Called", "closed_won", "closed_lost"]
      )
      assert.deepStrictEqual(
        (yield* told).map(({ data, event }) => [event, data.value, data.sales_cycle_days, data.lost_reason]),
        [
          ["deal.won", 2000, 32, undefined],
          ["deal.lost", 2000, 32, "price"]
        ]
      )
    }).pipe(Effect.provide(seeded))
  )

  it.effect("are filtered, with the whole pipeline beside them", () =>
    Effect.gen(function* () {
      yield* deal({ name: "a", value: 100, stage: "proposal", expected_close_date: "2026-04-30" })
      yield* deal({ name: "b", value: 300, contact_id: 2 })
      yield* deal({ name: "c", value: 500, stage: "closed_won" })
      const names = (query: string) =>
        Effect.map(call("GET", `v2/deals?${query}`), ({ body }) => body.data.map(({ name }: Wire) => name))
      assert.deepStrictEqual(yield* names("sort=-value"), ["c", "b", "a"])
      assert.deepStrictEqual(yield* names("min_value=200&max_value=400"), ["b"])
      assert.deepStrictEqual(yield* names("expected_close_after=2026-04-01&expected_close_before=2026-05-01"), ["a"])
      assert.deepStrictEqual(yield* names("contact_id=2"), ["b"])
      const { meta } = (yield* call("GET", "v2/deals?stage=proposal")).body
      assert.deepInclude(meta, { total: 1, total_pipeline_value: 400 })
      assert.deepInclude(meta.pipeline_summary, { lead: 1, proposal: 1, closed_won: 1, negotiation: 0 })
    }).pipe(Effect.provide(seeded))
  )

  it.effect("are summed up by stage, with what was closed in the period", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const ids = yield* Effect.forEach([100, 300, 500, 1000], (value) =>
        Effect.map(deal({ value }), ({ body }): string => body.id)
      )
      yield* TestClock.adjust("10 days")
      for (const id of ids.slice(0, 2)) yield* huechat.winDeal(id)
      yield* huechat.loseDeal(ids[2] ?? "")
      const { body } = yield* call("GET", "v2/deals/pipeline")
      assert.deepInclude(body.stages, { lead: { count: 1, value: 1000 }, closed_won: { count: 2, value: 400 } })
      assert.deepInclude(body, {
        period: "month",
        weighted_forecast: 100,
        win_rate: 0.67,
        average_deal_size: 200,
        average_sales_cycle_days: 10
      })
      yield* TestClock.adjust("8 days")
      const week = (yield* call("GET", "v2/deals/pipeline?period=week")).body
      assert.deepInclude(week, { win_rate: 0, average_deal_size: 0 })
      assert.deepStrictEqual(refusal(yield* call("GET", "v2/deals/pipeline?period=day")), [400, "invalid_period"])
    }).pipe(Effect.provide(seeded))
  )
})
