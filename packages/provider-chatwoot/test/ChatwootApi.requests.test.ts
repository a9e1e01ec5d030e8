/**
 * The requests that leave the process: method, exact address with its encoded query, headers and body, at least one for each group; and
 * what is refused before it is sent.
 */
import { ApiCalls } from "@dragoman/testing"
import { type RequestCase, refusalContract, requestContract } from "@dragoman/testing/contracts"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpApiClient } from "effect/http-api"
import { ChatwootApi } from "../src/ChatwootApi.ts"

const calls = ApiCalls.make(HttpApiClient.make(ChatwootApi, { baseUrl: ApiCalls.baseUrl }))
type Client = ApiCalls.ClientOf<typeof calls>

const account = { account_id: 1 }
const contact = { account_id: 1, id: 31 }
const conversation = { account_id: 1, conversation_id: 12 }
const message = { ...conversation, message_id: 3745 }
const session = { inbox_identifier: "in/1", contact_identifier: "c 1" }
const visitor = { ...session, conversation_id: 12 }

const cases: ReadonlyArray<RequestCase<Client>> = [
  {
    name: "account.update",
    call: (c) => c.account.update({ params: account, payload: { auto_resolve_after: null, timezone: "UTC" } }),
    request: "PATCH /api/v1/accounts/1",
    body: { auto_resolve_after: null, timezone: "UTC" }
  },
  {
    name: "agentBots.create",
    call: (c) => c.agentBots.create({ params: account, payload: { name: "Helper", bot_type: 0, bot_config: {} } }),
    request: "POST /api/v1/accounts/1/agent_bots",
    body: { name: "Helper", bot_type: 0, bot_config: {} }
  },
  {
    name: "agents.create",
    call: (c) =>
      c.agents.create({ params: account, payload: { name: "Olga", email: "olga@example.com", role: "agent" } }),
    request: "POST /api/v1/accounts/1/agents",
    body: { name: "Olga", email: "olga@example.com", role: "agent" }
  },
  {
    name: "auditLogs.list",
    call: (c) => c.auditLogs.list({ params: account, query: { page: 2 } }),
    request: "GET /api/v1/accounts/1/audit_logs?page=2"
  },
  {
    name: "automationRules.update",
    call: (c) => c.automationRules.update({ params: { ...account, id: 3 }, payload: { active: false } }),
    request: "PATCH /api/v1/accounts/1/automation_rules/3",
    body: { active: false }
  },
  {
    name: "cannedResponses.create",
    call: (c) => c.cannedResponses.create({ params: account, payload: { short_code: "hi", content: "Hello" } }),
    request: "POST /api/v1/accounts/1/canned_responses",
    body: { short_code: "hi", content: "Hello" }
  },
  {
    name: "contactLabels.set",
    call: (c) => c.contactLabels.set({ params: contact, payload: { labels: ["vip", "lisboa"] } }),
    request: "POST /api/v1/accounts/1/contacts/31/labels",
    body: { labels: ["vip", "lisboa"] }
  },
  {
    name: "contacts.list",
    call: (c) =>
      c.contacts.list({
        params: account,
        query: { sort: "-last_activity_at", page: 2, include_contact_inboxes: false, "labels[]": ["vip", "a b"] }
      }),
    request:
      "GET /api/v1/accounts/1/contacts?sort=-last_activity_at&page=2&include_contact_inboxes=false" +
      "&labels%5B%5D=vip&labels%5B%5D=a+b"
  },
  {
    name: "contacts.search keeps the plus sign of a phone number",
    call: (c) => c.contacts.search({ params: account, query: { q: "+15550100" } }),
    request: "GET /api/v1/accounts/1/contacts/search?q=%2B15550100"
  },
  {
    name: "contacts.create",
    call: (c) =>
      c.contacts.create({
        params: account,
        payload: {
          inbox_id: 7,
          source_id: "s-1",
          name: "Ann Example",
          phone_number: "+15550100",
          email: null,
          custom_attributes: { plan: "gold", visits: [1, { deep: null }] }
        }
      }),
    request: "POST /api/v1/accounts/1/contacts",
    body: {
      inbox_id: 7,
      source_id: "s-1",
      name: "Ann Example",
      phone_number: "+15550100",
      email: null,
      custom_attributes: { plan: "gold", visits: [1, { deep: null }] }
    }
  },
  {
    name: "contacts.update",
    call: (c) => c.contacts.update({ params: contact, payload: { blocked: true } }),
    request: "PUT /api/v1/accounts/1/contacts/31",
    body: { blocked: true }
  },
  {
    name: "contacts.filter",
    call: (c) =>
      c.contacts.filter({
        params: account,
        query: { page: 3 },
        payload: {
          payload: [
            { attribute_key: "phone_number", filter_operator: "equal_to", values: ["15550100"], query_operator: "OR" },
            { attribute_key: "email", filter_operator: "is_present", values: [] }
          ]
        }
      }),
    request: "POST /api/v1/accounts/1/contacts/filter?page=3",
    body: {
      payload: [
        { attribute_key: "phone_number", filter_operator: "equal_to", values: ["15550100"], query_operator: "OR" },
        { attribute_key: "email", filter_operator: "is_present", values: [] }
      ]
    }
  },
  {
    name: "contacts.merge",
    call: (c) => c.contacts.merge({ params: account, payload: { base_contact_id: 31, mergee_contact_id: 32 } }),
    request: "POST /api/v1/accounts/1/actions/contact_merge",
    body: { base_contact_id: 31, mergee_contact_id: 32 }
  },
  {
    name: "assignments.assign",
    call: (c) => c.assignments.assign({ params: conversation, payload: { assignee_id: null } }),
    request: "POST /api/v1/accounts/1/conversations/12/assignments",
    body: { assignee_id: null }
  },
  {
    name: "conversations.list",
    call: (c) =>
      c.conversations.list({
        params: account,
        query: { status: "all", sort_by: "created_at_asc", page: 1, inbox_id: 7, "labels[]": ["vip"] }
      }),
    request: "GET /api/v1/accounts/1/conversations?status=all&inbox_id=7&labels%5B%5D=vip&page=1&sort_by=created_at_asc"
  },
  {
    name: "conversations.create",
    call: (c) =>
      c.conversations.create({
        params: account,
        payload: { inbox_id: 7, contact_id: 31, source_id: "s-1", message: { content: "Hello" } }
      }),
    request: "POST /api/v1/accounts/1/conversations",
    body: { inbox_id: 7, contact_id: 31, source_id: "s-1", message: { content: "Hello" } }
  },
  {
    name: "conversations.toggleStatus",
    call: (c) =>
      c.conversations.toggleStatus({ params: conversation, payload: { status: "snoozed", snoozed_until: 1770946053 } }),
    request: "POST /api/v1/accounts/1/conversations/12/toggle_status",
    body: { status: "snoozed", snoozed_until: 1770946053 }
  },
  {
    name: "conversations.togglePriority to none",
    call: (c) => c.conversations.togglePriority({ params: conversation, payload: { priority: null } }),
    request: "POST /api/v1/accounts/1/conversations/12/toggle_priority",
    body: { priority: null }
  },
  {
    name: "conversations.updateLastSeen has no body",
    call: (c) => c.conversations.updateLastSeen({ params: conversation }),
    request: "POST /api/v1/accounts/1/conversations/12/update_last_seen"
  },
  {
    name: "customAttributes.list",
    call: (c) => c.customAttributes.list({ params: account, query: { attribute_model: "1" } }),
    request: "GET /api/v1/accounts/1/custom_attribute_definitions?attribute_model=1"
  },
  {
    name: "customFilters.create",
    call: (c) =>
      c.customFilters.create({
        params: account,
        query: { filter_type: "contact" },
        payload: { name: "Mine", type: "contact", query: { payload: [] } }
      }),
    request: "POST /api/v1/accounts/1/custom_filters?filter_type=contact",
    body: { name: "Mine", type: "contact", query: { payload: [] } }
  },
  {
    name: "errata.conversationMessages is declared as documented",
    call: (c) => c.errata.conversationMessages({ params: conversation }),
    request: "GET /accounts/1/conversations/12/messages"
  },
  {
    name: "helpCenter.createArticle",
    call: (c) => c.helpCenter.createArticle({ params: { ...account, id: "help" }, payload: { title: "A", status: 1 } }),
    request: "POST /api/v1/accounts/1/portals/help/articles",
    body: { title: "A", status: 1 }
  },
  {
    name: "inboxes.create",
    call: (c) =>
      c.inboxes.create({
        params: account,
        payload: { name: "Support", channel: { type: "api", webhook_url: "https://example.com/hook" } }
      }),
    request: "POST /api/v1/accounts/1/inboxes",
    body: { name: "Support", channel: { type: "api", webhook_url: "https://example.com/hook" } }
  },
  {
    name: "inboxes.update",
    call: (c) =>
      c.inboxes.update({
        params: { ...account, id: 7 },
        payload: { channel: { webhook_url: "https://example.com/hook", additional_attributes: { a: 1 } } }
      }),
    request: "PATCH /api/v1/accounts/1/inboxes/7",
    body: { channel: { webhook_url: "https://example.com/hook", additional_attributes: { a: 1 } } }
  },
  {
    name: "inboxes.removeMembers deletes with a body",
    call: (c) => c.inboxes.removeMembers({ params: account, payload: { inbox_id: 7, user_ids: [5] } }),
    request: "DELETE /api/v1/accounts/1/inbox_members",
    body: { inbox_id: 7, user_ids: [5] }
  },
  {
    name: "integrations.createHook",
    call: (c) =>
      c.integrations.createHook({ params: account, payload: { app_id: "dialogflow", status: 1, settings: {} } }),
    request: "POST /api/v1/accounts/1/integrations/hooks",
    body: { app_id: "dialogflow", status: 1, settings: {} }
  },
  {
    name: "labels.create",
    call: (c) => c.labels.create({ params: account, payload: { title: "vip_2", color: "#1F93FF" } }),
    request: "POST /api/v1/accounts/1/labels",
    body: { title: "vip_2", color: "#1F93FF" }
  },
  {
    name: "messages.list",
    call: (c) =>
      c.messages.list({ params: conversation, query: { after: 10, before: 20, filter_internal_messages: 1 } }),
    request: "GET /api/v1/accounts/1/conversations/12/messages?after=10&before=20&filter_internal_messages=1"
  },
  {
    name: "messages.create",
    call: (c) =>
      c.messages.create({
        params: conversation,
        payload: {
          content: "Olá 👋",
          message_type: "incoming",
          source_id: "ours-1",
          content_attributes: { in_reply_to: 3745, dragoman: { id: "x" } }
        }
      }),
    request: "POST /api/v1/accounts/1/conversations/12/messages",
    body: {
      content: "Olá 👋",
      message_type: "incoming",
      source_id: "ours-1",
      content_attributes: { in_reply_to: 3745, dragoman: { id: "x" } }
    }
  },
  {
    name: "messages.create with uploads",
    call: (c) => c.messages.create({ params: conversation, payload: { content: null, attachments: ["eyJ--signed"] } }),
    request: "POST /api/v1/accounts/1/conversations/12/messages",
    body: { content: null, attachments: ["eyJ--signed"] }
  },
  {
    name: "messages.update",
    call: (c) => c.messages.update({ params: message, payload: { status: "read" } }),
    request: "PATCH /api/v1/accounts/1/conversations/12/messages/3745",
    body: { status: "read" }
  },
  {
    name: "profile.get",
    call: (c) => c.profile.get(),
    request: "GET /api/v1/profile"
  },
  {
    name: "profile.update",
    call: (c) => c.profile.update({ payload: { profile: { display_name: "Olga" } } }),
    request: "PUT /api/v1/profile",
    body: { profile: { display_name: "Olga" } }
  },
  {
    name: "reports.metric",
    call: (c) =>
      c.reports.metric({
        params: account,
        query: { metric: "conversations_count", type: "agent", id: 5, since: 1770940800, until: 1771027200 }
      }),
    request:
      "GET /api/v2/accounts/1/reports?metric=conversations_count&type=agent&id=5&since=1770940800&until=1771027200"
  },
  {
    name: "reports.agentConversations",
    call: (c) => c.reports.agentConversations({ params: account, query: { type: "agent", user_id: 5 } }),
    request: "GET /api/v2/accounts/1/reports/conversations?type=agent&user_id=5"
  },
  {
    name: "teams.addMembers",
    call: (c) => c.teams.addMembers({ params: { ...account, team_id: 4 }, payload: { user_ids: [5, 6] } }),
    request: "POST /api/v1/accounts/1/teams/4/team_members",
    body: { user_ids: [5, 6] }
  },
  {
    name: "uploads.createFromUrl",
    call: (c) => c.uploads.createFromUrl({ params: account, payload: { external_url: "https://example.com/a.png" } }),
    request: "POST /api/v1/accounts/1/upload",
    body: { external_url: "https://example.com/a.png" }
  },
  {
    name: "webhooks.create",
    call: (c) =>
      c.webhooks.create({
        params: account,
        payload: { url: "https://example.com/hook", subscriptions: ["message_created"] }
      }),
    request: "POST /api/v1/accounts/1/webhooks",
    body: { url: "https://example.com/hook", subscriptions: ["message_created"] }
  },
  {
    name: "platformAccounts.create",
    call: (c) => c.platformAccounts.create({ payload: { name: "Example", status: "active", limits: { agents: 5 } } }),
    request: "POST /platform/api/v1/accounts",
    body: { name: "Example", status: "active", limits: { agents: 5 } }
  },
  {
    name: "platformAccountUsers.delete",
    call: (c) => c.platformAccountUsers.delete({ params: account, payload: { user_id: 5 } }),
    request: "DELETE /platform/api/v1/accounts/1/account_users",
    body: { user_id: 5 }
  },
  {
    name: "platformAgentBots.get",
    call: (c) => c.platformAgentBots.get({ params: { id: 2 } }),
    request: "GET /platform/api/v1/agent_bots/2"
  },
  {
    name: "platformUsers.login",
    call: (c) => c.platformUsers.login({ params: { id: 5 } }),
    request: "GET /platform/api/v1/users/5/login"
  },
  {
    name: "publicInboxes.get encodes the identifier",
    call: (c) => c.publicInboxes.get({ params: { inbox_identifier: "in/1" } }),
    request: "GET /public/api/v1/inboxes/in%2F1"
  },
  {
    name: "publicContacts.create",
    call: (c) =>
      c.publicContacts.create({
        params: { inbox_identifier: "in/1" },
        payload: { identifier: "crm-31", identifier_hash: "abc" }
      }),
    request: "POST /public/api/v1/inboxes/in%2F1/contacts",
    body: { identifier: "crm-31", identifier_hash: "abc" }
  },
  {
    name: "publicConversations.toggleTyping",
    call: (c) => c.publicConversations.toggleTyping({ params: visitor, query: { typing_status: "on" } }),
    request: "POST /public/api/v1/inboxes/in%2F1/contacts/c%201/conversations/12/toggle_typing?typing_status=on"
  },
  {
    name: "publicMessages.update",
    call: (c) =>
      c.publicMessages.update({
        params: { ...visitor, message_id: 3745 },
        payload: { submitted_values: { csat_survey_response: { rating: 5 } } }
      }),
    request: "PATCH /public/api/v1/inboxes/in%2F1/contacts/c%201/conversations/12/messages/3745",
    body: { submitted_values: { csat_survey_response: { rating: 5 } } }
  },
  {
    name: "csatSurvey.page",
    call: (c) => c.csatSurvey.page({ params: { conversation_uuid: "1f0f2f0e" } }),
    request: "GET /survey/responses/1f0f2f0e"
  }
]

