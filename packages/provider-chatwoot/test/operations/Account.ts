/** An account on the simulator, in process: what the operations are tested on. */
import { Requests, SimulatedAccount } from "@dragoman/testing"
import { accountTests } from "@dragoman/testing/contracts"
import { ChatwootSimulator, type Options as SimulatorOptions } from "@dragoman/testing/simulators/chatwoot"
import { Effect, Layer, Redacted } from "effect"
import { Chatwoot } from "../../src/index.ts"

export interface AccountOptions {
  readonly token?: "administrator" | "agent" | "agentBot" | "wrong"
  readonly simulator?: SimulatorOptions
  readonly chatwoot?: Partial<Chatwoot.ChatwootOptions>
}

export const accountLayer = (options: AccountOptions = {}) =>
  SimulatedAccount.layer(
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
    ),
    ChatwootSimulator.layerInProcess(options.simulator)
  )

/** A test on an account of its own. */
export const onAccount = accountTests(accountLayer)

export const { start } = SimulatedAccount
export const { told } = Requests

/** A call, without the part that every address of the account shares. */
export const callOf = ({ call }: Requests.Sent): string => call.replace(/ \/api\/v1\/accounts\/\d+\//, " ")

export const callsOf = (sent: ReadonlyArray<Requests.Sent>): ReadonlyArray<string> => sent.map(callOf)
