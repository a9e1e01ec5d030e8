/**
 * `messages.import`: history into a conversation of an API inbox, one call per message, in order. The server dates messages itself; the real time is
 * kept beside the message. In any other inbox what goes out would really be sent.
 *
 * Nothing is doubled: what the conversation already has under an `externalId` is `exists`, and every write has an `echo_id` made of it, under which
 * the server answers the message that is there. A message that becomes several has `externalId`, `externalId#2`, ...
 */
import type { Conversation, ConversationId } from "@dragoman/core/domain"
import {
  type ImportInput,
  type ImportMessage,
  type ImportOutcome,
  importOnce,
  type KnownMessages,
  makeKnownMessages,
  type ProviderError
} from "@dragoman/core/provider"
import { toOutbound } from "@dragoman/core/wire"
import { Effect, Stream } from "effect"
import { invalid, unsupported } from "../HueChatErrors.ts"
import { importMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { createConversation } from "./ConversationCreate.ts"
import { conversationsOfContact, newestOf, toEntity } from "./ConversationRows.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"
import { messageHistory } from "./MessageHistory.ts"
import { planFor } from "./MessagePlan.ts"
import { newKey } from "./MessageSend.ts"
import { writeMessage } from "./MessageWrite.ts"

export const importMessages = (account: HueChatAccount) => {
  const whileKnown = makeKnownMessages((id: ConversationId) => ({
    messages: messageHistory(account, id, "oldest-first"),
    cursorAfter: String
  }))
  return Effect.fnUntraced(function* (
    input: ImportInput
  ): Effect.fn.Return<ReadonlyArray<ImportOutcome>, ProviderError> {
    const conversation = yield* conversationFor(account, input)
    const recognizable = input.messages.some(({ externalId }) => externalId !== undefined)
    return yield* whileKnown(conversation.id, (known) =>
      Effect.andThen(
        recognizable ? known.refresh : Effect.void,
        Effect.forEach(input.messages, (message) => importOne({ account, conversation, known }, message))
      )
    )
  })
}

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
  readonly known: KnownMessages
}

const importOne = ({ account, conversation, known }: Place, message: ImportMessage): Effect.Effect<ImportOutcome> => {
  const { channel, id: conversationId } = conversation
  return importOnce({
    known,
    conversationId,
    externalId: message.externalId,
    planned: Effect.map(planFor(channel, toOutbound(message.content), false), ({ messages }) => messages),
    write: Effect.fnUntraced(function* (planned, externalId) {
      const echoId = externalId === undefined ? yield* newKey : `import:${conversationId}:${externalId}`
      const envelope = { ...envelopeOf(message), echoId, externalId }
      return yield* writeMessage(account, { conversationId, channel }, planned, envelope)
    })
  })
}

/** A line of the platform's own is an `activity`, which HueChat takes. */
const envelopeOf = ({ createdAt, direction, visibility }: ImportMessage): Omit<Envelope, "echoId"> => ({
  marker: importMarker,
  messageType: visibility === "system" ? "activity" : direction === "inbound" ? "incoming" : "outgoing",
  private: visibility === "private",
  keepsSourceId: true,
  createdAt
})
