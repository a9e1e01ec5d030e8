/**
 * `messages.send`: where it goes, what it becomes there, and one request after another. What cannot be sent is refused before anything is.
 * When one of several requests fails, the error says `partly` and names the messages that exist.
 */
import type { ConversationId, Message, OutboundContent, OutboundMediaPart, PlannedMessage } from "@dragoman/core/domain"
import {
  ContentPlan,
  type Degradation,
  hostSource,
  InvalidRequest,
  type ProviderError,
  type SendInput,
  type SendResult,
  type SendTarget
} from "@dragoman/core/provider"
import { Effect, Result } from "effect"
import { type Address, toConversationId } from "../mapping/Ids.ts"
import { invalid, providerName, refuse, unsupported } from "../OmnichatErrors.ts"
import { isBsuid } from "../whatsapp/index.ts"
import { lineRoute } from "./LineRoute.ts"
import { addressOf, channelOf, type OmnichatAccount } from "./OmnichatAccount.ts"
import type { Route } from "./Route.ts"
import { whatsAppRoute } from "./WhatsAppRoute.ts"

export const sendMessage = (account: OmnichatAccount) =>
  Effect.fnUntraced(function* (input: SendInput): Effect.fn.Return<SendResult, ProviderError> {
    if (input.as !== undefined)
      return yield* unsupported("Omnichat writes in the team's name; assign the agent instead")
    const address = yield* targetOf(account, input.to)
    const route = yield* routeTo(account, address)
    const { degraded, messages: planned } = yield* planFor(route, input.content, input.degrade === "refuse")
    yield* route.checkFiles(planned)
    const calls = yield* route.toCalls(yield* Effect.forEach(planned, hosted), input)
    const messages: Array<Message> = []
    for (const call of calls) {
      messages.push(
        ...(yield* Effect.mapError(call, (error) =>
          messages.length === 0 ? error : partly(error, toConversationId(address), messages)
        ))
      )
    }
    return { messages, degraded }
  })

const targetOf = Effect.fnUntraced(function* (
  account: OmnichatAccount,
  to: SendTarget
): Effect.fn.Return<Address, ProviderError> {
  if ("conversationId" in to) return yield* addressOf(to.conversationId, "to.conversationId")
  const address = yield* addressOf(to.contactId, "to.contactId")
  if (to.channelId === undefined || to.channelId === address.channelId) return address
  const channel = yield* channelOf(account, to.channelId, "to.channelId")
  // A number is the same person on each of the team's WhatsApp numbers; any other user id holds on its own channel only.
  if (channel.platform === "whatsapp" && address.platform === "whatsapp" && !isBsuid(address.user)) {
    return { ...address, channelId: channel.channelId }
  }
  return yield* invalid({
    field: "to.channelId",
    message: `the contact is on ${address.channelId} (${address.platform}), not on ${to.channelId}`
  })
})

const routeTo = (account: OmnichatAccount, address: Address): Effect.Effect<Route, ProviderError> => {
  if (address.platform === "whatsapp") return Effect.succeed(whatsAppRoute(account, address))
  if (address.platform === "line") return Effect.succeed(lineRoute(account, address))
  return Effect.fail(unsupported(`Omnichat's API sends on WhatsApp and LINE, not on ${address.platform}`))
}

const planFor = Effect.fnUntraced(function* (
  route: Route,
  content: OutboundContent,
  refuseDegradation: boolean
): Effect.fn.Return<ContentPlan.ContentPlan, ProviderError> {
  const { content: fit, degraded: asText } = route.fit(content)
  const plan = ContentPlan.plan(fit, route.rules)
  if (Result.isFailure(plan)) return yield* refuse(new InvalidRequest({ issues: plan.failure }))
  const { messages, split } = route.separate(plan.success.messages, fit)
  const degraded = [...asText, ...plan.success.degraded, ...split].sort((one, other) => one.part - other.part)
  if (refuseDegradation && degraded.length > 0) {
    return yield* refuse(new InvalidRequest({ issues: degraded.map(toIssue) }))
  }
  return { messages, degraded }
})

/** The message with an address in the place of bytes. */
const hosted = Effect.fnUntraced(function* (message: PlannedMessage): Effect.fn.Return<PlannedMessage, ProviderError> {
  const media = yield* Effect.forEach(message.media, (part): Effect.Effect<OutboundMediaPart, ProviderError> => {
    const { fileName, mimeType, source } = part
    if (!("file" in source)) return Effect.succeed(part)
    return Effect.map(hostSource(source, { provider: providerName, fileName, mimeType }), (url) => ({
      ...part,
      fileName: fileName ?? source.file.name,
      mimeType: mimeType ?? source.file.type,
      source: { url }
    }))
  })
  return { ...message, media }
})

const partly = (error: ProviderError, conversationId: ConversationId, messages: ReadonlyArray<Message>) =>
  error.with({ applied: "partly", progress: { conversationId, messages } })

const toIssue = ({ part, reason, to }: Degradation) => ({
  field: `content.${part}`,
  message: `would be sent as ${to}: ${reason}`
})