requestContract({ api: ChatwootApi, calls, cases, covers: "every group" })

const create = (payload: object) => (c: Client) =>
  c.messages.create({ params: conversation, payload: payload as { readonly content: string } })

refusalContract(calls, [
  ["a key that the server does not read", create({ contnt: "Hello" }), `["contnt"]`],
  ["a message that is too long", create({ content: "a".repeat(150_001) }), "at most 150000 characters"],
  ["a message type by number", create({ content: "a", message_type: 1 }), `["message_type"]`],
  [
    "a phone number that is no E.164",
    (c) => c.contacts.create({ params: account, payload: { phone_number: "555 0100" } }),
    `["phone_number"]`
  ],
  [
    "a name that is too long",
    (c) => c.contacts.update({ params: contact, payload: { name: "n".repeat(256) } }),
    "at most 255 characters"
  ],
  ["a label with a space", (c) => c.labels.create({ params: account, payload: { title: "a b" } }), `["title"]`],
  [
    "an unknown query parameter",
    (c) => c.contacts.search({ params: account, query: { q: "a", pge: 1 } as { readonly q: string } }),
    `["pge"]`
  ],
  [
    "resolving sooner than in ten minutes",
    (c) => c.account.update({ params: account, payload: { auto_resolve_after: 9 } }),
    `["auto_resolve_after"]`
  ]
])

it.effect("characters are counted as the server counts them", () =>
  Effect.gen(function* () {
    const { sent } = yield* calls.sending(create({ content: "👋".repeat(150_000) }))
    assert.strictEqual(sent.length, 1)
  })
)
