import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { call, greet, inProcess } from "./Support.ts"

/** What the vendor documents, as the provider's inventory lists it. */
const inventory = new URL("../../../../provider-chat2desk/test/fixtures/inventory.json", import.meta.url)
const documented: ReadonlyArray<{ readonly method: Method; readonly path: string }> = JSON.parse(
  readFileSync(inventory, "utf8")
)

/** A row of every table that a path names one of. */
const rows = Effect.gen(function* () {
  const chat2desk = yield* Chat2DeskSimulator
  const arrival = yield* greet
  const { id: webhookId } = yield* chat2desk.addWebhook({ url: "http://receiver.example.com/hook" })
  yield* call("POST", "tickets", { json: { summary: "A", description: "B", priority: 1 } })
  return {
    clients: arrival.clientId,
    messages: arrival.messageId,
    requests: arrival.requestId,
    dialogs: arrival.dialogId,
    webhooks: webhookId,
    operators: (yield* chat2desk.operators)[0]?.id,
    access_rights: 55540,
    tags: (yield* chat2desk.tags)[0]?.id,
    tickets: 1,
    templates: 1,
    templates_groups: 1
  } as Readonly<Record<string, number | undefined>>
})

describe("every endpoint of the documentation", () => {
  it("is one of 78", () => assert.strictEqual(documented.length, 78))

  it.effect.each(documented.map((one) => [`${one.method} ${one.path}`, one] as const))("%s", ([, { method, path }]) =>
    Effect.gen(function* () {
      const ids = yield* rows
      const named = path
        .slice("/v1/".length)
        .replace(/^(\w+)\/\{id\}/, (_, table: string) => `${table}/${ids[table]}`)
        .replace("{status}", "6")
      const { body, status } = yield* call(method, named)
      assert.notStrictEqual(status, 404, JSON.stringify(body))
      assert.isBelow(status, 500)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("in the documented form where it is outside the simulator's domain", () =>
    Effect.gen(function* () {
      const modes = yield* call("GET", "help/api_modes")
      assert.deepInclude(modes.body.data, { name: "normal", description: "250000 requests per month" })
      const { body: transports } = yield* call("GET", "help/transports")
      assert.strictEqual(Object.keys(transports.data).length, 30)
      assert.deepStrictEqual(transports.data.telegram.to_client, {
        text: "yes",
        image: "yes",
        audio: "no",
        video: "no",
        pdf: "yes",
        location: "no"
      })
      assert.deepStrictEqual((yield* call("GET", "help/dialog_states")).body.data, ["open", "closed"])
      assert.strictEqual((yield* call("GET", "help/tickets")).body.data["priority list"][2].name, "Major")
      assert.strictEqual((yield* call("GET", "countries")).body.meta.total, 242)
      assert.strictEqual((yield* call("GET", "regions")).body.data.length, 20)
      assert.strictEqual((yield* call("GET", "web_analytics_data")).body.data[0].utm_source, "utm_source")
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("statistics are one path and five reports, without a status", () =>
    Effect.gen(function* () {
      const reports = ["request_stats", "operator_replies", "operator_stats", "operator_events", "rating"]
      for (const report of reports) {
        const { body } = yield* call("GET", "statistics", { query: { report, date: "2021-11-22" } })
        assert.deepStrictEqual(Object.keys(body), ["data", "meta"])
      }
      assert.strictEqual((yield* call("GET", "statistics", { query: { report: "weather" } })).status, 400)
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("what is no path is told so", () =>
    Effect.gen(function* () {
      const { body, status } = yield* call("GET", "nowhere")
      assert.deepStrictEqual([status, body.message], [404, "Page not found"])
    }).pipe(Effect.provide(inProcess()))
  )
})
