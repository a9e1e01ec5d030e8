/**
 * An account on the simulator, in process, with a record of every request that left: what the operations are tested on. The clock stands
 * at {@link start} and moves only in `Requests.whileTimePasses`.
 */
import { layerMemory as freshLimiter, type ProviderError } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { ChatwootSimulator, type Options as SimulatorOptions } from "@dragoman/testing/simulators/chatwoot"
import { it } from "@effect/vitest"
import { Effect, Layer, Redacted, type Scope } from "effect"
import type { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { Chatwoot } from "../../src/index.ts"

export interface AccountOptions {
  readonly token?: "administrator" | "agent" | "agentBot" | "wrong"
  readonly simulator?: SimulatorOptions
  readonly chatwoot?: Partial<Chatwoot.ChatwootOptions>
}

export type Services = Chatwoot.Services | ChatwootSimulator | Requests.Requests | HttpClient.HttpClient | Scope.Scope

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
    Effect.map(ChatwootSimulator, ({ accountId, baseUrl, tokens }) => {
      const kind = options.token ?? "administrator"
      return Chatwoot.layer({
        baseUrl,
        accountId,
        token: Redacted.make(kind === "wrong" ? "not-a-token" : tokens[kind]),
        platformToken: Redacted.make(tokens.platformApp),
        ...(kind === "agentBot" ? { tokenKind: "agent-bot" as const } : {}),
        ...options.chatwoot
      })
    })
  ).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(ChatwootSimulator.layerInProcess(options.simulator)),
    Layer.provide([InProcess.layerUnreachable, freshLimiter])
  )

/** What the tests look at of an error. */
export const told = (error: ProviderError) => ({ reason: error.reason._tag, applied: error.applied })

/** A call, without the part that every address of the account shares. */
export const callOf = ({ call }: Requests.Sent): string => call.replace(/ \/api\/v1\/accounts\/\d+\//, " ")

export const callsOf = (sent: ReadonlyArray<Requests.Sent>): ReadonlyArray<string> => sent.map(callOf)
