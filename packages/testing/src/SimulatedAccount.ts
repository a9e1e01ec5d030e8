/**
 * An account on a vendor's simulator, in process, with a record of every request that left: what a provider's operations are tested on. Limits
 * are its own, its webhooks reach nobody, and the clock stands at {@link start} until `Requests.whileTimePasses` moves it.
 *
 * @example
 * const account = SimulatedAccount.layer(Acme.layer(options), AcmeSimulator.layerInProcess())
 * it.effect("a contact is read once", () => SimulatedAccount.run(account, () => Requests.during(readContact)))
 */
import { layerMemory } from "@dragoman/core/provider"
import { Effect, Layer } from "effect"
import type { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import * as InProcess from "./InProcess.ts"
import * as Requests from "./Requests.ts"

/** 2 March 2026, at ten, in milliseconds. */
export const start = Date.parse("2026-03-02T10:00:00.000Z")

/** The provider over the simulator, both beside the record. */
export const layer = <Provided, E, Simulator>(
  provider: Layer.Layer<Provided, E, Simulator | HttpClient.HttpClient>,
  simulator: Layer.Layer<Simulator | HttpClient.HttpClient, never, HttpClient.HttpClient>
) =>
  provider.pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(simulator),
    Layer.provide([InProcess.layerUnreachable, layerMemory])
  )

/** Runs a test on an account of its own. */
export const run = <A, E, R, Services, E2, R2>(
  account: Layer.Layer<Services, E2, R2>,
  test: () => Effect.Effect<A, E, R>
): Effect.Effect<A, E | E2, R2 | Exclude<R, Services>> =>
  Effect.andThen(TestClock.setTime(start), Effect.provide(Effect.suspend(test), account))
