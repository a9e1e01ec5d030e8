/**
 * `messages.send` and `messages.addNote`: where it goes, what it becomes there, and one vendor message after another. What cannot be sent is
 * refused before anything is. When one of several fails, the error says `partly` and names those that exist.
 *
 * Requests name a client, a channel and a transport; of a dialog those are looked up, in its last message.
 */
import type { Message, OutboundContent, PlannedMessage } from "@dragoman/core/domain"
import {
  type ChannelRules,
  ContentPlan,
  channelRules,
  hostMedia,
  type ProviderError,
  type SendInput,
  type SendResult,
  writeInOrder
} from "@dragoman/core/provider"
import { numbered } from "@dragoman/core/wire"
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
    const write = (message: PlannedMessage, index: number) =>
      writeMessage(account, message, {
        clientId,
        channel,
        type: "to_client",
        operatorId,
        externalId: numbered(externalId, index),
        replyTo: index === 0 ? quoted : undefined
      })
    const hosted = yield* Effect.forEach(planned, (message) => hostMedia(message, { provider: providerName }))
    const messages = yield* writeInOrder(hosted, write, { conversationId })
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

/** Buttons that the channel has, but not these or not together, are sent in words. */
const planFor = (transport: string, content: OutboundContent, refuseDegradation: boolean) => {
  const plan = ContentPlan.plan(content, channelRules(capabilities, transport), (choices) =>
    Result.match(fromChoices(choices, transport), { onFailure: (why) => why, onSuccess: () => undefined })
  )
  return Effect.mapError(Effect.fromResult(ContentPlan.accept(plan, refuseDegradation)), refuse)
}
