import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, simulator } from "./Support.ts"

it.live("channels are a bare array", () =>
  Effect.gen(function* () {
    const { channels, team } = yield* OmnichatSimulator
    const { body } = yield* call("GET", "channels")
    assert.deepInclude(body, { platform: "webchat", channelId: "webchat", channelName: team.name })
    assert.deepInclude(body, {
      platform: "whatsapp",
      channelId: channels.whatsapp,
      channelName: "Example Shop WhatsApp"
    })
  }).pipe(Effect.provide(simulator()))
)

it.live("agents, one of them without an e-mail and one with a shop", () =>
  Effect.gen(function* () {
    const { body } = yield* call("GET", "system-users")
    assert.deepStrictEqual(
      body.content.map((user: Wire) => [user.name, user.email, user.employeeCode, user.shops?.[0].code]),
      [
        ["Amira Agent", "amira.agent@example.com", null, undefined],
        ["Sam Sales", "sam.sales@example.com", "S0001", "S-001"],
        ["Nadia Nomail", null, null, undefined]
      ]
    )
  }).pipe(Effect.provide(simulator()))
)

it.live("templates by number and page", () =>
  Effect.gen(function* () {
    const { channels } = yield* OmnichatSimulator
    const { body } = yield* call("GET", "whatsapp-message-templates", {
      query: { phone: channels.whatsapp, pageSize: 2, page: 3 }
    })
    assert.deepStrictEqual([body.content.length, body.totalElements], [1, 5])
    assert.deepInclude(body.content[0], { name: "survey", status: "PAUSED", language: "en" })
    const none = yield* call("GET", "whatsapp-message-templates", { query: { phone: "15550100" } })
    assert.deepStrictEqual(none.body, { content: [], totalElements: 0 })
  }).pipe(Effect.provide(simulator()))
)

it.live("a chatbot and its blocks", () =>
  Effect.gen(function* () {
    const [chatbot] = (yield* call("GET", "chatbots")).body.content
    const blocks = yield* call("GET", `chatbots/${chatbot.id}/message-blocks`)
    assert.strictEqual(blocks.body.content.length, 2)
    assert.strictEqual((yield* call("GET", "chatbots/nothing/message-blocks")).body.errorCode, "NOT_FOUND")
  }).pipe(Effect.provide(simulator()))
)

it.live("the rest answers what the documentation shows", () =>
  Effect.gen(function* () {
    assert.strictEqual((yield* call("GET", "reports/messages")).body.content[0].name, "Sales Ken")
    assert.strictEqual(
      (yield* call("GET", "reports/product-referral-links/orders")).body.content[0].orderId,
      "TX000001"
    )
    assert.strictEqual((yield* call("GET", "product-referral-links/info")).body.content.linkLifetime, 14)
    assert.deepStrictEqual((yield* call("PUT", "rosters", { json: {} })).body, { content: { invalidRecords: [] } })
    assert.strictEqual((yield* call("PUT", "loyalty-points/action/adjust", { json: {} })).text, "")
    assert.strictEqual((yield* call("POST", "whatsapp-business/public-key", { json: {} })).status, 200)
  }).pipe(Effect.provide(simulator()))
)

it.live("seeds are the same in every run", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const [first, second] = yield* omnichat.contacts
    assert.deepStrictEqual([first?.name, first?.userId], ["Alice Abbott", "12025550100"])
    assert.deepStrictEqual([second?.platform, second?.name], ["line", "Bruno Abbott"])
    assert.strictEqual((yield* omnichat.messages).length, 8)
  }).pipe(Effect.provide(simulator({ seed: { contacts: 2, platforms: ["whatsapp", "line"] } })))
)
