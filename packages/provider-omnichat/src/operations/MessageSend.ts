/**
 * `messages.send`: where it goes, what it becomes there, and one request after another. What cannot be sent is refused before anything is.
 * When one of several requests fails, the error says `partly` and names the messages that exist.
 */
import type { OutboundContent } from "@dragoman/core/domain"
import {
  ContentPlan,
  hostMedia,
  type ProviderError,
  type SendInput,
  type SendResult,
  type SendTarget,
  writeInOrder
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
    const options = { provider: providerName, takesMediaIds: true }
    const hosted = yield* Effect.forEach(planned, (message) => hostMedia(message, options))
    const calls = yield* route.toCalls(hosted, input)
    const messages = yield* writeInOrder(calls, (call) => call, { conversationId: toConversationId(address) })
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

const planFor = (route: Route, content: OutboundContent, refuseDegradation: boolean) => {
  const plan = Result.map(ContentPlan.plan(content, route.rules, route.unfit), (whole) => {
    const { messages, split } = route.separate(whole.messages, content)
    const degraded = [...whole.degraded, ...split].sort((one, other) => one.part - other.part)
    return { messages, degraded }
  })
  return Effect.mapError(Effect.fromResult(ContentPlan.accept(plan, refuseDegradation)), refuse)
}
