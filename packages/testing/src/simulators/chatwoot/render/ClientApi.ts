/** What the client ("public") API shows a visitor: fewer keys, raw records in places, chat messages only. */
import type { ContactInboxRow, ContactRow, ConversationRow, InboxRow, MessageRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { epochOrZero, iso, isoOrNull } from "../Times.ts"
import { workingHours } from "./Inbox.ts"
import { messageOf } from "./Message.ts"

export const publicInbox = (inbox: InboxRow) => ({
  identifier: inbox.identifier,
  name: inbox.name,
  timezone: inbox.settings.timezone,
  working_hours: workingHours,
  working_hours_enabled: inbox.settings.working_hours_enabled,
  csat_survey_enabled: inbox.settings.csat_survey_enabled,
  greeting_enabled: inbox.greetingEnabled,
  identity_validation_enabled: inbox.hmacMandatory
})

export const publicContact = (session: ContactInboxRow, contact: ContactRow) => ({
  source_id: session.sourceId,
  pubsub_token: session.pubsubToken,
  id: contact.id,
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber
})

/** The database row as it is. */
export const contactRecord = ({ state }: Simulation, contact: ContactRow) => ({
  id: contact.id,
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber,
  account_id: state.accountId,
  created_at: iso(contact.createdAt),
  updated_at: iso(contact.updatedAt),
  additional_attributes: contact.additionalAttributes,
  identifier: contact.identifier,
  custom_attributes: contact.customAttributes,
  last_activity_at: isoOrNull(contact.lastActivityAt),
  contact_type: "visitor",
  middle_name: "",
  last_name: "",
  location: "",
  country_code: "",
  blocked: contact.blocked
})

export const isChat = (message: MessageRow): boolean => message.type !== 2 && !message.private

export const publicConversation = (simulation: Simulation, conversation: ConversationRow) => ({
  id: conversation.id,
  uuid: conversation.uuid,
  inbox_id: conversation.inboxId,
  contact_last_seen_at: epochOrZero(conversation.contactLastSeenAt),
  status: conversation.status,
  agent_last_seen_at: epochOrZero(conversation.agentLastSeenAt),
  messages: simulation.state.messages
    .of(conversation.id)
    .filter(isChat)
    .map((message) => publicMessage(simulation, message)),
  contact: contactRecord(simulation, simulation.state.contacts.need(conversation.contactId))
})

export const publicMessage = (simulation: Simulation, message: MessageRow) => {
  const { inbox_id: _, private: __, source_id: ___, status: ____, ...shown } = messageOf(simulation, message)
  return shown
}
