/** Channels, agents, templates, the team itself, and what it can do with the channels that it has. */

import type { ChannelId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { narrow } from "../../src/OmnichatCapabilities.ts"
import { onAccount } from "./Account.ts"

describe("the directory of a team", () => {
  onAccount("channels have the platform as their kind and the vendor's id", () =>
    Effect.gen(function* () {
      const { channels } = yield* Provider
      const [first, ...more] = yield* Stream.runCollect(channels.list())
      const { raw, ...channel } = first ?? assert.fail("no channel")
      assert.deepEqual<unknown>(channel, {
        id: "18005550100",
        type: "whatsapp",
        vendorType: "whatsapp",
        name: "Example Shop WhatsApp",
        address: "+18005550100"
      })
      assert.deepInclude(raw, { platform: "whatsapp" })
      assert.deepStrictEqual(
        more.map(({ type }) => type),
        ["line", "facebook", "instagram", "wechat", "webchat"]
      )
    })
  )

  onAccount("templates are those of the WhatsApp numbers, page by page until one is short", () =>
    Effect.gen(function* () {
      const { templates } = yield* Provider
      const simulator = yield* OmnichatSimulator
      const { whatsapp, line } = simulator.channels
      for (let index = 0; index < 95; index++) {
        yield* simulator.defineTemplate({
          id: `t${index}`,
          phone: whatsapp,
          name: `template_${index}`,
          language: "en",
          category: "UTILITY",
          status: "APPROVED",
          components: []
        })
      }
      const [rows, requests] = yield* Requests.during(Stream.runCollect(templates.list()))
      assert.lengthOf(new Set(rows.map(({ id }) => id)), 100)
      assert.deepStrictEqual(
        requests.slice(1).map(({ query }) => [query.phone, query.page]),
        [
          [whatsapp, "1"],
          [whatsapp, "2"]
        ]
      )
      assert.deepInclude(rows[0], { name: "order_update", language: "en", status: "APPROVED", channelId: whatsapp })
      assert.isEmpty(yield* Stream.runCollect(templates.list({ channelId: line as ChannelId })))
    })
  )

  onAccount("the account is the team, as its agents and its web chat name it", () =>
    Effect.gen(function* () {
      const { account } = yield* Provider
      const { raw: _, ...team } = yield* account.get()
      assert.deepStrictEqual(team, { id: "Example Shop", name: "Example Shop" })
    })
  )
})

describe("effective capabilities", () => {
  onAccount("are all of them where the team has every channel", () =>
    Effect.gen(function* () {
      const provider = yield* Provider
      assert.deepStrictEqual((yield* provider.effectiveCapabilities).operations, provider.capabilities.operations)
    })
  )

  it("lose what the team has no channel for", () => {
    const levelsOf = (platforms: ReadonlyArray<string>) => {
      const { operations } = narrow(platforms)
      return [operations["messages.send"].level, operations["templates.list"].level, operations["contacts.get"].level]
    }
    assert.deepStrictEqual(levelsOf(["whatsapp"]), ["partial", "partial", "native"])
    assert.deepStrictEqual(levelsOf(["line"]), ["partial", "none", "native"])
    assert.deepStrictEqual(levelsOf(["webchat"]), ["none", "none", "native"])
  })
})
