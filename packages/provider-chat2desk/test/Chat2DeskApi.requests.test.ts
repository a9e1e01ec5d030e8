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
import { Chat2DeskApi } from "../src/Chat2DeskApi.ts"

const refusedFolder = new URL("fixtures/refused/", import.meta.url)
const requestsFolder = new URL("fixtures/requests/", import.meta.url)

const calls = ApiCalls.make(HttpApiClient.make(Chat2DeskApi, { baseUrl: ApiCalls.baseUrl }))
type Client = ApiCalls.ClientOf<typeof calls>

const params = { id: 1 }
const page = { limit: 200, offset: 400 }
const paged = "limit=200&offset=400"
const imported = { timestamp: "1682676120", type: "from_client", text: "Hi" } as const

const cases: ReadonlyArray<RequestCase<Client>> = [
  { name: "accessRights.list", call: (c) => c.accessRights.list({}), request: "GET /v1/access_rights" },
  { name: "accessRights.get", call: (c) => c.accessRights.get({ params }), request: "GET /v1/access_rights/1" },
  { name: "channels.list", call: (c) => c.channels.list({ query: page }), request: `GET /v1/channels?${paged}` },
  {
    name: "clients.list by a custom field, whose keys have brackets",
    call: (c) =>
      c.clients.list({
        query: { "custom_field[id]": 1, "custom_field[text]": "California", order: "desc", ...page }
      }),
    request: `GET /v1/clients?custom_field%5Bid%5D=1&custom_field%5Btext%5D=California&order=desc&${paged}`
  },
  {
    name: "clients.list by a phone with the prefix of its transport",
    call: (c) =>
      c.clients.list({
        query: {
          phone: "[tg_user] 15550101",
          client_phone: "15550102",
          tags: "103429,103430",
          created_after: 1682676120
        }
      }),
    request:
      "GET /v1/clients?phone=%5Btg_user%5D+15550101&client_phone=15550102&tags=103429%2C103430&created_after=1682676120"
  },
  { name: "clients.get", call: (c) => c.clients.get({ params }), request: "GET /v1/clients/1" },
  {
    name: "clients.get encodes the id",
    call: (c) => c.clients.get({ params: { id: "a/b" } }),
    request: "GET /v1/clients/a%2Fb"
  },
  { name: "clients.transports", call: (c) => c.clients.transports({ params }), request: "GET /v1/clients/1/transport" },
  { name: "clients.dialogs", call: (c) => c.clients.dialogs({ params }), request: "GET /v1/clients/1/dialogs" },
  {
    name: "clients.questions",
    call: (c) => c.clients.questions({ params, query: { start_date: "01-11-2021", finish_date: "31-12-2021" } }),
    request: "GET /v1/clients/1/questions?start_date=01-11-2021&finish_date=31-12-2021"
  },
  {
    name: "clients.lastQuestion",
    call: (c) => c.clients.lastQuestion({ params }),
    request: "GET /v1/clients/1/last_question"
  },
  {
    name: "clients.update",
    call: (c) =>
      c.clients.update({
        params,
        payload: {
          nickname: null,
          assigned_phone: "15550101",
          custom_fields: { 1: "a" },
          external_id: "x",
          external_service: "amo"
        }
      }),
    request: "PUT /v1/clients/1",
    body: {
      nickname: null,
      assigned_phone: "15550101",
      custom_fields: { 1: "a" },
      external_id: "x",
      external_service: "amo"
    }
  },
  {
    name: "clients.create sends everything in the query",
    call: (c) =>
      c.clients.create({
        query: { phone: "15550101", transport: "whatsapp", channel_id: 7, nickname: "John Doe", assigned_phone: "1" }
      }),
    request: "POST /v1/clients?phone=15550101&transport=whatsapp&channel_id=7&nickname=John+Doe&assigned_phone=1"
  },
  { name: "clients.customFields", call: (c) => c.clients.customFields({}), request: "GET /v1/custom_client_fields" },
  { name: "companies.info", call: (c) => c.companies.info({}), request: "GET /v1/companies/info" },
  { name: "companies.apiInfo", call: (c) => c.companies.apiInfo({}), request: "GET /v1/companies/api_info" },
  {
    name: "companies.update",
    call: (c) => c.companies.update({ payload: { custom_fields: { 1: "a" } } }),
    request: "PUT /v1/companies",
    body: { custom_fields: { 1: "a" } }
  },
  {
    name: "companies.switchMode",
    call: (c) => c.companies.switchMode({ payload: { mode: "offline" } }),
    request: "PUT /v1/companies/switch_mode",
    body: { mode: "offline" }
  },
  { name: "dataTypes.apiModes", call: (c) => c.dataTypes.apiModes({}), request: "GET /v1/help/api_modes" },
  { name: "dataTypes.transports", call: (c) => c.dataTypes.transports({}), request: "GET /v1/help/transports" },
  { name: "dataTypes.messageTypes", call: (c) => c.dataTypes.messageTypes({}), request: "GET /v1/help/message_types" },
  { name: "dataTypes.dialogStates", call: (c) => c.dataTypes.dialogStates({}), request: "GET /v1/help/dialog_states" },
  { name: "dataTypes.roles", call: (c) => c.dataTypes.roles({}), request: "GET /v1/help/roles" },
  { name: "dataTypes.tickets", call: (c) => c.dataTypes.tickets({}), request: "GET /v1/help/tickets" },
  {
    name: "dataTypes.countries",
    call: (c) => c.dataTypes.countries({ query: page }),
    request: `GET /v1/countries?${paged}`
  },
  { name: "dataTypes.regions", call: (c) => c.dataTypes.regions({ query: page }), request: `GET /v1/regions?${paged}` },
  {
    name: "dialogs.list",
    call: (c) => c.dialogs.list({ query: { operator_id: 2, state: "open", order: "asc", ...page } }),
    request: `GET /v1/dialogs?operator_id=2&state=open&order=asc&${paged}`
  },
  {
    name: "dialogs.get",
    call: (c) => c.dialogs.get({ params, query: page }),
    request: `GET /v1/dialogs/1?${paged}`
  },
  {
    name: "dialogs.unanswered, whose limit is seconds",
    call: (c) => c.dialogs.unanswered({ query: { limit: 600 } }),
    request: "GET /v1/dialogs/unanswered?limit=600"
  },
  {
    name: "dialogs.update",
    call: (c) => c.dialogs.update({ params, payload: { operator_id: 2, force_assign: false } }),
    request: "PUT /v1/dialogs/1",
    body: { operator_id: 2, force_assign: false }
  },
  {
    name: "messages.list from an id on",
    call: (c) =>
      c.messages.list({
        query: {
          transport: "whatsapp",
          channel_id: 1,
          client_id: 2,
          dialog_id: 3,
          operator_id: 4,
          type: "to_client",
          start_id: 5,
          direction_reverse: true,
          order: "desc",
          limit: 200
        }
      }),
    request:
      "GET /v1/messages?transport=whatsapp&channel_id=1&client_id=2&dialog_id=3&operator_id=4&type=to_client&start_id=5&direction_reverse=true&order=desc&limit=200"
  },
  {
    name: "messages.list between two days",
    call: (c) => c.messages.list({ query: { start_date: "01-11-2021", finish_date: "31-12-2021" } }),
    request: "GET /v1/messages?start_date=01-11-2021&finish_date=31-12-2021"
  },
  { name: "messages.get", call: (c) => c.messages.get({ params }), request: "GET /v1/messages/1" },
  {
    name: "messages.transfer",
    call: (c) => c.messages.transfer({ params, query: { operator_id: 100, force_assign: false } }),
    request: "GET /v1/messages/1/transfer?operator_id=100&force_assign=false"
  },
  {
    name: "messages.transferToGroup",
    call: (c) => c.messages.transferToGroup({ params, query: { group_id: 1, force_assign: true } }),
    request: "GET /v1/messages/1/transfer_to_group?group_id=1&force_assign=true"
  },
  { name: "messages.markRead", call: (c) => c.messages.markRead({ params }), request: "GET /v1/messages/1/read" },
  { name: "messages.markUnread", call: (c) => c.messages.markUnread({ params }), request: "GET /v1/messages/1/unread" },
  {
    name: "messages.send, as JSON",
    call: (c) => c.messages.send({ payload: { client_id: "2", text: "Note", type: "comment", open_dialog: false } }),
    request: "POST /v1/messages",
    body: { client_id: "2", text: "Note", type: "comment", open_dialog: false }
  },
  {
    name: "messages.inbox",
    call: (c) => c.messages.inbox({ payload: { channel_id: 1, body: "Hi", from_client: { phone: "15550101" } } }),
    request: "POST /v1/messages/inbox",
    body: { channel_id: 1, body: "Hi", from_client: { phone: "15550101" } }
  },
  {
    name: "messages.import",
    call: (c) => c.messages.import({ payload: { client_id: 1, channel_id: 2, transport: "vk", messages: [imported] } }),
    request: "POST /v1/messages/import",
    body: { client_id: 1, channel_id: 2, transport: "vk", messages: [imported] }
  },
  {
    name: "messages.setStatus",
    call: (c) => c.messages.setStatus({ params: { id: 1, status: 6 } }),
    request: "PUT /v1/messages/1/status/6"
  },
  {
    name: "operators.list",
    call: (c) =>
      c.operators.list({
        query: {
          phone: "1",
          email: "ann@example.com",
          online: 1,
          status_id: 2,
          disableNewChats: true,
          role: "operator",
          ...page
        }
      }),
    request: `GET /v1/operators?phone=1&email=ann%40example.com&online=1&status_id=2&disableNewChats=true&role=operator&${paged}`
  },
  {
    name: "operators.create sends everything in the query",
    call: (c) =>
      c.operators.create({
        query: {
          email: "ann@example.com",
          access_rights_id: 3,
          avatar: "https://example.com/a.png",
          external_id: "x",
          first_name: "Ann",
          last_name: "Lee",
          status_id: 1
        }
      }),
    request:
      "POST /v1/operators?email=ann%40example.com&access_rights_id=3&avatar=https%3A%2F%2Fexample.com%2Fa.png&external_id=x&first_name=Ann&last_name=Lee&status_id=1"
  },
  {
    name: "operators.update too",
    call: (c) => c.operators.update({ params, query: { first_name: "Ann" } }),
    request: "PUT /v1/operators/1?first_name=Ann"
  },
  { name: "operators.statuses", call: (c) => c.operators.statuses({}), request: "GET /v1/operators/statuses" },
  { name: "operators.groups", call: (c) => c.operators.groups({}), request: "GET /v1/operators_groups" },
  {
    name: "other.decodeQrCode",
    call: (c) => c.other.decodeQrCode({ payload: { image_path: "https://example.com/qr.png" } }),
    request: "POST /v1/qr_decode",
    body: { image_path: "https://example.com/qr.png" }
  },
  { name: "other.deleteOutbox", call: (c) => c.other.deleteOutbox({}), request: "GET /v1/gateway/delete_outbox" },
  { name: "requests.get", call: (c) => c.requests.get({ params }), request: "GET /v1/requests/1" },
  { name: "requests.messages", call: (c) => c.requests.messages({ params }), request: "GET /v1/requests/1/messages" },
  {
    name: "requests.close of a client",
    call: (c) => c.requests.close({ payload: { client_id: 37817 } }),
    request: "PUT /v1/requests/close",
    body: { client_id: 37817 }
  },
  {
    name: "selfServiceMenu.items, whose documented body goes into the query",
    call: (c) => c.selfServiceMenu.items({ query: { channel_id: 57270 } }),
    request: "GET /v1/scenarios/menu_items?channel_id=57270"
  },
  {
    name: "selfServiceMenu.send",
    call: (c) => c.selfServiceMenu.send({ payload: { client_id: 1 } }),
    request: "POST /v1/scenarios/send_menu_item",
    body: { client_id: 1 }
  },
  {
    name: "statistics.report",
    call: (c) => c.statistics.report({ query: { report: "request_stats", date: "2021-11-22", limit: 500, offset: 0 } }),
    request: "GET /v1/statistics?report=request_stats&date=2021-11-22&limit=500&offset=0"
  },
  {
    name: "statistics.webAnalytics, whose two days have one name",
    call: (c) =>
      c.statistics.webAnalytics({ query: { date_from: ["2021-11-20", "2021-11-21"], order: "asc", ...page } }),
    request: `GET /v1/web_analytics_data?date_from=2021-11-20&date_from=2021-11-21&order=asc&${paged}`
  },
  { name: "tags.list", call: (c) => c.tags.list({ query: page }), request: `GET /v1/tags?${paged}` },
  { name: "tags.get", call: (c) => c.tags.get({ params }), request: "GET /v1/tags/1" },
  {
    name: "tags.create",
    call: (c) => c.tags.create({ payload: { tag_group_id: 1, tag_label: "VIP" } }),
    request: "POST /v1/tags",
    body: { tag_group_id: 1, tag_label: "VIP" }
  },
  {
    name: "tags.assignTo",
    call: (c) => c.tags.assignTo({ payload: { tag_ids: [1, "2"], assignee_type: "client", assignee_id: 3 } }),
    request: "POST /v1/tags/assign_to",
    body: { tag_ids: [1, "2"], assignee_type: "client", assignee_id: 3 }
  },
  {
    name: "tags.createGroup",
    call: (c) => c.tags.createGroup({ payload: { tag_group_name: "Group", display: 0 } }),
    request: "POST /v1/tag_groups",
    body: { tag_group_name: "Group", display: 0 }
  },
  {
    name: "tags.deleteFrom, a DELETE with a body",
    call: (c) => c.tags.deleteFrom({ params, payload: { client_id: 1020 } }),
    request: "DELETE /v1/tags/1/delete_from",
    body: { client_id: 1020 }
  },
  {
    name: "templates.list",
    call: (c) => c.templates.list({ query: page }),
    request: `GET /v1/templates?${paged}`
  },
  { name: "templates.get", call: (c) => c.templates.get({ params }), request: "GET /v1/templates/1" },
  {
    name: "templates.create of an operator",
    call: (c) => c.templates.create({ payload: { name: "N", text: "T", user_id: 1 } }),
    request: "POST /v1/templates",
    body: { name: "N", text: "T", user_id: 1 }
  },
  {
    name: "templates.update",
    call: (c) => c.templates.update({ params, payload: { text: "T" } }),
    request: "PUT /v1/templates/1",
    body: { text: "T" }
  },
  { name: "templates.delete", call: (c) => c.templates.delete({ params }), request: "DELETE /v1/templates/1" },
  {
    name: "templateGroups.list",
    call: (c) => c.templateGroups.list({ query: page }),
    request: `GET /v1/templates_groups?${paged}`
  },
  { name: "templateGroups.get", call: (c) => c.templateGroups.get({ params }), request: "GET /v1/templates_groups/1" },
  {
    name: "templateGroups.create",
    call: (c) => c.templateGroups.create({ payload: { name: "N" } }),
    request: "POST /v1/templates_groups",
    body: { name: "N" }
  },
  {
    name: "templateGroups.update",
    call: (c) => c.templateGroups.update({ params, payload: { name: "N" } }),
    request: "PUT /v1/templates_groups/1",
    body: { name: "N" }
  },
  {
    name: "templateGroups.delete",
    call: (c) => c.templateGroups.delete({ params }),
    request: "DELETE /v1/templates_groups/1"
  },
  {
    name: "tickets.list",
    call: (c) =>
      c.tickets.list({
        query: {
          status: 1,
          priority: 2,
          assignee_id: 110889,
          updater_id: 110889,
          reporter_id: 12321,
          request_id: 49284,
          order: "asc",
          ...page
        }
      }),
    request: `GET /v1/tickets?status=1&priority=2&assignee_id=110889&updater_id=110889&reporter_id=12321&request_id=49284&order=asc&${paged}`
  },
  { name: "tickets.get", call: (c) => c.tickets.get({ params }), request: "GET /v1/tickets/1" },
  {
    name: "tickets.create",
    call: (c) => c.tickets.create({ payload: { summary: "S", description: "D", priority: 3, issue_ids: [1] } }),
    request: "POST /v1/tickets",
    body: { summary: "S", description: "D", priority: 3, issue_ids: [1] }
  },
  {
    name: "tickets.update",
    call: (c) => c.tickets.update({ params, payload: { status: 4 } }),
    request: "PUT /v1/tickets/1",
    body: { status: 4 }
  },
  { name: "tickets.delete", call: (c) => c.tickets.delete({ params }), request: "DELETE /v1/tickets/1" },
  { name: "webhooks.list", call: (c) => c.webhooks.list({}), request: "GET /v1/webhooks" },
  { name: "webhooks.get", call: (c) => c.webhooks.get({ params }), request: "GET /v1/webhooks/1" },
  {
    name: "webhooks.create without an address",
    call: (c) => c.webhooks.create({ payload: { url: null } }),
    request: "POST /v1/webhooks",
    body: { url: null }
  },
  {
    name: "webhooks.update, whose status goes into the query",
    call: (c) =>
      c.webhooks.update({ params, query: { status: "enable" }, payload: { events: ["inbox", "new_thing"] } }),
    request: "PUT /v1/webhooks/1?status=enable",
    body: { events: ["inbox", "new_thing"] }
  },
  { name: "webhooks.delete", call: (c) => c.webhooks.delete({ params }), request: "DELETE /v1/webhooks/1" }
]

