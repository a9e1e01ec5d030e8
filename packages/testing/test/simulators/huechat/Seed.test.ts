import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { serverError } from "../../../src/Faults.ts"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import { answering, call, inProcess } from "./Support.ts"

it.effect("seeds are the same in every run, and no webhook tells of them", () =>
  Effect.gen(function* () {
    const huechat = yield* HueChatSimulator
    const [first] = yield* huechat.contacts
    assert.deepStrictEqual([first?.name, first?.phoneNumber], ["Alice Abbott", "+12025550100"])
    assert.lengthOf(yield* huechat.messages, 9)
    yield* huechat.addWebhook({ url: "https://receiver.example.com/hook" })
    const more = yield* huechat.seed({ contacts: 2, conversations: 1, messagesPerConversation: 2 })
    assert.deepStrictEqual(more, { contactIds: [4, 5], conversationIds: [4], messageIds: [10, 11] })
    assert.strictEqual((yield* huechat.contacts)[3]?.name, "Dalia Abbott")
    assert.deepStrictEqual(yield* huechat.webhooks.log, [])
  }).pipe(
    Effect.provide(
      inProcess(
        { seed: { contacts: 3, messagesPerConversation: 3 } },
        answering(() => 200)
      )
    )
  )
)

it.effect("faults happen before anything else", () =>
  Effect.gen(function* () {
    const { faults } = yield* HueChatSimulator
    yield* faults.next(serverError({ status: 503 }), { path: "/contacts" })
    assert.strictEqual((yield* call("GET", "contacts")).status, 503)
    assert.strictEqual((yield* call("GET", "contacts")).status, 200)
  }).pipe(Effect.provide(inProcess()))
)
