/** `contacts`: reading, finding, tags and the blacklist. Creating and changing is in `ContactWrite.test.ts`. */
import type { ContactId, Timestamp } from "@dragoman/core/domain"
import { type ContactKey, Provider } from "@dragoman/core/provider"
import { Faults, Replies, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Option, Redacted, Stream } from "effect"
import { Chat2Desk, Chat2DeskClient } from "../../src/index.ts"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./Account.ts"

describe("contacts.get and list", () => {
  onAccount("a client with its custom fields by name; the tags come with the row that was read anyway", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { clientId, contactId } = yield* arrival()
      const [row] = yield* chat2desk.clients
      row?.customFields.set(1, "Oslo")
      row?.customFields.set(3, "")
      yield* chat2desk.tagClient(clientId, 22_113)
      const [contact, sent] = yield* Requests.during(contacts.get(contactId, { with: ["tags"] }))
      const { raw, ...told } = contact
      assert.deepStrictEqual<unknown>(told, {
        id: contactId,
        name: "Ann",
        identities: [{ channelType: "telegram", address: "734937551" }],
        tags: ["VIP"],
        attributes: { City: "Oslo" },
        createdAt: "2026-03-02T10:00:00.000Z",
        lastActivityAt: "2026-03-02T10:00:00.000Z"
      })
      assert.deepInclude(raw, { phone: "[tg] 734937551" })
      assert.deepStrictEqual(callsOf(sent), [`GET /v1/clients/${contactId}`, "GET /v1/custom_client_fields"])
      const [, again] = yield* Requests.during(contacts.get(contactId))
      assert.deepStrictEqual(callsOf(again), [`GET /v1/clients/${contactId}`])
    })
  )

  onAccount(
    "pages of 200 by offset, from the oldest on, and no page more than the vendor counts",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const [all, sent] = yield* Requests.during(Stream.runCollect(contacts.list()))
        assert.lengthOf(all, 401)
        assert.deepStrictEqual(callsOf(sent), [
          "GET /v1/clients?order=asc&limit=200&offset=0",
          "GET /v1/custom_client_fields",
          "GET /v1/clients?order=asc&limit=200&offset=200",
          "GET /v1/clients?order=asc&limit=200&offset=400"
        ])
      }),
    { simulator: { seed: { contacts: 401, conversations: 0 } } }
  )

  onAccount("by channel and by activity, for which each client is read by itself", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const ann = yield* arrival()
      const bob = yield* arrival({ transport: "external", from: { id: "bob" } })
      const [annRow] = yield* chat2desk.clients
      if (annRow !== undefined) annRow.lastMessageAt = Date.parse("2026-01-01T00:00:00.000Z")
      const ids = (query: Parameters<typeof contacts.list>[0]) =>
        Effect.map(Stream.runCollect(contacts.list(query)), (all) => all.map(({ id }) => id))
      assert.deepStrictEqual(yield* ids({ channelId: ann.channelId }), [ann.contactId])
      assert.deepStrictEqual(yield* ids({ updatedSince: "2026-03-02T10:00:00.900Z" as Timestamp }), [bob.contactId])
      const [listed, sent] = yield* Requests.during(Stream.runCollect(contacts.list({ with: ["tags"] })))
      assert.deepStrictEqual(
        listed.map(({ tags }) => tags),
        [[], []]
      )
      assert.lengthOf(sent, 3)
    })
  )

  onAccount("what is no number is no client's id, and nothing is asked for it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.get("ann" as ContactId)))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: undefined })
      assert.isEmpty(sent)
      const cursor = yield* Requests.failing(contacts.list().page("next"))
      assert.strictEqual(cursor.reason._tag, "InvalidRequest")
    })
  )
})

