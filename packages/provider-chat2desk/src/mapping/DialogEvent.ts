/**
 * Dialogs and the requests in them as facts. A conversation opens with a new request (`new_request`, which is a `provider.event` as well) and
 * closes with the dialog (`close_dialog`); that a request was closed (`close_request`) comes with that, and says nothing of the conversation.
 *
 * `new_request` does not say what the dialog was before: it may be its first request. `created` is left out: the samples have it of a request in
 * one event, and of something older in another.
 */
import type { Change, ConversationSnapshot } from "@dragoman/core/domain"
import { type Fact, present, unknownFact } from "@dragoman/core/wire"
import type { CloseDialogEvent, DialogTransferredEvent, NewRequestEvent } from "../api/webhooks/Events.ts"
import { toConversationSnapshot, toOccurredAt, toPlace } from "./EventSnapshot.ts"
import { toAgentId, toId, type WireId } from "./Ids.ts"
import { outside } from "./ProviderEvent.ts"
import { toTime } from "./Times.ts"

export const requestCreated = (body: NewRequestEvent): ReadonlyArray<Fact> => {
  const { contact, conversation } = toPlace(body)
  const told = outside("new_request")(body)
  if (conversation === undefined) return told
  const opened: Fact = {
    type: "conversation.status_changed",
    occurredAt: toOccurredAt(body) ?? toTime(body.created),
    data: present({ conversation: { ...conversation, status: "open" as const }, contact }),
    raw: body
  }
  return [opened, ...told]
}

export const dialogClosed = (body: CloseDialogEvent): ReadonlyArray<Fact> => {
  const occurredAt = toOccurredAt(body) ?? toTime(body.updated)
  const { contact } = toPlace(body)
  const conversation: ConversationSnapshot = {
    ...toDialog(body),
    ...present({ status: "closed" as const, closedAt: occurredAt })
  }
  return [{ type: "conversation.status_changed", occurredAt, data: present({ conversation, contact }), raw: body }]
}

export const dialogTransferred = (body: DialogTransferredEvent): ReadonlyArray<Fact> => {
  const occurredAt = toOccurredAt(body) ?? toTime(body.updated)
  const from = toOperator(body.last_operator_id)
  const to = toAssignee(body)
  if (from === undefined && to === undefined) {
    return [{ ...unknownFact(body, "names no operator, neither before nor now", "dialog_transferred"), occurredAt }]
  }
  const change: Change = present({ field: "assignee", from, to })
  const { contact } = toPlace(body)
  return [
    {
      type: "conversation.assigned",
      occurredAt,
      data: { ...present({ conversation: toDialog(body), contact }), changes: [change] },
      raw: body
    }
  ]
}

const toDialog = (body: CloseDialogEvent): ConversationSnapshot => ({
  ...toConversationSnapshot(body.dialog_id, body),
  ...present({ assignee: toAssignee(body), updatedAt: toTime(body.updated) })
})

/** `null` is nobody. `operator_id` is the same operator, where `current_operator_id` is not told. */
const toAssignee = ({ current_operator_id, operator_id }: CloseDialogEvent) =>
  toOperator(current_operator_id === undefined ? operator_id : current_operator_id)

const toOperator = (id: WireId | null | undefined) => {
  const operatorId = toId(id)
  return operatorId === undefined ? undefined : { id: toAgentId(operatorId) }
}
