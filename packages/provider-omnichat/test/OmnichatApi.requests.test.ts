/**
 * The requests that leave the process: method, exact address with its encoded query, headers and body, for every endpoint; every request
 * example of the documentation; and what is refused before it is sent.
 */

import { ApiCalls } from "@dragoman/testing"
import { type RequestCase, refusalContract, requestContract } from "@dragoman/testing/contracts"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpApiClient } from "effect/http-api"
import { OmnichatApi } from "../src/OmnichatApi.ts"

const refusedFolder = new URL("fixtures/refused/", import.meta.url)
const requestsFolder = new URL("fixtures/requests/", import.meta.url)

const calls = ApiCalls.make(HttpApiClient.make(OmnichatApi, { baseUrl: ApiCalls.baseUrl }))
type Client = ApiCalls.ClientOf<typeof calls>

const week = { after: 1652371200000, before: 1652976000000 }
const user = { channelId: "1655713616", userId: "U+1/2" }
const encodedUser = "channelId=1655713616&userId=U%2B1%2F2"
const room = { platform: "whatsapp", channelId: "15550100", userId: "15550101" } as const
const aiRoom = { roomId: "room-1", team: "team-1" }
const text = { type: "text", text: "Hello" } as const

const cases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "agentMessages.send",
    call: (c) => c.agentMessages.send({ payload: { ...aiRoom, replyToken: "token", messages: [text] } }),
    request: "POST /v1/agent-messages",
    body: { ...aiRoom, replyToken: "token", messages: [text] }
  },
  {
    name: "broadcasts.send",
    call: (c) =>
      c.broadcasts.send({
        payload: {
          subject: "Sale",
          platform: "line",
          channelId: "1",
          to: ["U1"],
          scheduledAt: "2026-08-12T10:43:11",
          messages: [text]
        }
      }),
    request: "POST /v1/broadcast",
    body: {
      subject: "Sale",
      platform: "line",
      channelId: "1",
      to: ["U1"],
      scheduledAt: "2026-08-12T10:43:11",
      messages: [text]
    }
  },
  {
    name: "broadcasts.list",
    call: (c) => c.broadcasts.list({ query: { platform: "line", type: "1,3,4", status: 0, page: 1, pageSize: 10 } }),
    request: "GET /v1/broadcast?platform=line&type=1%2C3%2C4&status=0&page=1&pageSize=10"
  },
  {
    name: "broadcasts.get encodes the id",
    call: (c) => c.broadcasts.get({ params: { id: "a/b" } }),
    request: "GET /v1/broadcast/a%2Fb"
  },
  {
    name: "broadcasts.recipients",
    call: (c) => c.broadcasts.recipients({ params: { id: "9748" }, query: { page: 2, pageSize: 10 } }),
    request: "GET /v1/broadcast/9748/recipients?page=2&pageSize=10"
  },
  { name: "channels.list", call: (c) => c.channels.list({}), request: "GET /v1/channels" },
  { name: "chatbots.list", call: (c) => c.chatbots.list({}), request: "GET /v1/chatbots" },
  {
    name: "chatbots.messageBlocks",
    call: (c) => c.chatbots.messageBlocks({ params: { chatbotId: "0031ab01" } }),
    request: "GET /v1/chatbots/0031ab01/message-blocks"
  },
  {
    name: "contacts.list of one user",
    call: (c) => c.contacts.list({ query: { platform: "line", ...user } }),
    request: `GET /v1/contacts?platform=line&${encodedUser}`
  },
  {
    name: "contacts.list of a range of time",
    call: (c) =>
      c.contacts.list({
        query: { platform: "whatsapp", updatedAfter: week.after, updatedBefore: week.before, page: 1, pageSize: 100 }
      }),
    request:
      "GET /v1/contacts?platform=whatsapp&updatedAfter=1652371200000&updatedBefore=1652976000000&page=1&pageSize=100"
  },
  {
    name: "contacts.list by phone",
    call: (c) => c.contacts.list({ query: { platform: "whatsapp", phone: "+15550101" } }),
    request: "GET /v1/contacts?platform=whatsapp&phone=%2B15550101"
  },
  {
    name: "contacts.upsert",
    call: (c) =>
      c.contacts.upsert({
        params: { platform: "line" },
        query: user,
        payload: { name: "Ann", note: null, tags: [], extraAttributes: { tier: 1 } }
      }),
    request: `PUT /v1/contacts/line?${encodedUser}`,
    body: { name: "Ann", note: null, tags: [], extraAttributes: { tier: 1 } }
  },
  {
    name: "contacts.delete",
    call: (c) => c.contacts.delete({ params: { platform: "webchat" }, query: { channelId: "webchat", userId: "1" } }),
    request: "DELETE /v1/contacts/webchat?channelId=webchat&userId=1"
  },
  {
    name: "customers.get",
    call: (c) => c.customers.get({ query: { memberId: "M 1" } }),
    request: "GET /v1/customers?memberId=M+1"
  },
  {
    name: "customers.upsert",
    call: (c) => c.customers.upsert({ query: { memberId: "M1" }, payload: { tagsToAdd: ["VIP"] } }),
    request: "PUT /v1/customers?memberId=M1",
    body: { tagsToAdd: ["VIP"] }
  },
  {
    name: "customers.upsertByOmniCustomerId",
    call: (c) => c.customers.upsertByOmniCustomerId({ query: { omniCustomerId: "6694" }, payload: { name: "Ann" } }),
    request: "PUT /v1/customers?omniCustomerId=6694",
    body: { name: "Ann" }
  },
  {
    name: "customers.delete",
    call: (c) => c.customers.delete({ query: { memberId: "M1" } }),
    request: "DELETE /v1/customers?memberId=M1"
  },
  {
    name: "headless.send passes the body on as it is",
    call: (c) =>
      c.headless.send({
        params: { businessPhoneNumber: "15550100" },
        payload: { messaging_product: "whatsapp", to: "15550101", type: "new", new: { anything: [1] } }
      }),
    request: "POST /v1/whatsapp/headless-api/15550100/messages",
    body: { messaging_product: "whatsapp", to: "15550101", type: "new", new: { anything: [1] } }
  },
  {
    name: "headless.markRead",
    call: (c) =>
      c.headless.markRead({
        params: { businessPhoneNumber: "15550100" },
        payload: {
          messaging_product: "whatsapp",
          status: "read",
          message_id: "wamid.1",
          typing_indicator: { type: "text" }
        }
      }),
    request: "POST /v1/whatsapp/headless-api/15550100/messages",
    body: {
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.1",
      typing_indicator: { type: "text" }
    }
  },
  {
    name: "identities.memberData",
    call: (c) => c.identities.memberData({ payload: { platform: "line", channelId: "1", ids: ["U1"] } }),
    request: "POST /v1/identities/member-data",
    body: { platform: "line", channelId: "1", ids: ["U1"] }
  },
  {
    name: "loyalty.adjustPoints",
    call: (c) => c.loyalty.adjustPoints({ payload: { points: -10, memberId: "M1" } }),
    request: "PUT /v1/loyalty-points/action/adjust",
    body: { points: -10, memberId: "M1" }
  },
  {
    name: "messages.list",
    call: (c) => c.messages.list({ query: { platform: "whatsapp", channelId: "15550100", ...week, pageSize: 100 } }),
    request:
      "GET /v1/messages?platform=whatsapp&channelId=15550100&after=1652371200000&before=1652976000000&pageSize=100"
  },
  {
    name: "messages.get encodes the id",
    call: (c) => c.messages.get({ params: { messageId: "wamid.HBg/==" } }),
    request: "GET /v1/messages/wamid.HBg%2F%3D%3D"
  },
  {
    name: "messages.sendDirect",
    call: (c) =>
      c.messages.sendDirect({
        payload: { trackId: "t", platform: "line", channelId: "1", to: "U1", messages: [text, text] }
      }),
    request: "POST /v1/direct-messages",
    body: { trackId: "t", platform: "line", channelId: "1", to: "U1", messages: [text, text] }
  },
  {
    name: "metaBusiness.uploadPublicKey",
    call: (c) => c.metaBusiness.uploadPublicKey({ payload: { phone: "15550100", businessPublicKey: "key" } }),
    request: "POST /v1/whatsapp-business/public-key",
    body: { phone: "15550100", businessPublicKey: "key" }
  },
  {
    name: "omoSales.messagesSent",
    call: (c) => c.omoSales.messagesSent({ query: week }),
    request: "GET /v1/reports/messages?after=1652371200000&before=1652976000000"
  },
  {
    name: "omoSales.referralOrders",
    call: (c) => c.omoSales.referralOrders({ query: { ...week, page: 1, pageSize: 20 } }),
    request: "GET /v1/reports/product-referral-links/orders?after=1652371200000&before=1652976000000&page=1&pageSize=20"
  },
  {
    name: "omoSales.referralLink",
    call: (c) => c.omoSales.referralLink({ query: { ocsaid: "a&b" } }),
    request: "GET /v1/product-referral-links/info?ocsaid=a%26b"
  },
  {
    name: "omoSales.uploadRoster",
    call: (c) => c.omoSales.uploadRoster({ payload: { month: "2026-04", idField: "email", records: [] } }),
    request: "PUT /v1/rosters",
    body: { month: "2026-04", idField: "email", records: [] }
  },
  {
    name: "rooms.assignAgent by e-mail",
    call: (c) => c.rooms.assignAgent({ payload: { ...room, agentEmail: "ann@example.com" } }),
    request: "POST /v1/rooms/assign-agent",
    body: { ...room, agentEmail: "ann@example.com" }
  },
  {
    name: "rooms.assignAgent of a user without a phone number",
    call: (c) =>
      c.rooms.assignAgent({
        payload: { platform: "whatsapp", channelId: "15550100", bsuid: "US.1", agentPhone: "+15550102" }
      }),
    request: "POST /v1/rooms/assign-agent",
    body: { platform: "whatsapp", channelId: "15550100", bsuid: "US.1", agentPhone: "+15550102" }
  },
  {
    name: "rooms.assignCollaborator",
    call: (c) =>
      c.rooms.assignCollaborator({ payload: { ...room, agentEmployeeCode: "E1", agentShopLocationCode: "S1" } }),
    request: "POST /v1/rooms/assign-collaborator",
    body: { ...room, agentEmployeeCode: "E1", agentShopLocationCode: "S1" }
  },
  {
    name: "rooms.unassignAgent",
    call: (c) => c.rooms.unassignAgent({ payload: room }),
    request: "POST /v1/rooms/unassign-agent",
    body: room
  },
  {
    name: "rooms.unassignCollaborator",
    call: (c) => c.rooms.unassignCollaborator({ payload: { ...room, agentEmployeeCode: "E1" } }),
    request: "POST /v1/rooms/unassign-collaborator",
    body: { ...room, agentEmployeeCode: "E1" }
  },
  {
    name: "rooms.toHumanAgent",
    call: (c) => c.rooms.toHumanAgent({ payload: aiRoom }),
    request: "POST /v1/rooms/to-human-agent",
    body: aiRoom
  },
  {
    name: "rooms.close",
    call: (c) => c.rooms.close({ payload: aiRoom }),
    request: "POST /v1/rooms/close",
    body: aiRoom
  },
  { name: "systemUsers.list", call: (c) => c.systemUsers.list({}), request: "GET /v1/system-users" },
  {
    name: "taggingLogs.list",
    call: (c) => c.taggingLogs.list({ query: { taggedAfter: 1, taggedBefore: 2, page: 1, pageSize: 20 } }),
    request: "GET /v1/tagging-logs/records?taggedAfter=1&taggedBefore=2&page=1&pageSize=20"
  },
  {
    name: "whatsAppTemplates.list",
    call: (c) => c.whatsAppTemplates.list({ query: { phone: "15550100", page: 1, pageSize: 20 } }),
    request: "GET /v1/whatsapp-message-templates?phone=15550100&page=1&pageSize=20"
  }
]

