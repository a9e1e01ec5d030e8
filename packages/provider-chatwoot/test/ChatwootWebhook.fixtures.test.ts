/** Every fixture through the whole boundary: signed, verified, decoded, compared with the events beside it. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { documentedNames } from "../src/mapping/Event.ts"
import { delivery, fixtures, receive, webhookFor } from "./Deliveries.ts"

/** What has an id of its own, so that the delivery is no part of the event's. */
const namedByItself = new Set([
  "message.created",
  "message.deleted",
  "message.status_changed",
  "conversation.created",
  "contact.created"
])

describe("webhook fixtures", () => {
  it.effect.each(fixtures)("$name", ({ body, expected, name }) =>
    Effect.gen(function* () {
      const events = yield* receive(webhookFor(name), yield* delivery(body))
      assert.deepStrictEqual(events, expected)
      for (const event of events) assert.isTrue(Schema.is(Event)(event), event.type)
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
    })
  )

  it.effect.each(fixtures)("$name has the same ids when it is sent under another delivery id", ({ body, name }) =>
    Effect.gen(function* () {
      const webhook = webhookFor(name)
      const first = yield* receive(webhook, yield* delivery(body))
      const again = yield* receive(webhook, yield* delivery(body, "0c9a1f0e-52a4-4e0b-9a56-1f2f3a4b5c6d"))
      assert.deepStrictEqual(
        first.map(({ type }) => type),
        again.map(({ type }) => type)
      )
      first.forEach((event, index) => {
        if (namedByItself.has(event.type)) assert.strictEqual(event.id, again[index]?.id)
        else assert.notStrictEqual(event.id, again[index]?.id)
      })
    })
  )

  it("there is one for each documented event", () => {
    const names = fixtures.map(({ name }) => name)
    for (const event of documentedNames())
      assert.isTrue(
        names.some((name) => name.startsWith(event)),
        event
      )
  })
})
