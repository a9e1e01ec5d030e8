/** One test for each trap of Chatwoot's wire that a webhook's reader can fall into. */
import type { Event, EventOf, EventType } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { decode, delivery, fixture, receive, webhookFor } from "./Deliveries.ts"

const eventsOf = Effect.fnUntraced(function* (name: string) {
  return yield* receive(webhookFor(name), yield* delivery(fixture(name).body))
})

const only = <Type extends EventType>(events: ReadonlyArray<Event>, type: Type): EventOf<Type> => {
  const [event, ...more] = events.filter((candidate): candidate is EventOf<Type> => candidate.type === type)
  assert.isDefined(event)
  assert.lengthOf(more, 0)
  return event as EventOf<Type>
}

/** A fixture's payload, for a test to change something in it. */
const payloadOf = (name: string): Record<string, unknown> => JSON.parse(new TextDecoder().decode(fixture(name).body))

describe("traps of webhooks", () => {
  it.effect("trap 1: a message's type and time are read in both encodings", () =>
    Effect.gen(function* () {
      const payload = payloadOf("message_created--outgoing-agent-whatsapp")
      const asWebhook = only(yield* decode(payload), "message.created").data.message
      const asRest = yield* decode({ ...payload, message_type: 1, created_at: 1_770_946_053 })
      assert.deepStrictEqual(only(asRest, "message.created").data.message, {
        ...asWebhook,
        createdAt: "2026-02-13T01:27:33.000Z" as NonNullable<typeof asWebhook.createdAt>
      })
    })
  )

  it.effect("trap 2 and 3: times are text, seconds or fractions, and 0 is no time", () =>
    Effect.gen(function* () {
      const { conversation } = only(
        yield* eventsOf("conversation_status_changed--snoozed"),
        "conversation.status_changed"
      ).data
      assert.strictEqual(conversation.snoozedUntil, "2026-02-14T08:00:00.000Z")
      assert.strictEqual(conversation.updatedAt, "2026-02-13T01:27:33.366Z")
      const timeless = only(yield* eventsOf("message_created--bad-timestamps"), "message.created").data
      for (const key of ["createdAt", "updatedAt", "lastActivityAt", "snoozedUntil"]) {
        assert.notProperty(timeless.conversation, key)
      }
      assert.notProperty(timeless.message, "createdAt")
    })
  )

  it.effect("trap 4: null and absent are both nothing", () =>
    Effect.gen(function* () {
      const payload = payloadOf("conversation_created--new")
      const { assignee: _, assignee_type: __, team: ___, ...meta } = payload.meta as Record<string, unknown>
      const withNull = only(yield* decode(payload), "conversation.created").data
      assert.deepStrictEqual(only(yield* decode({ ...payload, meta }), "conversation.created").data, withNull)
      assert.notProperty(withNull.conversation, "assignee")
      assert.notProperty(withNull.conversation, "team")
    })
  )

  it.effect("trap 5: the nested last message is not the event's message", () =>
    Effect.gen(function* () {
      const note = only(yield* eventsOf("message_created--private-note"), "message.created").data.message
      assert.strictEqual(note.id, "303")
      assert.strictEqual(note.visibility, "private")
      assert.notProperty(note, "status")
      const updated = yield* eventsOf("message_updated--another-message-nested")
      assert.deepStrictEqual(
        updated.map(({ type }) => type),
        ["message.updated"]
      )
    })
  )

  it.effect("trap 6: attachments come with the message, whose content then is null", () =>
    Effect.gen(function* () {
      const { content } = only(yield* eventsOf("message_created--attachments-of-every-type"), "message.created").data
        .message
      assert.lengthOf(content, 15)
      assert.deepStrictEqual(
        only(yield* eventsOf("message_created--empty"), "message.created").data.message.content,
        []
      )
    })
  )

  it.effect("trap 7: a message that is delivered twice is one fact", () =>
    Effect.gen(function* () {
      const { body } = fixture("message_created--incoming-text")
      const webhook = webhookFor("account")
      const [first] = yield* receive(webhook, yield* delivery(body, "a"))
      const [second] = yield* receive(webhook, yield* delivery(body, "b"))
      assert.strictEqual(first?.id, "chatwoot:acme:message.created:301")
      assert.strictEqual(second?.id, first?.id)
    })
  )

  it.effect("trap 7: a label that one delivery tells twice is one event", () =>
    Effect.gen(function* () {
      const events = yield* eventsOf("conversation_updated--label-told-twice")
      assert.strictEqual(only(events, "conversation.tagged").data.tag, "vip")
    })
  )

  it.effect("trap 8: what we wrote ourselves is known again, imported incoming messages too", () =>
    Effect.gen(function* () {
      const origin = (name: string) => Effect.map(eventsOf(name), (events) => only(events, "message.created").origin)
      assert.strictEqual(yield* origin("message_created--echo-of-our-send"), "echo")
      assert.strictEqual(yield* origin("message_created--imported-history"), "imported")
      assert.strictEqual(yield* origin("message_created--incoming-text"), "live")
    })
  )

  it.effect("trap 9: a dirty phone number is left out, never repaired by a guess", () =>
    Effect.gen(function* () {
      const { contact } = only(yield* eventsOf("contact_created--dirty-phone-server-2.14.0"), "contact.created").data
      assert.notProperty(contact, "phone")
    })
  )

  it.effect("trap 14: a conversation is named by its display id, also where the database's id is told", () =>
    Effect.gen(function* () {
      const { changes, conversation } = only(
        yield* eventsOf("conversation_updated--creation-noise"),
        "conversation.updated"
      ).data
      assert.strictEqual(conversation.id, "9")
      assert.deepInclude([...(changes ?? [])], { field: "raw.id", to: 48211 })
    })
  )

  it.effect("trap 17: a status comes from its own event alone", () =>
    Effect.gen(function* () {
      const events = yield* eventsOf("conversation_updated--snoozed")
      const updated = only(events, "conversation.updated")
      assert.lengthOf(events, 1)
      assert.deepInclude([...(updated.data.changes ?? [])], { field: "status", from: "open", to: "snoozed" })
      assert.notProperty(
        only(yield* eventsOf("conversation_status_changed--resolved"), "conversation.status_changed").data,
        "previousStatus"
      )
    })
  )

  it.effect("trap 19: tokens of sessions and credentials of channels do not travel on", () =>
    Effect.gen(function* () {
      const names = ["message_created--incoming-text", "inbox_updated--whatsapp-with-credentials", "inbox_created--api"]
      for (const name of [...names, "ticket_created--unknown-name", "message_created--without-id"]) {
        const text = JSON.stringify(yield* eventsOf(name))
        assert.include(text, "<redacted>")
        for (const value of ["Tk5fA6zL2mQ", "EAAG-secret", "verify-secret", "whsec-1", "hm-1", "shh"]) {
          assert.notInclude(text, value)
        }
      }
    })
  )

  it.effect("trap 19: the account's own attributes are not taken for secrets", () =>
    Effect.gen(function* () {
      const events = yield* decode({ ...payloadOf("contact_created--full"), custom_attributes: { secret: "Santa" } })
      assert.deepStrictEqual(only(events, "contact.created").data.contact.attributes, { secret: "Santa" })
    })
  )

  it.effect("trap 21: a missing or unknown content type is text, or named as unsupported", () =>
    Effect.gen(function* () {
      const content = (name: string) =>
        Effect.map(eventsOf(name), (events) => only(events, "message.created").data.message.content)
      assert.deepStrictEqual(yield* content("message_created--null-content-type"), [
        { type: "text", text: "Hi, where is my order 1042?" }
      ])
      assert.deepStrictEqual(yield* content("message_created--unknown-content-type"), [
        { type: "text", text: "Something new" },
        { type: "unsupported", vendorType: "hologram" }
      ])
    })
  )
})

