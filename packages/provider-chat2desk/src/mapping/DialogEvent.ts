/**
 * Dialogs and the requests in them as facts. A conversation opens with a new request (`new_request`, which is a `provider.event` as well) and
 * closes with the dialog (`close_dialog`); that a request was closed (`close_request`) comes with that, and says nothing of the conversation.
 *
 * `new_request` does not say what the dialog was before: it may be its first request. `created` is left out: the samples have it of a request in
 * one event, and of something older in another.
 */
import type { Change, ConversationSnapshot, ConversationStatus, Timestamp } from "@dragoman/core/domain"
import { type Fact, present, unknownFact } from "@dragoman/core/wire"
import type { CloseDialogEvent, DialogTransferredEvent, NewRequestEvent } from "../api/webhooks/Events.ts"
import { toOccurredAt, toPlace, toSurroundings } from "./EventSnapshot.ts"
import { toAgentId, toConversationId, toId } from "./Ids.ts"
import { outside } from "./ProviderEvent.ts"
import { toTime } from "./Times.ts"

export const requestCreated = (body: NewRequestEvent): ReadonlyArray<Fact> => {
  const told = requestTold(body)
  const { contact, conversation } = toSurroundings(toPlace(body))
  if (conversation === undefined) return told
  const opened: Fact = {
    type: "conversation.status_changed",
    occurredAt: toOccurredAt(body) ?? toTime(body.created),
    data: present({ conversation: { ...conversation, status: "open" as const }, contact }),
    raw: body
  }
  return [opened, ...told]
}

const requestTold = outside("new_request")

export const dialogClosed = (body: CloseDialogEvent): ReadonlyArray<Fact> => {
  const occurredAt = toOccurredAt(body) ?? toTime(body.updated)
  const data = toDialog(body, { status: "closed", closedAt: occurredAt })
  return [{ type: "conversation.status_changed", occurredAt, data, raw: body }]
}

export const dialogTransferred = (body: DialogTransferredEvent): ReadonlyArray<Fact> => {
  const occurredAt = toOccurredAt(body) ?? toTime(body.updated)
  const from = toOperator(body.last_operator_id)
  const to = toAssignee(body)
  if (from === undefined && to === undefined) {
    return [{ ...unknownFact(body, "names no operator, neither before nor now", "dialog_transferred"), occurredAt }]
  }
  const change: Change = present({ field: "assignee", from, to })
  return [{ type: "conversation.assigned", occurredAt, data: { ...toDialog(body), changes: [change] }, raw: body }]
}

/** The dialog and its client; `more` is what the event says of the dialog. */
const toDialog = (
  body: CloseDialogEvent,
  more: { readonly status?: ConversationStatus; readonly closedAt?: Timestamp | undefined } = {}
) => {
  const { channel, contactId } = toPlace(body)
  const conversation: ConversationSnapshot = present({
    id: toConversationId(body.dialog_id),
    contactId,
    channel,
    status: more.status,
    assignee: toAssignee(body),
    updatedAt: toTime(body.updated),
    closedAt: more.closedAt
  })
  return contactId === undefined ? { conversation } : { conversation, contact: { id: contactId } }
}

/** `null` is nobody. `operator_id` is the same operator, where `current_operator_id` is not told. */
const toAssignee = ({ current_operator_id, operator_id }: CloseDialogEvent) =>
  toOperator(current_operator_id === undefined ? operator_id : current_operator_id)

const toOperator = (id: unknown) => {
  const operatorId = toId(id)
  return operatorId === undefined ? undefined : { id: toAgentId(operatorId) }
}
