/**
 * `messages.send` and `messages.addNote`: where it goes, what it becomes there, and one vendor message after another. When one of several
 * fails, the error says `partly` and names those that exist.
 */
import type { ChannelId, Conversation, Message, OutboundContent } from "@dragoman/core/domain"
import {
  ContentPlan,
  channelRules,
  type FieldIssue,
  InvalidRequest,
  type Progress,
  type ProviderError,
  type SendInput,
  type SendResult,
  type SendTarget
} from "@dragoman/core/provider"
import { Effect, Option, Result, Stream } from "effect"
import { capabilities } from "../ChatwootCapabilities.ts"
import { invalid, notFound, refuse, unsupported } from "../ChatwootErrors.ts"
import { fromBotId } from "../mapping/Directory.ts"
import { sendMarker } from "../mapping/Marker.ts"
import type { Envelope } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { conversationsOfContact, createConversation, toEntity } from "./Conversations.ts"
import { writeMessage } from "./MessageWrite.ts"

export const sendMessage = (account: ChatwootAccount) =>
  Effect.fnUntraced(function* (input: SendInput): Effect.fn.Return<SendResult, ProviderError> {
    const botId = input.as === undefined ? undefined : fromBotId(input.as)
    if (input.as !== undefined && botId === undefined) {
      return yield* unsupported("Chatwoot writes in the name of the token's owner; only agent bots can be named")
    }
    const { conversation, created } = yield* resolveTarget(account, input.to)
    const { degraded, messages: planned } = yield* planFor(conversation, input.content, input.degrade === "refuse")
    const envelope: Envelope = {
      channelKind: conversation.channel.vendorType,
      marker: sendMarker,
      direction: "outgoing",
      private: false,
      externalId: input.externalId,
      replyTo: input.replyTo,
      botId
    }
    const messages: Array<Message> = []
    for (const message of planned) {
      const sent = yield* Effect.mapError(writeMessage(account, conversation.id, message, envelope), (error) =>
        created || messages.length > 0 ? error.with(partly(error, conversation, messages)) : error
      )
      messages.push(sent)
    }
    return { messages, degraded }
  })

export const addNote = (account: ChatwootAccount) =>
  Effect.fnUntraced(function* (to: Exclude<SendTarget, { channelId: ChannelId }>, content: OutboundContent) {
    const conversation =
      "conversationId" in to
        ? yield* getConversation(account, to.conversationId)
        : yield* newestOf(account, to.contactId)
    const { messages } = yield* planFor(conversation, content, false)
    const [note, ...more] = messages
    if (note === undefined || more.length > 0) {
      return yield* invalid({ field: "content", message: "a note is one message: one text, or files with one text" })
    }
    const envelope: Envelope = {
      channelKind: conversation.channel.vendorType,
      marker: sendMarker,
      direction: "outgoing",
      private: true
    }
    return yield* writeMessage(account, conversation.id, note, envelope)
  })

/** The plan for a conversation's channel; with `refuse`, any degradation fails it. */
export const planFor = Effect.fnUntraced(function* (
  conversation: Pick<Conversation, "channel">,
  content: OutboundContent,
  refuseDegradation: boolean
): Effect.fn.Return<ContentPlan.ContentPlan, ProviderError> {
  const planned = ContentPlan.plan(content, channelRules(capabilities, conversation.channel.vendorType))
  if (Result.isFailure(planned)) return yield* refuse(new InvalidRequest({ issues: planned.failure }))
  const { degraded } = planned.success
  if (refuseDegradation && degraded.length > 0)
    return yield* refuse(new InvalidRequest({ issues: degraded.map(toIssue) }))
  return planned.success
})

/** The newest conversation of the contact in the inbox that is not closed, else a new one. */
export const openConversation = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  contactId: Conversation["contactId"] & string,
  channelId: ChannelId
) {
  const inbox = yield* toNumber(channelId, "channelId")
  const existing = yield* conversationsOfContact(account, contactId, inbox).pipe(
    Stream.filter(({ status }) => status !== "closed"),
    Stream.runFold(
      () => Option.none<Conversation>(),
      (newest, conversation) => (isNewer(conversation, newest) ? Option.some(conversation) : newest)
    )
  )
  return Option.isSome(existing)
    ? { conversation: existing.value, created: false }
    : { conversation: yield* createConversation(account, { contactId, channelId }), created: true }
})

const resolveTarget = Effect.fnUntraced(function* (account: ChatwootAccount, to: SendTarget) {
  if ("conversationId" in to)
    return { conversation: yield* getConversation(account, to.conversationId), created: false }
  const channelId = to.channelId ?? (yield* onlyChannel(account, to.contactId))
  return yield* openConversation(account, to.contactId, channelId)
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

const getConversation = Effect.fnUntraced(function* ({ accountId, client }: ChatwootAccount, id: string) {
  const conversation_id = yield* toNumber(id, "conversationId")
  return toEntity(yield* client.conversations.get({ params: { account_id: accountId, conversation_id } }))
})

const newestOf = Effect.fnUntraced(function* (account: ChatwootAccount, contactId: Conversation["contactId"] & string) {
  const conversations = yield* Stream.runCollect(conversationsOfContact(account, contactId))
  const newest = conversations.reduce<Option.Option<Conversation>>(
    (best, conversation) => (isNewer(conversation, best) ? Option.some(conversation) : best),
    Option.none()
  )
  return Option.isSome(newest) ? newest.value : yield* notFound("the contact has no conversation to note it in")
})

const isNewer = (conversation: Conversation, than: Option.Option<Conversation>): boolean =>
  Option.isNone(than) || Number(conversation.id) > Number(than.value.id)

const partly = (error: ProviderError, conversation: Conversation, messages: ReadonlyArray<Message>) => {
  const progress: Progress = { conversationId: conversation.id, messages }
  return {
    applied: error.applied === "unknown" && messages.length === 0 ? ("unknown" as const) : ("partly" as const),
    progress
  }
}

const toIssue = ({
  part,
  reason,
  to
}: {
  readonly part: number
  readonly reason: string
  readonly to: string
}): FieldIssue => ({
  field: `content.${part}`,
  message: `would be sent as ${to}: ${reason}`
})