describe("contacts.find", () => {
  const people = Effect.gen(function* () {
    const chat2desk = yield* Chat2DeskSimulator
    const whatsApp = yield* arrival({ transport: "whatsapp", from: { id: "15550100101" } })
    const telegram = yield* arrival({ from: { id: "77" } })
    const number = yield* arrival({ transport: "tg_user", from: { id: "15550100103" } })
    const email = yield* arrival({ transport: "email", from: { id: "Ann@example.com" } })
    const rows = yield* chat2desk.clients
    const [, telegramRow] = rows
    if (telegramRow !== undefined) {
      telegramRow.clientPhone = "+15550100102"
      telegramRow.externalId = "crm-7"
    }
    return { whatsApp, telegram, number, email }
  })

  onAccount("by any of a client's numbers, address, e-mail and external id", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { email, number, telegram, whatsApp } = yield* people
      const cases: ReadonlyArray<readonly [ContactKey, ContactId | undefined]> = [
        [{ phone: "+15550100101" }, whatsApp.contactId],
        [{ phone: "+15550100102" }, telegram.contactId],
        [{ phone: "+15550100103" }, number.contactId],
        [{ phone: "+15550100199" }, undefined],
        [{ email: "Ann@example.com" }, email.contactId],
        [{ email: "bob@example.com" }, undefined],
        [{ externalId: "crm-7" }, telegram.contactId],
        [{ externalId: "crm-8" }, undefined],
        [{ channelType: "telegram", address: "77" }, telegram.contactId],
        [{ channelType: "telegram", address: "+15550100103" }, number.contactId],
        [{ channelType: "whatsapp", address: "15550100101" }, whatsApp.contactId],
        [{ channelType: "whatsapp", channelId: whatsApp.channelId, address: "15550100101" }, whatsApp.contactId],
        [{ channelType: "viber", address: "15550100101" }, undefined],
        [{ channelType: "telegram", channelId: "1:telegram" as never, address: "77" }, undefined]
      ]
      for (const [key, id] of cases) {
        const found = Option.getOrUndefined(yield* contacts.find(key))
        assert.strictEqual(found?.id, id, JSON.stringify(key))
      }
    })
  )

  onAccount("the filters have the forms in which the vendor stores a number", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [, sent] = yield* Requests.during(contacts.find({ phone: "+15550100199" }))
      assert.deepStrictEqual(callsOf(sent), [
        "GET /v1/custom_client_fields",
        "GET /v1/clients?phone=15550100199&limit=200",
        "GET /v1/clients?client_phone=15550100199&limit=200",
        "GET /v1/clients?client_phone=%2B15550100199&limit=200",
        "GET /v1/clients?phone=%5Btg_user%5D+15550100199&limit=200"
      ])
    })
  )

  onAccount("of a number without its country nobody is found: whose it is would be a guess", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      yield* arrival()
      const [row] = yield* chat2desk.clients
      if (row !== undefined) row.clientPhone = "15550100102"
      assert.isTrue(Option.isNone(yield* contacts.find({ phone: "+15550100102" })))
    })
  )
})

