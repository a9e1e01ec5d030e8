/** `dragoman simulate`: a vendor's server on this machine, with people and histories in it, for trying things out without an account. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Effect, Layer, Option, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { badUsage } from "../CommandFailure.ts"
import { variableOf } from "../Configuration.ts"
import { Json } from "../output/Json.ts"
import { printLines, style } from "../output/Output.ts"
import { fieldLines } from "../output/Table.ts"
import type { Simulation } from "../ProviderEntry.ts"
import { providerNames, providers } from "../Providers.ts"
import { hostFlag, portFlag, server, untilStopped } from "../Serving.ts"
import { urlFlag } from "./Inputs.ts"

const seedFlag = (what: string, usual: number) =>
  Flag.Int(`seed-${what}`).pipe(
    Flag.withMetavar("number"),
    Flag.withDescription(`How many ${what} there are at the start; default: ${usual}`),
    Flag.filter(
      (count) => count >= 0,
      () => "expected 0 or more"
    ),
    Flag.withDefault(usual)
  )

export const simulateCommand = Command.make(
  "simulate",
  {
    provider: Argument.Literals("provider", providerNames).pipe(Argument.withDescription("Whose server")),
    port: portFlag(4010),
    host: hostFlag,
    contacts: seedFlag("contacts", 50),
    conversations: seedFlag("conversations", 50),
    webhookUrl: urlFlag("webhook-url", "Where to send webhooks from the start")
  },
  Effect.fn("simulate")(function* ({ provider, port, host, contacts, conversations, webhookUrl }) {
    const entry = providers[provider]
    if (entry === undefined) return yield* badUsage(`there is no simulator of ${provider}`)
    if (contacts === 0 && conversations > 0)
      return yield* badUsage("conversations need contacts: --seed-contacts 1 at least")
    const options = { contacts, conversations, webhookUrl: Option.getOrUndefined(webhookUrl) }
    yield* Effect.scoped(
      Effect.gen(function* () {
        const simulation = yield* entry.simulate(options)
        yield* announce(provider, entry.capabilities.title, simulation)
        return yield* untilStopped
      })
    ).pipe(Effect.provide(Layer.mergeAll(server({ port, host }), NodeHttpClient.layerUndici)))
  })
).pipe(
  Command.withDescription(
    "Starts a server that behaves as the vendor's does, until it is stopped, and prints an account of it as configuration to paste."
  ),
  Command.withShortDescription("A vendor's server on this machine"),
  Command.withExamples([
    { command: "dragoman simulate chatwoot", description: "On port 4010, with 50 contacts" },
    {
      command: "dragoman simulate chatwoot --webhook-url http://127.0.0.1:3000/webhooks/simulated",
      description: "Sending its webhooks to dragoman listen"
    }
  ])
)

const announce = Effect.fnUntraced(function* (provider: string, title: string, simulation: Simulation) {
  const { url, account, credentials } = simulation
  const variables = Object.entries(account).map(([setting, value]) => [variableOf(provider, setting), String(value)])
  const environment = { DRAGOMAN_PROVIDER: provider, ...Object.fromEntries(variables) }
  const configuration = { accounts: { simulated: { provider, ...account } } }
  if (yield* Json) {
    return yield* printLines(Stream.succeed(JSON.stringify({ url, configuration, environment, credentials })))
  }
  const { head, good } = yield* style
  const tokens = Object.entries(credentials).map(([whose, token]) => [`${whose}'s token`, token] as const)
  yield* printLines(
    Stream.make(
      good(`${title} is simulated at ${url}`),
      ...fieldLines(tokens, { head }),
      "",
      head("An account of it, for dragoman.json"),
      JSON.stringify(configuration, undefined, 2),
      "",
      head("or for the environment"),
      ...Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
      "",
      "Ctrl-C stops it."
    )
  )
})
