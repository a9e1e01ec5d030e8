/**
 * `messages.import`: history into a conversation of an API inbox, one call per message, in order. The server dates messages itself; the real
 * time is kept beside the message (`external_created_at`), the author as the token's owner. Every message fires the account's own webhooks
 * and automations. In any other inbox a message that goes out would really be sent, and one that came in is refused. Source: chatwoot-wire 4.4.
 *
 * Nothing is doubled: what the conversation already has under an `externalId` is `exists`, and a write whose outcome is unknown is looked
 * up before it is called failed. A message that becomes several is marked with `externalId`, `externalId#2`, ..., so that
 * an import which broke off in the middle of one goes on there.
 */
import type {
  ContentPart,
  Conversation,
  Message,
  MessageId,
  OutboundContent,
  PlannedMessage
} from "@dragoman/core/domain"
import { Outbound, partToPlainText } from "@dragoman/core/domain"
import type { ImportInput, ImportMessage, ImportOutcome, ProviderError } from "@dragoman/core/provider"
import { Effect, Option } from "effect"
import { invalid, unsupported } from "../ChatwootErrors.ts"
import { apiChannel } from "../mapping/Channel.ts"
import { importMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { conversationsOfContact, newestOf, toEntity } from "./ContactConversations.ts"
import { createConversation } from "./ConversationCreate.ts"
import { type KnownMessages, makeKnownMessages } from "./KnownMessages.ts"
import { planFor } from "./MessageSend.ts"
import { writeMessage } from "./MessageWrite.ts"

export const importMessages = (account: ChatwootAccount) => {
  const whileKnown = makeKnownMessages(account)
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

/** A failure is the outcome of its message, never of the batch. */
const importOne = (place: Place, message: ImportMessage): Effect.Effect<ImportOutcome> => {
  const written: Array<Message> = []
  return Effect.catch(writeAll(place, message, written), (error) => {
    const { id: conversationId } = place.conversation
    const reason = error.with({ operation: "messages.import", applied: error.applied ?? "no" })
    return Effect.succeed<ImportOutcome>({
      type: "failed",
      reason:
        written.length === 0
          ? reason
          : reason.with({ applied: "partly", progress: { conversationId, messages: written } })
    })
  })
}

const writeAll = Effect.fnUntraced(function* (
  place: Place,
  message: ImportMessage,
  written: Array<Message>
): Effect.fn.Return<ImportOutcome, ProviderError> {
  const { messages } = yield* planFor(place.conversation.channel, toOutbound(message.content), false)
  const ids: Array<MessageId> = []
  let isNew = false
  for (const [index, planned] of messages.entries()) {
    const externalId =
      index === 0 || message.externalId === undefined ? message.externalId : `${message.externalId}#${index + 1}`
    const existing = externalId === undefined ? undefined : place.known.get(externalId)
    if (existing === undefined) isNew = true
    ids.push(existing ?? (yield* writeOne(place, planned, { ...envelopeOf(message), externalId }, written)))
  }
  const [id] = ids
  if (id === undefined) return yield* invalid({ field: "content", message: "must have at least one part" })
  return { type: isNew ? "created" : "exists", id }
})

/** One vendor message. When its outcome is unknown, or its reply of no use, its `externalId` tells whether it is there. */
const writeOne = (
  { account, conversation, known }: Place,
  planned: PlannedMessage,
  envelope: Envelope,
  written: Array<Message>
): Effect.Effect<MessageId, ProviderError> => {
  const { externalId } = envelope
  return writeMessage(account, conversation.id, planned, envelope).pipe(
    Effect.map((message) => {
      written.push(message)
      if (externalId !== undefined) known.add(externalId, message.id)
      return message.id
    }),
    Effect.catch((error) => {
      if (externalId === undefined || (error.applied !== "unknown" && error.applied !== "yes"))
        return Effect.fail(error)
      return Effect.ignore(known.refresh).pipe(
        Effect.flatMap(() => {
          const id = known.get(externalId)
          return id === undefined ? Effect.fail(error) : Effect.succeed(id)
        })
      )
    })
  )
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

/**
 * What can be sent on is sent on; what only a contact or a template's owner can make is told in words. What has none, such as a sticker
 * without an address, is told by its kind: a part that is left out would be lost without a trace.
 */
const toOutbound = (content: ReadonlyArray<ContentPart>): OutboundContent =>
  content.flatMap((part) => {
    const outbound = part.type === "template" ? undefined : Outbound.fromContentPart(part)
    if (outbound !== undefined) return [outbound]
    const words = part.type === "template" ? part.name : partToPlainText(part)
    return [Outbound.text(words === undefined || words === "" ? `[${kindOf(part)}]` : words)]
  })

const kindOf = (part: ContentPart): string => (part.type === "unsupported" ? part.vendorType : part.type)