requestContract({ api: OmnichatApi, calls, cases })

/** A call of any endpoint, with a payload that was read from a file. */
const callWith = (name: string, payload: unknown) => {
  const [group, endpoint] = name.split(".")
  const id = endpoint === "upsertByOmniCustomerId" ? { omniCustomerId: "1" } : { memberId: "1" }
  return calls.callOf(name, {
    ...(group === "contacts" ? { params: { platform: "line" }, query: user } : {}),
    ...(group === "customers" ? { query: id } : {}),
    payload
  })
}

describe("documented request examples", () => {
  it.effect.each(Fixtures.names(requestsFolder))("%s leaves as it is", (name) =>
    Effect.gen(function* () {
      const payload = Fixtures.json(requestsFolder, name)
      const { sent } = yield* calls.sending(callWith(name, payload))
      assert.deepStrictEqual(
        sent.map(({ json }) => json),
        [payload]
      )
    })
  )
})

const direct = { trackId: "t", platform: "line", channelId: "1", to: "U1" } as const
const block = { type: "block", blockId: "b" } as const
const template = { type: "whatsappTemplate", whatsappTemplate: { name: "t" } } as const
const product = { name: "Tee", image: "https://example.com/a.png", url: "https://example.com", buttonLabel: "View" }

const payloads: ReadonlyArray<readonly [why: string, name: string, payload: unknown, complaint: string]> = [
  ["a key that the endpoint does not know", "contacts.upsert", { nam: "Ann" }, `["nam"]`],
  ["tags both replaced and added", "contacts.upsert", { tags: [], tagsToAdd: ["a"] }, "cannot be used together"],
  ["tags both replaced and removed", "customers.upsert", { tags: [], tagsToRemove: ["a"] }, "cannot be used together"],
  [
    "a long attribute key",
    "contacts.upsert",
    { customAttributes: [{ key: "k".repeat(101), value: 1 }] },
    "at most 100 characters"
  ],
  [
    "a long attribute value",
    "customers.upsert",
    { customAttributes: [{ key: "k", value: "v".repeat(1001) }] },
    "at most 1000 characters"
  ],
  ["an attribute set to null", "contacts.upsert", { customAttributes: [{ key: "k", value: null }] }, `["value"]`],
  ["six messages", "messages.sendDirect", { ...direct, messages: Array(6).fill(text) }, `["messages"]`],
  ["a block beside a text", "messages.sendDirect", { ...direct, messages: [text, block] }, "must be sent alone"],
  ["text to WhatsApp", "messages.sendDirect", { ...direct, platform: "whatsapp", messages: [text] }, "on whatsapp"],
  ["a WhatsApp template to LINE", "messages.sendDirect", { ...direct, messages: [template] }, "on line"],
  [
    "eleven products",
    "messages.sendDirect",
    { ...direct, messages: [{ type: "products", products: Array(11).fill(product) }] },
    `["products"]`
  ],
  [
    "151 recipients",
    "broadcasts.send",
    { subject: "S", platform: "line", channelId: "1", to: Array(151).fill("U1"), messages: [text] },
    `["to"]`
  ],
  [
    "a time with a zone",
    "broadcasts.send",
    {
      subject: "S",
      platform: "line",
      channelId: "1",
      to: ["U1"],
      messages: [text],
      scheduledAt: "2026-01-01T00:00:00Z"
    },
    `["scheduledAt"]`
  ],
  ["101 users", "identities.memberData", { platform: "line", channelId: "1", ids: Array(101).fill("U1") }, `["ids"]`],
  ["points of nobody", "loyalty.adjustPoints", { points: 1, phone: "" }, "email or memberId"],
  ["an assignment to nobody", "rooms.assignAgent", { ...room, agentEmail: null }, "agentPhone or agentEmployeeCode"],
  [
    "an employee code without a shop",
    "rooms.assignCollaborator",
    { ...room, agentEmployeeCode: "E1" },
    "required when agentEmployeeCode"
  ],
  ["nobody's room", "rooms.unassignAgent", { ...room, userId: null }, "or bsuid in its place"],
  ["a room on a platform without assignments", "rooms.unassignAgent", { ...room, platform: "webchat" }, `["platform"]`],
  ["six agent messages", "agentMessages.send", { ...aiRoom, messages: Array(6).fill(text) }, `["messages"]`],
  [
    "a roster at 28:30",
    "omoSales.uploadRoster",
    Fixtures.json(refusedFolder, "omoSales.uploadRoster.invalid-records"),
    `["records"][0]["time"][0]["out"]`
  ]
]

