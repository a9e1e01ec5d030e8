/**
 * The requests of v1 that leave the process: method, exact address with its encoded query, headers and body, for every endpoint.
 */
import { type RequestCase, requestContract } from "@dragoman/testing/contracts"
import { messageForm } from "../src/api/Uploads.ts"
import { HueChatApi } from "../src/HueChatApi.ts"
import { type Client, calls, csvFile, inAccount } from "./ApiCalls.ts"

const v1 = "/api/v1/accounts/1"
const conversation = { params: { account_id: 1, conversation_id: 42 } }
const message = { params: { account_id: 1, conversation_id: 42, id: 502 } }
const webhook = { params: { account_id: 1, id: 10 } }

const contactCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "contacts.list, contradiction 20: with per_page",
    call: (c) => c.contacts.list({ ...inAccount, query: { page: 2, per_page: 100, sort: "-created_at" } }),
    request: `GET ${v1}/contacts?page=2&per_page=100&sort=-created_at`
  },
  {
    name: "contacts.search",
    call: (c) => c.contacts.search({ ...inAccount, query: { q: "+1 555 0100", page: 1 } }),
    request: `GET ${v1}/contacts/search?q=%2B1+555+0100&page=1`
  },
  {
    name: "contactWrites.create",
    call: (c) =>
      c.contactWrites.create({
        ...inAccount,
        payload: { inbox_id: 3, name: "Ann", email: null, phone_number: "+15550100" }
      }),
    request: `POST ${v1}/contacts`,
    body: `{"inbox_id":3,"name":"Ann","email":null,"phone_number":"+15550100"}`
  },
  {
    name: "contactWrites.update",
    call: (c) => c.contactWrites.update({ ...webhook, payload: { name: "Ann", custom_attributes: { plan: null } } }),
    request: `PUT ${v1}/contacts/10`,
    body: `{"name":"Ann","custom_attributes":{"plan":null}}`
  },
  {
    name: "contactWrites.block",
    call: (c) => c.contactWrites.block({ ...webhook, payload: { blocked: true } }),
    request: `PUT ${v1}/contacts/10`,
    body: `{"blocked":true}`
  },
  { name: "contactWrites.delete", call: (c) => c.contactWrites.delete(webhook), request: `DELETE ${v1}/contacts/10` }
]

const conversationCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "conversations.list, contradiction 20: without per_page",
    call: (c) =>
      c.conversations.list({
        ...inAccount,
        query: {
          status: "all",
          inbox_id: 3,
          team_id: 2,
          assignee_type: "unassigned",
          "labels[]": ["vip", "a b"],
          q: "hi",
          page: 2
        }
      }),
    request: `GET ${v1}/conversations?status=all&inbox_id=3&team_id=2&assignee_type=unassigned&labels%5B%5D=vip&labels%5B%5D=a+b&q=hi&page=2`
  },
  {
    name: "conversations.create",
    call: (c) =>
      c.conversations.create({
        ...inAccount,
        payload: { inbox_id: 3, contact_id: 5, status: "pending", source_id: "wamid.1", message: { content: "Hi" } }
      }),
    request: `POST ${v1}/conversations`,
    body: `{"inbox_id":3,"contact_id":5,"source_id":"wamid.1","status":"pending","message":{"content":"Hi"}}`
  },
  {
    name: "conversations.filter",
    call: (c) =>
      c.conversations.filter({
        ...inAccount,
        payload: {
          payload: [{ attribute_key: "plan", filter_operator: "is_present", query_operator: null }],
          page: 3
        }
      }),
    request: `POST ${v1}/conversations/filter`,
    body: `{"payload":[{"attribute_key":"plan","filter_operator":"is_present","query_operator":null}],"page":3}`
  },
  {
    name: "conversations.meta",
    call: (c) => c.conversations.meta({ ...inAccount, query: { status: "open", inbox_id: 3, team_id: 2 } }),
    request: `GET ${v1}/conversations/meta?status=open&inbox_id=3&team_id=2`
  },
  {
    name: "conversations.search",
    call: (c) => c.conversations.search({ ...inAccount, query: { q: "a&b", page: 1 } }),
    request: `GET ${v1}/conversations/search?q=a%26b&page=1`
  },
  {
    name: "conversations.delete",
    call: (c) => c.conversations.delete(conversation),
    request: `DELETE ${v1}/conversations/42`
  },
  {
    name: "conversations.get, contradiction 16: by display id, as number or text",
    call: (c) => c.conversations.get({ params: { account_id: 1, conversation_id: "42" } }),
    request: `GET ${v1}/conversations/42`
  },
  {
    name: "conversations.update, contradiction 27: null takes the priority away",
    call: (c) => c.conversations.update({ ...conversation, payload: { priority: null } }),
    request: `PATCH ${v1}/conversations/42`,
    body: `{"priority":null}`
  },
  {
    name: "conversations.assign",
    call: (c) => c.conversations.assign({ ...conversation, payload: { assignee_id: null, team_id: 2 } }),
    request: `POST ${v1}/conversations/42/assignments`,
    body: `{"assignee_id":null,"team_id":2}`
  },
  {
    name: "conversations.attachments",
    call: (c) => c.conversations.attachments({ ...conversation, query: { page: 2 } }),
    request: `GET ${v1}/conversations/42/attachments?page=2`
  },
  {
    name: "conversations.setCustomAttributes",
    call: (c) => c.conversations.setCustomAttributes({ ...conversation, payload: { custom_attributes: { a: null } } }),
    request: `POST ${v1}/conversations/42/custom_attributes`,
    body: `{"custom_attributes":{"a":null}}`
  },
  {
    name: "conversations.labels",
    call: (c) => c.conversations.labels(conversation),
    request: `GET ${v1}/conversations/42/labels`
  },
  {
    name: "conversations.setLabels",
    call: (c) => c.conversations.setLabels({ ...conversation, payload: { labels: [] } }),
    request: `POST ${v1}/conversations/42/labels`,
    body: `{"labels":[]}`
  },
  {
    name: "conversations.mute",
    call: (c) => c.conversations.mute(conversation),
    request: `POST ${v1}/conversations/42/mute`
  },
  {
    name: "conversations.participants",
    call: (c) => c.conversations.participants(conversation),
    request: `GET ${v1}/conversations/42/participants`
  },
  {
    name: "conversations.setParticipants",
    call: (c) => c.conversations.setParticipants({ ...conversation, payload: { user_ids: [5, 8] } }),
    request: `PATCH ${v1}/conversations/42/participants`,
    body: `{"user_ids":[5,8]}`
  },
  {
    name: "conversations.togglePriority",
    call: (c) => c.conversations.togglePriority({ ...conversation, payload: { priority: "urgent" } }),
    request: `POST ${v1}/conversations/42/toggle_priority`,
    body: `{"priority":"urgent"}`
  },
  {
    name: "conversations.toggleStatus",
    call: (c) =>
      c.conversations.toggleStatus({
        ...conversation,
        payload: { status: "snoozed", snoozed_until: "2026-04-08T09:00:00.000Z" }
      }),
    request: `POST ${v1}/conversations/42/toggle_status`,
    body: `{"status":"snoozed","snoozed_until":"2026-04-08T09:00:00.000Z"}`
  },
  {
    name: "conversations.toggleTyping",
    call: (c) => c.conversations.toggleTyping({ ...conversation, payload: { typing_status: "off", is_private: true } }),
    request: `POST ${v1}/conversations/42/toggle_typing_status`,
    body: `{"typing_status":"off","is_private":true}`
  },
  {
    name: "conversations.sendTranscript",
    call: (c) => c.conversations.sendTranscript({ ...conversation, payload: { email: "ann@example.com" } }),
    request: `POST ${v1}/conversations/42/transcript`,
    body: `{"email":"ann@example.com"}`
  },
  {
    name: "conversations.unmute",
    call: (c) => c.conversations.unmute(conversation),
    request: `POST ${v1}/conversations/42/unmute`
  },
  {
    name: "conversations.markUnread",
    call: (c) => c.conversations.markUnread(conversation),
    request: `POST ${v1}/conversations/42/unread`
  },
  {
    name: "conversations.updateLastSeen",
    call: (c) => c.conversations.updateLastSeen(conversation),
    request: `POST ${v1}/conversations/42/update_last_seen`
  }
]

const messageCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "messages.list, contradiction 20: by cursor, without a size",
    call: (c) =>
      c.messages.list({ ...conversation, query: { before: 500, after: 400, filter_internal_messages: "1" } }),
    request: `GET ${v1}/conversations/42/messages?before=500&after=400&filter_internal_messages=1`
  },
  {
    name: "messages.create, contradiction 31: JSON without files; contradiction 33: content_attributes as they are",
    call: (c) =>
      c.messages.create({
        ...conversation,
        payload: { content: "Hi", private: true, echo_id: "e1", content_attributes: { new: { anything: [1] } } }
      }),
    request: `POST ${v1}/conversations/42/messages`,
    body: `{"content":"Hi","content_attributes":{"new":{"anything":[1]}},"private":true,"echo_id":"e1"}`
  },
  {
    name: "messages.createMultipart, contradiction 31: a form with files",
    call: (c) =>
      c.messages.createMultipart({
        ...conversation,
        payload: messageForm({ content: "", private: false, echo_id: "e1", content_attributes: { a: 1 } }, [
          csvFile,
          csvFile
        ])
      }),
    request: `POST ${v1}/conversations/42/messages`,
    body: [
      ["content", ""],
      ["private", "false"],
      ["echo_id", "e1"],
      ["content_attributes", `{"a":1}`],
      ["attachments[]", "people.csv"],
      ["attachments[]", "people.csv"]
    ]
  },
  {
    name: "messages.delete",
    call: (c) => c.messages.delete(message),
    request: `DELETE ${v1}/conversations/42/messages/502`
  },
  {
    name: "messages.retry",
    call: (c) => c.messages.retry(message),
    request: `POST ${v1}/conversations/42/messages/502/retry`
  },
  {
    name: "messages.translate",
    call: (c) => c.messages.translate({ ...message, payload: { target_language: "ar" } }),
    request: `POST ${v1}/conversations/42/messages/502/translate`,
    body: `{"target_language":"ar"}`
  }
]

const webhookCases: ReadonlyArray<RequestCase<Client>> = [
  { name: "webhooks.list", call: (c) => c.webhooks.list(inAccount), request: `GET ${v1}/webhooks` },
  {
    name: "webhooks.create, contradiction 3: events with underscores",
    call: (c) =>
      c.webhooks.create({
        ...inAccount,
        payload: { url: "https://example.com/hook", subscriptions: ["webwidget_triggered"], inbox_id: null }
      }),
    request: `POST ${v1}/webhooks`,
    body: `{"url":"https://example.com/hook","subscriptions":["webwidget_triggered"],"inbox_id":null}`
  },
  { name: "webhooks.delete", call: (c) => c.webhooks.delete(webhook), request: `DELETE ${v1}/webhooks/10` },
  {
    name: "webhooks.update",
    call: (c) => c.webhooks.update({ ...webhook, payload: { name: "CRM" } }),
    request: `PATCH ${v1}/webhooks/10`,
    body: `{"name":"CRM"}`
  }
]

requestContract({
  api: HueChatApi,
  calls,
  under: "/api/v1/",
  cases: [...contactCases, ...conversationCases, ...messageCases, ...webhookCases]
})
