/**
 * A client of REST as a contact. Its name is the one that was assigned here, else the messenger's; its note is the operators' comment.
 * `custom_fields` become attributes by name, see `CustomFields`; `extra_comment_1` to `3` stay in `raw`.
 *
 * A row does not say on which channels the client is: those are an endpoint of their own, and passed in where they were read.
 */
import type { ChannelReference, Contact, ContactId } from "@dragoman/core/domain"
import { present, textOf, wordOf } from "@dragoman/core/wire"
import { toReach } from "./ClientAddress.ts"
import { type FieldNames, toAttributes } from "./CustomFields.ts"
import { toContactId, toId, type WireId } from "./Ids.ts"
import { toTime } from "./Times.ts"

/** What is read of a client; which of the keys are there depends on where it stands. */
export interface ClientSource {
  readonly name?: unknown
  readonly assigned_name?: unknown
  readonly phone?: unknown
  readonly client_phone?: unknown
  readonly avatar?: unknown
  readonly comment?: unknown
  readonly external_id?: unknown
  readonly client_external_id?: unknown
  readonly custom_fields?: unknown
  readonly ban_status?: unknown
  readonly is_blocked?: unknown
  readonly first_client_message?: unknown
  readonly last_client_message?: unknown
  /** Webhooks have these two instead. */
  readonly client_created?: unknown
  readonly client_updated?: unknown
}

/** What is known of the client besides its row. */
export interface ClientContext {
  /** Absent: the names of the custom fields are not known here, and their values stay in `raw`. */
  readonly fields?: FieldNames | undefined
  readonly channels?: ReadonlyArray<ChannelReference> | undefined
  /** Names. */
  readonly tags?: ReadonlyArray<string> | undefined
}

export const toContact = (wire: ClientSource & { readonly id: WireId }, context: ClientContext): Contact =>
  toContactOf(toContactId(wire.id), wire, context)

/** Of a client whose id stands elsewhere. */
export const toContactOf = (
  id: ContactId,
  wire: ClientSource,
  { channels, fields, tags }: ClientContext = {}
): Contact => {
  const { email, identities, phone } = toReach(wire, channels)
  return present({
    id,
    name: toName(wire),
    avatarUrl: textOf(wire.avatar),
    externalId: toId(wire.external_id) ?? toId(wire.client_external_id),
    identities,
    phone,
    email,
    blocked: toFlag(wire.ban_status) ?? toFlag(wire.is_blocked),
    tags,
    attributes: fields === undefined ? undefined : toAttributes(wire.custom_fields, fields),
    note: textOf(wire.comment),
    createdAt: toTime(wire.first_client_message) ?? toTime(wire.client_created),
    updatedAt: toTime(wire.client_updated),
    lastActivityAt: toTime(wire.last_client_message)
  })
}

/** A nickname that only repeats the address (`[chat] 1d0bb2e221762cfcc05c`) names nobody. */
const toName = ({ assigned_name, name, phone }: ClientSource): string | undefined =>
  textOf(assigned_name) ?? (name === wordOf(phone) ? undefined : textOf(name))

const toFlag = (flag: unknown): boolean | undefined => {
  if (typeof flag === "boolean") return flag
  return typeof flag === "number" ? flag !== 0 : undefined
}
