/** The messages of a conversation: paged by message id, created, marked, retried and softly deleted. */
import { Effect } from "effect"
import { changeMessage, softDelete } from "../changes/Messages.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { MessageRow, MessageStatus } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { messagesMeta } from "../render/Conversation.ts"
import { messageOf } from "../render/Message.ts"
import { addMessage } from "./MessageBuilder.ts"

const { del, get, inAccount, patch, post } = Endpoint

const path = (rest = "") => inAccount(`/conversations/:conversation_id/messages${rest}`)

export const messageEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(path(), "member", (call) =>
    Effect.map(Lookups.conversationOfPath(call), (conversation) => {
      const rows = messagePage(call.simulation.state.messages.of(conversation.id), call.query)
      return Reply.json({
        meta: messagesMeta(call.simulation, conversation),
        payload: rows.map((row) => messageOf(call.simulation, row))
      })
    })
  ),
  post(path(), "member-or-bot", (call) =>
    Effect.gen(function* () {
      const conversation = yield* Lookups.conversationOfPath(call)
      const message = yield* addMessage(call.simulation, conversation, call.caller, call.body.params)
      return Reply.json(messageOf(call.simulation, message, Params.text(call.body.params, "echo_id")))
    })
  ),
  patch(path("/:message_id"), "member", (call) => updateStatus(call)),
  del(path("/:message_id"), "member", (call) => withMessage(call, (message) => softDelete(call.simulation, message))),
  post(path("/:message_id/retry"), "member", (call) =>
    withMessage(call, (message) => {
      const { external_error: _, ...contentAttributes } = message.contentAttributes
      changeMessage(call.simulation, message, { status: "sent", contentAttributes })
    })
  )
]

/** Chosen by id, then ordered and cut off by time. `after` alone excludes its message, together with `before` it includes it. */
const messagePage = (all: ReadonlyArray<MessageRow>, query: URLSearchParams): ReadonlyArray<MessageRow> => {
  const isChat = (row: MessageRow) => !row.private && row.type !== 2
  const rows = (query.has("filter_internal_messages") ? all.filter(isChat) : all).toSorted(
    (one, other) => one.createdAt - other.createdAt || one.id - other.id
  )
  const after = cursor(query, "after")
  const before = cursor(query, "before")
  if (after === undefined) return rows.filter((row) => before === undefined || row.id < before).slice(-20)
  return before === undefined
    ? rows.filter((row) => row.id > after).slice(0, 100)
    : rows.filter((row) => row.id >= after && row.id < before).slice(0, 1000)
}

const cursor = (query: URLSearchParams, name: string): number | undefined => {
  const value = query.get(name)
  return value === null || value === "" ? undefined : Number.parseInt(value, 10) || 0
}

const withMessage = (call: Endpoint.Call, act: (message: MessageRow) => void): Endpoint.Handled =>
  Effect.gen(function* () {
    const conversation = yield* Lookups.conversationOfPath(call)
    const message = yield* Lookups.messageOfPath(call, conversation)
    act(message)
    return Reply.json(messageOf(call.simulation, message))
  })

const statuses: ReadonlyArray<MessageStatus> = ["sent", "delivered", "read", "failed"]

/** Unknown words, and going back from read to delivered, are ignored with a 200. */
const updateStatus = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const conversation = yield* Lookups.conversationOfPath(call)
  const message = yield* Lookups.messageOfPath(call, conversation)
  if (simulation.state.inboxes.need(conversation.inboxId).channelType !== "Channel::Api") {
    return yield* Reply.refuse(403, { error: "Message status update is only allowed for API inboxes" })
  }
  const status = statuses.find((word) => word === Params.text(call.body.params, "status"))
  const error = Params.text(call.body.params, "external_error")
  if (status !== undefined && !(message.status === "read" && status === "delivered")) {
    const { external_error: _, ...rest } = message.contentAttributes
    const failed = status === "failed" && error !== undefined
    changeMessage(simulation, message, {
      status,
      contentAttributes: failed ? { ...rest, external_error: error } : rest
    })
  }
  return Reply.json(messageOf(simulation, message))
})
