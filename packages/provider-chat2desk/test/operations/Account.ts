/**
 * An account on the simulator, in process, with a record of every request that left: what the operations are tested on. The clock stands at
 * {@link start} and moves only in `Requests.whileTimePasses`.
 */
import type { ChannelId, ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { layerMemory as freshLimiter, type ProviderError } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import {
  Chat2DeskSimulator,
  type Received,
  type Options as SimulatorOptions
} from "@dragoman/testing/simulators/chat2desk"
import { it } from "@effect/vitest"
import { Effect, Layer, Redacted, type Scope } from "effect"
import type { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { Chat2Desk } from "../../src/index.ts"

export interface AccountOptions {
  readonly simulator?: SimulatorOptions
  readonly chat2desk?: Partial<Chat2Desk.Chat2DeskOptions>
}

export type Services = Chat2Desk.Services | Chat2DeskSimulator | Requests.Requests | HttpClient.HttpClient | Scope.Scope

export const start = Date.parse("2026-03-02T10:00:00.000Z")

/** A test on an account of its own. */
export const onAccount = <E>(
  name: string,
  test: () => Effect.Effect<unknown, E, Services>,
  options: AccountOptions = {}
): void =>
  it.effect(name, () =>
    Effect.andThen(TestClock.setTime(start), Effect.suspend(test).pipe(Effect.provide(accountLayer(options))))
  )

export const accountLayer = (options: AccountOptions = {}) =>
  Layer.unwrap(
    Effect.map(Chat2DeskSimulator, ({ baseUrl, token }) =>
      Chat2Desk.layer({ baseUrl, token: Redacted.make(token), ...options.chat2desk })
    )
  ).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(Chat2DeskSimulator.layerInProcess({ messagesPerSecond: 100_000, ...options.simulator })),
    Layer.provide([InProcess.layerUnreachable, freshLimiter])
  )

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

/** What the tests look at of an error. */
export const told = (error: ProviderError) => ({ reason: error.reason._tag, applied: error.applied })

/** A call with its query, as it left. */
export const callOf = ({ method, path, url }: Requests.Sent): string => `${method} ${path}${new URL(url).search}`

export const callsOf = (sent: ReadonlyArray<Requests.Sent>): ReadonlyArray<string> => sent.map(callOf)

/** Calls with the JSON that went along. */
export const bodiesOf = (sent: ReadonlyArray<Requests.Sent>) =>
  sent.filter(({ method }) => method !== "GET").map((one) => [callOf(one), one.json] as const)
