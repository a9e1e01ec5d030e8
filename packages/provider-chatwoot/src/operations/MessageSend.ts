/**
 * `messages.send` and `messages.addNote`: where it goes, what it becomes there, and one vendor message after another. What cannot be sent is
 * refused before anything is written. When one of several fails, the error says `partly` and names those that exist.
 */
import type { ChannelId, ChannelReference, ContactId, ConversationId, OutboundContent } from "@dragoman/core/domain"
import {
  type ChannelRules,
  ContentPlan,
  channelRules,
  type ProviderError,
  type SendInput,
  type SendResult,
  type SendTarget,
  writeInOrder
} from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import { capabilities } from "../ChatwootCapabilities.ts"
import { invalid, notFound, refuse, unsupported } from "../ChatwootErrors.ts"
import { toChannelReference } from "../mapping/Channel.ts"
import { fromBotId } from "../mapping/Directory.ts"
import { sendMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { conversationsOfContact, newestOf } from "./ContactConversations.ts"
import { createConversation } from "./ConversationCreate.ts"
import { writeMessage } from "./MessageWrite.ts"

export const sendMessage = (account: ChatwootAccount) =>
  Effect.fnUntraced(function* (input: SendInput): Effect.fn.Return<SendResult, ProviderError> {
    const { externalId, replyTo } = input
    const botId = input.as === undefined ? undefined : fromBotId(input.as)
    if (input.as !== undefined && botId === undefined) {
      return yield* unsupported("Chatwoot writes in the name of the token's owner; only agent bots can be named")
    }
    if (replyTo?.messageId !== undefined) yield* toNumber(replyTo.messageId, "replyTo.messageId")
    const { channel, conversationId, create } = yield* targetOf(account, input.to)
    const { degraded, messages: planned } = yield* planFor(channel, input.content, input.degrade === "refuse")
    const id = conversationId ?? (yield* create)
    const envelope: Envelope = {
      channelKind: channel.vendorType,
      marker: sendMarker,
      direction: "outgoing",
      private: false,
      externalId,
      replyTo,
      botId
    }
    const messages = yield* writeInOrder(planned, (message) => writeMessage(account, id, message, envelope), {
      conversationId: id,
      isNew: conversationId === undefined
    })
    return { messages, degraded }
  })

export const addNote = (account: ChatwootAccount) =>
  Effect.fnUntraced(function* (to: Exclude<SendTarget, { channelId: ChannelId }>, content: OutboundContent) {
    // A note never leaves the server: the channel's own limits do not hold for it. Nothing tells of a degradation, so none is made.
    const { messages } = yield* planned(content, capabilities.channels.default, true)
    const [note, ...more] = messages
    if (note === undefined || more.length > 0) {
      return yield* invalid({ field: "content", message: "a note is one message: one text, or files with one text" })
    }
    const conversationId = "conversationId" in to ? to.conversationId : yield* latestOf(account, to.contactId)
    const channel = yield* account.channelOf(conversationId)
    const envelope: Envelope = {
      channelKind: channel.vendorType,
      marker: sendMarker,
      direction: "outgoing",
      private: true
    }
    return yield* writeMessage(account, conversationId, note, envelope)
  })

/** The plan for a channel; with `refuseDegradation`, any degradation fails it. */
export const planFor = (channel: ChannelReference, content: OutboundContent, refuseDegradation: boolean) =>
  planned(content, channelRules(capabilities, channel.vendorType), refuseDegradation)

const planned = (content: OutboundContent, rules: ChannelRules, refuseDegradation: boolean) =>
  Effect.mapError(Effect.fromResult(ContentPlan.accept(ContentPlan.plan(content, rules), refuseDegradation)), refuse)

/** A conversation that is there, or how to make it: nothing is made before it is known that the content fits. */
interface Target {
  readonly channel: ChannelReference
  readonly conversationId?: ConversationId
  readonly create: Effect.Effect<ConversationId, ProviderError>
}

const targetOf = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  to: SendTarget
): Effect.fn.Return<Target, ProviderError> {
  if ("conversationId" in to) return existing(to.conversationId, yield* account.channelOf(to.conversationId))
  const { contactId } = to
  const channelId = to.channelId ?? (yield* onlyChannel(account, contactId))
  const inboxId = yield* toNumber(channelId, "to.channelId")
  const open = conversationsOfContact(account, contactId, { inboxId, statuses: ["open", "pending", "snoozed"] })
  const newest = yield* newestOf(open)
  if (Option.isSome(newest)) return existing(newest.value.id, newest.value.channel)
  const inbox = yield* account.inbox(inboxId)
  return {
    channel: toChannelReference(inbox?.channel_type, inboxId),
    create: Effect.map(createConversation(account, { contactId, channelId }), ({ id }) => id)
  }
})

const existing = (conversationId: ConversationId, channel: ChannelReference): Target => ({
  channel,
  conversationId,
  create: Effect.succeed(conversationId)
})

/** The one inbox in which the contact has a session; with none or several, the caller has to choose. */
const onlyChannel = Effect.fnUntraced(function* ({ accountId, client }: ChatwootAccount, contactId: string) {
  const id = yield* toNumber(contactId, "to.contactId")
  const { payload } = yield* client.contacts.get({ params: { account_id: accountId, id }, query: {} })
  const inboxes = new Map(
    (payload.contact_inboxes ?? []).flatMap(({ inbox }) => (inbox ? [[inbox.id, inbox.name ?? ""] as const] : []))
  )
  const [only] = inboxes.keys()
  if (inboxes.size === 1 && only !== undefined) return String(only) as ChannelId
  const choices = [...inboxes].map(([number, name]) => `${number} (${name})`).join(", ")
  return yield* invalid({
    field: "to.channelId",
    message:
      inboxes.size === 0
        ? "is needed: the contact has no session in any inbox"
        : `is needed: the contact is in ${choices}`
  })
})

/** The contact's conversation with the latest activity. */
const latestOf = Effect.fnUntraced(function* (account: ChatwootAccount, contactId: ContactId) {
  const latest = yield* Stream.runHead(conversationsOfContact(account, contactId))
  return Option.isSome(latest) ? latest.value.id : yield* notFound("the contact has no conversation to note it in")
})
