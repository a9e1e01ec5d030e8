/**
 * `messages.import`: history into a conversation of an API inbox, one call per message, in order. The server dates messages itself; the real time is
 * kept beside the message. In any other inbox what goes out would really be sent.
 *
 * Nothing is doubled: what the conversation already has under an `externalId` is `exists`, and every write has an `echo_id` made of it, under which
 * the server answers the message that is there. A message that becomes several has `externalId`, `externalId#2`, ...
 */
import type {
  ContentPart,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  OutboundContent
} from "@dragoman/core/domain"
import { Outbound, partToPlainText } from "@dragoman/core/domain"
import type { ImportInput, ImportMessage, ImportOutcome, ProviderError } from "@dragoman/core/provider"
import { Cache, Effect, Stream } from "effect"
import { invalid, unsupported } from "../HueChatErrors.ts"
import { importMarker } from "../mapping/Marker.ts"
import { type Envelope, numbered } from "../mapping/Outbound.ts"
import { createConversation } from "./ConversationCreate.ts"
import { conversationsOfContact, newestOf, toEntity } from "./ConversationRows.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"
import { messageHistory } from "./MessageHistory.ts"
import { planFor } from "./MessagePlan.ts"
import { newKey } from "./MessageSend.ts"
import { writeMessage } from "./MessageWrite.ts"

/** The messages of a conversation by `externalId`, read once: a history comes in many batches. */
export type KnownMessages = (id: ConversationId) => Effect.Effect<Map<string, MessageId>, ProviderError>

export const importMessages = (account: HueChatAccount, known: KnownMessages) =>
  Effect.fnUntraced(function* (input: ImportInput): Effect.fn.Return<ReadonlyArray<ImportOutcome>, ProviderError> {
    const conversation = yield* conversationFor(account, input)
    return yield* account.inTurn(`import ${conversation.id}`)(
      Effect.gen(function* () {
        const recognizable = input.messages.some(({ externalId }) => externalId !== undefined)
        const ids = recognizable ? yield* known(conversation.id) : new Map<string, MessageId>()
        return yield* Effect.forEach(input.messages, (message) => importOne({ account, conversation, ids }, message))
      })
    )
  })

/** What {@link importMessages} remembers, for as many conversations as an import goes through at a time. */
export const makeKnownMessages = (account: HueChatAccount): Effect.Effect<KnownMessages> =>
  Effect.map(
    Cache.make({
      capacity: 100,
      timeToLive: "1 hour",
      lookup: (id: ConversationId) =>
        Stream.runFold(
          messageHistory(account, id, "oldest-first"),
          () => new Map<string, MessageId>(),
          (ids, { externalId, id: messageId }) => (externalId === undefined ? ids : ids.set(externalId, messageId))
        )
    }),
    (cache) => (id) => Effect.tapError(Cache.get(cache, id), () => Cache.invalidate(cache, id))
  )

/** The conversation named, else the contact's newest in the inbox, else a new one: closed or not, so that a second import finds the first. */
const conversationFor = Effect.fnUntraced(function* (account: HueChatAccount, input: ImportInput) {
  const { channelId, contactId } = input
  const conversation = yield* named(account, input)
  if (conversation.channel.type !== "api") {
    return yield* unsupported("history goes into API inboxes: in any other what goes out would be sent to the contact")
  }
  if (conversation.channel.id !== channelId || (conversation.contactId ?? contactId) !== contactId) {
    const message = `is contact ${conversation.contactId}'s in inbox ${conversation.channel.id}`
    return yield* invalid({ field: "conversationId", message })
  }
  return conversation
})

const named = Effect.fnUntraced(function* (account: HueChatAccount, input: ImportInput) {
  const { channelId, contactId, conversationId } = input
  if (conversationId !== undefined) {
    const params = { account_id: account.accountId, conversation_id: conversationId }
    return toEntity(yield* account.client.conversations.get({ params }))
  }
  const inbox_id = yield* toInteger(channelId, "channelId")
  const newest = newestOf(yield* Stream.runCollect(conversationsOfContact(account, contactId, { inbox_id })))
  return newest ?? (yield* createConversation(account, { contactId, channelId }))
})

interface Place {
  readonly account: HueChatAccount
  readonly conversation: Conversation
  readonly ids: Map<string, MessageId>
}

/** A failure is the outcome of its message, never of the batch. */
const importOne = (place: Place, message: ImportMessage): Effect.Effect<ImportOutcome> => {
  const written: Array<Message> = []
  return Effect.catch(writeAll(place, message, written), (error) => {
    const reason = error.with({ operation: "messages.import", applied: error.applied ?? "no" })
    const progress = { conversationId: place.conversation.id, messages: written }
    return Effect.succeed<ImportOutcome>({
      type: "failed",
      reason: written.length === 0 ? reason : reason.with({ applied: "partly", progress })
    })
  })
}

const writeAll = Effect.fnUntraced(function* (
  { account, conversation, ids }: Place,
  message: ImportMessage,
  written: Array<Message>
): Effect.fn.Return<ImportOutcome, ProviderError> {
  const { messages } = yield* planFor(conversation.channel, toOutbound(message.content), false)
  const made: Array<MessageId> = []
  for (const [index, planned] of messages.entries()) {
    const externalId = message.externalId === undefined ? undefined : numbered(message.externalId, index)
    const existing = externalId === undefined ? undefined : ids.get(externalId)
    if (existing !== undefined) {
      made.push(existing)
      continue
    }
    const echoId = externalId === undefined ? yield* newKey : `import:${conversation.id}:${externalId}`
    const place = { conversationId: conversation.id, channel: conversation.channel }
    const result = yield* writeMessage(account, place, planned, {
      ...envelopeOf(message),
      echoId,
      externalId
    })
    written.push(result)
    made.push(result.id)
    if (externalId !== undefined) ids.set(externalId, result.id)
  }
  const [id] = made
  if (id === undefined) return yield* invalid({ field: "content", message: "must have at least one part" })
  return { type: written.length > 0 ? "created" : "exists", id }
})

/** A line of the platform's own is an `activity`, which HueChat takes. */
const envelopeOf = ({ createdAt, direction, visibility }: ImportMessage): Omit<Envelope, "echoId"> => ({
  marker: importMarker,
  messageType: visibility === "system" ? "activity" : direction === "inbound" ? "incoming" : "outgoing",
  private: visibility === "private",
  keepsSourceId: true,
  createdAt
})

/**
 * What can be sent on is sent on; what only a contact or a template's owner can make is told in words. What has none is told by its kind:
 * a part that is left out would be lost without a trace.
 */
const toOutbound = (content: ReadonlyArray<ContentPart>): OutboundContent =>
  content.map((part) => {
    const outbound = part.type === "template" ? undefined : Outbound.fromContentPart(part)
    if (outbound !== undefined) return outbound
    const words = part.type === "template" ? part.name : partToPlainText(part)
    const kind = part.type === "unsupported" ? part.vendorType : part.type
    return Outbound.text(words === undefined || words === "" ? `[${kind}]` : words)
  })
