/** Dialogs and their requests. A dialog is never made by the API: it comes with its first message. */
import { Effect } from "effect"
import { closeDialog, closeRequest, dialogsOf, lastRequestOf, openDialog, openRequestOf } from "../changes/Dialogs.ts"
import { type Call, type Endpoint, get, put } from "../Endpoint.ts"
import { rowOfParam, rowOfPath } from "../Lookups.ts"
import { integer, pageOf, text } from "../Params.ts"
import type { DialogRow, MessageRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toDialog, toListedDialog, toRequest } from "../render/Dialog.ts"
import { toRequestMessage } from "../render/Message.ts"
import type { State } from "../State.ts"
import { transferDialog } from "./Transfers.ts"

export const dialogEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/dialogs", (call) => list(call)),
  get("/v1/dialogs/unanswered", (call) => unanswered(call)),
  get("/v1/dialogs/:id", (call) => read(call)),
  put("/v1/dialogs/:id", (call) => update(call)),
  get("/v1/requests/:id", (call) =>
    Effect.map(requestOfPath(call), (request) => Reply.data(toRequest(call.simulation.state, request)))
  ),
  // A bare list, in camel case.
  get("/v1/requests/:id/messages", (call) => requestMessages(call)),
  put("/v1/requests/close", (call) => close(call))
]

const dialogOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.dialogs, id, "Dialog")
const requestOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.requests, id, "Request")

const messagesOf = ({ messages }: State, dialog: DialogRow): ReadonlyArray<MessageRow> =>
  messages.filter(({ dialogId }) => dialogId === dialog.id)

const list = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const operatorId = yield* integer(params, "operator_id")
  const wanted = text(params, "state")
  if (wanted !== undefined && wanted !== "open" && wanted !== "closed") {
    return yield* Reply.refused(Reply.invalid("state", "Only 'open' or 'closed' are allowed."))
  }
  const found = state.dialogs.filter(
    (dialog) =>
      (operatorId === undefined || dialog.operatorId === operatorId) &&
      (wanted === undefined || dialog.state === wanted)
  )
  const newest = new Map(state.messages.all().map((message) => [message.dialogId, message]))
  return yield* pageOf(params, found, (dialog) => toListedDialog(dialog, newest.get(dialog.id)))
})

const read = Effect.fnUntraced(function* (call: Call) {
  const { state } = call.simulation
  const dialog = yield* dialogOfPath(call)
  return Reply.data(toDialog(dialog, messagesOf(state, dialog), lastRequestOf(state, dialog)))
})

/** `limit` is a time here: seconds since the client's last message, which nobody answered. */
const unanswered = Effect.fnUntraced(function* ({ params, simulation: { now, state } }: Call) {
  const seconds = (yield* integer(params, "limit")) ?? 0
  const overdue = state.dialogs.filter((dialog) => {
    const last = messagesOf(state, dialog).findLast(({ type }) => type !== "system" && type !== "comment")
    return dialog.state === "open" && last?.type === "from_client" && now() - last.createdAt >= seconds * 1000
  })
  return Reply.data({ client_ids: overdue.map(({ clientId }) => clientId), ids: overdue.map(({ id }) => id) })
})

/** What a body names: an operator, a state, or both. The reply is documented without a body. */
const update = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const dialog = yield* dialogOfPath(call)
  const state = text(params, "state")
  if (state !== undefined && state !== "open" && state !== "closed") {
    return yield* Reply.refused(Reply.invalid("state", "Only 'open' or 'closed' are allowed."))
  }
  if (text(params, "initiator_id") !== undefined) {
    yield* rowOfParam(simulation.state.operators, params, "initiator_id", "Operator")
  }
  if (text(params, "operator_id") !== undefined) yield* transferDialog(call, dialog)
  if (state === "closed") closeDialog(simulation, dialog)
  if (state === "open") openDialog(simulation, dialog)
  return Reply.success
})

const requestMessages = Effect.fnUntraced(function* (call: Call) {
  const { state } = call.simulation
  const request = yield* requestOfPath(call)
  const messages = state.messages.filter(({ requestId }) => requestId === request.id)
  return Reply.json(messages.map((message) => toRequestMessage(state, message)))
})

/** By `request_id`, or the one of `client_id` that is open. */
const close = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  if (text(params, "request_id") !== undefined) {
    closeRequest(simulation, yield* rowOfParam(state.requests, params, "request_id", "Request"))
    return Reply.success
  }
  const client = yield* rowOfParam(state.clients, params, "client_id", "Client")
  const open = dialogsOf(state, client)
    .flatMap((dialog) => openRequestOf(state, dialog) ?? [])
    .at(-1)
  if (open === undefined) return yield* Reply.refused(Reply.notFound("Request"))
  closeRequest(simulation, open)
  return Reply.success
})
