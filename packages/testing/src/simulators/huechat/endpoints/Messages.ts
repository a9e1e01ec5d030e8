/** The messages of a conversation: twenty at a time by cursor, written once per `echo_id`, deleted, retried, translated. */
import { Effect } from "effect"
import { insertMessage, reportStatus, softDelete } from "../changes/Messages.ts"
import { allows, type Call, del, type Endpoint, get, post, v1 } from "../Endpoint.ts"
import { messageOf } from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { AttachmentRow, ConversationRow, Hash, MessageRow, MessageType } from "../Records.ts"
import { messageTypes } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toMessage } from "../render/Message.ts"
import { historyOf } from "../State.ts"

const path = (rest = "") => v1(`/conversations/:conversation_id/messages${rest}`)
const read = (perMinute: number) => allows("messages:read", perMinute)
const write = (perMinute: number) => allows("messages:write", perMinute)

export const messageEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(240), (call) =>
    Effect.map(parentOf(call), ({ contactId, id }) => {
      const { contacts } = call.simulation.state
      const { name } = contacts.need(contactId)
      return Reply.json({
        meta: { contact: { id: contactId, name } },
        payload: pageOfMessages(historyOf(call.simulation.state, id), call.query).map((row) =>
          toMessage(call.simulation, row)
        )
      })
    })
  ),
  post(path(), write(120), (call) => create(call)),
  del(path("/:id"), allows("messages:delete", 60), (call) =>
    Effect.map(messageOf(call), (message) => {
      softDelete(call.simulation, message)
      return Reply.json(toMessage(call.simulation, message))
    })
  ),
  post(path("/:id/retry"), write(60), (call) => retry(call)),
  post(path("/:id/translate"), read(60), (call) => translate(call))
]

const parentOf = (call: Call): Effect.Effect<ConversationRow, Reply.Refusal> =>
  Reply.orRefuse(
    call.simulation.state.conversations.get(Number(call.path("conversation_id"))),
    Reply.refuse(404, "conversation_not_found", "Conversation does not exist or is not accessible")
  )

const pageSize = 20

/** The last ones, those before a message, or those after it; oldest first in any case. */
const pageOfMessages = (history: ReadonlyArray<MessageRow>, query: Hash): ReadonlyArray<MessageRow> => {
  const isTalk = (row: MessageRow) => !row.private && row.messageType !== "activity"
  const rows = "filter_internal_messages" in query ? history.filter(isTalk) : history
  const [before, after] = [Params.integer(query, "before"), Params.integer(query, "after")]
  const between = rows.filter(({ id }) => (before === undefined || id < before) && (after === undefined || id > after))
  return after === undefined ? between.slice(-pageSize) : between.slice(0, pageSize)
}

const create = Effect.fnUntraced(function* (call: Call) {
  const conversation = yield* parentOf(call)
  const { agent, params, simulation } = call
  const original = originalOf(call, conversation)
  if (original !== undefined) return Reply.json(toMessage(simulation, original))
  const messageType = yield* typeOf(params)
  const attachments = yield* attachmentsOf(call)
  const content = Params.text(params, "content") ?? null
  if (content === null && attachments.length === 0) {
    return yield* Reply.refuse(400, "content_required", "Either content or attachments[] must be provided")
  }
  const message = insertMessage(simulation, conversation, {
    content,
    messageType,
    sender: senderOf(messageType, conversation, agent.id),
    contentType: Params.text(params, "content_type"),
    contentAttributes: Params.object(params, "content_attributes"),
    private: Params.isTrue(params, "private"),
    sourceId: Params.text(params, "source_id"),
    echoId: Params.text(params, "echo_id"),
    attachments
  })
  return Reply.json(toMessage(simulation, message))
})

/** What was written with the same `echo_id`, or is the same message of the channel. */
const originalOf = ({ params, simulation }: Call, { id }: ConversationRow): MessageRow | undefined => {
  const [echoId, sourceId] = [Params.text(params, "echo_id"), Params.text(params, "source_id")]
  return historyOf(simulation.state, id).find(
    (row) => (echoId !== undefined && row.echoId === echoId) || (sourceId !== undefined && row.sourceId === sourceId)
  )
}

const typeOf = (params: Hash): Effect.Effect<MessageType, Reply.Refusal> => {
  const given = params.message_type ?? "outgoing"
  const known = messageTypes.find((type) => type === given)
  return Reply.orRefuse(known, Reply.invalid("message_type", `Unknown message_type ${String(given)}`))
}

const senderOf = (type: MessageType, { contactId }: ConversationRow, agentId: number): MessageRow["sender"] => {
  if (type === "activity") return null
  return type === "incoming" ? { type: "contact", id: contactId } : { type: "user", id: agentId }
}

const maximumFiles = 10

const attachmentsOf = ({ files, simulation }: Call): Effect.Effect<ReadonlyArray<AttachmentRow>, Reply.Refusal> => {
  const given = files.filter(({ field }) => field === "attachments[]" || field === "attachments")
  if (given.length > maximumFiles) {
    return Reply.refused(
      Reply.refuse(400, "too_many_attachments", `Up to ${maximumFiles} attachments are supported per message`)
    )
  }
  const { maximumAttachmentBytes } = simulation.settings
  return given.some(({ bytes }) => bytes.length > maximumAttachmentBytes)
    ? Reply.refused(Reply.refuse(413, "attachment_too_large", "Attachment exceeds 40 MB limit"))
    : Effect.sync(() =>
        given.map(({ bytes, contentType, fileName }) =>
          simulation.state.attachments.insert((id) => ({ id, fileName, contentType, bytes }))
        )
      )
}

const retry = Effect.fnUntraced(function* (call: Call) {
  const message = yield* messageOf(call)
  if (message.status !== "failed") {
    return yield* Reply.refuse(400, "message_not_failed", "Only failed messages can be retried")
  }
  reportStatus(call.simulation, message, "sent")
  return Reply.json(toMessage(call.simulation, message))
})

/** No translator is at hand: the text comes back with the language in front of it. */
const translate = Effect.fnUntraced(function* (call: Call) {
  const message = yield* messageOf(call)
  const target = yield* Params.requiredText(call.params, "target_language")
  if (!/^[a-z]{2}$/.test(target)) {
    return yield* Reply.refuse(422, "invalid_target_language", "target_language must be an ISO 639-1 code")
  }
  if (message.content === null) {
    return yield* Reply.refuse(422, "nothing_to_translate", "The message has no text")
  }
  return Reply.json({
    translated_text: `[${target}] ${message.content}`,
    source_language: /\p{Script=Arabic}/u.test(message.content) ? "ar" : "en",
    target_language: target
  })
})
