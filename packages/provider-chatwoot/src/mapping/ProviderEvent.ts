/**
 * Documented events outside the domain as `provider.event`: the name and the payload (typed by `ProviderEventPayloads`), with the contact
 * and the conversation that it tells of.
 */
import { type Fact, present } from "@dragoman/core/wire"
import type { AccountEvent, ConversationEvent, InboxEvent, WidgetEvent } from "../api/webhooks/Events.ts"
import { toContact } from "./Contact.ts"
import { readConversation, toConversationData, toVendorAccount } from "./Surroundings.ts"

/** Bots' `conversation_opened` and `_resolved`, automation rules, macros: a conversation under another name. */
export const conversationProviderEvent = (payload: ConversationEvent): ReadonlyArray<Fact> => [
  {
    type: "provider.event",
    vendorAccount: toVendorAccount(payload, payload),
    data: { name: payload.event, payload, ...toConversationData(payload) },
    raw: payload
  }
]

export const widgetTriggered = (payload: WidgetEvent): ReadonlyArray<Fact> => {
  const { wire, unread } = readConversation(payload.current_conversation, "current_conversation", payload.event)
  const contact = payload.contact === null || payload.contact === undefined ? undefined : toContact(payload.contact)
  const around = wire === undefined ? present({ contact }) : toConversationData(wire, contact)
  const triggered: Fact = {
    type: "provider.event",
    vendorAccount: toVendorAccount(payload),
    data: { name: payload.event, payload, ...around },
    raw: payload
  }
  return [triggered, ...unread]
}

export const inboxChanged = (payload: InboxEvent): ReadonlyArray<Fact> => [
  {
    type: "provider.event",
    vendorAccount: toVendorAccount(payload),
    data: { name: payload.event, payload },
    raw: payload
  }
]

export const accountCreated = (payload: AccountEvent): ReadonlyArray<Fact> => [
  {
    type: "provider.event",
    vendorAccount: String(payload.id),
    data: { name: payload.event, payload },
    raw: payload
  }
]
