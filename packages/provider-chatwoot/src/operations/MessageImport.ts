/**
 * `messages.import`: history into a conversation, one call per message, in order. The server dates messages itself; the real time is
 * kept beside the message (`external_created_at`), the author as the token's owner. Customers' messages fit API inboxes only, and every
 * message fires the account's own webhooks and automations. Source: chatwoot-wire 4.4.
 *
 * Nothing is doubled: what the conversation already has under an `externalId` is `exists`, and a write whose outcome is unknown is looked
 * up before it is called failed.
 */
import type { ContentPart, Conversation, Message, MessageId, OutboundContent } from "@dragoman/core/domain"
import { Outbound, partToPlainText } from "@dragoman/core/domain"
import type { ImportInput, ImportMessage, ImportOutcome, ProviderError } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import { invalid } from "../ChatwootErrors.ts"
import { importMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { toEntity as toConversationEntity } from "./Conversations.ts"
import { messageHistory } from "./MessageHistory.ts"
import { openConversation, planFor } from "./MessageSend.ts"
import { writeMessage } from "./MessageWrite.ts"

export const importMessages = (account: ChatwootAccount) =>
  Effect.fnUntraced(function* (input: ImportInput): Effect.fn.Return<ReadonlyArray<ImportOutcome>, ProviderError> {
    const conversation = yield* conversationFor(account, input)
    const existing = yield* existingIds(account, conversation, input.messages)
    return yield* Effect.forEach(input.messages, (message) => {
      const id = message.externalId === undefined ? undefined : existing.get(message.externalId)
      return id === undefined
        ? importOne(account, conversation, message)
        : Effect.succeed<ImportOutcome>({ type: "exists", id })
    })
  })

const conversationFor = Effect.fnUntraced(function* (account: ChatwootAccount, input: ImportInput) {
  if (input.conversationId === undefined) {
    return (yield* openConversation(account, input.contactId, input.channelId)).conversation
  }
  const conversation_id = yield* toNumber(input.conversationId, "conversationId")
  return toConversationEntity(
    yield* account.client.conversations.get({ params: { account_id: account.accountId, conversation_id } })
  )
})

/** Which of the messages are there already; nothing is read when none of them could be recognized. */
const existingIds = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  conversation: Conversation,
  messages: ReadonlyArray<ImportMessage>
) {
  const found = new Map<string, MessageId>()
  if (messages.every(({ externalId }) => externalId === undefined)) return found
  yield* Stream.runForEach(messageHistory(account, conversation.id, "oldest-first"), ({ externalId, id }) =>
    Effect.sync(() => {
      if (externalId !== undefined) found.set(externalId, id)
    })
  )
  return found
})

const importOne = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  conversation: Conversation,
  message: ImportMessage
) {
  const { messages, degraded: _degraded } = yield* planFor(conversation, toOutbound(message.content), false)
  const envelope: Envelope = {
    channelKind: conversation.channel.vendorType,
    marker: importMarker,
    direction: message.direction === "inbound" ? "incoming" : "outgoing",
    // A line of the platform's own is no message of anybody: agents see it as a note.
    private: (message.visibility ?? "public") !== "public",
    externalId: message.externalId,
    replyTo:
      message.replyTo?.channelMessageId === undefined
        ? undefined
        : { channelMessageId: message.replyTo.channelMessageId },
    externalCreatedAt: message.createdAt
  }
  const written: Array<Message> = []
  for (const planned of messages) written.push(yield* writeMessage(account, conversation.id, planned, envelope))
  const [first] = written
  return first === undefined
    ? yield* invalid({ field: "content", message: "must have at least one part" })
    : created(first.id)
}, outcomeOf)

/** A failure is the outcome of its message, never of the batch; an unknown one is settled by the message's own id. */
function outcomeOf(
  writing: Effect.Effect<ImportOutcome, ProviderError>,
  account: ChatwootAccount,
  conversation: Conversation,
  { externalId }: ImportMessage
): Effect.Effect<ImportOutcome> {
  return Effect.catch(writing, (reason) => {
    const failed: ImportOutcome = { type: "failed", reason: reason.with({ operation: "messages.import" }) }
    if (externalId === undefined || (reason.applied !== "unknown" && reason.applied !== "yes"))
      return Effect.succeed(failed)
    return existingIds(account, conversation, [{ externalId, direction: "outbound", content: [] }]).pipe(
      Effect.map((found): ImportOutcome => {
        const id = found.get(externalId)
        return id === undefined ? failed : created(id)
      }),
      Effect.catch(() => Effect.succeed(failed))
    )
  })
}

const created = (id: MessageId): ImportOutcome => ({ type: "created", id })

/** What can be sent on is sent on; what only a contact can make is told in words. */
const toOutbound = (content: ReadonlyArray<ContentPart>): OutboundContent =>
  content.flatMap((part) => {
    const outbound = Outbound.fromContentPart(part)
    if (outbound !== undefined) return [outbound]
    const words = partToPlainText(part)
    return words === undefined ? [] : [Outbound.text(words)]
  })
