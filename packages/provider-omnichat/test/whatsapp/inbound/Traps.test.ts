/** One test for each trap of the WhatsApp wire that a webhook's reader can fall into. */
import type { Event, EventOf, EventType } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { toFacts } from "../../../src/whatsapp/index.ts"
import { decode, decoded, payload } from "../Fixtures.ts"

const only = <Type extends EventType>(events: ReadonlyArray<Event>, type: Type): EventOf<Type> => {
  const [event, ...more] = events.filter((candidate): candidate is EventOf<Type> => candidate.type === type)
  assert.isDefined(event)
  assert.lengthOf(more, 0)
  return event as EventOf<Type>
}

const messageOf = (name: string) => only(decoded(name), "message.created").data.message
const partsOf = (name: string) => messageOf(name).content
const typesOf = (events: ReadonlyArray<Event>) => events.map(({ type }) => type)
const idsOf = (events: ReadonlyArray<Event>) => events.map(({ id }) => id)

/** A text message in a change of its own. */
const post = (message: object, more: object = {}) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "1",
      changes: [
        {
          field: "messages",
          value: {
            metadata: { display_phone_number: "15550100", phone_number_id: "2" },
            messages: [{ id: "wamid.1", type: "text", text: { body: "hi" }, ...message }],
            ...more
          }
        }
      ]
    }
  ]
})

describe("batches", () => {
  it("all entries, changes, messages, statuses and errors of one POST come, in order", () => {
    assert.deepStrictEqual(typesOf(decoded("batch--everything-at-once")), [
      "message.created",
      "message.created",
      "message.status_changed",
      "provider.event",
      "message.status_changed",
      "message.created",
      "provider.event"
    ])
  })

  it("the same message twice in one POST is one event", () => {
    const ids = idsOf(decoded("batch--everything-at-once"))
    assert.lengthOf(
      ids.filter((id) => id.endsWith(":wamid.in1")),
      1
    )
    assert.lengthOf(toFacts(payload("batch--everything-at-once")), 8)
  })

  it("a bad element costs no other", () => {
    assert.deepStrictEqual(
      typesOf(decoded("batch--one-bad-of-each")).filter((type) => type !== "unknown"),
      ["message.created", "message.status_changed"]
    )
  })

  it("each event's raw is its own message or status with the metadata, not the whole POST", () => {
    for (const event of decoded("batch--everything-at-once")) {
      assert.notProperty(event.raw, "entry")
      assert.notProperty(event.raw, "messages")
      if (event.type === "provider.event") continue
      const { id, metadata } = event.raw as { readonly id: string; readonly metadata: object }
      assert.isTrue(event.id.includes(id))
      assert.property(metadata, "display_phone_number")
    }
  })

  it.each(["no-entries", "no-changes", "empty-value", "no-payload"])("a POST with %s is one unknown", (name) => {
    assert.deepStrictEqual(typesOf(decoded(`nothing--${name}`)), ["unknown"])
  })
})

describe("who wrote", () => {
  it("the id is made of `from`, not of `wa_id`", () => {
    assert.strictEqual(messageOf("message--from-differs-from-wa-id").contactId, "whatsapp:15550100:5555901234567")
  })

  it("the channel is the display number's digits", () => {
    assert.strictEqual(messageOf("message--display-number-formatted").channel?.id, "15550100")
  })

  it("a sender without a phone has the BSUID as id and no phone", () => {
    const { contact, message } = only(decoded("message--sender-without-phone"), "message.created").data
    assert.strictEqual(message.contactId, "whatsapp:15550100:US.13491208655302741918")
    assert.notProperty(contact, "phone")
    assert.strictEqual(contact?.attributes?.username, "ann.example")
  })

  it("a BSUID in `from` is no phone number", () => {
    assert.notProperty(only(decoded("message--bsuid-in-from"), "message.created").data.contact, "phone")
  })

  it("each message finds its own profile", () => {
    const names = decoded("message--two-senders").map((event) =>
      event.type === "message.created" ? event.data.contact?.name : undefined
    )
    assert.deepStrictEqual(names, ["Ben", "Ann"])
  })

  it("a group's conversation is the group, its contact the participant", () => {
    const { conversation, message } = only(decoded("message--group"), "message.created").data
    assert.strictEqual(message.conversationId, "whatsapp:15550100:Y2FwaV9ncm91cDox")
    assert.strictEqual(message.contactId, "whatsapp:15550100:15550123")
    assert.isTrue(conversation?.group)
  })

  it("what is written in the phone app is outbound and live", () => {
    const { data, origin } = only(decoded("smb-message-echoes--text"), "message.created")
    assert.strictEqual(origin, "live")
    assert.strictEqual(data.message.direction, "outbound")
    assert.strictEqual(data.message.contactId, "whatsapp:15550100:15550123")
  })

  it("a message without anybody's name is kept", () => {
    assert.notProperty(only(decode(post({})), "message.created").data.message, "contactId")
  })
})

