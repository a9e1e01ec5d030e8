/**
 * `messages.send` and `messages.addNote`: where it goes, what it becomes there, and one vendor message after another. What cannot be sent is
 * refused before anything is. When one of several fails, the error says `partly` and names those that exist.
 *
 * Requests name a client, a channel and a transport; of a dialog those are looked up, in its last message.
 */
import type {
  ConversationId,
  Message,
  OutboundContent,
  OutboundMediaPart,
  OutboundPart,
  PlannedMessage
} from "@dragoman/core/domain"
import { partToPlainText } from "@dragoman/core/domain"
import {
  type ChannelRules,
  ContentPlan,
  channelRules,
  type Degradation,
  type FieldIssue,
  hostSource,
  InvalidRequest,
  type ProviderError,
  type SendInput,
  type SendResult
} from "@dragoman/core/provider"
import { Effect, Result } from "effect"
import { capabilities } from "../Chat2DeskCapabilities.ts"
import { invalid, providerName, refuse, unsupported } from "../Chat2DeskErrors.ts"
import { fromChoices } from "../mapping/Buttons.ts"
import { type Envelope, fromPlanned, toSent } from "../mapping/Outbound.ts"
import { type Chat2DeskAccount, toNumber, withRaw } from "./Chat2DeskAccount.ts"
import { type NoteTarget, noteTargetOf, sendTargetOf } from "./SendTarget.ts"

export const sendMessage = (account: Chat2DeskAccount) =>
  Effect.fnUntraced(function* (input: SendInput): Effect.fn.Return<SendResult, ProviderError> {
    const { externalId, replyTo } = input
    if (replyTo !== undefined && replyTo.messageId === undefined) {
      return yield* unsupported("Chat2Desk quotes a message by its own id: give replyTo.messageId")
    }
    const operatorId = input.as === undefined ? undefined : yield* toNumber(input.as, "as")
    const quoted =
      replyTo?.messageId === undefined ? undefined : yield* toNumber(replyTo.messageId, "replyTo.messageId")
    const { channel, clientId, conversationId } = yield* sendTargetOf(account, input.to)
    const rules: ChannelRules = channelRules(capabilities, channel.transport)
    const refused = rules.operations?.["messages.send"]
    if (refused?.level === "none") return yield* unsupported(refused.note ?? "nothing can be sent on this channel")
    const { degraded, messages: planned } = yield* planFor(channel.transport, input.content, input.degrade === "refuse")
    const messages: Array<Message> = []
    for (const message of yield* Effect.forEach(planned, hosted)) {
      const isFirst = messages.length === 0
      const envelope: Envelope = {
        clientId,
        channel,
        type: "to_client",
        operatorId,
        externalId: numbered(externalId, messages.length),
        replyTo: isFirst ? quoted : undefined
      }
      const sent = yield* Effect.mapError(writeMessage(account, message, envelope), (error) =>
        isFirst ? error : partly(error, messages, conversationId)
      )
      messages.push(sent)
    }
    return { messages, degraded }
  })

/** A note is a comment in the client's dialog, which it leaves as closed as it is. Comments are text. */
export const addNote = (account: Chat2DeskAccount) =>
  Effect.fnUntraced(function* (to: NoteTarget, content: OutboundContent): Effect.fn.Return<Message, ProviderError> {
    const [part, ...more] = content
    if (part?.type !== "text" || part.text === "" || more.length > 0) {
      return yield* invalid({ field: "content", message: "a note is one text" })
    }
    const target = yield* noteTargetOf(account, to)
    return yield* writeMessage(account, { text: part.text, media: [] }, { ...target, type: "comment" })
  })

/** Sends one message, and answers what was sent. */
export const writeMessage = Effect.fnUntraced(function* (
  { client }: Chat2DeskAccount,
  planned: PlannedMessage,
  envelope: Envelope
): Effect.fn.Return<Message, ProviderError> {
  const { data } = yield* client.messages.send({ payload: fromPlanned(planned, envelope) })
  return withRaw(toSent(data, planned, envelope), data)
})

/** The ids of one message that becomes several: `order-7`, `order-7#2`, ... */
export const numbered = (externalId: string | undefined, index: number): string | undefined =>
  externalId === undefined || index === 0 ? externalId : `${externalId}#${index + 1}`

const planFor = Effect.fnUntraced(function* (
  transport: string,
  content: OutboundContent,
  refuseDegradation: boolean
): Effect.fn.Return<ContentPlan.ContentPlan, ProviderError> {
  const fit = content.map((part, index) => fitting(part, index, transport))
  const plan = ContentPlan.plan(
    fit.map(({ part }) => part),
    channelRules(capabilities, transport)
  )
  if (Result.isFailure(plan)) return yield* refuse(new InvalidRequest({ issues: plan.failure }))
  const degraded = [...fit.flatMap(({ degraded }) => degraded), ...plan.success.degraded]
  if (refuseDegradation && degraded.length > 0) {
    return yield* refuse(new InvalidRequest({ issues: degraded.map(toIssue) }))
  }
  return { messages: plan.success.messages, degraded }
})

/** Buttons that the channel has, but not these or not together, in words: `ContentPlan` knows kinds and numbers only. */
const fitting = (part: OutboundPart, index: number, transport: string) => {
  const text = part.type === "choices" ? partToPlainText(part) : undefined
  const made = part.type === "choices" ? fromChoices(part, transport) : undefined
  if (made === undefined || Result.isSuccess(made) || text === undefined) return { part, degraded: [] }
  const degradation: Degradation = { part: index, from: part.type, to: "text", reason: made.failure }
  return { part: { type: "text" as const, text }, degraded: [degradation] }
}

/** The message with an address in the place of bytes. */
const hosted = Effect.fnUntraced(function* (message: PlannedMessage): Effect.fn.Return<PlannedMessage, ProviderError> {
  const media = yield* Effect.forEach(message.media, (part): Effect.Effect<OutboundMediaPart, ProviderError> => {
    const { fileName, mimeType, source } = part
    const name = fileName ?? ("file" in source ? source.file.name : undefined)
    return Effect.map(hostSource(source, { provider: providerName, fileName, mimeType }), (url) => ({
      ...part,
      ...(name === undefined ? {} : { fileName: name }),
      source: { url }
    }))
  })
  return { ...message, media }
})

const partly = (
  error: ProviderError,
  messages: ReadonlyArray<Message>,
  asked: ConversationId | undefined
): ProviderError => {
  const conversationId = messages[0]?.conversationId ?? asked
  const progress = conversationId === undefined ? { messages } : { conversationId, messages }
  return error.with({ applied: "partly", progress })
}

const toIssue = ({ part, reason, to }: Degradation): FieldIssue => ({
  field: `content.${part}`,
  message: `would be sent as ${to}: ${reason}`
})
