/** One test for each trap of the vendor's webhooks (chat2desk-wire B7) that the fixtures do not show by themselves. */
import type { Event, EventOf, EventType } from "@dragoman/core/domain"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { bodyOf, decode, delivery, fixture, receive, receivedAt, webhook } from "./Deliveries.ts"

const typesOf = (name: string) => fixture(name).expected.map(({ type }) => type)

const only = <Type extends EventType>(events: ReadonlyArray<Event>, type: Type): EventOf<Type> => {
  const [event] = events.filter((each): each is EventOf<Type> => each.type === type)
  assert.isDefined(event, `no ${type} among ${events.map((each) => each.type)}`)
  return event
}

const messageOf = (name: string) => only(fixture(name).expected, "message.created").data.message

const decodeFixture = (name: string, change: Readonly<Record<string, unknown>> = {}) => decode(bodyOf(name, change))

describe("there is no id of a delivery", () => {
  it.effect("a message is named by its own, in whichever body it comes", () =>
    Effect.gen(function* () {
      const first = only(yield* decodeFixture("outbox"), "message.created")
      const again = only(
        yield* decodeFixture("outbox", { is_new: true, event_time: "2023-01-25T11:44:48.968258Z" }),
        "message.created"
      )
      assert.strictEqual(first.id, "chat2desk:acme:message.created:115816478")
      assert.strictEqual(again.id, first.id)
      assert.notProperty(first, "deliveryId")
    })
  )

  it.effect("what has no name is named by its body: sent again it is the same, later it is another", () =>
    Effect.gen(function* () {
      for (const name of ["client_updated", "close_dialog", "dialog_transferred", "add_tag_to_client", "new_ticket"]) {
        const sent = yield* delivery(fixture(name).body)
        const [first] = yield* receive(sent)
        const [again] = yield* receive({ ...sent, receivedAt: sent.receivedAt + 7_200_000 })
        const time = { event_time: "2023-01-26T09:00:00.000001Z", timestamp: "2023-01-26T09:00:00Z" }
        const [other] = yield* decodeFixture(name, time)
        assert.strictEqual(again?.id, first?.id)
        assert.notStrictEqual(other?.id, first?.id)
      }
    })
  )

  it("a status is named by message, word and time", () => {
    assert.strictEqual(
      only(fixture("outbox_status").expected, "message.status_changed").id,
      "chat2desk:acme:message.status_changed:983574888:sent:2021-06-10T14%3A38%3A04.000Z"
    )
  })
})

describe("one fact is never told twice", () => {
  it("a new request opens the conversation; its first message does not say so again", () => {
    assert.deepStrictEqual(typesOf("new_request"), ["conversation.status_changed", "provider.event"])
    assert.isTrue(bodyOf("inbox").is_new_request)
    assert.deepStrictEqual(typesOf("inbox"), ["message.created"])
  })

  it.effect("nor that the client is new", () =>
    Effect.gen(function* () {
      const events = yield* decodeFixture("inbox", { is_new_client: true })
      assert.deepStrictEqual(
        events.map(({ type }) => type),
        ["message.created"]
      )
    })
  )

  it("a closed dialog closes the conversation, and the request in it does not", () => {
    assert.deepStrictEqual(typesOf("close_dialog"), ["conversation.status_changed"])
    assert.deepStrictEqual(typesOf("close_request"), ["provider.event"])
  })

  it.effect("a message that we sent comes as an echo, under the id that sending gave it", () =>
    Effect.gen(function* () {
      const echo = only(fixture("outbox--own-send").expected, "message.created")
      assert.strictEqual(echo.origin, "echo")
      assert.strictEqual(echo.data.message.externalId, "order-42")
      assert.strictEqual(only(fixture("outbox").expected, "message.created").origin, "live")
      const named = yield* decodeFixture("outbox", { external_id: 42 })
      assert.strictEqual(only(named, "message.created").origin, "echo")
    })
  )

  it("a message that the application brought in through an external channel is the client's, and live", () => {
    const event = only(fixture("inbox--external-channel").expected, "message.created")
    assert.strictEqual(event.origin, "live")
    assert.strictEqual(event.data.message.externalId, "111111")
  })

  it.effect("a delivery that is repeated on the vendor's schedule is handled once", () =>
    Effect.gen(function* () {
      const events: Array<Event> = []
      const receiver = yield* Receiver.make({
        accounts: { acme: webhook },
        handler: (event) => {
          events.push(event)
        },
        onLost: () => assert.fail("nothing fails here")
      })
      const { body, headers } = yield* delivery(fixture("new_request").body)
      const request = { method: "POST", path: "/acme", query: "", headers, body: () => Effect.succeed(body) }
      yield* TestClock.setTime(receivedAt)
      for (const pause of ["10 seconds", "5 minutes", "2 hours", "0 seconds"] as const) {
        assert.strictEqual((yield* receiver.receive(request)).status, 200)
        yield* TestClock.adjust(pause)
      }
      assert.lengthOf(events, 2)
    }).pipe(Effect.provide(Claims.layerMemory()))
  )

  it.effect("a probe by GET is answered", () =>
    Effect.gen(function* () {
      const receiver = yield* Receiver.make({
        accounts: { acme: webhook },
        handler: () => assert.fail("there is no event in it"),
        onLost: () => assert.fail("nothing fails here")
      })
      const request = {
        method: "GET",
        path: "/acme",
        query: "",
        headers: {},
        body: () => Effect.succeed(new Uint8Array())
      }
      assert.strictEqual((yield* receiver.receive(request)).status, 200)
    }).pipe(Effect.provide(Claims.layerMemory()))
  )
})

