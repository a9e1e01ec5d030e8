/** `contacts`: by address and by key, who changed since, and writing that makes nobody by mistake. */

import type { ChannelId, ContactId } from "@dragoman/core/domain"
import { Timestamp } from "@dragoman/core/domain"
import { type ContactKey, Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { onAccount, start, told } from "./Account.ts"

const day = 86_400_000
const at = (millis: number) => Timestamp.make(new Date(millis).toISOString())
const lineUser = "U00000000000000000000000000000100"

/** A customer on WhatsApp and one on LINE. */
const people = Effect.gen(function* () {
  const simulator = yield* OmnichatSimulator
  const onWhatsApp = yield* simulator.receive({ from: { userId: "15550100100", name: "Ann" }, content: "Hello" })
  const onLine = yield* simulator.receive({ platform: "line", from: { userId: lineUser, name: "Lin" }, content: "Hi" })
  return { ann: onWhatsApp.contactKey as ContactId, lin: onLine.contactKey as ContactId }
})

describe("contacts.list", () => {
  onAccount("asks for the whole span at once where the server answers it", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const simulator = yield* OmnichatSimulator
      const { contactKeys } = yield* simulator.seed({ contacts: 30, days: 20 })
      const [rows, requests] = yield* Requests.during(Requests.whileTimePasses(Stream.runCollect(contacts.list())))
      assert.strictEqual(rows.length, contactKeys.length)
      assert.isAtMost(requests.filter(({ call }) => call === "GET /v1/contacts").length, 12)
    })
  )

  onAccount(
    "lists everybody on every platform, week by week where the server wants it so",
    () =>
      Effect.gen(function* () {
        const { contacts } = yield* Provider
        const simulator = yield* OmnichatSimulator
        const { contactKeys } = yield* simulator.seed({
          contacts: 130,
          days: 20,
          platforms: ["whatsapp", "line", "webchat"]
        })
        const [rows, requests] = yield* Requests.during(Requests.whileTimePasses(Stream.runCollect(contacts.list())))
        assert.sameMembers(
          rows.map(({ id }) => String(id)),
          [...contactKeys]
        )
        const widths = requests
          .filter(({ call }) => call === "GET /v1/contacts")
          .map(({ query }) => Number(query.updatedBefore) - Number(query.updatedAfter))
        assert.isAbove(widths[0] ?? 0, 7 * day)
        assert.isTrue(widths.slice(6).every((width) => width <= 7 * day))
      }),
    { omnichat: { contactsSince: at(start - 40 * day) }, simulator: { contactRange: "seven-days" } }
  )

  onAccount("who changed since, and on one channel", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const simulator = yield* OmnichatSimulator
      yield* simulator.seed({ contacts: 5, days: 5 })
      const { ann, lin } = yield* people
      const since = at(start - 1000)
      const ids = (channelId?: string) =>
        Effect.map(
          Stream.runCollect(
            contacts.list({
              updatedSince: since,
              ...(channelId === undefined ? {} : { channelId: channelId as ChannelId })
            })
          ),
          (rows) => rows.map(({ id }) => id)
        )
      assert.sameMembers([...(yield* ids())], [ann, lin])
      assert.deepStrictEqual([...(yield* ids(simulator.channels.line))], [lin])
    })
  )
})

describe("contacts.find", () => {
  onAccount("finds one by phone, e-mail, member id and address, and nobody by another's", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { ann, lin } = yield* people
      yield* contacts.update(lin, { email: "Lin@example.com", phone: "+15550100200", externalId: "M-1" })
      const keys: ReadonlyArray<readonly [ContactKey, ContactId]> = [
        [{ phone: "+15550100100" }, ann],
        [{ phone: "+15550100200" }, lin],
        [{ email: "Lin@example.com" }, lin],
        [{ externalId: "M-1" }, lin],
        [{ channelType: "line", channelId: channels.line as ChannelId, address: lineUser }, lin],
        [{ channelType: "whatsapp", address: "+15550100100" }, ann]
      ]
      for (const [by, id] of keys) {
        assert.strictEqual(
          Option.getOrUndefined(yield* Requests.whileTimePasses(contacts.find(by)))?.id,
          id,
          JSON.stringify(by)
        )
      }
      const nobody: ReadonlyArray<ContactKey> = [
        { phone: "+15550100999" },
        { email: "nobody@example.com" },
        { externalId: "M-2" },
        { channelType: "telegram", address: "1" },
        { channelType: "line", address: "U9" }
      ]
      for (const by of nobody)
        assert.isTrue(Option.isNone(yield* Requests.whileTimePasses(contacts.find(by))), JSON.stringify(by))
    })
  )

  onAccount("someone without a known number is found and read by BSUID", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channels, receive } = yield* OmnichatSimulator
      const { contactKey } = yield* receive({ from: { bsuid: "US.13491208655302741918", name: "Bo" }, content: "Hi" })
      const contact = yield* contacts.get(contactKey as ContactId)
      assert.strictEqual(contact.id, `whatsapp:${channels.whatsapp}:US.13491208655302741918`)
      assert.notProperty(contact, "phone")
    })
  )
})

