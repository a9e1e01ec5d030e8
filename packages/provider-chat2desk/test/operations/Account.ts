/** An account on the simulator, in process: what the operations are tested on. */
import type { ChannelId, ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { Requests, SimulatedAccount } from "@dragoman/testing"
import { accountTests } from "@dragoman/testing/contracts"
import {
  Chat2DeskSimulator,
  type Received,
  type Options as SimulatorOptions
} from "@dragoman/testing/simulators/chat2desk"
import { Effect, Layer, Redacted } from "effect"
import { Chat2Desk } from "../../src/index.ts"

export interface AccountOptions {
  readonly simulator?: SimulatorOptions
  readonly chat2desk?: Partial<Chat2Desk.Chat2DeskOptions>
}

export const accountLayer = (options: AccountOptions = {}) =>
  SimulatedAccount.layer(
    Layer.unwrap(
      Effect.map(Chat2DeskSimulator, ({ baseUrl, token }) =>
        Chat2Desk.layer({ baseUrl, token: Redacted.make(token), ...options.chat2desk })
      )
    ),
    Chat2DeskSimulator.layerInProcess({ messagesPerSecond: 100_000, ...options.simulator })
  )

/** A test on an account of its own. */
export const onAccount = accountTests(accountLayer)

/** Somebody writes. Default: Ann, on Telegram. */
export const arrival = (message: Partial<Received> = {}) =>
  Effect.gen(function* () {
    const { channels, receive } = yield* Chat2DeskSimulator
    const transport = message.transport ?? "telegram"
    const from = { id: "734937551", name: "Ann" }
    const { clientId, dialogId, messageId, requestId } = yield* receive({ from, text: "Hello", ...message, transport })
    const channel = (yield* channels).find(({ transports }) => transports.includes(transport))
    return {
      contactId: String(clientId) as ContactId,
      conversationId: String(dialogId) as ConversationId,
      messageId: String(messageId) as MessageId,
      channelId: `${message.channelId ?? channel?.id}:${transport}` as ChannelId,
      clientId,
      dialogId,
      requestId,
      channelNumber: message.channelId ?? channel?.id
    }
  })

export const { start } = SimulatedAccount
export const { told } = Requests

/** A call with its query, as it left. */
export const callOf = ({ method, path, url }: Requests.Sent): string => `${method} ${path}${new URL(url).search}`

export const callsOf = (sent: ReadonlyArray<Requests.Sent>): ReadonlyArray<string> => sent.map(callOf)

/** Calls with the JSON that went along. */
export const bodiesOf = (sent: ReadonlyArray<Requests.Sent>) =>
  sent.filter(({ method }) => method !== "GET").map((one) => [callOf(one), one.json] as const)
