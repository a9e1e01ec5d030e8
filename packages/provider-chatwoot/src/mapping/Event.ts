/**
 * From the body of a delivery to its facts: a table from event names to the schema that the body must fit and the facts that it becomes.
 * A name that is not in it, or a body that does not fitOf, is a fact of type `unknown` that says why.
 */
import { type Fact, redactInPlace, unknownFact } from "@dragoman/core/wire"
import type { Schema } from "effect"
import {
  AccountEvent,
  ContactEvent,
  ConversationEvent,
  InboxEvent,
  MessageEvent,
  TypingEvent,
  WidgetEvent
} from "../api/webhooks/Events.ts"
import { contactCreated, contactUpdated } from "./ContactEvent.ts"
import { conversationCreated, conversationStatusChanged, conversationUpdated, typing } from "./ConversationEvent.ts"
import { fitOf } from "./Fit.ts"
import { isObject } from "./Json.ts"
import { messageCreated, messageUpdated } from "./MessageEvent.ts"
import { accountCreated, conversationProviderEvent, inboxChanged, widgetTriggered } from "./ProviderEvent.ts"

/** What differs between servers in the meaning of an event. */
export interface EventOptions {
  /**
   * Agent bots of servers before 4.13 get no `conversation_status_changed`: there `conversation_opened` and `conversation_resolved` are the
   * report of a status, and not a second one.
   */
  readonly statusFromOpenedAndResolved: boolean
}

/** `json` was parsed here and is nobody else's: secrets in it are overwritten. */
export const toFacts = (json: unknown, options: EventOptions): ReadonlyArray<Fact> => {
  redactInPlace(json, secretKeys)
  if (!isObject(json)) return [unknownFact(json, "Expected object")]
  const name = json.event
  if (typeof name !== "string") return [unknownFact(json, "event: Expected string")]
  const reading = find(name, options)
  return reading === undefined ? [unknownFact(json, `event: ${name} is not documented`, name)] : reading(json, name)
}

/** Keys whose values let somebody act as the contact, the inbox or the account. An inbox event carries its channel's credentials. */
export const secretKeys: ReadonlySet<string> = new Set([
  "pubsub_token",
  "hmac_token",
  "secret",
  "access_token",
  "page_access_token",
  "user_access_token",
  "twitter_access_token",
  "twitter_access_token_secret",
  "bot_token",
  "auth_token",
  "api_key",
  "api_key_sid",
  "api_key_secret",
  "line_channel_secret",
  "line_channel_token",
  "webhook_verify_token",
  "refresh_token",
  "imap_password",
  "smtp_password"
])

type Reading = (json: unknown, name: string) => ReadonlyArray<Fact>

const reading = <A>(schema: Schema.Codec<A>, toFacts: (payload: A) => ReadonlyArray<Fact>): Reading => {
  const { is, problem } = fitOf(schema)
  return (json, name) => (is(json) ? toFacts(json) : [unknownFact(json, problem(json), name)])
}

const conversationEvent = reading(ConversationEvent, conversationProviderEvent)
const statusChanged = reading(ConversationEvent, conversationStatusChanged)

const readings: ReadonlyMap<string, Reading> = new Map([
  ["message_created", reading(MessageEvent, messageCreated)],
  ["message_updated", reading(MessageEvent, messageUpdated)],
  ["conversation_created", reading(ConversationEvent, conversationCreated)],
  ["conversation_updated", reading(ConversationEvent, conversationUpdated)],
  ["conversation_status_changed", statusChanged],
  ["contact_created", reading(ContactEvent, contactCreated)],
  ["contact_updated", reading(ContactEvent, contactUpdated)],
  ["conversation_typing_on", reading(TypingEvent, typing("typing.started"))],
  ["conversation_typing_off", reading(TypingEvent, typing("typing.stopped"))],
  ["webwidget_triggered", reading(WidgetEvent, widgetTriggered)],
  ["inbox_created", reading(InboxEvent, inboxChanged)],
  ["inbox_updated", reading(InboxEvent, inboxChanged)],
  ["conversation_opened", conversationEvent],
  ["conversation_resolved", conversationEvent],
  ["macro.executed", conversationEvent],
  ["account_created", reading(AccountEvent, accountCreated)]
])

const find = (name: string, options: EventOptions): Reading | undefined => {
  if (options.statusFromOpenedAndResolved && (name === "conversation_opened" || name === "conversation_resolved")) {
    return statusChanged
  }
  return readings.get(name) ?? (name.startsWith("automation_event.") ? conversationEvent : undefined)
}

/** The names in the table, in the order of the documentation; `automation_event.` is followed by any rule's event. */
export const eventNames: ReadonlyArray<string> = [...readings.keys(), "automation_event."]