describe("a value of another type than documented", () => {
  it.effect("costs a message that value, and not the message", () =>
    Effect.gen(function* () {
      const odd = {
        text: 42,
        transport: 7,
        client: { id: "30247382", name: ["Ann"], phone: 15_550_100, client_phone: {}, external_id: false },
        operator_id: [],
        dialog_id: "4236638",
        channel_id: "18337",
        insta_comment: "no",
        is_new: "false",
        is_new_request: null,
        attachments: "none",
        photo: 1,
        extra_data: "[]",
        event_time: 1_674_639_130
      }
      const event = only(yield* decodeFixture("inbox", odd), "message.created")
      assert.deepStrictEqual<unknown>(event.data, {
        message: {
          id: "115816153",
          conversationId: "4236638",
          contactId: "30247382",
          direction: "inbound",
          visibility: "public",
          author: { type: "contact", id: "30247382" },
          content: [{ type: "text", text: "42" }],
          createdAt: "2023-01-25T09:32:10.000Z"
        },
        contact: { id: "30247382", phone: "+15550100" },
        conversation: { id: "4236638", contactId: "30247382" }
      })
      assert.deepInclude(event.raw, odd)
    })
  )

  it.effect("nor a status, a client or a dialog", () =>
    Effect.gen(function* () {
      const data = { id: "983574888", gateway_status: 6, created: [], dialog_id: {}, client_id: "177597039" }
      const status = only(yield* decodeFixture("outbox_status", { data }), "message.status_changed")
      assert.deepStrictEqual<unknown>(status.data.message, {
        id: "983574888",
        contactId: "177597039",
        direction: "outbound",
        status: "delivered",
        deliveredAt: "2021-06-10T14:38:04.000Z"
      })
      const client = only(yield* decodeFixture("client_updated", { name: 5, comment: {} }), "contact.updated")
      assert.notProperty(client.data.contact, "note")
      only(yield* decodeFixture("client_added_to_blacklist", { is_blocked: 1 }), "contact.blocked")
      only(yield* decodeFixture("client_added_to_blacklist", { is_blocked: 0 }), "contact.unblocked")
      const closed = only(
        yield* decodeFixture("close_dialog", { request_id: [], updated: "soon" }),
        "conversation.status_changed"
      )
      assert.notProperty(closed.data.conversation, "updatedAt")
      const [opened] = yield* decodeFixture("new_request", { by_client: "true", starter: 1, client: "Ann" })
      assert.strictEqual(opened?.type, "conversation.status_changed")
    })
  )
})

