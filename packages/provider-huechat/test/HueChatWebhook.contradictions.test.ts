/** One test for each contradiction in the documentation of webhooks; those of the signature are in `HueChatWebhook.signature.test.ts`. */
import type { Event } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { bodyOf, decode, fixture, legacyWebhook } from "./Deliveries.ts"

const typesOf = (events: ReadonlyArray<Event>) => events.map(({ type }) => type)

const expectedTypes = (name: string) => typesOf(fixture(name).expected)

/** The documentation's sample with something different in its `data`. */
const varied = (name: string, data: Record<string, unknown>) => {
  const body = bodyOf(name)
  return { ...body, data: { ...body.data, ...data } }
}

describe("names and envelopes", () => {
  it.effect("contradiction 3: the dotted names are the right ones; those with `_` are read where v1 is allowed", () =>
    Effect.gen(function* () {
      const legacy = (name: string) => ({ ...bodyOf(name), event: String(bodyOf(name).event).replace(".", "_") })
      for (const name of ["conversation.status_changed", "message.updated", "contact.created"]) {
        const body = legacy(name)
        assert.deepStrictEqual(typesOf(yield* decode(body)), ["unknown"])
        const events = yield* decode(body, legacyWebhook)
        assert.deepStrictEqual(
          events.map(({ data, id, type }) => ({ data, id, type })),
          fixture(name).expected.map(({ data, id, type }) => ({ data, id, type }))
        )
      }
      assert.deepStrictEqual(typesOf(yield* decode(bodyOf("message.created"), legacyWebhook)), ["message.created"])
      const widget = bodyOf("legacy--webwidget_triggered")
      assert.deepStrictEqual(typesOf(yield* decode(widget)), ["unknown"])
      assert.deepStrictEqual(typesOf(yield* decode({ ...widget, event: "webwidget.triggered" })), ["unknown"])
      assert.deepStrictEqual(typesOf(yield* decode(widget, legacyWebhook)), ["provider.event"])
    })
  )

  it("contradiction 4: events without a sample are read, those that nobody named are kept", () => {
    for (const name of ["deal.lost", "webhook.test", "webhook.test--bare"]) {
      assert.deepStrictEqual(expectedTypes(name), ["provider.event"])
    }
    const [unknown] = fixture("unknown--event").expected
    assert.isTrue(unknown?.type === "unknown" && unknown.data.name === "csat.submitted")
    assert.strictEqual(unknown?.occurredAt as string | undefined, "2024-04-07T14:26:40.250Z")
  })

  it.effect("contradiction 5: the envelope of v2 is required, and what lacks it is kept whole", () =>
    Effect.gen(function* () {
      const body = bodyOf("message.created")
      for (const event_uuid of [undefined, null, "", 7]) {
        const [event] = yield* decode({ ...body, event_uuid })
        assert.strictEqual(event?.type, "unknown")
        assert.deepInclude(event?.raw, { data: body.data })
      }
      for (const data of [undefined, null, "", []]) {
        assert.deepStrictEqual(typesOf(yield* decode({ ...body, data })), ["unknown"])
      }
    })
  )

  it.effect("contradiction 5: the body of v1 is not shown, and is read with an envelope or without", () =>
    Effect.gen(function* () {
      const data = (name: string) => bodyOf(name).data
      const enveloped = yield* decode({ event: "message_created", data: data("message.created") }, legacyWebhook)
      const flat = yield* decode({ event: "message_created", ...data("message.created") }, legacyWebhook)
      const [expected] = fixture("message.created").expected
      for (const [event] of [enveloped, flat]) {
        assert.deepStrictEqual(event?.data, expected?.data)
        assert.strictEqual(event?.id, expected?.id)
      }
    })
  )
})

