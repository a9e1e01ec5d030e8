/** Every fixture through the whole boundary: signed, verified, decoded, compared with the events beside it. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { documentedNames } from "../src/mapping/Event.ts"
import { bodyOf, decode, delivery, fixtures, isLegacy, legacyWebhook, receive, webhook } from "./Deliveries.ts"

/** What has an id of its own, so that `event_uuid` is no part of the event's. */
const namedByItself = new Set([
  "message.created",
  "message.deleted",
  "message.status_changed",
  "contact.created",
  "contact.deleted",
  "conversation.created"
])

const isEvent = Schema.is(Event)

describe("webhook fixtures", () => {
  it.effect.each(fixtures)("$name", (fixture) =>
    Effect.gen(function* () {
      const events = yield* receive(yield* delivery(fixture), isLegacy(fixture) ? legacyWebhook : webhook)
      assert.deepStrictEqual(events, fixture.expected)
      for (const event of events) assert.isTrue(isEvent(event), event.type)
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
    })
  )

  const identified = fixtures.filter(({ body }) => new TextDecoder().decode(body).includes('"event_uuid"'))
  it.effect.each(identified)("$name has the same ids when it is sent again, and others as another event", ({ name }) =>
    Effect.gen(function* () {
      const body = bodyOf(name)
      const first = yield* decode(body)
      const again = yield* decode(body)
      const other = yield* decode({ ...body, event_uuid: "another-event" })
      first.forEach((event, index) => {
        assert.strictEqual(event.id, again[index]?.id)
        if (namedByItself.has(event.type)) assert.strictEqual(event.id, other[index]?.id)
        else assert.notStrictEqual(event.id, other[index]?.id)
      })
    })
  )

  it("there is one for each documented event", () => {
    const names = new Set(fixtures.map(({ name }) => name))
    assert.lengthOf(documentedNames(), 18)
    for (const name of documentedNames()) assert.isTrue(names.has(name), name)
  })
})
