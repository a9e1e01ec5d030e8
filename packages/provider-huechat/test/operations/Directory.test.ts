/** What an account has besides conversations: of most of it HueChat tells only what is met in them. */
import type { AgentId, ChannelId, ConversationId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { begun, callsOf, onAccount, onServer } from "./Account.ts"

/** Sixty conversations, three pages, in two inboxes. */
const busy = { simulator: { seed: { contacts: 60, conversations: 60, messagesPerConversation: 1 } } }

describe("channels.list", () => {
  onAccount(
    "has the WhatsApp inboxes of templates, and each other inbox once, however many conversations are in it",
    () =>
      Effect.gen(function* () {
        const { channels } = yield* Provider
        const { inboxes } = yield* HueChatSimulator
        yield* begun({ inboxId: inboxes.whatsapp })
        yield* begun({ inboxId: inboxes.email })
        const [listed, sent] = yield* Requests.during(Stream.runCollect(channels.list()))
        assert.deepStrictEqual(
          new Map(listed.map(({ id, type }) => [String(id), type])),
          new Map([
            [String(inboxes.whatsapp), "whatsapp"],
            [String(inboxes.api), "api"],
            [String(inboxes.email), "email"]
          ])
        )
        assert.lengthOf(listed, 3)
        assert.deepStrictEqual(callsOf(sent), ["GET templates/inboxes", ...Array(3).fill("GET conversations")])
      }),
    busy
  )

  onAccount(
    "is read on from a cursor without telling anything twice",
    () =>
      Effect.gen(function* () {
        const { channels } = yield* Provider
        const ids: Array<string> = []
        let cursor: string | undefined
        do {
          const page = yield* channels.list().page(cursor)
          ids.push(...page.items.map(({ id }) => id))
          cursor = page.cursor
        } while (cursor !== undefined)
        assert.lengthOf(new Set(ids), ids.length)
        const error = yield* Requests.failing(channels.list().page("nonsense"))
        assert.strictEqual(error.reason._tag, "InvalidRequest")
      }),
    busy
  )
})

describe("agents, teams and tags", () => {
  onAccount(
    "are those that conversations name, each once",
    () =>
      Effect.gen(function* () {
        const { agents, conversations, tags, teams } = yield* Provider
        const huechat = yield* HueChatSimulator
        for (const id of [1, 30, 59]) {
          yield* huechat.changeConversation(id, { assigneeId: 2, teamId: 1, labels: ["vip", `only-${id}`] })
        }
        yield* conversations.assign("2" as ConversationId, { agent: "1" as AgentId })
        const names = <A extends { readonly name?: string }>(rows: ReadonlyArray<A>) =>
          rows.map(({ name }) => name).sort()
        assert.deepStrictEqual(names(yield* Stream.runCollect(agents.list())), ["Amira Agent", "Sam Support"])
        assert.deepStrictEqual(names(yield* Stream.runCollect(teams.list())), ["Support Team"])
        const labels = names(yield* Stream.runCollect(tags.list()))
        assert.includeMembers(labels, ["only-1", "only-30", "only-59", "vip"])
        assert.lengthOf(new Set(labels), labels.length)
      }),
    busy
  )
})

describe("templates.list", () => {
  onAccount("tells templates in Meta's form, of all WhatsApp inboxes or one", () =>
    Effect.gen(function* () {
      const { templates } = yield* Provider
      const { inboxes } = yield* HueChatSimulator
      const listed = yield* Stream.runCollect(templates.list())
      assert.deepInclude(
        listed.find(({ name }) => name === "order_update"),
        {
          language: "en",
          category: "UTILITY",
          status: "approved",
          channelId: String(inboxes.whatsapp),
          components: [{ type: "BODY", text: "Hi {{1}}, your order #{{2}} is on its way!" }]
        }
      )
      const of = (id: number) => Stream.runCollect(templates.list({ channelId: String(id) as ChannelId }))
      assert.lengthOf(yield* of(inboxes.whatsapp), listed.length)
      assert.isEmpty(yield* of(inboxes.email))
    })
  )
})

describe("account.get", () => {
  onAccount("tells the number, after a call that only a valid key passes", () =>
    Effect.gen(function* () {
      const { account } = yield* Provider
      const [{ id }, sent] = yield* Requests.during(account.get())
      assert.deepStrictEqual([id, callsOf(sent)], ["1", ["GET conversations/meta"]])
    })
  )
})

describe("attachments.download", () => {
  onServer("of a part without an address is refused", {}, () =>
    Effect.gen(function* () {
      const { attachments } = yield* Provider
      const error = yield* Requests.failing(Stream.runDrain(attachments.download({ type: "image", mediaId: "7" })))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
    })
  )
})