describe("ids", () => {
  it.effect(
    "contradiction 14: `event_uuid` names the event for its retries; an id of its own names it in any case",
    () =>
      Effect.gen(function* () {
        const idsOf = (body: unknown) => Effect.map(decode(body), (events) => events.map(({ id }) => id))
        const other = { event_uuid: "of another delivery" }
        for (const name of ["conversation.updated", "conversation.label_added", "deal.won"]) {
          const body = bodyOf(name)
          assert.deepStrictEqual(yield* idsOf(body), yield* idsOf(body))
          assert.notDeepEqual(yield* idsOf(body), yield* idsOf({ ...body, ...other }))
        }
        for (const name of ["message.created", "message.updated", "contact.created", "contact.deleted"]) {
          const body = bodyOf(name)
          assert.deepStrictEqual(yield* idsOf(body), yield* idsOf({ ...body, ...other }))
        }
        const failed = bodyOf("message.updated--failed")
        assert.notDeepEqual(yield* idsOf(failed), yield* idsOf({ ...failed, timestamp: 1_712_500_060.5 }))
      })
  )

  it("contradiction 15: `event_uuid` is opaque: those of the samples share all but their last characters", () => {
    const all = ["conversation.status_changed", "deal.won", "template.approved", "broadcast.completed"]
    const ids = all.flatMap((name) => fixture(name).expected.map(({ id }) => id))
    assert.strictEqual(new Set(ids).size, ids.length)
  })

  it("contradiction 16: a conversation goes by its display id, wherever that stands", () => {
    const conversationIds = (name: string) =>
      fixture(name).expected.map(({ data }) => ("conversation" in data ? data.conversation?.id : undefined) as string)
    assert.deepStrictEqual(conversationIds("conversation.created--whatsapp"), ["43"])
    assert.deepStrictEqual(conversationIds("message.created--internal-conversation-id"), ["43"])
    assert.deepStrictEqual(conversationIds("conversation.label_added"), ["42"])
    const [event] = fixture("message.created--internal-conversation-id").expected
    assert.isTrue(event?.type === "message.created" && `${event.data.message.conversationId}` === "43")
  })

  it.effect("contradiction 17: ids are opaque, a number and its text are the same", () =>
    Effect.gen(function* () {
      const [asNumber] = yield* decode(varied("contact.deleted", { id: 1024 }))
      const [asText] = yield* decode(varied("contact.deleted", { id: "1024" }))
      assert.strictEqual(asNumber?.id, asText?.id)
      for (const id of [77, "t1b2c3d4", "not a UUID"]) {
        assert.deepStrictEqual(typesOf(yield* decode(varied("ticket.created", { id }))), ["provider.event"])
      }
      assert.deepStrictEqual(typesOf(yield* decode(varied("contact.deleted", { id: "" }))), ["unknown"])
    })
  )
})

describe("times", () => {
  it.effect("contradiction 21: are read as Unix seconds, as milliseconds and as ISO text, in one payload", () =>
    Effect.gen(function* () {
      const times = {
        created_at: 1_712_500_000,
        updated_at: 1_712_500_000_000,
        last_activity_at: "2024-04-07T14:26:40Z"
      }
      const [event] = yield* decode(varied("contact.created", times))
      const at = "2024-04-07T14:26:40.000Z"
      const { createdAt, updatedAt, lastActivityAt } = event?.type === "contact.created" ? event.data.contact : {}
      assert.deepStrictEqual<unknown>([createdAt, updatedAt, lastActivityAt], [at, at, at])
    })
  )

  it("contradiction 22: the event happened at the envelope's time, not at the signature's", () => {
    const [event] = fixture("message.updated").expected
    assert.strictEqual(event?.occurredAt as string | undefined, "2024-04-06T10:42:00.345Z")
  })
})

describe("messages", () => {
  it("contradiction 39: an update without content is a status; one with neither says to read the message again", () => {
    assert.deepStrictEqual(expectedTypes("message.updated"), ["message.status_changed"])
    assert.deepStrictEqual(expectedTypes("message.updated--edited"), ["message.updated"])
    assert.deepStrictEqual(expectedTypes("message.updated--edited-and-delivered"), [
      "message.updated",
      "message.status_changed"
    ])
    assert.deepStrictEqual(expectedTypes("message.updated--edited-without-content"), ["message.updated"])
    const [failed] = fixture("message.updated--failed").expected
    assert.isTrue(failed?.type === "message.status_changed" && failed.data.message.failure === undefined)
  })

  it.effect("a message that says it was deleted is one, with a mark or without", () =>
    Effect.gen(function* () {
      const marks = [{ content: "This message was deleted" }, { content: "Hi", content_attributes: { deleted: true } }]
      for (const mark of marks) {
        const [event, ...others] = yield* decode(varied("message.updated", mark))
        assert.isTrue(event?.type === "message.deleted" && others.length === 0)
        assert.match(event?.id ?? "", /:message\.deleted:502$/)
        assert.isTrue(event?.type === "message.deleted" && (event.data.message.content ?? []).length === 0)
      }
    })
  )

  it.effect("contradiction 40: the status of an incoming message is ignored", () =>
    Effect.gen(function* () {
      const [created] = fixture("message.created").expected
      assert.isTrue(created?.type === "message.created" && created.data.message.status === undefined)
      const [updated] = fixture("message.updated--incoming").expected
      assert.isTrue(updated?.type === "message.updated" && updated.data.message.status === undefined)
      const [outgoing] = yield* decode(varied("message.created", { message_type: "outgoing" }))
      assert.isTrue(outgoing?.type === "message.created" && outgoing.data.message.status === "sent")
    })
  )

  it("contradiction 41: notes and activities are kept, as private and as system; a template is outbound", () => {
    const kindOf = (name: string) =>
      fixture(name).expected.flatMap((event) =>
        event.type === "message.created" ? [[event.data.message.direction, event.data.message.visibility]] : []
      )
    assert.deepStrictEqual(kindOf("message.created--private-note"), [["outbound", "private"]])
    assert.deepStrictEqual(kindOf("message.created--activity"), [["outbound", "system"]])
    assert.deepStrictEqual(kindOf("message.created--template"), [["outbound", "public"]])
  })

  it("contradiction 36: `echo_id` may be null; what we wrote is known by its marker", () => {
    const originOf = (name: string) => {
      const [event] = fixture(name).expected
      return event !== undefined && "origin" in event ? event.origin : undefined
    }
    assert.strictEqual(originOf("message.created"), "live")
    assert.strictEqual(originOf("message.created--echo"), "echo")
    assert.strictEqual(originOf("message.created--imported"), "imported")
  })
})

