/**
 * What every provider must hold, as a function of a layer: the provider, a record of its requests (`Requests.layer` under it), and a
 * {@link World}, which moves and observes the vendor's server without it. Cases for which a provider lacks an operation are skipped by name;
 * at the end every operation that the capabilities do not call `none` must have been exercised, so that none can be claimed unseen.
 *
 * @example
 * providerContract({ name: "acme, in process", capabilities, layer: acmeOverItsSimulator, clock: "test" })
 */
import { type Capabilities, operationNames } from "@dragoman/core/provider"
import { assert, describe, layer as withLayer } from "@effect/vitest"
import { Duration, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { describeContacts } from "./provider-contract/Contacts.ts"
import { describeConversations } from "./provider-contract/Conversations.ts"
import { describeDirectory } from "./provider-contract/Directory.ts"
import { describeFailedWrites } from "./provider-contract/FailedWrites.ts"
import { describeFailedReads, describeUnsupported } from "./provider-contract/Failures.ts"
import { describeLists } from "./provider-contract/Lists.ts"
import { describeMessages } from "./provider-contract/Messages.ts"
import { makeSuite, type Services, type Unreachable } from "./provider-contract/Suite.ts"

export interface ProviderContractOptions {
  readonly name: string
  readonly capabilities: Capabilities
  /** Give the provider a short time-out where the clock is live: some cases wait for it. */
  readonly layer: Layer.Layer<Services, unknown>
  /** `test` for a server in process, where no time is lost; `live` for real HTTP, where a few cases are left out. */
  readonly clock: "test" | "live"
  /** Of one case. Default: 30 seconds. */
  readonly timeout?: Duration.Input
  /** Operations that cannot be called in this world, and why. Their cases are skipped with the reason. Default: none. */
  readonly unreachable?: Unreachable
}

/** Declares the suite. Call it at the top level of a test file or inside a `describe`. */
export const providerContract = (contract: ProviderContractOptions): void => {
  const { capabilities, clock, layer, name, timeout, unreachable = {} } = contract
  const placed = clock === "test" ? Layer.unwrap(Effect.as(TestClock.setTime(present), layer)) : layer
  const perCase = Duration.fromInputUnsafe(timeout ?? "30 seconds")
  const options = { timeout: perCase, excludeTestServices: clock === "live" }
  describe(`provider contract: ${name}`, () => {
    withLayer(
      placed,
      options
    )((it) => {
      const suite = makeSuite(it, { capabilities, clock, unreachable, timeout: Duration.toMillis(perCase) })
      describeLists(suite)
      describeMessages(suite)
      describeContacts(suite)
      describeConversations(suite)
      describeDirectory(suite)
      describeFailedReads(suite)
      describeFailedWrites(suite)
      describeUnsupported(suite)
      for (const operation of operationNames) {
        const reason = unreachable[operation]
        if (reason !== undefined) suite.skip(`${operation} is exercised`, reason)
      }
      it.effect("every operation that is not none was exercised", () =>
        Effect.sync(() => {
          const unseen = operationNames.filter(
            (operation) =>
              suite.can(operation) && !suite.exercised.has(operation) && unreachable[operation] === undefined
          )
          assert.deepStrictEqual(unseen, [])
        })
      )
    })
  })
}

/** 2026-02-13T01:27:33Z: a clock in 1970 would make times that vendors mean as *never*. */
const present = 1_770_946_053_000