requestContract({ api: Chat2DeskApi, calls, cases })

/** What the documentation shows as a body, and this client sends in the query. */
const inQuery = ["clients.create", "clients.list", "selfServiceMenu.items"]

const isInQuery = (name: string) => inQuery.some((endpoint) => name.startsWith(endpoint))

const callWith = (name: string, body: unknown) =>
  calls.callOf(name, { params, query: {}, [isInQuery(name) ? "query" : "payload"]: body })

describe("documented examples", () => {
  it.effect.each(Fixtures.names(requestsFolder))("%s is sent as it is", (name) =>
    Effect.gen(function* () {
      const example = Fixtures.json(requestsFolder, name)
      const { sent } = yield* calls.sending(callWith(name, example))
      assert.deepStrictEqual(
        sent.map(({ json, query }) => (isInQuery(name) ? query : json)),
        [isInQuery(name) ? stringified(example) : example]
      )
    })
  )
})

/** A query has text only. */
const stringified = (example: unknown) =>
  Object.fromEntries(Object.entries(Object(example)).map(([key, value]) => [key, String(value)]))

const history = (messages: ReadonlyArray<unknown>) => ({ client_id: 1, channel_id: 2, transport: "vk", messages })

const payloads: ReadonlyArray<readonly [why: string, endpoint: string, payload: unknown, complaint: string]> = [
  ["eleven messages in one import", "messages.import", history(Array(11).fill(imported)), `["messages"]`],
  ["an import of nothing", "messages.import", history([]), `["messages"]`],
  ["a number for a timestamp", "messages.import", history([{ ...imported, timestamp: 1682676120 }]), `["timestamp"]`],
  ["an empty message in an import", "messages.import", history([{ ...imported, text: "" }]), "or an attachment"],
  ["a message to nobody", "messages.send", { text: "Hi" }, `["client_id"]`],
  ["a message that says nothing", "messages.send", { client_id: 1, text: "" }, "or an attachment"],
  [
    "a parameter that nobody documented",
    "messages.send",
    { client_id: 1, text: "Hi", dont_open_dialog: 1 },
    "dont_open_dialog"
  ],
  [
    "a client with an id and a phone",
    "messages.inbox",
    { channel_id: 1, body: "Hi", from_client: { id: "a", phone: "1" } },
    "one of them, not both"
  ],
  ["a client with neither", "messages.inbox", { channel_id: 1, body: "Hi", from_client: {} }, "one of them, not both"],
  ["a request and a client to close", "requests.close", { request_id: 1, client_id: 2 }, "one of them, not both"],
  ["a tag taken from nothing", "tags.deleteFrom", {}, "one of them, not both"],
  ["a long tag", "tags.create", { tag_group_id: 1, tag_label: "l".repeat(21) }, "at most 20 characters"],
  ["a colour by name", "tags.create", { tag_group_id: 1, tag_label: "l", tag_bg_color: "red" }, `["tag_bg_color"]`],
  ["a template of nobody", "templates.create", { name: "N" }, "one of them, not both"],
  ["a template of two", "templates.update", { group_id: 1, user_id: 1 }, "is not allowed beside user_id"]
]