describe("names that differ", () => {
  it.effect("a body under the name of its subscription is read too", () =>
    Effect.gen(function* () {
      for (const [name, subscription] of [
        ["operator_status_changed", "operator_status_changed"],
        ["device_updated", "device_updated"],
        ["new_ticket", "new_ticket"]
      ] as const) {
        const plain = only(fixture(name).expected, "provider.event")
        const other = only(yield* decodeFixture(name, { hook_type: subscription }), "provider.event")
        assert.strictEqual(other.data.name, plain.data.name)
        assert.notStrictEqual(plain.data.name, subscription)
      }
    })
  )

  it.effect("a request for hints has none, and other bodies without one are unknown", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(typesOf("ai_hints_requested--asked"), ["provider.event"])
      const { hook_type: _, ...nameless } = bodyOf("inbox--of-2019")
      for (const body of [nameless, { ...nameless, message_id: null }]) {
        const [event] = yield* decode(body)
        assert.strictEqual(event?.type, "unknown")
      }
    })
  )
})

describe("messages", () => {
  it("of a type that nobody documented are on the side that their event says", () => {
    const message = messageOf("inbox--unknown-type")
    assert.strictEqual(message.direction, "inbound")
    assert.strictEqual(message.author.type, "contact")
  })

  it.effect("of the system are lines of the platform", () =>
    Effect.gen(function* () {
      const { message } = only(yield* decodeFixture("outbox", { type: "system" }), "message.created").data
      assert.strictEqual(message.visibility, "system")
      assert.deepStrictEqual(message.author, { type: "system" })
    })
  )

  it("that are comments are private, and their attachments null", () => {
    assert.isNull(bodyOf("comment").attachments)
    assert.strictEqual(messageOf("comment").visibility, "private")
  })

  it("that were imported do not say when they were written", () => {
    const event = only(fixture("imported_message").expected, "message.created")
    assert.strictEqual(event.origin, "imported")
    assert.isDefined(event.occurredAt)
    assert.notProperty(event.data.message, "createdAt")
  })

  it("of 2019 have no time and no attachments", () => {
    assert.notProperty(messageOf("inbox--of-2019"), "createdAt")
    assert.strictEqual(messageOf("inbox--of-2019").content[1]?.type, "image")
  })

  it("may be of no dialog yet", () => {
    assert.notProperty(messageOf("inbox--before-the-dialog"), "conversationId")
  })

  it.effect("whose client is not told again are of the client that is named", () =>
    Effect.gen(function* () {
      const event = only(yield* decodeFixture("inbox", { client: null }), "message.created")
      assert.strictEqual(event.data.contact?.id, "30247382" as typeof event.data.message.contactId)
      const other = only(yield* decodeFixture("inbox", { client_id: null }), "message.created")
      assert.strictEqual(other.data.message.contactId, event.data.message.contactId)
      assert.strictEqual(other.data.message.author.id, "30247382")
    })
  )
})

describe("statuses", () => {
  it("are in Moscow's time inside, and in UTC outside", () => {
    const inside = only(fixture("outbox_status--without-event-time").expected, "message.status_changed")
    const outside = only(fixture("outbox_status").expected, "message.status_changed")
    assert.strictEqual(inside.occurredAt, outside.occurredAt)
  })

  it.effect("tell why a message failed, in whatever form", () =>
    Effect.gen(function* () {
      const failed = (error: unknown) =>
        Effect.map(
          decodeFixture("outbox_status", { data: { id: 1, gateway_status: "failed", error } }),
          (events) => only(events, "message.status_changed").data.message.failure
        )
      assert.deepStrictEqual(yield* failed("timeout error"), { reason: "timeout error" })
      assert.deepStrictEqual(yield* failed(131026), { reason: "131026" })
      assert.deepStrictEqual(yield* failed({ code: 1 }), { reason: '{"code":1}' })
      for (const none of [null, undefined, ""]) assert.isUndefined(yield* failed(none))
    })
  )

  it.effect("each documented word is one of ours", () =>
    Effect.gen(function* () {
      const words = { pending: "pending", sent: "sent", failed: "failed", scheduled: "scheduled" }
      for (const [word, status] of Object.entries({
        ...words,
        canceled: "canceled",
        delivered: "delivered",
        seen: "read"
      })) {
        const events = yield* decodeFixture("outbox_status", { data: { id: 1, gateway_status: word } })
        assert.strictEqual(only(events, "message.status_changed").data.message.status, status as "read")
      }
    })
  )
})

