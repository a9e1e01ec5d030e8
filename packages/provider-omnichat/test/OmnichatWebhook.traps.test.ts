/** One test for each trap of the vendor's webhooks that the table of fixtures does not show by itself. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { decode, eventId, fixture, happenedAt, headersOf } from "./Deliveries.ts"

const payloadOf = (name: string): Record<string, unknown> => JSON.parse(new TextDecoder().decode(fixture(name).body))

const typesOf = (name: string) => fixture(name).expected.map(({ type }) => type)

describe("which product it is", () => {
  it.effect("is told by the body before the header, which nobody signed", () =>
    Effect.gen(function* () {
      for (const name of ["whatsapp--message", "ai-agent--text"]) {
        const headers = { ...headersOf(name), "x-omnichat-topic": "customer/update" }
        const events = yield* decode(payloadOf(name), headers)
        assert.deepStrictEqual(
          events.map(({ type }) => type),
          ["message.created"]
        )
      }
    })
  )

  it.effect("cannot be told of a topic without its header", () =>
    Effect.gen(function* () {
      const [event] = yield* decode(payloadOf("ticket.delete--deleted"))
      assert.strictEqual(event?.type, "unknown")
      assert.deepStrictEqual(event?.raw, { ticketId: 123 })
    })
  )
})

describe("ids", () => {
  it("the event id names what happened, and stands in deliveryId", () => {
    const [updated, changed] = fixture("ticket.update--closed").expected
    assert.strictEqual(updated?.id, `omnichat:acme:conversation.updated:${eventId}:0`)
    assert.strictEqual(changed?.id, `omnichat:acme:conversation.status_changed:${eventId}:1`)
    assert.strictEqual(changed?.deliveryId, eventId)
  })

  it.effect("a topic, a forwarded message and an AI event name the same person alike", () =>
    Effect.gen(function* () {
      const idOf = (name: string) =>
        Effect.map(decode(payloadOf(name), headersOf(name)), ([event]) => {
          assert.isDefined(event)
          return "contact" in event.data ? event.data.contact?.id : undefined
        })
      const onWhatsApp = yield* idOf("whatsapp--message")
      assert.strictEqual(onWhatsApp, "whatsapp:15550100:15550123" as typeof onWhatsApp)
      assert.strictEqual(yield* idOf("direct_msg.status--read"), onWhatsApp)
      assert.strictEqual(yield* idOf("ticket.create--new"), onWhatsApp)
      const onLine = yield* idOf("ai-agent--text")
      assert.strictEqual(yield* idOf("customer.channel_subscribe--line"), onLine)
      const formatted = { ...payloadOf("ticket.create--new"), channelId: "+1 555-0100", userId: "+15550123" }
      const [event] = yield* decode(formatted, headersOf("ticket.create--new"))
      assert.isTrue(event?.type === "conversation.status_changed" && event.data.contact?.id === onWhatsApp)
    })
  )

  it.effect("a status is named by message, word and time; a later report of it is another", () =>
    Effect.gen(function* () {
      const name = "direct_msg.status--read"
      const idAt = (time: number | undefined) =>
        Effect.map(
          decode(payloadOf(name), {
            ...headersOf(name),
            "x-omnichat-timestamp": time === undefined ? "" : String(time)
          }),
          ([event]) => event?.id
        )
      assert.strictEqual(yield* idAt(happenedAt), yield* idAt(happenedAt))
      assert.notStrictEqual(yield* idAt(happenedAt), yield* idAt(happenedAt + 1000))
      assert.strictEqual(yield* idAt(undefined), "omnichat:acme:message.status_changed:wamid.HBgLMTU1NTAxMjM=:read")
    })
  )
})

describe("times", () => {
  it.effect("are the header's, and the body's where there is none", () =>
    Effect.gen(function* () {
      const occurredAt = (name: string, time: string) =>
        Effect.map(
          decode(payloadOf(name), { ...headersOf(name), "x-omnichat-timestamp": time }),
          ([event]) => event?.occurredAt as string | undefined
        )
      assert.strictEqual(yield* occurredAt("ticket.create--new", "1770946054000"), "2026-02-13T01:27:34.000Z")
      // 09:00 in the vendor's zone.
      for (const none of ["", "0", "soon"]) {
        assert.strictEqual(yield* occurredAt("ticket.create--new", none), "2026-02-13T01:00:00.000Z")
      }
      assert.strictEqual(yield* occurredAt("customer.update--two-contacts", ""), "2026-02-13T01:27:33.365Z")
      assert.strictEqual(yield* occurredAt("whatsapp_flow.flow_create--answers", ""), "2026-02-13T01:27:33.000Z")
      assert.isUndefined(yield* occurredAt("ticket.delete--deleted", ""))
    })
  )
})

describe("tickets", () => {
  it("open a conversation and never create one", () => {
    assert.deepStrictEqual(typesOf("ticket.create--new"), ["conversation.status_changed"])
    assert.deepStrictEqual(typesOf("ticket.delete--deleted"), ["provider.event"])
  })

  it("tell who follows up when that is what happened, and not with every update after it", () => {
    const updated = "conversation.updated"
    const status = "conversation.status_changed"
    const assigned = "conversation.assigned"
    assert.deepStrictEqual(typesOf("ticket.update--followed-up"), [updated, assigned])
    assert.deepStrictEqual(typesOf("ticket.update--passed"), [updated, assigned])
    assert.deepStrictEqual(typesOf("ticket.update--given-back"), [updated, assigned])
    assert.deepStrictEqual(typesOf("ticket.update--first-response"), [updated])
    assert.deepStrictEqual(typesOf("ticket.update--closed"), [updated, status])
    assert.deepStrictEqual(typesOf("ticket.update--closed-and-assigned"), [updated, status, assigned])
    assert.deepStrictEqual(typesOf("ticket.update--reopened"), [updated, status, assigned])
  })

  it("of a group are about the group and nobody in it", () => {
    const [event] = fixture("ticket.update--group").expected
    assert.isTrue(event?.type === "conversation.updated" && event.data.conversation.group)
    assert.notProperty(event?.data, "contact")
    assert.notProperty(event?.type === "conversation.updated" ? event.data.conversation : {}, "contactId")
  })
})

describe("what a topic tells of several", () => {
  it.effect("has each its own raw", () =>
    Effect.gen(function* () {
      const contacts = yield* decode(
        payloadOf("customer.update--two-contacts"),
        headersOf("customer.update--two-contacts")
      )
      assert.lengthOf(contacts, 2)
      for (const { raw } of contacts) {
        assert.lengthOf((raw as { readonly socialContacts: ReadonlyArray<unknown> }).socialContacts, 1)
      }
      const statuses = yield* decode(payloadOf("direct_msg.status--two-messages-on-line"), {
        ...headersOf("direct_msg.status--two-messages-on-line")
      })
      assert.deepStrictEqual(
        statuses.map(({ raw }) => (raw as { readonly messageIds: ReadonlyArray<string> }).messageIds),
        [["li-1"], ["li-2"]]
      )
    })
  )
})
