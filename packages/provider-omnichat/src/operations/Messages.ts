/** `messages`: the history by time, single messages, sending. Source: omnichat.md, "Messaging", "WhatsApp Headless API". */
import type { SupportedOperations } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { capabilities } from "../OmnichatCapabilities.ts"
import { messageHistory, toEntity } from "./MessageHistory.ts"
import { sendMessage } from "./MessageSend.ts"
import type { OmnichatAccount } from "./OmnichatAccount.ts"

export const messageOperations = (account: OmnichatAccount): SupportedOperations<typeof capabilities>["messages"] => ({
  list: messageHistory(account),
  get: ({ messageId }) =>
    Effect.map(account.client.messages.get({ params: { messageId } }), ({ content }) => toEntity(content)),
  send: sendMessage(account)
})
