/**
 * A contact, in any of the forms in which Chatwoot sends one: a row of REST, `meta.sender` of a conversation, a webhook's.
 *
 * Labels are not in it (they have an endpoint of their own), so `tags` stay untold. `additional_attributes` (city, company, browser, ...) are
 * Chatwoot's own and stay in `raw`, but for `description`, which the dashboard shows as the contact's bio; `attributes` are the account's
 * custom ones.
 */
import type { ChannelId, Contact, ContactId, Identity } from "@dragoman/core/domain"
import { asObject, isObject, present, textOf, toPhoneNumber, toText, toTimestamp } from "@dragoman/core/wire"
import type * as Wire from "../api/shapes/Contact.ts"
import { toChannelType } from "./Channel.ts"

/** What is read of a contact; which of the keys are there depends on where it stands. */
export type ContactSource = Pick<
  Wire.Contact,
  | "id"
  | "name"
  | "email"
  | "phone_number"
  | "identifier"
  | "thumbnail"
  | "blocked"
  | "additional_attributes"
  | "custom_attributes"
  | "contact_inboxes"
  | "created_at"
  | "last_activity_at"
>

export const toContactId = (id: number): ContactId => String(id) as ContactId

export const toContact = (wire: ContactSource): Contact =>
  present({
    id: toContactId(wire.id),
    name: toText(wire.name),
    email: toText(wire.email),
    phone: toPhoneNumber(wire.phone_number),
    avatarUrl: toText(wire.thumbnail),
    externalId: toText(wire.identifier),
    identities: toIdentities(wire.contact_inboxes),
    blocked: wire.blocked ?? undefined,
    attributes: isObject(wire.custom_attributes) ? wire.custom_attributes : undefined,
    note: textOf(asObject(wire.additional_attributes).description),
    createdAt: toTimestamp(wire.created_at),
    lastActivityAt: toTimestamp(wire.last_activity_at)
  })

/** A session without an address names nobody and is left out. */
export const toIdentities = (
  inboxes: ReadonlyArray<Wire.ContactInbox> | null | undefined
): ReadonlyArray<Identity> | undefined => inboxes?.flatMap((session) => toIdentity(session) ?? [])

const toIdentity = ({ inbox, source_id }: Wire.ContactInbox): Identity | undefined => {
  const address = toText(source_id)
  if (address === undefined) return undefined
  return present({
    channelType: toChannelType(inbox?.channel_type),
    channelId: inbox === null || inbox === undefined ? undefined : (String(inbox.id) as ChannelId),
    address
  })
}