describe("clients", () => {
  it("have channels in a list, in an object, or null in one", () => {
    const identitiesOf = (name: string, type: "contact.created" | "contact.updated") =>
      only(fixture(name).expected, type).data.contact.identities?.map(
        ({ channelId }) => channelId as string | undefined
      )
    assert.deepStrictEqual(identitiesOf("new_client", "contact.created"), ["18333:telegram"])
    assert.deepStrictEqual(identitiesOf("client_updated", "contact.updated"), [undefined])
    assert.deepStrictEqual(identitiesOf("new_client--by-phone", "contact.created"), [
      "18333:wa_dialog",
      "18333:sms",
      "18334:viber_business"
    ])
  })

  it("leave the blacklist by the event of its name, too", () => {
    assert.deepStrictEqual(typesOf("client_added_to_blacklist"), ["contact.blocked"])
    assert.deepStrictEqual(typesOf("client_added_to_blacklist--taken-off"), ["contact.unblocked"])
  })

  it("are not the `id` of their tag's event", () => {
    const { contact, tag } = only(fixture("add_tag_to_client").expected, "contact.tagged").data
    assert.strictEqual(bodyOf("add_tag_to_client").id, 22113)
    assert.strictEqual(contact.id, "30247382" as typeof contact.id)
    assert.strictEqual(tag, "tag")
    assert.deepStrictEqual(typesOf("unknown--tag-of-nobody"), ["unknown"])
  })

  it.effect("have tags by name, or none are told", () =>
    Effect.gen(function* () {
      const tagsOf = (tags: unknown) =>
        Effect.map(decodeFixture("new_client", { tags }), (events) => only(events, "contact.created").data.contact.tags)
      assert.deepStrictEqual(
        yield* tagsOf([
          { id: 1, label: "vip" },
          { id: 2, name: "new" }
        ]),
        ["vip", "new"]
      )
      assert.deepStrictEqual(yield* tagsOf([]), [])
      for (const unnamed of [[22113], [{ id: 1, label: "vip" }, 2], null, undefined, "vip"]) {
        assert.isUndefined(yield* tagsOf(unnamed))
      }
    })
  )

  it("keep custom fields, which have numbers and no names here, in raw alone", () => {
    const event = only(fixture("client_updated--assigned-name").expected, "contact.updated")
    assert.notProperty(event.data.contact, "attributes")
    assert.deepStrictEqual((event.raw as { readonly custom_fields: unknown }).custom_fields, { "1": "Oslo" })
  })
})

describe("dialogs", () => {
  it("go from an operator to another, from nobody, and to nobody", () => {
    const changesOf = (name: string) => only(fixture(name).expected, "conversation.assigned").data.changes
    const [first, second] = [{ id: "40818" }, { id: "40819" }]
    assert.deepStrictEqual(changesOf("dialog_transferred"), [{ field: "assignee", to: first }])
    assert.deepStrictEqual(changesOf("dialog_transferred--between-operators"), [
      { field: "assignee", from: first, to: second }
    ])
    assert.deepStrictEqual(changesOf("dialog_transferred--to-nobody"), [{ field: "assignee", from: first }])
  })

  it.effect("that no operator is named of are unknown", () =>
    Effect.gen(function* () {
      const [event] = yield* decodeFixture("dialog_transferred", { operator_id: null, current_operator_id: null })
      assert.strictEqual(event?.type, "unknown")
    })
  )

  it.effect("that were transferred by an older release name the operator once", () =>
    Effect.gen(function* () {
      const { current_operator_id: _, ...older } = bodyOf("dialog_transferred")
      assert.deepStrictEqual(only(yield* decode(older), "conversation.assigned").data.changes, [
        { field: "assignee", to: { id: "40818" } }
      ])
    })
  )

  it("of a request that names none are not opened", () => {
    assert.deepStrictEqual(typesOf("new_request--without-dialog"), ["provider.event"])
  })
})

describe("tickets", () => {
  it("have text for ids, a time of another name, and a key with a blank in it", () => {
    const { data, occurredAt } = only(fixture("ticket_deleted").expected, "provider.event")
    assert.strictEqual(occurredAt as string | undefined, "2005-07-11T11:00:00.000Z")
    assert.strictEqual((data.payload as Record<string, unknown>)["deleted by"], "Public API")
  })
})
