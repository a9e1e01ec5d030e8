import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import { call, simulator } from "./Support.ts"

const live = simulator({ seed: { contacts: 2 } })

describe("tokens", () => {
  it.live("both header spellings are read, Bearer is not", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      assert.strictEqual((yield* call("GET", "labels")).status, 200)
      assert.strictEqual((yield* call("GET", "labels", { header: "api_access_token" })).status, 200)
      const bearer = yield* call("GET", "labels", { header: "Authorization", token: `Bearer ${tokens.administrator}` })
      assert.strictEqual(bearer.status, 401)
    }).pipe(Effect.provide(live))
  )

  it.live("no token and an unknown token have different bodies", () =>
    Effect.gen(function* () {
      const none = yield* call("GET", "contacts", { token: null })
      assert.deepStrictEqual(
        [none.status, none.body],
        [401, { errors: ["You need to sign in or sign up before continuing."] }]
      )
      const wrong = yield* call("GET", "contacts", { token: "wrong" })
      assert.deepStrictEqual([wrong.status, wrong.body], [401, { error: "Invalid Access Token" }])
    }).pipe(Effect.provide(live))
  )

  it.live("an agent doing an administrator's work gets 401, not 403", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      for (const [method, path] of [
        ["GET", "webhooks"],
        ["DELETE", "contacts/1"],
        ["POST", "inboxes"]
      ] as const) {
        const answer = yield* call(method, path, { token: tokens.agent })
        assert.deepStrictEqual(
          [answer.status, answer.body],
          [401, { error: "You are not authorized to do this action" }]
        )
      }
    }).pipe(Effect.provide(live))
  )

  it.live("an agent sees only the inboxes and conversations of their own", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const { agent } = chatwoot.tokens
      const { conversationId } = yield* chatwoot.receive({
        inboxId: chatwoot.inboxes.website,
        contact: { name: "Visitor", email: "visitor@example.com" },
        content: "Hello"
      })
      const inboxes = yield* call("GET", "inboxes", { token: agent })
      assert.deepStrictEqual(
        inboxes.body.payload.map((inbox: { id: number }) => inbox.id),
        [chatwoot.inboxes.api]
      )
      const list = yield* call("GET", "conversations?status=all", { token: agent })
      assert.strictEqual(list.body.data.meta.all_count, 2)
      const denied = yield* call("GET", `conversations/${conversationId}`, { token: agent })
      assert.deepStrictEqual(denied.body, { error: "You are not authorized to do this action" })
      assert.strictEqual((yield* call("GET", "conversations?status=all")).body.data.meta.all_count, 3)
    }).pipe(Effect.provide(live))
  )

  it.live("a bot may call its few endpoints and nothing else", () =>
    Effect.gen(function* () {
      const { agentBot } = (yield* ChatwootSimulator).tokens
      assert.strictEqual((yield* call("GET", "conversations/1", { token: agentBot })).status, 200)
      const written = yield* call("POST", "conversations/1/messages", {
        token: agentBot,
        json: { content: "I am a bot" }
      })
      assert.strictEqual(written.body.sender.type, "agent_bot")
      for (const path of ["conversations/1/messages", "contacts", "inboxes"]) {
        const answer = yield* call("GET", path, { token: agentBot })
        assert.deepStrictEqual(
          [answer.status, answer.body],
          [401, { error: "Access to this endpoint is not authorized for bots" }]
        )
      }
      const elsewhere = yield* call("GET", "/api/v1/accounts/99/conversations/1", { token: agentBot })
      assert.deepStrictEqual(elsewhere.body, { error: "Bot is not authorized to access this account" })
    }).pipe(Effect.provide(live))
  )

  it.live("another account is not found, a suspended one says so", () =>
    Effect.gen(function* () {
      const chatwoot = yield* ChatwootSimulator
      const missing = yield* call("GET", "/api/v1/accounts/99/contacts")
      assert.deepStrictEqual([missing.status, missing.body], [404, { error: "Resource could not be found" }])
      yield* chatwoot.setSuspended(true)
      const suspended = yield* call("GET", "contacts")
      assert.deepStrictEqual([suspended.status, suspended.body], [401, { error: "Account is suspended" }])
    }).pipe(Effect.provide(live))
  )

  it.live("the profile names the owner of the token and their role", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      const profile = yield* call("GET", "/api/v1/profile", { token: tokens.agent })
      assert.strictEqual(profile.body.name, "Grace Agent")
      assert.strictEqual(profile.body.accounts[0].role, "agent")
    }).pipe(Effect.provide(live))
  )
})

it.live("an unknown route is Rails' own 404, a broken body its 400", () =>
  Effect.gen(function* () {
    const missing = yield* call("GET", "nothing/here")
    assert.deepStrictEqual([missing.status, missing.body], [404, { status: 404, error: "Not Found" }])
    const { baseUrl, tokens } = yield* ChatwootSimulator
    const broken = yield* Effect.promise(() =>
      fetch(`${baseUrl}/api/v1/accounts/1/contacts`, {
        method: "POST",
        headers: { "api-access-token": tokens.administrator, "content-type": "application/json" },
        body: "{not json"
      })
    )
    assert.strictEqual(broken.status, 400)
  }).pipe(Effect.provide(live))
)
