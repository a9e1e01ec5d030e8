/** Messages: lists by filter, one of them, marks of the operators, and what an external channel reports. */
import { Effect } from "effect"
import { report } from "../changes/Messages.ts"
import { type Call, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfPath } from "../Lookups.ts"
import { daysOf, flag, integer, limitOf, orderOf, type Params, text } from "../Params.ts"
import type { GatewayStatus, MessageRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toListedMessage, toMessage } from "../render/Message.ts"
import { importMessages } from "./MessageImport.ts"
import { receiveInbox } from "./MessageInbox.ts"
import { postMessage } from "./MessageSend.ts"
import { transfer, transferToGroup } from "./Transfers.ts"

export const messageEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/messages", (call) => list(call)),
  post("/v1/messages", postMessage),
  post("/v1/messages/inbox", receiveInbox),
  post("/v1/messages/import", importMessages),
  get("/v1/messages/:id", (call) => Effect.map(messageOfPath(call), (message) => Reply.data(toMessage(message)))),
  get("/v1/messages/:id/read", (call) => mark(call, true)),
  get("/v1/messages/:id/unread", (call) => mark(call, false)),
  get("/v1/messages/:id/transfer", (call) => Effect.flatMap(messageOfPath(call), (message) => transfer(call, message))),
  get("/v1/messages/:id/transfer_to_group", (call) =>
    Effect.flatMap(messageOfPath(call), (message) => transferToGroup(call, message))
  ),
  put("/v1/messages/:id/status/:status", (call) => setStatus(call)),
  get("/v1/gateway/delete_outbox", (call) => deleteOutbox(call))
]

const messageOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.messages, id, "Message")

/** `start_id` stands for `offset`; what `meta` has in its place is not documented. */
const list = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const limit = yield* limitOf(params)
  const startId = yield* integer(params, "start_id")
  const backwards = flag(params, "direction_reverse", false) || (yield* orderOf(params)) === "desc"
  if (startId !== undefined && (text(params, "start_date") ?? text(params, "finish_date")) !== undefined) {
    const reason = "Parameters start_id and start_date, finish_date are mutually exclusive"
    return yield* Reply.refused(Reply.invalid("start_id", reason, "invalid_filter_and_sorting_params"))
  }
  const matches = yield* filterOf(params)
  // Backwards, the message of `start_id` is the newest of the list.
  const isBeyond = ({ id }: MessageRow) => startId === undefined || (backwards ? id <= startId : id >= startId)
  const found = state.messages.filter((message) => isBeyond(message) && matches(message))
  const ordered = backwards ? found.toReversed() : found
  return Reply.json({
    data: ordered.slice(0, limit).map(toListedMessage),
    meta: { total: found.length, limit, offset: 0 },
    status: "success"
  })
})

const filterOf = Effect.fnUntraced(function* (params: Params) {
  const isWithin = yield* daysOf(params)
  const wanted = {
    clientId: yield* integer(params, "client_id"),
    channelId: yield* integer(params, "channel_id"),
    dialogId: yield* integer(params, "dialog_id"),
    operatorId: yield* integer(params, "operator_id"),
    transport: text(params, "transport"),
    type: text(params, "type")
  }
  const keys = Object.keys(wanted) as ReadonlyArray<keyof typeof wanted>
  return (message: MessageRow) =>
    isWithin(message.createdAt) && keys.every((key) => wanted[key] === undefined || wanted[key] === message[key])
})

const mark = (call: Call, read: boolean) =>
  Effect.map(messageOfPath(call), (message) => {
    message.read = read
    return Reply.done
  })

/** By number; 4 is not documented. */
const statuses: Readonly<Record<string, GatewayStatus>> = {
  1: "pending",
  2: "sent",
  3: "failed",
  5: "canceled",
  6: "delivered",
  7: "seen"
}

const setStatus = Effect.fnUntraced(function* (call: Call) {
  const message = yield* messageOfPath(call)
  const status = statuses[call.path("status")]
  if (status === undefined) return yield* Reply.refused(Reply.invalid("status", "Status is not supported."))
  if (message.transport !== "external" || message.type === "from_client") {
    const reason = "Only outgoing messages of an external channel can be changed."
    return yield* Reply.refused(Reply.invalid("message_id", reason))
  }
  report(call.simulation, message, status === "failed" ? { failed: "reported by the external channel" } : status)
  return Reply.done
})

/** "Deletes all outgoing messages that yet have not been sent." */
const deleteOutbox = ({ simulation: { state } }: Call) =>
  Effect.sync(() => {
    const waiting = state.messages.filter(({ status, type }) => type === "to_client" && status === "pending")
    for (const { id } of waiting) state.messages.remove(id)
    return Reply.done
  })
