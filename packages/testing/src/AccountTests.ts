/** Tests on simulated accounts, each on one of its own: {@link SimulatedAccount} as a way to declare vitest tests. */
import { it } from "@effect/vitest"
import type { Effect, Layer, Scope } from "effect"
import * as SimulatedAccount from "./SimulatedAccount.ts"

/**
 * How a provider's tests are declared on its account, given how that is made.
 *
 * @example
 * const onAccount = accountTests((options: Options = {}) => SimulatedAccount.layer(acme(options), AcmeSimulator.layerInProcess(options)))
 * onAccount("a contact is read once", () => Requests.during(readContact), { contacts: 3 })
 */
export const accountTests =
  <Options, Services, E>(accountLayer: (options?: Options) => Layer.Layer<Services, E>) =>
  <E2>(name: string, test: () => Effect.Effect<unknown, E2, Services | Scope.Scope>, options?: Options): void =>
    it.effect(name, () => SimulatedAccount.run(accountLayer(options), test))
