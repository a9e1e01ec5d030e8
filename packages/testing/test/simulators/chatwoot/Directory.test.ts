import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import { call, simulator } from "./Support.ts"

const live = simulator()

it.live("agents and teams are bare arrays, inboxes and labels are not", () =>
  Effect.gen(function* () {
    assert.isArray((yield* call("GET", "agents")).body)
    assert.isArray((yield* call("GET", "teams")).body)
    assert.isArray((yield* call("GET", "inboxes")).body.payload)
    assert.isArray((yield* call("GET", "labels")).body.payload)
  }).pipe(Effect.provide(live))
)

it.live("an API inbox shows its secrets to administrators only, and rotates them", () =>
  Effect.gen(function* () {
    const { inboxes, tokens } = yield* ChatwootSimulator
    const path = `inboxes/${inboxes.api}`
    const shown = yield* call("GET", path)
    assert.isString(shown.body.hmac_token)
    const agents = yield* call("GET", path, { token: tokens.agent })
    assert.notProperty(agents.body, "hmac_token")
    assert.notProperty(agents.body, "secret")
    assert.isString(agents.body.inbox_identifier)
    const rotated = yield* call("POST", `${path}/reset_secret`)
    assert.notStrictEqual(rotated.body.secret, shown.body.secret)
    assert.notProperty((yield* call("GET", `inboxes/${inboxes.website}`)).body, "webhook_url")
    assert.isArray((yield* call("GET", `inboxes/${inboxes.whatsapp}`)).body.message_templates)
  }).pipe(Effect.provide(live))
)

it.live("inboxes are made, changed and deleted later", () =>
  Effect.gen(function* () {
    const created = yield* call("POST", "inboxes", {
      json: { name: "Shop", channel: { type: "api", webhook_url: "https://shop.example.com/h" } }
    })
    assert.deepInclude(created.body, {
      name: "Shop",
      channel_type: "Channel::Api",
      webhook_url: "https://shop.example.com/h"
    })
    const patched = yield* call("PATCH", `inboxes/${created.body.id}`, { json: { channel: { webhook_url: "" } } })
    assert.strictEqual(patched.body.webhook_url, null)
    assert.isString((yield* call("DELETE", `inboxes/${created.body.id}`)).body.message)
    assert.strictEqual((yield* call("GET", `inboxes/${created.body.id}/`)).status, 404)
  }).pipe(Effect.provide(live))
)

it.live("labels are downcased, have no spaces, and are unique", () =>
  Effect.gen(function* () {
    const created = yield* call("POST", "labels", { json: { title: "Big-Deal", color: "#ff0000" } })
    assert.strictEqual(created.body.title, "big-deal")
    for (const title of ["two words", "x", "big-deal"]) {
      const answer = yield* call("POST", "labels", { json: { title } })
      assert.deepStrictEqual([answer.status, answer.body.attributes], [422, ["title"]])
    }
  }).pipe(Effect.provide(live))
)

it.live("teams have members, agents come and go", () =>
  Effect.gen(function* () {
    const team = yield* call("POST", "teams", { json: { name: "Billing" } })
    assert.deepInclude(team.body, { name: "billing", is_member: false })
    const members = yield* call("POST", `teams/${team.body.id}/team_members`, { json: { user_ids: [1] } })
    assert.strictEqual(members.body[0].id, 1)
    assert.strictEqual((yield* call("GET", `teams/${team.body.id}`)).body.is_member, true)
    const agent = yield* call("POST", "agents", { json: { name: "Nia", email: "nia@example.com", role: "agent" } })
    assert.strictEqual((yield* call("GET", "agents")).body.length, 3)
    const gone = yield* call("DELETE", `agents/${agent.body.id}`)
    assert.deepStrictEqual([gone.status, gone.text], [200, ""])
    assert.strictEqual((yield* call("GET", "agents")).body.length, 2)
  }).pipe(Effect.provide(live))
)

it.live("custom attribute definitions take enums as integers and answer words", () =>
  Effect.gen(function* () {
    const created = yield* call("POST", "custom_attribute_definitions", {
      json: { attribute_key: "tier", attribute_display_name: "Tier", attribute_model: 1, attribute_display_type: 6 }
    })
    assert.deepInclude(created.body, { attribute_model: "contact_attribute", attribute_display_type: "list" })
    assert.strictEqual((yield* call("GET", "custom_attribute_definitions?attribute_model=1")).body.length, 2)
    assert.strictEqual((yield* call("GET", "custom_attribute_definitions?attribute_model=0")).body.length, 1)
  }).pipe(Effect.provide(live))
)

it.live("endpoints outside the domain answer the documented example, behind a token", () =>
  Effect.gen(function* () {
    const { tokens } = yield* ChatwootSimulator
    const logs = yield* call("GET", "audit_logs")
    assert.strictEqual(logs.body.per_page, 25)
    assert.strictEqual((yield* call("GET", "audit_logs", { token: tokens.agent })).status, 401)
    assert.isArray((yield* call("GET", "canned_responses", { token: tokens.agent })).body)
    const removed = yield* call("DELETE", "canned_responses/1")
    assert.deepStrictEqual([removed.status, removed.text], [200, ""])
    assert.isArray((yield* call("GET", "/api/v2/accounts/1/reports/conversations/?type=agent")).body)
    assert.match((yield* call("GET", "/survey/responses/x", { token: null })).text, /DOCTYPE/)
  }).pipe(Effect.provide(live))
)