refusalContract(calls, [
  ...payloads.map(([why, name, payload, complaint]) => [why, callWith(name, payload), complaint] as const),
  [
    "more than seven days of history",
    (c) => c.messages.list({ query: { platform: "line", after: 0, before: 604_800_001 } }),
    "seven days"
  ],
  [
    "a range that ends before it begins",
    (c) => c.omoSales.messagesSent({ query: { after: 2, before: 1 } }),
    "seven days"
  ],
  ["a page of 101", (c) => c.contacts.list({ query: { platform: "line", pageSize: 101 } }), `["pageSize"]`],
  ["page 0", (c) => c.whatsAppTemplates.list({ query: { phone: "1", page: 0 } }), `["page"]`],
  [
    "an unknown query parameter",
    (c) => c.customers.get({ query: { memberId: "1", phone: "1" } as { readonly memberId: string } }),
    `["phone"]`
  ],
  ["nobody's customer", (c) => c.customers.delete({ query: { memberId: "" } }), `["memberId"]`],
  [
    "a business number with a plus sign",
    (c) => c.headless.send({ params: { businessPhoneNumber: "+15550100" }, payload: {} }),
    `["businessPhoneNumber"]`
  ],
  ["broadcasts of type 5", (c) => c.broadcasts.list({ query: { platform: "line", type: "1,5" } }), `["type"]`]
])