describe("what is said", () => {
  it("a reaction is taken back by an empty emoji or by none", () => {
    for (const name of ["empty", "absent"]) {
      assert.deepStrictEqual<unknown>(partsOf(`message--reaction-removed-${name}`), [
        { type: "reaction", messageId: "wamid.out1", channelMessageId: "wamid.out1" }
      ])
    }
  })

  it("a message without a type is read by the body it has", () => {
    assert.deepStrictEqual<unknown>(partsOf("message--no-type"), [{ type: "text", text: "hi" }])
  })

  it("an unknown kind is unsupported, its body in raw", () => {
    const { data, raw } = only(decoded("message--unknown-kind"), "message.created")
    assert.deepStrictEqual<unknown>(data.message.content, [{ type: "unsupported", vendorType: "hologram" }])
    assert.deepInclude(raw as object, { hologram: { id: "1" } })
  })

  it("the legacy kind unknown is unsupported, its flat details read", () => {
    assert.deepStrictEqual<unknown>(partsOf("documented--received-unknown-messages"), [
      { type: "unsupported", vendorType: "unknown", text: "Message type is not currently supported" }
    ])
  })

  it("an interactive message whose body is missing is kept where errors say so", () => {
    assert.deepStrictEqual<unknown>(partsOf("message--interactive-missing"), [
      { type: "unsupported", vendorType: "interactive" }
    ])
  })

  it("a documented body that does not fit is unknown and says where", () => {
    assert.strictEqual(
      only(decoded("message--text-body-not-text"), "unknown").data.problem,
      "messages.0.text.body: Expected string"
    )
  })

  it("a flow's answer that is no object is kept as it came", () => {
    for (const name of ["not-an-object", "broken-json"]) {
      const [part] = partsOf(`message--flow-reply-${name}`)
      assert.deepStrictEqual(part?.type === "form_reply" ? Object.keys(part.values) : [], ["response_json"])
    }
  })

  it("numbers that come as text are numbers", () => {
    assert.deepStrictEqual(partsOf("message--location-numbers-as-text"), [
      { type: "location", latitude: 37.4421, longitude: -122.1615 }
    ])
    const [order] = partsOf("message--order-numbers")
    assert.deepStrictEqual(order?.type === "order" ? order.items.map(({ quantity }) => quantity) : [], [2, 1])
  })

  it("the legacy kind voice is a voice note", () => {
    assert.deepStrictEqual(partsOf("message--voice-legacy"), partsOf("message--voice-note"))
  })

  it("a forwarded message quotes nothing, a quote need not say whom", () => {
    assert.isTrue(messageOf("message--text-frequently-forwarded").forwarded)
    assert.notProperty(messageOf("message--text-forwarded"), "replyTo")
    assert.deepStrictEqual<unknown>(messageOf("message--text-quoting-without-sender").replyTo, {
      messageId: "wamid.out1",
      channelMessageId: "wamid.out1"
    })
  })

  it("a bad timestamp is an absent one; milliseconds and numbers are read", () => {
    const bad = only(decoded("message--bad-timestamp"), "message.created")
    assert.notProperty(bad, "occurredAt")
    assert.notProperty(bad.data.message, "createdAt")
    assert.strictEqual(messageOf("message--timestamp-number").createdAt, "2025-02-12T00:43:44.000Z")
    assert.strictEqual(messageOf("message--timestamp-milliseconds").createdAt, "2025-02-12T00:43:44.365Z")
    for (const timestamp of [0, "0", -1, "", null, {}, "99999999999999999"]) {
      assert.notProperty(only(decode(post({ timestamp })), "message.created"), "occurredAt")
    }
  })
})

