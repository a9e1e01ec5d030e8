/**
 * Dialogs open and close, requests with them, and operators take them. That a client has one dialog for each transport of a channel is
 * inferred: a dialog shows no channel of its own, only its messages do.
 */
import type { Address, ClientRow, DialogRow, OperatorRow, RequestRow } from "../Records.ts"
import { toClosedDialog, toClosedRequest, toNewRequest, toTransferred } from "../render/Dialog.ts"
import type { Simulation } from "../Simulation.ts"
import { openDialogsOf, type State } from "../State.ts"
import { insertMessage } from "./Messages.ts"

/** Where a message is about to be written. */
export interface Entered {
  readonly dialog: DialogRow
  readonly request: RequestRow | null
  readonly isNewRequest: boolean
}

/** Finds or makes the dialog. With `open` it is open afterwards, and has a request; without, it stays as it is (a new one: closed). */
export const enterDialog = (
  simulation: Simulation,
  client: ClientRow,
  address: Address,
  { byClient, open }: { readonly byClient: boolean; readonly open: boolean }
): Entered => {
  const dialog = findDialog(simulation.state, client, address) ?? insertDialog(simulation, client, address)
  const known = openRequestOf(simulation.state, dialog) ?? null
  if (!open) return { dialog, request: known, isNewRequest: false }
  if (dialog.state === "closed") reopen(simulation, dialog, byClient)
  return known === null
    ? { dialog, request: insertRequest(simulation, dialog), isNewRequest: true }
    : { dialog, request: known, isNewRequest: false }
}

export const dialogsOf = ({ dialogs }: State, client: ClientRow): ReadonlyArray<DialogRow> =>
  client.dialogIds.map(dialogs.need)

export const findDialog = (state: State, client: ClientRow, address: Address): DialogRow | undefined =>
  dialogsOf(state, client).find(
    ({ channelId, transport }) => channelId === address.channelId && transport === address.transport
  )

export const insertDialog = (simulation: Simulation, client: ClientRow, address: Address): DialogRow => {
  const now = simulation.now()
  const dialog = simulation.state.dialogs.insert(
    (id): DialogRow => ({
      id,
      clientId: client.id,
      channelId: address.channelId,
      transport: address.transport,
      state: "closed",
      operatorId: null,
      requestIds: [],
      beganAt: now,
      updatedAt: now,
      endedAt: now
    })
  )
  client.dialogIds.push(dialog.id)
  return dialog
}

export const insertRequest = (simulation: Simulation, dialog: DialogRow): RequestRow => {
  const now = simulation.now()
  const request = simulation.state.requests.insert(
    (id): RequestRow => ({
      id,
      dialogId: dialog.id,
      clientId: dialog.clientId,
      channelId: dialog.channelId,
      transport: dialog.transport,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      startMessageId: null,
      endMessageId: null,
      tagIds: new Set()
    })
  )
  dialog.requestIds.push(request.id)
  return request
}

/** A client who comes back has no operator yet, as the documented samples of one dialog show. */
const reopen = (simulation: Simulation, dialog: DialogRow, byClient: boolean): void => {
  dialog.state = "open"
  dialog.endedAt = null
  dialog.updatedAt = simulation.now()
  if (byClient) dialog.operatorId = null
}

/** At most the last one is open. */
export const openRequestOf = (state: State, dialog: DialogRow): RequestRow | undefined => {
  const last = lastRequestOf(state, dialog)
  return last?.closedAt === null ? last : undefined
}

export const lastRequestOf = ({ requests }: State, { requestIds }: DialogRow): RequestRow | undefined => {
  const id = requestIds.at(-1)
  return id === undefined ? undefined : requests.need(id)
}

/** Once its first message is there. */
export const announceRequest = (
  simulation: Simulation,
  request: RequestRow,
  opened: { readonly isNewClient: boolean; readonly byClient: boolean }
): void =>
  simulation.publish({
    event: "new_request",
    channelId: request.channelId,
    body: toNewRequest(simulation.state, request, opened)
  })

export const openDialog = (simulation: Simulation, dialog: DialogRow): void => {
  if (dialog.state === "closed") reopen(simulation, dialog, false)
}

/** The dialog and its request, which is told of first. */
export const closeDialog = (simulation: Simulation, dialog: DialogRow): void => {
  if (dialog.state === "closed") return
  const request = openRequestOf(simulation.state, dialog)
  writeLine(simulation, dialog, "Chat was closed")
  if (request !== undefined) closeRequest(simulation, request)
  dialog.state = "closed"
  dialog.endedAt = simulation.now()
  dialog.updatedAt = dialog.endedAt
  simulation.publish({ event: "close_dialog", channelId: dialog.channelId, body: toClosedDialog(dialog, request) })
}

/** Of a request alone, the dialog stays open: the client's next message begins another. */
export const closeRequest = (simulation: Simulation, request: RequestRow): void => {
  if (request.closedAt !== null) return
  const dialog = simulation.state.dialogs.need(request.dialogId)
  request.closedAt = simulation.now()
  request.updatedAt = request.closedAt
  dialog.updatedAt = request.closedAt
  simulation.publish({ event: "close_request", channelId: dialog.channelId, body: toClosedRequest(dialog, request) })
}

/** Whether the dialog may be given to the operator: forced, it only has to be somebody who works here. */
export const mayTake = (state: State, operator: OperatorRow, force: boolean): boolean => {
  if (operator.status === "disabled") return false
  return (
    force || (operator.online && operator.statusId === 0 && openDialogsOf(state, operator.id) < operator.dialogLimit)
  )
}

/** Nothing is told where it was theirs already. */
export const assign = (simulation: Simulation, dialog: DialogRow, operator: OperatorRow): void => {
  const last = dialog.operatorId
  if (last === operator.id) return
  dialog.operatorId = operator.id
  dialog.updatedAt = simulation.now()
  writeLine(simulation, dialog, `Chat was transferred to ${operator.firstName ?? operator.email}`)
  simulation.publish({
    event: "dialog_transferred",
    channelId: dialog.channelId,
    body: toTransferred(dialog, lastRequestOf(simulation.state, dialog), last)
  })
}

/** A line for the operators, which the client does not see and no webhook tells of. */
const writeLine = (simulation: Simulation, dialog: DialogRow, text: string): void => {
  insertMessage(simulation, dialog, openRequestOf(simulation.state, dialog) ?? null, { type: "system", text })
}
