/**
 * `messages.import`: history into a conversation of an API inbox, one call per message, in order. The server dates messages itself; the real
 * time is kept beside the message (`external_created_at`), the author as the token's owner. Every message fires the account's own webhooks
 * and automations. In any other inbox a message that goes out would really be sent, and one that came in is refused. Source: chatwoot-wire 4.4.
 *
 * Nothing is doubled: what the conversation already has under an `externalId` is `exists`, and a write whose outcome is unknown is looked
 * up before it is called failed. A message that becomes several is marked with `externalId`, `externalId#2`, ..., so that
 * an import which broke off in the middle of one goes on there.
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
import { Effect, Option } from "effect"
import { invalid, unsupported } from "../ChatwootErrors.ts"
import { apiChannel } from "../mapping/Channel.ts"
import { importMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { conversationsOfContact, newestOf, toEntity } from "./ContactConversations.ts"
import { createConversation } from "./ConversationCreate.ts"
import { cursorAfter, messageHistory } from "./MessageHistory.ts"
import { planFor } from "./MessageSend.ts"
import { writeMessage } from "./MessageWrite.ts"

export const importMessages = (account: ChatwootAccount) => {
  const whileKnown = makeKnownMessages((id: ConversationId) => ({
    messages: messageHistory(account, id, "oldest-first"),
    cursorAfter
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
const conversationFor = Effect.fnUntraced(function* (account: ChatwootAccount, input: ImportInput) {
  const { channelId, contactId } = input
  const inboxId = yield* toNumber(channelId, "channelId")
  const inbox = yield* account.inbox(inboxId)
  if (inbox?.channel_type !== apiChannel) {
    return yield* unsupported("history goes into API inboxes: in any other what goes out would be sent to the contact")
  }
  if (input.conversationId === undefined) {
    const newest = yield* newestOf(conversationsOfContact(account, contactId, { inboxId }))
    return Option.isSome(newest) ? newest.value : yield* createConversation(account, { contactId, channelId })
  }
  const conversation_id = yield* toNumber(input.conversationId, "conversationId")
  const params = { account_id: account.accountId, conversation_id }
  const conversation = toEntity(yield* account.client.conversations.get({ params }))
  if (conversation.channel.id !== channelId || (conversation.contactId ?? contactId) !== contactId) {
    const message = `is contact ${conversation.contactId}'s in inbox ${conversation.channel.id}`
    return yield* invalid({ field: "conversationId", message })
  }
  return conversation
})

interface Place {
  readonly account: ChatwootAccount
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
    write: (planned, externalId) =>
      writeMessage(account, conversationId, planned, { ...envelopeOf(message), externalId })
  })
}

const envelopeOf = (message: ImportMessage): Envelope => ({
  channelKind: apiChannel,
  marker: importMarker,
  direction: message.direction === "inbound" ? "incoming" : "outgoing",
  // A line of the platform's own is no message of anybody: agents see it as a note.
  private: (message.visibility ?? "public") !== "public",
  replyTo:
    message.replyTo?.channelMessageId === undefined
      ? undefined
      : { channelMessageId: message.replyTo.channelMessageId },
  externalCreatedAt: message.createdAt
})
