/** Channels, operators, groups, tags, custom fields, and the account itself. */
import { Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const withoutRaw = <A extends { readonly raw?: unknown }>({ raw: _, ...entity }: A) => entity

describe("the directory", () => {
  onAccount("a channel for each transport of the vendor's channels", () =>
    Effect.gen(function* () {
      const { channels } = yield* Provider
      const { channelIds } = yield* Chat2DeskSimulator
      const [listed, sent] = yield* Requests.during(Stream.runCollect(channels.list()))
      assert.deepStrictEqual(callsOf(sent), ["GET /v1/channels?limit=200&offset=0"])
      assert.lengthOf(listed, 14)
      assert.deepStrictEqual<unknown>(listed.slice(0, 2).map(withoutRaw), [
        {
          id: `${channelIds.main}:whatsapp`,
          type: "whatsapp",
          vendorType: "whatsapp",
          name: "Example Shop",
          address: "18005550100"
        },
        { id: `${channelIds.main}:telegram`, type: "telegram", vendorType: "telegram", name: "Example Shop" }
      ])
      assert.deepStrictEqual(
        listed.map(({ type }) => type),
        [
          ...["whatsapp", "telegram", "telegram", "viber"],
          ...["whatsapp", "viber", "sms"],
          "api",
          ...["webchat", "facebook", "instagram", "vk", "viber", "email"]
        ]
      )
    })
  )

  onAccount("operators with what they are doing, and their groups", () =>
    Effect.gen(function* () {
      const { agents, teams } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      yield* chat2desk.setPresence(40_819, { online: true, statusId: 2 })
      const listed = yield* Stream.runCollect(agents.list())
      assert.deepStrictEqual<unknown>(listed.map(withoutRaw).slice(0, 3), [
        { id: "40818", name: "Ada Admin", email: "ada.admin@example.com", availability: "online" },
        { id: "40819", name: "Sam Support", email: "sam.support@example.com", availability: "busy" },
        { id: "40820", name: "Nadia Night", email: "nadia.night@example.com", availability: "offline" }
      ])
      assert.deepStrictEqual<unknown>((yield* Stream.runCollect(teams.list())).map(withoutRaw), [
        { id: "3373", name: "Support" },
        { id: "3374", name: "Nobody" }
      ])
    })
  )

  onAccount("custom fields by the name that attributes have, with their numbers", () =>
    Effect.gen(function* () {
      const { attributes } = yield* Provider
      assert.deepStrictEqual<unknown>((yield* Stream.runCollect(attributes.list())).map(withoutRaw), [
        { id: "1", key: "City", name: "City", appliesTo: "contact", valueType: "text" },
        {
          id: "2",
          key: "Level",
          name: "Level",
          appliesTo: "contact",
          valueType: "list",
          values: ["GOLD", "SILVER"]
        },
        { id: "3", key: "uniqueCompanyId", name: "uniqueCompanyId", appliesTo: "contact", valueType: "text" }
      ])
    })
  )

  onAccount("the account is the company of the API info", () =>
    Effect.gen(function* () {
      const { account } = yield* Provider
      const [{ raw, ...told }, sent] = yield* Requests.during(account.get())
      assert.deepStrictEqual(callsOf(sent), ["GET /v1/companies/api_info"])
      assert.deepStrictEqual<unknown>(told, { id: "62980", name: "Example Shop", version: "1" })
      assert.deepInclude(raw, { write_first_option: true })
    })
  )
})

describe("tags", () => {
  onAccount("are listed with their group, and made in the first one's", () =>
    Effect.gen(function* () {
      const { tags } = yield* Provider
      const [first] = yield* Stream.runCollect(tags.list())
      assert.deepStrictEqual<unknown>(first && withoutRaw(first), {
        id: "22113",
        name: "VIP",
        description: "VIP customers",
        group: "Customers"
      })
      const [tag, sent] = yield* Requests.during(tags.create({ name: "gold", description: "Gold", color: "#5b9ee6" }))
      assert.deepStrictEqual<unknown>(bodiesOf(sent), [
        ["POST /v1/tags", { tag_group_id: 14_779, tag_label: "gold", tag_description: "Gold", tag_bg_color: "5b9ee6" }]
      ])
      assert.deepStrictEqual<unknown>(withoutRaw(tag), {
        id: "22116",
        name: "gold",
        description: "Gold",
        color: "#5b9ee6",
        group: "Customers"
      })
    })
  )

  onAccount(
    "go into the group that the options name",
    () =>
      Effect.gen(function* () {
        const { tags } = yield* Provider
        const [error, sent] = yield* Requests.during(Requests.failing(tags.create({ name: "gold" })))
        assert.deepStrictEqual<unknown>(bodiesOf(sent)[0]?.[1], { tag_group_id: 7, tag_label: "gold" })
        assert.strictEqual(error.applied, "no")
      }),
    { chat2desk: { tagGroupId: 7 } }
  )

  onAccount("that the vendor would refuse are refused before", () =>
    Effect.gen(function* () {
      const { tags } = yield* Provider
      for (const tag of [{ name: "" }, { name: "twenty-one characters" }, { name: "gold", color: "yellow" }]) {
        const [error, sent] = yield* Requests.during(Requests.failing(tags.create(tag)))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.isEmpty(sent)
      }
    })
  )

  onAccount("whose reply is lost are not made again", () =>
    Effect.gen(function* () {
      const { tags } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      yield* faults.next(Faults.dropAfter, { method: "POST" })
      const [error, sent] = yield* Requests.during(Requests.failing(tags.create({ name: "gold" })))
      assert.deepStrictEqual(told(error), { reason: "Transport", applied: "unknown" })
      assert.lengthOf(bodiesOf(sent), 1)
    })
  )
})