describe("conversations", () => {
  it.effect("contradiction 42: labels and statuses have events of their own and are told once", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(expectedTypes("conversation.updated"), ["conversation.updated", "conversation.assigned"])
      assert.deepStrictEqual(expectedTypes("conversation.updated--status-among-the-changes"), ["conversation.updated"])
      assert.deepStrictEqual(expectedTypes("conversation.label_added"), ["conversation.tagged"])
      assert.deepStrictEqual(expectedTypes("conversation.label_removed"), ["conversation.untagged"])
      // v1 has no events for labels.
      const { data } = bodyOf("conversation.updated")
      assert.deepStrictEqual(typesOf(yield* decode({ event: "conversation_updated", data }, legacyWebhook)), [
        "conversation.updated",
        "conversation.assigned",
        "conversation.tagged",
        "conversation.tagged"
      ])
    })
  )

  it.effect("contradiction 43: who changed something may be anybody, or untold", () =>
    Effect.gen(function* () {
      for (const changed_by of [undefined, null, { type: "api" }, { id: null, name: "A rule", type: "automation" }]) {
        const events = yield* decode(varied("conversation.status_changed", { changed_by }))
        assert.deepStrictEqual(typesOf(events), ["conversation.status_changed"])
      }
      const [created] = yield* decode(varied("message.created", { sender: { id: 1024, name: "Sarah Ahmed" } }))
      assert.isTrue(created?.type === "message.created" && created.data.message.author.type === "contact")
      const rule = { sender: { id: null, name: "A rule", type: "automation" }, message_type: "outgoing" }
      const [byRule] = yield* decode(varied("message.created", rule))
      assert.deepStrictEqual<unknown>(byRule?.type === "message.created" && byRule.data.message.author, {
        type: "system",
        name: "A rule"
      })
      const [nameless] = yield* decode(varied("message.created", { sender: { type: "contact" } }))
      assert.isTrue(nameless?.type === "message.created" && nameless.data.contact === undefined)
    })
  )
})

it("contradictions 24, 25, 45: words and counts of tickets and broadcasts are the vendor's, untouched", () => {
  for (const name of ["ticket.created--alone", "ticket.closed", "broadcast.completed"]) {
    const [event] = fixture(name).expected
    assert.isTrue(event?.type === "provider.event")
    assert.deepStrictEqual(event?.type === "provider.event" ? event.data.payload : undefined, bodyOf(name).data)
  }
})

it.effect("one change that cannot be read costs no other", () =>
  Effect.gen(function* () {
    assert.deepStrictEqual(expectedTypes("conversation.updated--several-changes"), [
      "conversation.updated",
      "conversation.assigned",
      "unknown"
    ])
    assert.deepStrictEqual(expectedTypes("message.created--broken-conversation"), ["message.created", "unknown"])
    const changes = { email: 7, identifier: {}, name: { from: "A", to: "B" } }
    const events = yield* decode(varied("contact.updated", { changes }))
    assert.deepStrictEqual(typesOf(events), ["contact.updated", "unknown", "unknown"])
  })
)

it.effect("secrets do not travel on", () =>
  Effect.gen(function* () {
    for (const name of ["webhook.test", "unknown--event", "conversation.created--whatsapp"]) {
      const told = JSON.stringify(yield* decode(bodyOf(name)))
      assert.include(told, "<redacted>")
      assert.notMatch(told, /whsec_of|hc_live_of|session's token/)
    }
    // The account's own data is not the vendor's secret.
    assert.include(JSON.stringify(yield* decode(bodyOf("conversation.created--whatsapp"))), "of the account's own")
  })
)
