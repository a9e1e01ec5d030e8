/** Dialogs and requests: as REST has them, and as webhooks tell of them. */
import type { DialogRow, MessageRow, RequestRow } from "../Records.ts"
import type { State } from "../State.ts"
import { unix, utc, utcOrNull } from "../Times.ts"
import { toCardClient } from "./Client.ts"
import { toMessage } from "./Message.ts"
import { toTag } from "./Tag.ts"

/** In the list of a client's dialogs. */
export const toDialogOfClient = (dialog: DialogRow) => ({
  begin: utc(dialog.beganAt),
  end: utcOrNull(dialog.endedAt),
  id: dialog.id,
  operator_id: dialog.operatorId,
  state: dialog.state
})

/** In the list of all dialogs. `last` is the dialog's newest message. */
export const toListedDialog = (dialog: DialogRow, last: MessageRow | undefined) => ({
  ...toDialogOfClient(dialog),
  last_message: last === undefined ? null : toMessage(last)
})

export const toDialog = (
  dialog: DialogRow,
  messages: ReadonlyArray<MessageRow>,
  lastRequest: RequestRow | undefined
) => ({
  ...toListedDialog(dialog, messages.at(-1)),
  last_request_id: lastRequest?.id ?? null,
  messages: messages.length
})

export const toRequest = (state: State, request: RequestRow) => ({
  dialog_id: request.dialogId,
  id: request.id,
  tags: [...request.tagIds].map((id) => toTag(state, state.tags.need(id)))
})

/** Of `new_request`. */
export const toNewRequest = (
  state: State,
  request: RequestRow,
  opened: { readonly isNewClient: boolean; readonly byClient: boolean }
) => ({
  request_id: request.id,
  client_id: request.clientId,
  dialog_id: request.dialogId,
  created: unix(request.createdAt),
  updated: unix(request.updatedAt),
  start_message_id: request.startMessageId,
  end_message_id: request.endMessageId,
  type: "common",
  channel_id: request.channelId,
  transport: request.transport,
  is_new_client: opened.isNewClient,
  starter: "other",
  client: toCardClient(state.clients.need(request.clientId), request.channelId, request.transport),
  by_client: opened.byClient
})

const placed = (dialog: DialogRow, request: RequestRow | undefined) => ({
  dialog_id: dialog.id,
  request_id: request?.id ?? null,
  created: unix(dialog.beganAt),
  updated: unix(dialog.updatedAt),
  channel_id: dialog.channelId,
  client_id: dialog.clientId,
  operator_id: dialog.operatorId,
  transport: dialog.transport
})

/** Of `close_request`: the times are the dialog's. */
export const toClosedRequest = (dialog: DialogRow, request: RequestRow) => ({
  ...placed(dialog, request),
  end_message_id: request.endMessageId
})

/** Of `close_dialog`. */
export const toClosedDialog = (dialog: DialogRow, request: RequestRow | undefined) => ({
  ...placed(dialog, request),
  current_operator_id: dialog.operatorId
})

/** Of `dialog_transferred`. */
export const toTransferred = (dialog: DialogRow, request: RequestRow | undefined, lastOperatorId: number | null) => ({
  ...placed(dialog, request),
  current_operator_id: dialog.operatorId,
  last_operator_id: lastOperatorId,
  scenario_id: null
})
