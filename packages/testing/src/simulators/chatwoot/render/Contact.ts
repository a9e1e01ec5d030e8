/** A contact in its three forms: REST (`_contact.json.jbuilder`), pushed (nested in messages and conversations), and in webhooks. */
import type { ContactInboxRow, ContactRow, InboxRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { epoch } from "../Times.ts"

/** The REST object without `contact_inboxes`, as in a conversation's `meta.sender`. */
export const contactOf = (contact: ContactRow) => ({
  additional_attributes: contact.additionalAttributes,
  availability_status: contact.online ? "online" : "offline",
  email: contact.email,
  id: contact.id,
  name: contact.name,
  phone_number: contact.phoneNumber,
  blocked: contact.blocked,
  identifier: contact.identifier,
  thumbnail: contact.avatarUrl,
  custom_attributes: contact.customAttributes,
  ...(contact.lastActivityAt === null ? {} : { last_activity_at: epoch(contact.lastActivityAt) }),
  created_at: epoch(contact.createdAt)
})

/** The REST object of list, search, show, create and update. */
export const contactWithInboxes = ({ state }: Simulation, contact: ContactRow) => ({
  ...contactOf(contact),
  contact_inboxes: state.contactInboxes.ofContact(contact.id).map((row) => ({
    source_id: row.sourceId,
    inbox: slimInbox(state.inboxes.need(row.inboxId))
  }))
})

export const slimInbox = (inbox: InboxRow) => ({
  id: inbox.id,
  avatar_url: "",
  channel_id: inbox.channelId,
  name: inbox.name,
  channel_type: inbox.channelType,
  provider: inbox.provider
})

/** `Contact#push_event_data`. */
export const pushContact = (contact: ContactRow) => ({
  additional_attributes: contact.additionalAttributes,
  custom_attributes: contact.customAttributes,
  email: contact.email,
  id: contact.id,
  identifier: contact.identifier,
  name: contact.name,
  phone_number: contact.phoneNumber,
  thumbnail: contact.avatarUrl,
  blocked: contact.blocked,
  type: "contact"
})

/** `Contact#webhook_data`: an `account`, an `avatar`, and no `type`. */
export const webhookContact = (simulation: Simulation, contact: ContactRow) => ({
  account: accountReference(simulation),
  additional_attributes: contact.additionalAttributes,
  avatar: contact.avatarUrl,
  custom_attributes: contact.customAttributes,
  email: contact.email,
  id: contact.id,
  identifier: contact.identifier,
  name: contact.name,
  phone_number: contact.phoneNumber,
  thumbnail: contact.avatarUrl,
  blocked: contact.blocked
})

export const accountReference = ({ state }: Simulation) => {
  const account = state.accounts.need(state.accountId)
  return { id: account.id, name: account.fields.name }
}

/** The raw record that webhook conversations carry, `pubsub_token` included. */
export const contactInboxRecord = (row: ContactInboxRow) => ({
  id: row.id,
  contact_id: row.contactId,
  inbox_id: row.inboxId,
  source_id: row.sourceId,
  created_at: new Date(row.createdAt).toISOString(),
  updated_at: new Date(row.createdAt).toISOString(),
  hmac_verified: row.hmacVerified,
  pubsub_token: row.pubsubToken
})
