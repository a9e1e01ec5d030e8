/**
 * `messages.send` and `messages.addNote`: where it goes, what it becomes there, and one vendor message after another, each under an idempotency
 * key of its own. When one of several fails, the error says `partly` and names those that exist.
 */
import type {
  ChannelId,
  ChannelReference,
  ContactId,
  Conversation,
  ConversationId,
  OutboundContent,
  PlannedMessage
} from "@dragoman/core/domain"
import {
  type ProviderError,
  type SendInput,
  type SendResult,
  type SendTarget,
  writeInOrder
} from "@dragoman/core/provider"
import { numbered } from "@dragoman/core/wire"
import { Effect, Stream } from "effect"
import { invalid, notFound, unsupported } from "../HueChatErrors.ts"
import { sendMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { createConversation } from "./ConversationCreate.ts"
import { channelOfInbox, conversationsOfContact, newestOf } from "./ConversationRows.ts"
import type { HueChatAccount } from "./HueChatAccount.ts"
import { planFor, planNote } from "./MessagePlan.ts"
import { type Place, writeMessage } from "./MessageWrite.ts"

export const sendMessage = (account: HueChatAccount) =>
  Effect.fnUntraced(function* (input: SendInput): Effect.fn.Return<SendResult, ProviderError> {
    if (input.as !== undefined) return yield* unsupported("HueChat writes in the name of the key's owner")
    if (input.replyTo !== undefined) return yield* unsupported("HueChat's API has no way to quote a message")
    const target = yield* targetOf(account, input.to)
    const { degraded, messages: planned } = yield* planFor(target.channel, input.content, input.degrade === "refuse")
    const place = target.existing ?? (yield* target.create)
    const key = input.idempotencyKey ?? (yield* newKey)
    const write = (message: PlannedMessage, index: number) =>
      writeMessage(account, place, message, {
        ...outgoing(place.channel),
        echoId: numbered(key, index),
        // HueChat takes two messages with one `source_id` for the same one.
        externalId: numbered(input.externalId, index)
      })
    const messages = yield* writeInOrder(planned, write, {
      conversationId: place.conversationId,
      isNew: target.existing === undefined
    })
    return { messages, degraded }
  })

export const addNote = (account: HueChatAccount) =>
  Effect.fnUntraced(function* (to: Exclude<SendTarget, { channelId: ChannelId }>, content: OutboundContent) {
    const { messages } = yield* planNote(content)
    const [note, ...more] = messages
    if (note === undefined || more.length > 0) {
      return yield* invalid({ field: "content", message: "a note is one message: one text, or files with one text" })
    }
    const conversationId = "conversationId" in to ? to.conversationId : yield* latestOf(account, to.contactId)
    const channel = yield* account.channelOf(conversationId)
    const envelope = { ...outgoing(channel), private: true, echoId: yield* newKey }
    return yield* writeMessage(account, { conversationId, channel }, note, envelope)
  })

/** An idempotency key for a message whose caller gave none. */
export const newKey: Effect.Effect<string> = Effect.sync(() => crypto.randomUUID())

const outgoing = (channel: ChannelReference): Omit<Envelope, "echoId"> => ({
  marker: sendMarker,
  messageType: "outgoing",
  private: false,
  keepsSourceId: channel.type === "api"
})

/** A conversation that is there, or how to make it: nothing is made before it is known that the content fits. */
interface Target {
  readonly channel: ChannelReference
  readonly existing?: Place
  readonly create: Effect.Effect<Place, ProviderError>
}

const targetOf = Effect.fnUntraced(function* (
  account: HueChatAccount,
  to: SendTarget
): Effect.fn.Return<Target, ProviderError> {
  if ("conversationId" in to) return existing(to.conversationId, yield* account.channelOf(to.conversationId))
  const { contactId } = to
  const all = yield* Stream.runCollect(conversationsOfContact(account, contactId))
  const channelId = to.channelId ?? (yield* onlyChannel(all.map(({ channel }) => channel)))
  const open = newestOf(all.filter(({ channel, status }) => channel.id === channelId && status !== "closed"))
  if (open !== undefined) return existing(open.id, open.channel)
  return {
    channel: yield* channelOfInbox(account, channelId),
    create: Effect.map(createConversation(account, { contactId, channelId }), toPlace)
  }
})

const existing = (conversationId: ConversationId, channel: ChannelReference): Target => {
  const place = { conversationId, channel }
  return { channel, existing: place, create: Effect.succeed(place) }
}

const toPlace = ({ channel, id }: Conversation): Place => ({ channel, conversationId: id })

/** The one inbox in which the contact has conversations; with none or several, the caller has to choose. */
const onlyChannel = Effect.fnUntraced(function* (channels: ReadonlyArray<ChannelReference>) {
  const ids = [...new Set(channels.flatMap(({ id }) => id ?? []))].toSorted()
  const [only] = ids
  if (ids.length === 1 && only !== undefined) return only
  return yield* invalid({
    field: "to.channelId",
    message:
      ids.length === 0
        ? "is needed: the contact has no conversation in any inbox"
        : `is needed: the contact has conversations in ${ids.join(", ")}`
  })
})

/** The contact's newest conversation. */
const latestOf = Effect.fnUntraced(function* (account: HueChatAccount, contactId: ContactId) {
  const latest = newestOf(yield* Stream.runCollect(conversationsOfContact(account, contactId)))
  return latest?.id ?? (yield* notFound("the contact has no conversation to note it in"))
})