describe("what happens to a message", () => {
  it("an edit updates the original under an id of its own", () => {
    const { data, id } = only(decoded("message--edit"), "message.updated")
    assert.strictEqual(id, "whatsapp:acme:message.updated:wamid.edit1")
    assert.strictEqual(data.message.id, "wamid.in1")
    assert.deepStrictEqual(data.message.content, [{ type: "text", text: "corrected" }])
  })

  it("a revocation deletes the original", () => {
    const { data, id } = only(decoded("message--revoke"), "message.deleted")
    assert.strictEqual(id, "whatsapp:acme:message.deleted:wamid.in1")
    assert.strictEqual(data.message.id, "wamid.in1")
  })

  it("statuses out of order are told as they come", () => {
    assert.deepStrictEqual(
      decoded("status--out-of-order").map((event) =>
        event.type === "message.status_changed" ? event.data.message.status : undefined
      ),
      ["read", "delivered", "sent"]
    )
  })

  it("a status reported again keeps its id, with another time it has another", () => {
    assert.deepStrictEqual(idsOf(decoded("status--late-and-repeated")), [
      "whatsapp:acme:message.status_changed:wamid.out1:delivered:2025-02-12T00%3A43%3A50.000Z",
      "whatsapp:acme:message.status_changed:wamid.out1:delivered:2025-02-12T00%3A44%3A50.000Z",
      "whatsapp:acme:message.status_changed:wamid.out1:read"
    ])
  })

  it("two participants of a group who get a message at once are two facts", () => {
    assert.lengthOf(new Set(idsOf(decoded("status--group"))), 2)
  })

  it("played is read", () => {
    const { message } = only(decoded("status--played"), "message.status_changed").data
    assert.strictEqual(message.status, "read")
    assert.strictEqual(message.readAt, "2025-02-12T00:43:50.000Z")
  })

  it("the status deleted is a deletion, an unknown one is unknown", () => {
    assert.deepStrictEqual(typesOf(decoded("status--deleted")), ["message.deleted"])
    assert.deepStrictEqual(typesOf(decoded("status--warning")), ["unknown", "message.status_changed"])
  })

  it("a failed template says why, and what we called it", () => {
    const { message } = only(decoded("status--failed-template"), "message.status_changed").data
    assert.strictEqual(message.failure?.code, "131049")
    assert.strictEqual(message.externalId, "order-1")
  })
})

describe("other fields", () => {
  it("history is imported, each message on its side", () => {
    const told = decoded("history--threads").map((event) =>
      event.type === "message.created"
        ? [event.origin, event.data.message.direction, event.data.message.status, event.data.message.contactId]
        : []
    )
    assert.deepStrictEqual(told, [
      ["imported", "outbound", "read", "whatsapp:15550100:15550123"],
      ["imported", "outbound", "read", "whatsapp:15550100:15550123"],
      ["imported", "inbound", undefined, "whatsapp:15550100:15550123"],
      ["imported", "outbound", "failed", "whatsapp:15550100:15550124"]
    ])
  })

  it("a history's media come later and update their message, whose side they do not tell", () => {
    const { data, origin } = only(decoded("history--media-follows"), "message.updated")
    assert.strictEqual(origin, "imported")
    assert.notProperty(data.message, "direction")
  })

  it("an opt-out names its contact", () => {
    const [event] = decoded("user-preferences--opt-out-and-back")
    assert.strictEqual(event?.type === "provider.event" ? event.data.contact?.id : "", "whatsapp:15550100:15550123")
  })

  it.each([
    ["message--system-changed-number", "15550199", "15550123"],
    ["message--system-changed-number-old-form", "15550199", "15550123"],
    ["message--system-changed-user-id", "US.2", "US.1"],
    ["user-id-update--bsuid", "US.2", "US.1"],
    ["user-id-update--known-number", "15550123", "US.1"]
  ])("%s: one contact goes into another", (name, lives, previous) => {
    const { contact, previousId } = only(decoded(name), "contact.merged").data
    assert.strictEqual(contact.id, `whatsapp:15550100:${lives}`)
    assert.strictEqual(previousId, `whatsapp:15550100:${previous}`)
  })

  it("a changed number is one id however often it is told", () => {
    assert.deepStrictEqual(idsOf(decoded("message--system-changed-number")), ["whatsapp:acme:contact.merged:wamid.in1"])
  })

  it("a field that nobody listed is kept whole", () => {
    const value = { anything: [1] }
    const [event] = decode({ entry: [{ id: "1", changes: [{ field: "brand_new", value }] }] })
    assert.deepStrictEqual<unknown>(event?.data, { name: "brand_new", payload: value })
  })
})
