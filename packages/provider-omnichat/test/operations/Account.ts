/** A team on the simulator, in process: what the operations are tested on. */
import { Requests, SimulatedAccount } from "@dragoman/testing"
import { accountTests } from "@dragoman/testing/contracts"
import { OmnichatSimulator, type Options as SimulatorOptions } from "@dragoman/testing/simulators/omnichat"
import { Effect, Layer, Redacted } from "effect"
import { Omnichat } from "../../src/index.ts"

export interface AccountOptions {
  readonly simulator?: SimulatorOptions
  readonly omnichat?: Partial<Omnichat.OmnichatOptions>
}

export const accountLayer = (options: AccountOptions = {}) =>
  SimulatedAccount.layer(
    Layer.unwrap(
      Effect.map(OmnichatSimulator, ({ baseUrl, token }) =>
        Omnichat.layer({ baseUrl, token: Redacted.make(token), ...options.omnichat })
      )
    ),
    OmnichatSimulator.layerInProcess({ requestsPerSecond: 100_000, ...options.simulator })
  )

/** A test on an account of its own. */
export const onAccount = accountTests(accountLayer)

export const { start } = SimulatedAccount
export const { told } = Requests
