/**
 * A contact, as lists, searches and webhooks tell it, and the little of one that stands in a conversation. Absent keys are absent here too: a
 * search tells less than a list, and `contact_inboxes` is promised but in no sample (huechat-wire 37).
 */
import type { Contact, Identity } from "@dragoman/core/domain"
import { present, toPhoneNumber, toText } from "@dragoman/core/wire"
import { toAttributes } from "./Attributes.ts"
import { toChannelType } from "./Channel.ts"
import { toChannelId, toContactId, type WireId } from "./Ids.ts"
import { toTime } from "./Time.ts"

/** What is read of an inbox that a contact is known in. */
export interface ContactInboxSource {
  readonly source_id?: string | null
  readonly inbox?: { readonly id: WireId; readonly channel_type?: string | null } | null
}

/** What is read of a contact. */
export interface ContactSource {
  readonly id: WireId
  readonly name?: string | null
  readonly email?: string | null
  readonly phone_number?: string | null
  readonly identifier?: string | null
  readonly thumbnail?: string | null
  readonly blocked?: boolean | null
  readonly custom_attributes?: unknown
  readonly contact_inboxes?: ReadonlyArray<ContactInboxSource> | null
  readonly last_activity_at?: number | string | null
  readonly created_at?: number | string | null
  readonly updated_at?: number | string | null
}

export const toContact = (wire: ContactSource): Contact =>
  present({
    id: toContactId(wire.id),
    name: toText(wire.name),
    email: toText(wire.email),
    phone: toPhoneNumber(wire.phone_number),
    avatarUrl: toText(wire.thumbnail),
    externalId: toText(wire.identifier),
    identities: wire.contact_inboxes?.flatMap((inbox) => toIdentity(inbox) ?? []),
    blocked: wire.blocked ?? undefined,
    attributes: toAttributes(wire.custom_attributes),
    createdAt: toTime(wire.created_at),
    updatedAt: toTime(wire.updated_at),
    lastActivityAt: toTime(wire.last_activity_at)
  })

/** An inbox without an address names nobody and is left out. */
const toIdentity = ({ inbox, source_id }: ContactInboxSource): Identity | undefined => {
  const address = toText(source_id)
  if (address === undefined) return undefined
  return present({
    channelType: toChannelType(inbox?.channel_type),
    channelId: inbox === null || inbox === undefined ? undefined : toChannelId(inbox.id),
    address
  })
}
