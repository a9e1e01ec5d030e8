/**
 * From the body of a delivery to its facts: a table from event names to the schema that the body must fit and the facts that it becomes.
 * A name that is not in it, or a body that does not fit, is a fact of type `unknown` that says why.
 */
import { type Fact, fitOf, isObject, unknownFact } from "@dragoman/core/wire"
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
import { messageCreated, messageUpdated } from "./MessageEvent.ts"
import { accountCreated, conversationProviderEvent, inboxChanged, widgetTriggered } from "./ProviderEvent.ts"
import { redactAll, redactConversation, redactToken } from "./Secrets.ts"

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
  const name = isObject(json) ? json.event : undefined
  const reading = typeof name === "string" ? find(name, options) : undefined
  return typeof name === "string" && reading !== undefined ? reading(json, name) : [undocumented(json, name)]
}

/** Every documented name; the name of an automation's event begins with the last. */
export const documentedNames = (): ReadonlyArray<string> => [...readings.keys(), automationPrefix]

const automationPrefix = "automation_event."

type Reading = (json: unknown, name: string) => ReadonlyArray<Fact>

/** One row of the table. `redact` finds the secrets in a body that fits. */
const reading = <A>(
  schema: Schema.Codec<A>,
  toFacts: (payload: A) => ReadonlyArray<Fact>,
  redact: (payload: A) => void
): Reading => {
  const { is, problem } = fitOf(schema)
  return (json, name) => {
    if (is(json)) {
      redact(json)
      return toFacts(json)
    }
    redactAll(json)
    return [unknownFact(json, problem(json), name)]
  }
}

const undocumented = (json: unknown, name: unknown): Fact => {
  redactAll(json)
  if (typeof name === "string") return unknownFact(json, `event: ${name} is not documented`, name)
  return unknownFact(json, isObject(json) ? "event: Expected string" : "Expected object")
}

const ofConversation = (toFacts: (payload: ConversationEvent) => ReadonlyArray<Fact>) =>
  reading(ConversationEvent, toFacts, redactConversation)

const ofMessage = (toFacts: (payload: MessageEvent) => ReadonlyArray<Fact>) =>
  reading(MessageEvent, toFacts, ({ conversation, sender }) => {
    redactConversation(conversation)
    redactToken(sender)
  })

const ofContact = (toFacts: (payload: ContactEvent) => ReadonlyArray<Fact>) =>
  reading(ContactEvent, toFacts, redactToken)

const ofTyping = (type: "typing.started" | "typing.stopped") =>
  reading(TypingEvent, typing(type), ({ conversation, user }) => {
    redactConversation(conversation)
    redactToken(user)
  })

const widgetEvent = reading(WidgetEvent, widgetTriggered, ({ contact, current_conversation }) => {
  redactConversation(current_conversation)
  redactToken(contact)
})
const inboxEvent = reading(InboxEvent, inboxChanged, redactAll)
const conversationEvent = ofConversation(conversationProviderEvent)
const statusChanged = ofConversation(conversationStatusChanged)

const readings: ReadonlyMap<string, Reading> = new Map([
  ["message_created", ofMessage(messageCreated)],
  ["message_updated", ofMessage(messageUpdated)],
  ["conversation_created", ofConversation(conversationCreated)],
  ["conversation_updated", ofConversation(conversationUpdated)],
  ["conversation_status_changed", statusChanged],
  ["contact_created", ofContact(contactCreated)],
  ["contact_updated", ofContact(contactUpdated)],
  ["conversation_typing_on", ofTyping("typing.started")],
  ["conversation_typing_off", ofTyping("typing.stopped")],
  ["webwidget_triggered", widgetEvent],
  ["inbox_created", inboxEvent],
  ["inbox_updated", inboxEvent],
  ["conversation_opened", conversationEvent],
  ["conversation_resolved", conversationEvent],
  ["macro.executed", conversationEvent],
  ["account_created", reading(AccountEvent, accountCreated, redactAll)]
])

const find = (name: string, options: EventOptions): Reading | undefined => {
  if (options.statusFromOpenedAndResolved && (name === "conversation_opened" || name === "conversation_resolved")) {
    return statusChanged
  }
  return readings.get(name) ?? (name.startsWith(automationPrefix) ? conversationEvent : undefined)
}