describe("what does not fit", () => {
  it.effect("is unknown, with the place in its problem", () =>
    Effect.gen(function* () {
      const payload = payloadOf("message_created--incoming-text")
      const { data, raw } = only(yield* decode({ ...payload, content: 42, sender: { name: "Ann" } }), "unknown")
      assert.strictEqual(data.name, "message_created")
      assert.strictEqual(data.problem, "content: Expected string | null; sender.id: Missing key")
      assert.deepInclude(raw, { content: 42 })
    })
  )

  it.effect.each([
    { json: [], problem: "Expected object" },
    { json: "message_created", problem: "Expected object" },
    { json: null, problem: "Expected object" },
    { json: {}, problem: "event: Expected string" },
    { json: { event: 7 }, problem: "event: Expected string" },
    { json: { event: "constructor" }, problem: "event: constructor is not documented" }
  ])("$problem", ({ json, problem }) =>
    Effect.gen(function* () {
      assert.strictEqual(only(yield* decode(json), "unknown").data.problem, problem)
    })
  )

  it.effect("costs nothing beside it: a broken conversation leaves the message", () =>
    Effect.gen(function* () {
      const events = yield* eventsOf("message_created--broken-conversation")
      assert.strictEqual(only(events, "message.created").data.message.id, "331")
      assert.strictEqual(only(events, "unknown").data.problem, "conversation.id: Expected number")
    })
  )
})