describe("writing contacts", () => {
  onAccount("attributes keep the types of the portal, and are cleared as each type is", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { ann } = yield* people
      const attributes = {
        MemberTier: "GOLD",
        Points: 12.5,
        Birthday: "1990-01-31",
        LastVisit: "2026-02-01T10:15:30",
        Newsletter: true
      }
      assert.deepStrictEqual((yield* contacts.update(ann, { attributes })).attributes, attributes)
      const nothing = { MemberTier: null, Points: null, Birthday: null, LastVisit: null, Newsletter: null }
      const cleared = yield* contacts.update(ann, { attributes: nothing })
      assert.deepStrictEqual(cleared.attributes, { Points: 0, Newsletter: false })
      const unknown = yield* Requests.failing(contacts.update(ann, { attributes: { NotDefined: "x" } }))
      assert.deepStrictEqual(told(unknown), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("what Omnichat cannot keep is refused by name, and nothing is written", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { ann } = yield* people
      const [error, requests] = yield* Requests.during(
        Requests.failing(
          contacts.update(ann, {
            avatarUrl: "https://example.com/a.png",
            blocked: true,
            attributes: { MemberTier: ["GOLD"] }
          })
        )
      )
      assert.deepStrictEqual(
        error.reason._tag === "InvalidRequest" ? error.reason.issues.map(({ field }) => field) : [],
        ["avatarUrl", "blocked", "attributes.MemberTier"]
      )
      assert.deepStrictEqual(requests, [])
    })
  )

  onAccount("changing somebody who is not there makes nobody", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const simulator = yield* OmnichatSimulator
      const absent = `line:${simulator.channels.line}:U404` as ContactId
      for (const effect of [contacts.update(absent, { name: "X" }), contacts.addTags(absent, ["VIP"])]) {
        assert.deepStrictEqual(told(yield* Requests.failing<unknown, never>(effect)), {
          reason: "NotFound",
          applied: "no"
        })
      }
      assert.isEmpty(yield* simulator.contacts)
      const foreign = yield* Requests.failing(contacts.get("17" as ContactId))
      assert.strictEqual(foreign.reason._tag, "InvalidRequest")
    })
  )

  onAccount("a phone number is a contact on the only WhatsApp number; an e-mail alone is nowhere", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { contact, created } = yield* contacts.upsert({ phone: "+15550100300" }, { name: "Cy", tags: ["VIP"] })
      assert.isTrue(created)
      assert.strictEqual(contact.id, `whatsapp:${channels.whatsapp}:15550100300`)
      assert.deepInclude(contact, {
        name: "Cy",
        phone: "+15550100300",
        tags: ["VIP"]
      })
      const [again, requests] = yield* Requests.during(
        contacts.upsert({ phone: "+15550100300" }, { name: "Cy", tags: ["VIP"] })
      )
      assert.isFalse(again.created)
      assert.deepStrictEqual(
        requests.map(({ call }) => call),
        ["GET /v1/contacts"],
        "nothing differs, nothing is written"
      )
      const other = { channelType: "line", address: "U1" } as const
      for (const by of [{ phone: "+15550100300" }, { channelType: "whatsapp", address: "15550100300" }] as const) {
        const two = yield* Requests.failing(contacts.upsert(by, { identities: [other] }))
        assert.deepStrictEqual(told(two), { reason: "InvalidRequest", applied: "no" })
      }
      const nowhere = yield* Requests.failing(contacts.upsert({ email: "dee@example.com" }, { name: "Dee" }))
      assert.deepStrictEqual(told(nowhere), { reason: "InvalidRequest", applied: "no" })
      const twice = yield* Requests.failing(contacts.create({ name: "Cy", phone: "+15550100300" }))
      assert.strictEqual(twice.reason._tag === "Conflict" ? twice.reason.existingId : "", contact.id)
    })
  )

  onAccount("the request of an upsert is as documented", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const identity = { channelType: "line", channelId: channels.line as ChannelId, address: "U1" } as const
      const [, requests] = yield* Requests.during(
        contacts.create({
          identities: [identity],
          name: "Peter Chan",
          email: "example@example.com",
          phone: "+15550100400",
          externalId: "M00001",
          tags: ["VIP"],
          attributes: { Points: 2031, Newsletter: true }
        })
      )
      assert.deepStrictEqual(requests.filter(({ call }) => call.startsWith("PUT")).map(Requests.toCall), [
        {
          call: "PUT /v1/contacts/line",
          query: { channelId: channels.line, userId: "U1" },
          json: {
            name: "Peter Chan",
            email: "example@example.com",
            phone: "15550100400",
            memberId: "M00001",
            tags: ["VIP"],
            customAttributes: [
              { key: "Points", value: 2031 },
              { key: "Newsletter", value: true }
            ]
          }
        }
      ])
    })
  )

  onAccount("tags are added and removed by name, in one request each, and none when nothing changes", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { ann } = yield* people
      const writes = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.map(Requests.during(effect), ([value, requests]) => [
          value,
          requests.filter(({ call }) => call.startsWith("PUT")).map(({ json }) => json)
        ])
      assert.deepStrictEqual(yield* writes(contacts.addTags(ann, ["a", "b"])), [
        ["a", "b"],
        [{ tagsToAdd: ["a", "b"] }]
      ])
      assert.deepStrictEqual(yield* writes(contacts.addTags(ann, ["a"])), [["a", "b"], []])
      assert.deepStrictEqual(yield* writes(contacts.removeTags(ann, ["a"])), [["b"], [{ tagsToRemove: ["a"] }]])
    })
  )
})
