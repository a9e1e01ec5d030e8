/** Every fixture through the whole boundary: signed, verified, decoded, compared with the events beside it. */
import { Event } from "@dragoman/core/domain"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Chat2DeskWebhook } from "../src/index.ts"
import { documentedNames } from "../src/mapping/Event.ts"
import { bodyOf, delivery, fixture, fixtures, receive } from "./Deliveries.ts"

const isEvent = Schema.is(Event)
const subscriptions = Object.entries(Chat2DeskWebhook.hookTypes)

describe("webhook fixtures", () => {
  it.effect.each(fixtures)("$name", ({ body, expected }) =>
    Effect.gen(function* () {
      const events = yield* receive(yield* delivery(body))
      assert.deepStrictEqual(events, expected)
      for (const event of events) assert.isTrue(isEvent(event), event.type)
    })
  )

  it("share no id", () => {
    const ids = fixtures.flatMap(({ expected }) => expected.map(({ id }) => id))
    assert.strictEqual(new Set(ids).size, ids.length)
  })

  it("that the documentation does not show as JSON are noted", () => {
    const repairs = Fixtures.json(new URL("fixtures/", import.meta.url), "webhook-repairs")
    const repaired = Object.keys(repairs as Readonly<Record<string, string>>)
    assert.lengthOf(repaired, 5)
    assert.includeMembers(
      fixtures.map(({ name }) => name),
      repaired
    )
  })

  it("one shows each of the 25 documented events, under the name that its body has", () => {
    assert.lengthOf(subscriptions, 25)
    assert.sameMembers([...documentedNames()], Object.values(Chat2DeskWebhook.hookTypes))
    for (const [subscription, hookType] of subscriptions) {
      assert.strictEqual(bodyOf(subscription).hook_type, hookType)
      assert.notInclude(
        fixture(subscription).expected.map(({ type }) => type),
        "unknown",
        subscription
      )
    }
  })
})
