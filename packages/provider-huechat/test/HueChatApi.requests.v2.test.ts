/**
 * The requests of v2 that leave the process: method, exact address with its encoded query, headers and body, for every endpoint.
 */
import { type RequestCase, requestContract } from "@dragoman/testing/contracts"
import { fileForm } from "../src/api/Uploads.ts"
import { HueChatApi } from "../src/HueChatApi.ts"
import { type Client, calls, csvFile, inAccount } from "./ApiCalls.ts"

const v2 = "/api/v2/accounts/1"
const accountId = { params: { accountId: 1 } }
const broadcast = { params: { accountId: 1, broadcastId: "b1" } }
const template = { params: { accountId: 1, templateId: "t/1" } }
const list = { params: { account_id: 1, list_id: "l1" } }
const ticket = { params: { account_id: 1, ticket_id: "t1" } }
const deal = { params: { account_id: 1, deal_id: "d1" } }
const subscription = { params: { account_id: 1, webhook_id: "w1" } }
const atMeta = { waba_id: "1", access_token: "token" }

const webhookCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "outboundWebhooks.list",
    call: (c) => c.outboundWebhooks.list(inAccount),
    request: `GET ${v2}/outbound-webhooks`
  },
  {
    name: "outboundWebhooks.create, contradiction 4: any event",
    call: (c) =>
      c.outboundWebhooks.create({
        ...inAccount,
        payload: { url: "https://example.com/hook", events: ["deal.lost", "new.event"] }
      }),
    request: `POST ${v2}/outbound-webhooks`,
    body: `{"url":"https://example.com/hook","events":["deal.lost","new.event"]}`
  },
  {
    name: "outboundWebhooks.get",
    call: (c) => c.outboundWebhooks.get(subscription),
    request: `GET ${v2}/outbound-webhooks/w1`
  },
  {
    name: "outboundWebhooks.update",
    call: (c) => c.outboundWebhooks.update({ ...subscription, payload: { is_active: false } }),
    request: `PATCH ${v2}/outbound-webhooks/w1`,
    body: `{"is_active":false}`
  },
  {
    name: "outboundWebhooks.delete",
    call: (c) => c.outboundWebhooks.delete(subscription),
    request: `DELETE ${v2}/outbound-webhooks/w1`
  },
  {
    name: "outboundWebhooks.test",
    call: (c) => c.outboundWebhooks.test(subscription),
    request: `POST ${v2}/outbound-webhooks/w1/test`
  },
  {
    name: "outboundWebhooks.logs",
    call: (c) => c.outboundWebhooks.logs({ ...subscription, query: { limit: 200, status: "failed" } }),
    request: `GET ${v2}/outbound-webhooks/w1/logs?limit=200&status=failed`
  },
  {
    name: "outboundWebhooks.rotateSecret",
    call: (c) => c.outboundWebhooks.rotateSecret(subscription),
    request: `POST ${v2}/outbound-webhooks/w1/rotate-secret`
  }
]

const broadcastCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "broadcasts.list",
    call: (c) =>
      c.broadcasts.list({ ...accountId, query: { inbox_id: 3, status: "in_progress", limit: 50, offset: 0 } }),
    request: `GET ${v2}/broadcasts?inbox_id=3&status=in_progress&limit=50&offset=0`
  },
  {
    name: "broadcasts.create",
    call: (c) =>
      c.broadcasts.create({
        ...accountId,
        payload: {
          name: "Sale",
          inbox_id: 3,
          template_id: "t1",
          template_name: "sale",
          recipients: ["+15550100", 1024]
        }
      }),
    request: `POST ${v2}/broadcasts`,
    body: `{"name":"Sale","inbox_id":3,"template_id":"t1","template_name":"sale","recipients":["+15550100",1024]}`
  },
  {
    name: "broadcasts.reports",
    call: (c) => c.broadcasts.reports({ ...accountId, query: { days: 7 } }),
    request: `GET ${v2}/broadcasts/reports?days=7`
  },
  { name: "broadcasts.delete", call: (c) => c.broadcasts.delete(broadcast), request: `DELETE ${v2}/broadcasts/b1` },
  { name: "broadcasts.get", call: (c) => c.broadcasts.get(broadcast), request: `GET ${v2}/broadcasts/b1` },
  {
    name: "broadcasts.update",
    call: (c) => c.broadcasts.update({ ...broadcast, payload: { labels: ["q2"] } }),
    request: `PUT ${v2}/broadcasts/b1`,
    body: `{"labels":["q2"]}`
  },
  {
    name: "broadcasts.cancel",
    call: (c) => c.broadcasts.cancel(broadcast),
    request: `POST ${v2}/broadcasts/b1/cancel`
  },
  {
    name: "broadcasts.recipients",
    call: (c) => c.broadcasts.recipients({ ...broadcast, query: { status: "failed", limit: 100, offset: 200 } }),
    request: `GET ${v2}/broadcasts/b1/recipients?status=failed&limit=100&offset=200`
  },
  { name: "broadcasts.send", call: (c) => c.broadcasts.send(broadcast), request: `POST ${v2}/broadcasts/b1/send` },
  {
    name: "broadcasts.uploadCsv",
    call: (c) => c.broadcasts.uploadCsv({ ...broadcast, payload: fileForm(csvFile) }),
    request: `POST ${v2}/broadcasts/b1/upload-csv`,
    body: [["file", "people.csv"]]
  }
]

const templateCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "templates.list",
    call: (c) => c.templates.list({ ...accountId, query: { inbox_id: 3, category: "UTILITY", status: "approved" } }),
    request: `GET ${v2}/templates?inbox_id=3&category=UTILITY&status=approved`
  },
  {
    name: "templates.create, contradiction 47: a language as it is",
    call: (c) =>
      c.templates.create({
        ...accountId,
        payload: {
          name: "a_1",
          language: "en_US",
          category: "MARKETING",
          inbox_id: 3,
          components: [{ type: "BODY", text: "Hi" }]
        }
      }),
    request: `POST ${v2}/templates`,
    body: `{"name":"a_1","language":"en_US","category":"MARKETING","inbox_id":3,"components":[{"type":"BODY","text":"Hi"}]}`
  },
  {
    name: "templates.generate",
    call: (c) =>
      c.templates.generate({
        ...accountId,
        payload: { description: "A greeting", category: "UTILITY", language: "en" }
      }),
    request: `POST ${v2}/templates/ai-generate`,
    body: `{"description":"A greeting","category":"UTILITY","language":"en"}`
  },
  {
    name: "templates.analytics encodes the id",
    call: (c) => c.templates.analytics(template),
    request: `GET ${v2}/templates/analytics/t%2F1`
  },
  { name: "templates.inboxes", call: (c) => c.templates.inboxes(accountId), request: `GET ${v2}/templates/inboxes` },
  {
    name: "templates.resubmit, contradiction 48: Meta's token is in the body",
    call: (c) => c.templates.resubmit({ ...accountId, payload: { template_id: "t1", ...atMeta } }),
    request: `POST ${v2}/templates/resubmit`,
    body: `{"template_id":"t1","waba_id":"1","access_token":"token"}`
  },
  {
    name: "templates.sync",
    call: (c) => c.templates.sync({ ...accountId, payload: { inbox_id: 3, ...atMeta } }),
    request: `POST ${v2}/templates/sync`,
    body: `{"inbox_id":3,"waba_id":"1","access_token":"token"}`
  },
  {
    name: "templates.uploadMedia",
    call: (c) => c.templates.uploadMedia({ ...accountId, payload: fileForm(csvFile) }),
    request: `POST ${v2}/templates/upload-media`,
    body: [["file", "people.csv"]]
  },
  { name: "templates.delete", call: (c) => c.templates.delete(template), request: `DELETE ${v2}/templates/t%2F1` },
  { name: "templates.get", call: (c) => c.templates.get(template), request: `GET ${v2}/templates/t%2F1` },
  {
    name: "templates.update",
    call: (c) => c.templates.update({ ...template, payload: { components: [] } }),
    request: `PUT ${v2}/templates/t%2F1`,
    body: `{"components":[]}`
  },
  {
    name: "templates.categories, contradiction 48: of no account",
    call: (c) => c.templates.categories(),
    request: "GET /api/v2/templates/categories"
  }
]

const listCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "contactLists.list",
    call: (c) => c.contactLists.list({ ...inAccount, query: { page: 1, per_page: 100, q: "VIP" } }),
    request: `GET ${v2}/contact-lists?page=1&per_page=100&q=VIP`
  },
  {
    name: "contactLists.create",
    call: (c) => c.contactLists.create({ ...inAccount, payload: { name: "VIP" } }),
    request: `POST ${v2}/contact-lists`,
    body: `{"name":"VIP"}`
  },
  { name: "contactLists.get", call: (c) => c.contactLists.get(list), request: `GET ${v2}/contact-lists/l1` },
  {
    name: "contactLists.update",
    call: (c) => c.contactLists.update({ ...list, payload: { description: "" } }),
    request: `PATCH ${v2}/contact-lists/l1`,
    body: `{"description":""}`
  },
  { name: "contactLists.delete", call: (c) => c.contactLists.delete(list), request: `DELETE ${v2}/contact-lists/l1` },
  {
    name: "contactLists.members, contradiction 20: up to 200",
    call: (c) => c.contactLists.members({ ...list, query: { page: 2, per_page: 200 } }),
    request: `GET ${v2}/contact-lists/l1/members?page=2&per_page=200`
  },
  {
    name: "contactLists.addMembers",
    call: (c) => c.contactLists.addMembers({ ...list, payload: { contact_ids: [1, 2] } }),
    request: `POST ${v2}/contact-lists/l1/members`,
    body: `{"contact_ids":[1,2]}`
  },
  {
    name: "contactLists.removeMembers, contradiction 23: a DELETE with a JSON body",
    call: (c) => c.contactLists.removeMembers({ ...list, payload: { contact_ids: [1] } }),
    request: `DELETE ${v2}/contact-lists/l1/members`,
    body: `{"contact_ids":[1]}`
  }
]

