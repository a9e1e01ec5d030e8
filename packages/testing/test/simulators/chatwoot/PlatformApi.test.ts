import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { call, simulator } from "./Support.ts"

const live = simulator()

const platform = (method: Method, path: string, json?: unknown) =>
  Effect.flatMap(ChatwootSimulator, ({ tokens }) =>
    call(method, `/platform/api/v1/${path}`, { token: tokens.platformApp, ...(json === undefined ? {} : { json }) })
  )

it.live("only a platform app's token, only what it made", () =>
  Effect.gen(function* () {
    const { tokens } = yield* ChatwootSimulator
    const wrong = yield* call("GET", "/platform/api/v1/users/1", { token: tokens.administrator })
    assert.deepStrictEqual([wrong.status, wrong.body], [401, { error: "Invalid access_token" }])
    const foreign = yield* platform("GET", "users/1")
    assert.deepStrictEqual([foreign.status, foreign.body], [401, { error: "Non permissible resource" }])
    const application = yield* call("GET", "contacts", { token: tokens.platformApp })
    assert.deepStrictEqual(application.body, { error: "Invalid Access Token" })
  }).pipe(Effect.provide(live))
)

it.live("a user joins the account, works with their token, and leaves", () =>
  Effect.gen(function* () {
    const user = yield* platform("POST", "users", { name: "Nia", email: "nia@example.com", password: "Passw0rd!" })
    const token = String(user.body.access_token)
    assert.deepStrictEqual((yield* call("GET", "agents", { token })).body, {
      error: "You are not authorized to access this account"
    })
    yield* platform("POST", "accounts/1/account_users", { user_id: user.body.id, role: "agent" })
    assert.strictEqual((yield* call("GET", "agents", { token })).body.length, 3)
    assert.match((yield* platform("GET", `users/${user.body.id}/login`)).body.url, /sso_auth_token=/)
    yield* platform("DELETE", "accounts/1/account_users", { user_id: user.body.id })
    assert.strictEqual((yield* call("GET", "agents", { token })).status, 401)
  }).pipe(Effect.provide(live))
)

it.live("accounts and bots of the platform", () =>
  Effect.gen(function* () {
    const account = yield* platform("POST", "accounts", { name: "Second" })
    assert.deepStrictEqual(account.body, { id: 2, name: "Second" })
    assert.strictEqual((yield* platform("PATCH", "accounts/2", { name: "Renamed" })).body.name, "Renamed")
    const bot = yield* platform("POST", "agent_bots", { name: "P", outgoing_url: "https://bot.example.com" })
    assert.isString(bot.body.access_token)
    assert.strictEqual((yield* platform("GET", "agent_bots")).body.length, 1)
    assert.strictEqual((yield* platform("GET", "agent_bots/1")).status, 401)
  }).pipe(Effect.provide(live))
)