describe("a contact's tags", () => {
  onAccount("go by number: added at once, taken away one by one, and not at all where nothing changes", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { contactId, clientId } = yield* arrival()
      const [, added] = yield* Requests.during(contacts.addTags(contactId, ["VIP", "billing"]))
      assert.deepStrictEqual(bodiesOf(added), [
        [
          "POST /v1/tags/assign_to",
          { tag_ids: [22_113, 22_114], assignee_type: "client", assignee_id: String(clientId) }
        ]
      ])
      const [names, set] = yield* Requests.during(contacts.setTags(contactId, ["urgent", "urgent"]))
      assert.deepStrictEqual(names, ["urgent"])
      assert.deepStrictEqual(bodiesOf(set), [
        ["POST /v1/tags/assign_to", { tag_ids: [22_115], assignee_type: "client", assignee_id: String(clientId) }],
        ["DELETE /v1/tags/22113/delete_from", { client_id: clientId }],
        ["DELETE /v1/tags/22114/delete_from", { client_id: clientId }]
      ])
      const [, same] = yield* Requests.during(contacts.addTags(contactId, ["urgent"]))
      assert.isEmpty(bodiesOf(same))
    })
  )

  onAccount("that nobody made are refused before anything is written, those made since are found", () =>
    Effect.gen(function* () {
      const { contacts, tags } = yield* Provider
      const { contactId } = yield* arrival()
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.addTags(contactId, ["VIP", "gold"])))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.isEmpty(bodiesOf(sent))
      yield* tags.create({ name: "gold" })
      assert.deepStrictEqual(yield* contacts.addTags(contactId, ["VIP", "gold"]), ["VIP", "gold"])
      // Somebody makes one on the site.
      const client = yield* Chat2DeskClient.Chat2DeskClient
      yield* client.tags.create({ payload: { tag_group_id: 14_779, tag_label: "silver" } })
      assert.deepStrictEqual(yield* contacts.setTags(contactId, ["silver"]), ["silver"])
    })
  )

  onAccount("a change that breaks off in the middle was done in part", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { contactId } = yield* arrival()
      yield* contacts.setTags(contactId, ["VIP"])
      yield* faults.next(Faults.serverError(), { method: "DELETE" })
      const error = yield* Requests.failing(contacts.setTags(contactId, ["billing"]))
      assert.deepStrictEqual(told(error), { reason: "Unavailable", applied: "partly" })
      assert.sameMembers([...((yield* contacts.get(contactId, { with: ["tags"] })).tags ?? [])], ["VIP", "billing"])
    })
  )
})

describe("the tags of a client that tells none, as the documentation shows one", () => {
  const tags = [{ id: 1, label: "VIP" }].map((tag) => ({ ...tag, group_id: 2 }))
  const answering = (...replies: ReadonlyArray<Replies.Reply>) =>
    Effect.map(
      Replies.answering(
        [Replies.json(200, { data: { id: 7, phone: "15550100" }, status: "success" }), ...replies],
        Chat2Desk.make({ token: Redacted.make("t") })
      ),
      ({ made, sent }) => ({ contacts: Context.get(made, Provider).contacts, sent })
    )
  const list = Replies.json(200, { data: tags, meta: { total: 1 }, status: "success" })
  const done = Replies.json(200, { status: "success" })
  const id = "7" as ContactId

  it.effect("are not told, and the contact is", () =>
    Effect.gen(function* () {
      const { contacts } = yield* answering(Replies.json(200, []))
      assert.notProperty(yield* contacts.get(id, { with: ["tags"] }), "tags")
    })
  )

  it.effect("are added and taken away, and cannot be replaced", () =>
    Effect.gen(function* () {
      const adding = yield* answering(list, done)
      assert.deepStrictEqual(yield* adding.contacts.addTags(id, ["VIP"]), ["VIP"])
      assert.deepStrictEqual(bodiesOf(adding.sent), [
        ["POST /v1/tags/assign_to", { tag_ids: [1], assignee_type: "client", assignee_id: "7" }]
      ])
      const removing = yield* answering(list, done)
      assert.deepStrictEqual(yield* removing.contacts.removeTags(id, ["VIP"]), [])
      assert.deepStrictEqual(bodiesOf(removing.sent), [["DELETE /v1/tags/1/delete_from", { client_id: 7 }]])
      const setting = yield* answering(list, done)
      const error = yield* Requests.failing(setting.contacts.setTags(id, ["VIP"]))
      assert.deepStrictEqual(told(error), { reason: "MalformedResponse", applied: "no" })
      assert.isEmpty(bodiesOf(setting.sent))
    })
  )
})

describe("contacts.setBlocked", () => {
  onAccount("is ban_status, which no reply shows", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { clients } = yield* Chat2DeskSimulator
      const { contactId } = yield* arrival()
      for (const [blocked, ban_status] of [
        [true, 1],
        [false, 0]
      ] as const) {
        const [, sent] = yield* Requests.during(contacts.setBlocked(contactId, blocked))
        assert.deepStrictEqual(bodiesOf(sent), [[`PUT /v1/clients/${contactId}`, { ban_status }]])
        assert.strictEqual((yield* clients)[0]?.blocked, blocked)
        assert.notProperty(yield* contacts.get(contactId), "blocked")
      }
    })
  )
})
