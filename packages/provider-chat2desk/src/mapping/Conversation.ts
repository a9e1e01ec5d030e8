/**
 * A dialog as a conversation. On which channel it is and whose, only its last message says: a dialog without one (`clients/<id>/dialogs` has
 * none) is of a channel that nobody told. Its tags are those of its last request, which is a call of its own.
 */
import type { ContactId, Conversation, ConversationStatus } from "@dragoman/core/domain"
import { openEnum, present } from "@dragoman/core/wire"
import { toAgentId, toChannelReference, toContactId, toConversationId, toId, type WireId } from "./Ids.ts"
import { toTime } from "./Times.ts"

type Time = number | string | null | undefined

/** What is read of a dialog. */
export interface DialogSource {
  readonly id: WireId
  readonly state?: string | null | undefined
  readonly operator_id?: WireId | null | undefined
  readonly begin?: Time
  readonly end?: Time
  readonly last_message?:
    | {
        readonly client_id?: WireId | null | undefined
        readonly channel_id?: WireId | null | undefined
        readonly transport?: string | null | undefined
        readonly created?: Time
      }
    | null
    | undefined
}

/** What is known of the dialog besides its row. */
export interface DialogContext {
  readonly contactId?: ContactId | undefined
  /** Names. */
  readonly tags?: ReadonlyArray<string> | undefined
}

export const toConversation = (wire: DialogSource, { contactId, tags }: DialogContext = {}): Conversation => {
  const clientId = toId(wire.last_message?.client_id)
  const operatorId = toId(wire.operator_id)
  const status = toConversationStatus(wire.state)
  return present({
    id: toConversationId(wire.id),
    contactId: clientId === undefined ? contactId : toContactId(clientId),
    channel: toChannelReference(wire.last_message?.channel_id, wire.last_message?.transport) ?? { type: "other" },
    status,
    assignee: operatorId === undefined ? undefined : { id: toAgentId(operatorId) },
    tags,
    createdAt: toTime(wire.begin),
    lastActivityAt: toTime(wire.last_message?.created),
    // A dialog that was opened again keeps the time of its last end.
    closedAt: status === "closed" ? toTime(wire.end) : undefined
  })
}

/** A state of a later release counts as `open`: somebody has to look at it. */
const toConversationStatus = openEnum<ConversationStatus, "open">({ open: "open", closed: "closed" }, "open")
