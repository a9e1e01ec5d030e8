/**
 * A team on the simulator, in process, with a record of every request that left: what the operations are tested on. The clock stands at
 * {@link start} and moves only in `Requests.whileTimePasses`.
 */
import { layerMemory as freshLimiter, type ProviderError } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { OmnichatSimulator, type Options as SimulatorOptions } from "@dragoman/testing/simulators/omnichat"
import { it } from "@effect/vitest"
import { Effect, Layer, Redacted, type Scope } from "effect"
import type { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { Omnichat } from "../../src/index.ts"

export interface AccountOptions {
  readonly simulator?: SimulatorOptions
  readonly omnichat?: Partial<Omnichat.OmnichatOptions>
}

export type Services = Omnichat.Services | OmnichatSimulator | Requests.Requests | HttpClient.HttpClient | Scope.Scope

export const start = Date.parse("2026-03-02T10:00:00.000Z")

/** A test on a team of its own. */
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
    Effect.map(OmnichatSimulator, ({ baseUrl, token }) =>
      Omnichat.layer({ baseUrl, token: Redacted.make(token), ...options.omnichat })
    )
  ).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(OmnichatSimulator.layerInProcess({ requestsPerSecond: 100_000, ...options.simulator })),
    Layer.provide([InProcess.layerUnreachable, freshLimiter])
  )

/** What the tests look at of an error. */
export const told = (error: ProviderError) => ({ reason: error.reason._tag, applied: error.applied })
