/**
 * `conversations`: who follows one up, and on WhatsApp that a message was read and that an answer is being written. There is nothing to read:
 * Omnichat lists no conversations and shows none. Source: omnichat.md, "Rooms"; omnichat-wire A3.
 */
import type { AgentId, ConversationId, MessageId } from "@dragoman/core/domain"
import type { Assignment, ProviderError, SupportedOperations } from "@dragoman/core/provider"
import { Effect } from "effect"
import { fromAddress } from "../mapping/Conversation.ts"
import { fromAgentId } from "../mapping/Directory.ts"
import type { capabilities } from "../OmnichatCapabilities.ts"
import { invalid, unsupported } from "../OmnichatErrors.ts"
import { addressOf, type OmnichatAccount } from "./OmnichatAccount.ts"

export const conversationOperations = (
  account: OmnichatAccount
): SupportedOperations<typeof capabilities>["conversations"] => ({
  assign: assignConversation(account),
  markRead: (id, options) => markRead(account, id, options?.messageId, false),
  setTyping: ({ conversationId, messageId }, on) =>
    // It ends by itself, after 25 seconds or with the next message.
    on ? markRead(account, conversationId, messageId, true) : Effect.void
})

const assignConversation = ({ client }: OmnichatAccount) =>
  Effect.fnUntraced(function* (id: ConversationId, to: Assignment | null): Effect.fn.Return<void, ProviderError> {
    const address = yield* addressOf(id, "conversationId")
    const room = fromAddress(address)
    if (room === undefined)
      return yield* unsupported(`agents are assigned on LINE and WhatsApp, not on ${address.platform}`)
    const { agent, team } = to ?? { agent: null }
    if (team !== undefined && team !== null) return yield* unsupported("Omnichat has no teams")
    if (agent === undefined) return yield* invalid({ field: "to.agent", message: "is needed" })
    yield* agent === null
      ? client.rooms.unassignAgent({ payload: room })
      : client.rooms.assignAgent({ payload: { ...room, ...(yield* named(agent)) } })
  })

const named = (agent: AgentId) => {
  const found = fromAgentId(agent)
  return found === undefined
    ? Effect.fail(
        invalid({
          field: "to.agent",
          message: "must be an e-mail address, a phone number, or employee code and shop (S0001:S-001)"
        })
      )
    : Effect.succeed(found)
}

const markRead = Effect.fnUntraced(function* (
  { client }: OmnichatAccount,
  id: ConversationId,
  messageId: MessageId | undefined,
  typing: boolean
): Effect.fn.Return<void, ProviderError> {
  const { channelId, platform } = yield* addressOf(id, "conversationId")
  if (platform !== "whatsapp") return yield* unsupported(`only on WhatsApp, not on ${platform}`)
  if (messageId === undefined) {
    return yield* invalid({ field: "messageId", message: "is needed: WhatsApp marks a message, and those before it" })
  }
  yield* client.headless.markRead({
    params: { businessPhoneNumber: channelId },
    payload: {
      messaging_product: "whatsapp",
      status: "read",
      message_id: messageId,
      ...(typing ? { typing_indicator: { type: "text" as const } } : {})
    }
  })
})