const refusedExamples = [
  ["messages.import.several-attachments", `["messages"][0]["attachment"]`],
  ["templates.create.both-owners", `["name"]`],
  ["tickets.create.every-field", `["priority"]`],
  ["tickets.update.every-field", `["status"]`]
] as const

refusalContract(calls, [
  ...refusedExamples.map(
    ([name, complaint]) =>
      [`${name}, which the vendor refuses`, callWith(name, Fixtures.json(refusedFolder, name)), complaint] as const
  ),
  ...payloads.map(([why, name, payload, complaint]) => [why, callWith(name, payload), complaint] as const),
  ["a page of 201", (c) => c.clients.list({ query: { limit: 201 } }), `["limit"]`],
  ["an ISO day in the history", (c) => c.messages.list({ query: { start_date: "2021-11-01" } }), `["start_date"]`],
  [
    "an id and dates in the history",
    (c) => c.messages.list({ query: { start_id: 1, start_date: "01-11-2021" } }),
    "is not allowed beside start_date"
  ],
  [
    "an offset in the history, which has none",
    (c) => c.messages.list({ query: { limit: 20, offset: 20 } as { readonly limit: number } }),
    `["offset"]`
  ],
  [
    "a message's status 4, which is none",
    (c) => c.messages.setStatus({ params: { id: 1, status: 4 as 5 } }),
    `["status"]`
  ]
])
