/**
 * A client of REST as a contact. Its name is the one that was assigned here, else the messenger's; its note is the operators' comment.
 * `custom_fields` become attributes by name, see `CustomFields`; `extra_comment_1` to `3` stay in `raw`.
 *
 * A row does not say on which channels the client is: those are an endpoint of their own, and passed in where they were read.
 */
import type { Contact } from "@dragoman/core/domain"
import { present, toText } from "@dragoman/core/wire"
import { toReach } from "./ClientAddress.ts"
import { type FieldNames, toAttributes } from "./CustomFields.ts"
import { type ChannelAddress, toContactId, toId, type WireId } from "./Ids.ts"
import { toTime } from "./Times.ts"

type Time = number | string | null | undefined

/** What is read of a client; which of the keys are there depends on where it stands. */
export interface ClientSource {
  readonly id: WireId
  readonly name?: string | null | undefined
  readonly assigned_name?: string | null | undefined
  readonly phone?: number | string | null | undefined
  readonly client_phone?: number | string | null | undefined
  readonly avatar?: string | null | undefined
  readonly comment?: string | null | undefined
  readonly external_id?: WireId | null | undefined
  readonly client_external_id?: WireId | null | undefined
  readonly custom_fields?: unknown
  readonly ban_status?: unknown
  readonly is_blocked?: unknown
  readonly first_client_message?: Time
  readonly last_client_message?: Time
}

/** What is known of the client besides its row. */
export interface ClientContext {
  readonly fields: FieldNames
  readonly channels?: ReadonlyArray<ChannelAddress> | undefined
  /** Names. */
  readonly tags?: ReadonlyArray<string> | undefined
}

export const toContact = (wire: ClientSource, { channels, fields, tags }: ClientContext): Contact =>
  present({
    id: toContactId(wire.id),
    name: toName(wire),
    avatarUrl: toText(wire.avatar),
    externalId: toId(wire.external_id) ?? toId(wire.client_external_id),
    ...toReach(wire, channels),
    blocked: toFlag(wire.ban_status) ?? toFlag(wire.is_blocked),
    tags,
    attributes: toAttributes(wire.custom_fields, fields),
    note: toText(wire.comment),
    createdAt: toTime(wire.first_client_message),
    lastActivityAt: toTime(wire.last_client_message)
  })

/** A nickname that only repeats the address (`[chat] 1d0bb2e221762cfcc05c`) names nobody. */
const toName = ({ assigned_name, name, phone }: ClientSource): string | undefined =>
  toText(assigned_name) ?? (name === String(phone) ? undefined : toText(name))

const toFlag = (flag: unknown): boolean | undefined => {
  if (typeof flag === "boolean") return flag
  return typeof flag === "number" ? flag !== 0 : undefined
}
