/**
 * HueChat's rate limits as data, one for each endpoint, and what may be sent again.
 *
 * Source: "Rate Limit" in the description of each request; "Rate Limits" for the windows of 60 seconds. The figures are where a client begins:
 * a key may have limits of its own (1 to 100,000), which the `X-RateLimit-*` headers of every reply tell (`HueChatRate`). They count
 * per key, as the documentation's custom limits do.
 */
import { type CallPolicyShape, callPolicy, type Limits } from "@dragoman/core/provider"

/** Requests per minute, under the endpoint's name. `templates.categories` is unlimited. */
export const requestsPerMinute = {
  "contacts.list": 240,
  "contacts.search": 240,
  "conversations.list": 240,
  "conversations.create": 60,
  "conversations.filter": 120,
  "conversations.meta": 240,
  "conversations.search": 120,
  "conversations.delete": 30,
  "conversations.get": 480,
  "conversations.update": 120,
  "conversations.assign": 120,
  "conversations.attachments": 120,
  "conversations.setCustomAttributes": 120,
  "conversations.labels": 240,
  "conversations.setLabels": 120,
  "conversations.mute": 120,
  "conversations.participants": 240,
  "conversations.setParticipants": 120,
  "conversations.togglePriority": 120,
  "conversations.toggleStatus": 120,
  "conversations.toggleTyping": 600,
  "conversations.sendTranscript": 30,
  "conversations.unmute": 120,
  "conversations.markUnread": 120,
  "conversations.updateLastSeen": 240,
  "messages.list": 240,
  "messages.create": 120,
  "messages.delete": 60,
  "messages.retry": 60,
  "messages.translate": 60,
  "webhooks.list": 120,
  "webhooks.create": 30,
  "webhooks.delete": 30,
  "webhooks.update": 30,
  "broadcasts.list": 120,
  "broadcasts.create": 30,
  "broadcasts.reports": 60,
  "broadcasts.delete": 30,
  "broadcasts.get": 240,
  "broadcasts.update": 60,
  "broadcasts.cancel": 30,
  "broadcasts.recipients": 60,
  "broadcasts.send": 30,
  "broadcasts.uploadCsv": 10,
  "templates.list": 120,
  "templates.create": 30,
  "templates.generate": 10,
  "templates.analytics": 60,
  "templates.inboxes": 120,
  "templates.resubmit": 10,
  "templates.sync": 5,
  "templates.uploadMedia": 30,
  "templates.delete": 30,
  "templates.get": 240,
  "templates.update": 30,
  "contactLists.list": 120,
  "contactLists.create": 60,
  "contactLists.get": 240,
  "contactLists.update": 60,
  "contactLists.delete": 30,
  "contactLists.members": 120,
  "contactLists.addMembers": 60,
  "contactLists.removeMembers": 60,
  "tickets.list": 120,
  "tickets.create": 60,
  "tickets.get": 240,
  "tickets.update": 60,
  "tickets.delete": 30,
  "tickets.addComment": 120,
  "deals.list": 120,
  "deals.create": 60,
  "deals.get": 240,
  "deals.update": 60,
  "deals.delete": 30,
  "deals.addNote": 120,
  "deals.pipeline": 60,
  "outboundWebhooks.list": 60,
  "outboundWebhooks.create": 30,
  "outboundWebhooks.get": 120,
  "outboundWebhooks.update": 30,
  "outboundWebhooks.delete": 30,
  "outboundWebhooks.test": 10,
  "outboundWebhooks.logs": 60,
  "outboundWebhooks.rotateSecret": 5,
  /** Not documented, as the endpoints are not: what the vendor's other writes have, deletion apart. */
  "contactWrites.create": 60,
  "contactWrites.update": 60,
  "contactWrites.delete": 30
} as const

/** The name of a limit. */
export type LimitName = keyof typeof requestsPerMinute

/** The limits that endpoints draw on. */
export const rateLimits: Limits = Object.fromEntries(
  Object.entries(requestsPerMinute).map(([name, max]) => [name, { max, window: "1 minute", per: "token" }])
)

/**
 * The policy of an endpoint: its limit, and whether it may be sent again after an outcome that nobody knows. `safe` is said where a request
 * that is no GET only reads, or sets a state that a second one sets to the same value.
 */
export const perMinute = (name: LimitName, repeat?: NonNullable<CallPolicyShape["repeat"]>) =>
  callPolicy(repeat === undefined ? { limits: [name] } : { limits: [name], repeat })