const salesCases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "tickets.list, contradiction 24: statuses with underscores",
    call: (c) =>
      c.tickets.list({
        ...inAccount,
        query: {
          status: "waiting_on_customer",
          priority: "critical",
          assignee_id: 5,
          contact_id: 1024,
          page: 1,
          per_page: 25,
          sort: "-due_date"
        }
      }),
    request: `GET ${v2}/tickets?status=waiting_on_customer&priority=critical&assignee_id=5&contact_id=1024&page=1&per_page=25&sort=-due_date`
  },
  {
    name: "tickets.create",
    call: (c) =>
      c.tickets.create({
        ...inAccount,
        payload: { title: "Broken", contact_id: 1024, due_date: "2026-04-08T17:00:00Z" }
      }),
    request: `POST ${v2}/tickets`,
    body: `{"title":"Broken","contact_id":1024,"due_date":"2026-04-08T17:00:00Z"}`
  },
  { name: "tickets.get", call: (c) => c.tickets.get(ticket), request: `GET ${v2}/tickets/t1` },
  {
    name: "tickets.update",
    call: (c) => c.tickets.update({ ...ticket, payload: { status: "in_progress" } }),
    request: `PATCH ${v2}/tickets/t1`,
    body: `{"status":"in_progress"}`
  },
  { name: "tickets.delete", call: (c) => c.tickets.delete(ticket), request: `DELETE ${v2}/tickets/t1` },
  {
    name: "tickets.addComment",
    call: (c) => c.tickets.addComment({ ...ticket, payload: { content: "Seen" } }),
    request: `POST ${v2}/tickets/t1/comments`,
    body: `{"content":"Seen"}`
  },
  {
    name: "deals.list",
    call: (c) =>
      c.deals.list({
        ...inAccount,
        query: {
          stage: "negotiation",
          owner_id: 5,
          contact_id: 1024,
          min_value: 0.5,
          max_value: 1000,
          expected_close_after: "2026-04-01",
          expected_close_before: "2026-04-30",
          page: 1,
          per_page: 25,
          sort: "-expected_close_date"
        }
      }),
    request: `GET ${v2}/deals?stage=negotiation&owner_id=5&contact_id=1024&min_value=0.5&max_value=1000&expected_close_after=2026-04-01&expected_close_before=2026-04-30&page=1&per_page=25&sort=-expected_close_date`
  },
  {
    name: "deals.create",
    call: (c) =>
      c.deals.create({
        ...inAccount,
        payload: { name: "Acme", contact_id: 1024, value: 0, currency: "EUR", probability: 100 }
      }),
    request: `POST ${v2}/deals`,
    body: `{"name":"Acme","contact_id":1024,"value":0,"currency":"EUR","probability":100}`
  },
  { name: "deals.get", call: (c) => c.deals.get(deal), request: `GET ${v2}/deals/d1` },
  {
    name: "deals.update",
    call: (c) => c.deals.update({ ...deal, payload: { stage: "closed_lost", lost_reason: "price" } }),
    request: `PATCH ${v2}/deals/d1`,
    body: `{"lost_reason":"price","stage":"closed_lost"}`
  },
  { name: "deals.delete", call: (c) => c.deals.delete(deal), request: `DELETE ${v2}/deals/d1` },
  {
    name: "deals.addNote",
    call: (c) => c.deals.addNote({ ...deal, payload: { content: "Called" } }),
    request: `POST ${v2}/deals/d1/notes`,
    body: `{"content":"Called"}`
  },
  {
    name: "deals.pipeline",
    call: (c) => c.deals.pipeline({ ...inAccount, query: { period: "quarter", owner_id: 5 } }),
    request: `GET ${v2}/deals/pipeline?period=quarter&owner_id=5`
  }
]

requestContract({
  api: HueChatApi,
  calls,
  under: "/api/v2/",
  cases: [...webhookCases, ...broadcastCases, ...templateCases, ...listCases, ...salesCases]
})
