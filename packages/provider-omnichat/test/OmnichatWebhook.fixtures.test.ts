/** Every fixture through the whole boundary: signed, verified, decoded, compared with the events beside it. */
import { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { documentedTopics } from "../src/mapping/TopicEvent.ts"
import { decode, delivery, fixtures, receive, topicOf } from "./Deliveries.ts"
import { fixtures as whatsAppFixtures } from "./whatsapp/Fixtures.ts"

/** What has an id of its own, so that the delivery is no part of the event's. */
const namedByItself = new Set(["message.created", "message.status_changed", "contact.created"])

const isEvent = Schema.is(Event)

describe("webhook fixtures", () => {
  it.effect.each(fixtures)("$name", (fixture) =>
    Effect.gen(function* () {
      const events = yield* receive(yield* delivery(fixture))
      assert.deepStrictEqual(events, fixture.expected)
      for (const event of events) assert.isTrue(isEvent(event), event.type)
      assert.strictEqual(new Set(events.map(({ id }) => id)).size, events.length)
    })
  )

  it.effect.each(fixtures.filter(({ name }) => !name.startsWith("whatsapp--")))(
    "$name has the same ids when it is sent again, and others under another event id",
    (fixture) =>
      Effect.gen(function* () {
        const first = yield* receive(yield* delivery(fixture))
        const again = yield* receive(yield* delivery(fixture))
        const other = yield* receive(yield* delivery(fixture, "another-event"))
        first.forEach((event, index) => {
          assert.strictEqual(event.id, again[index]?.id)
          if (namedByItself.has(event.type)) assert.strictEqual(event.id, other[index]?.id)
          else assert.notStrictEqual(event.id, other[index]?.id)
        })
      })
  )

  it("there is one for each documented topic", () => {
    const topics = new Set(fixtures.map(({ name }) => topicOf(name)))
    assert.lengthOf(documentedTopics(), 12)
    for (const topic of documentedTopics()) assert.isTrue(topics.has(topic), topic)
  })
})

describe("forwarded WhatsApp payloads", () => {
  const payloads = whatsAppFixtures.filter(({ json }) => (json as { readonly object?: string }).object !== undefined)

  it.effect.each(payloads)("$name is read as WhatsApp's", ({ expected, json }) =>
    Effect.gen(function* () {
      const events = yield* decode(json)
      const facts = ({ data, type }: Event) => ({ data, type })
      assert.deepStrictEqual(events.map(facts), expected.map(facts))
      for (const event of events) assert.isTrue(event.id.startsWith(`omnichat:acme:${event.type}:`))
    })
  )
})
