/**
 * `dragoman doctor`: is what is configured right? For each account, in words: whether its server is reached, whether the token is
 * accepted and whose it is, what it may not do, and whether webhooks can be received. It changes nothing anywhere.
 */
import { ConversationId } from "@dragoman/core/domain"
import {
  type Capabilities,
  type OperationName,
  operationNames,
  Provider,
  type ProviderError,
  type ProviderService
} from "@dragoman/core/provider"
import { Effect, Option, Result, Stream } from "effect"
import { Command } from "effect/cli"
import { accountFlag, configFlag } from "../Account.ts"
import { failed } from "../CommandFailure.ts"
import { type ConfiguredAccount, load, select } from "../Configuration.ts"
import * as NodeTransport from "../NodeTransport.ts"
import { toDisplayText } from "../output/DisplayText.ts"
import { Json } from "../output/Json.ts"
import { printLines, style } from "../output/Output.ts"

/** `wrong` makes the command fail; `limited` works, but not everything does. */
interface Finding {
  readonly about: "server" | "token" | "operations" | "webhooks"
  readonly verdict: "good" | "limited" | "wrong"
  readonly message: string
}

export const doctorCommand = Command.make(
  "doctor",
  { config: configFlag, account: accountFlag },
  Effect.fn("doctor")(function* ({ config, account }) {
    const configured = yield* load(config)
    const accounts = Option.isSome(account) ? [yield* select(configured, account)] : configured
    let wrong = 0
    for (const account of accounts) {
      const findings = [...(yield* examine(account)), webhooksOf(account)]
      wrong += findings.filter(({ verdict }) => verdict === "wrong").length
      yield* report(account, findings)
    }
    if (wrong > 0)
      return yield* failed(wrong === 1 ? "something is wrong, see above" : `${wrong} things are wrong, see above`)
  })
).pipe(
  Command.withDescription(
    "Checks the configured accounts: is the server reached, is the token accepted, what may it not do, can webhooks be received. Ends with 1 when something is wrong."
  ),
  Command.withShortDescription("Is the configuration right?"),
  Command.withExamples([
    { command: "dragoman doctor", description: "All accounts" },
    { command: "dragoman doctor --account acme --json", description: "One, for a program" }
  ])
)

const examine = (account: ConfiguredAccount): Effect.Effect<ReadonlyArray<Finding>> => {
  const { host } = new URL(account.url)
  return Provider.use((provider) => diagnose(provider, account.url)).pipe(
    Effect.provide(account.layer),
    Effect.provide(NodeTransport.layer({ allowPrivateHosts: [host] }))
  )
}

const diagnose = Effect.fnUntraced(function* (provider: ProviderService, url: string) {
  const effective = yield* Effect.result(provider.effectiveCapabilities)
  if (Result.isFailure(effective)) return explain(effective.failure, url)
  const greeting = yield* Effect.result(greet(provider, effective.success))
  if (Result.isFailure(greeting)) return explain(greeting.failure, url)
  return [...reached(url, greeting.success), narrowing(provider.capabilities, effective.success)]
})

/** Asks for the account; a token that may not see it asks for a conversation that does not exist, and is accepted if that is all. */
const greet = (provider: ProviderService, effective: Capabilities): Effect.Effect<string, ProviderError> => {
  if (effective.operations["account.get"].level !== "none") {
    return Effect.map(provider.account.get(), ({ id, name, role, version }) =>
      [
        `account ${[name, id === undefined ? undefined : `(${id})`].filter(Boolean).join(" ")}`,
        role === undefined ? undefined : `role ${role}`,
        version === undefined ? undefined : `version ${version}`
      ]
        .filter((part) => part !== undefined)
        .join(", ")
    )
  }
  return provider.conversations.get(ConversationId.make("0")).pipe(
    Effect.as(""),
    Effect.catchReason("ProviderError", "NotFound", () => Effect.succeed(""))
  )
}

const reached = (url: string, greeting: string): ReadonlyArray<Finding> => [
  { about: "server", verdict: "good", message: `${url} is reached` },
  { about: "token", verdict: "good", message: `the token is accepted${greeting === "" ? "" : `: ${greeting}`}` }
]

const explain = (error: ProviderError, url: string): ReadonlyArray<Finding> => {
  const detail = error.vendorMessage === undefined ? "" : ` (${error.vendorMessage})`
  const server: Finding = { about: "server", verdict: "good", message: `${url} is reached` }
  const wrong = (about: Finding["about"], message: string): Finding => ({ about, verdict: "wrong", message })
  switch (error.reason._tag) {
    case "Transport":
    case "Timeout":
      return [wrong("server", `${url} cannot be reached${detail}: is the address right, is the server up?`)]
    case "Unauthorized":
      return [server, wrong("token", `the token is not accepted${detail}: is it complete, and still valid?`)]
    case "Forbidden":
      return [server, wrong("token", `the token may not do this${detail}`)]
    case "NotFound":
      return [server, wrong("token", "there is no such account there, or the token's owner is not in it")]
    default:
      return [wrong("server", `${url} did not answer as it should: ${error.message}`)]
  }
}

/** What the vendor's provider could do and this token may not. */
const narrowing = (all: Capabilities, effective: Capabilities): Finding => {
  const lost = operationNames.filter((name) => all.operations[name].level !== effective.operations[name].level)
  if (lost.length === 0) {
    return { about: "operations", verdict: "good", message: "everything that the vendor can do, this token may" }
  }
  const byNote = Map.groupBy(lost, (name: OperationName) => effective.operations[name].note ?? "not with this token")
  const groups = [...byNote].map(([note, names]) => `${note}: ${names.join(", ")}`)
  return { about: "operations", verdict: "limited", message: `not possible: ${groups.join("; ")}` }
}

const webhooksOf = ({ webhookTrust }: ConfiguredAccount): Finding => {
  switch (webhookTrust) {
    case "signed":
      return { about: "webhooks", verdict: "good", message: "a secret is configured" }
    case "unsigned":
      return {
        about: "webhooks",
        verdict: "limited",
        message: "deliveries are accepted without any proof (allowUnsigned)"
      }
    case "refused":
      return { about: "webhooks", verdict: "limited", message: "no secret is configured: deliveries would be refused" }
  }
}

const report = Effect.fnUntraced(function* (account: ConfiguredAccount, findings: ReadonlyArray<Finding>) {
  const { capabilities } = account.entry
  if (yield* Json) {
    const document = { account: account.name, provider: capabilities.provider, url: account.url, findings }
    return yield* printLines(Stream.succeed(JSON.stringify(document)))
  }
  const { head, good, doubtful, bad } = yield* style
  const marks = { good: good("ok   "), limited: doubtful("note "), wrong: bad("WRONG") }
  yield* printLines(
    Stream.make(
      head(`${account.name} (${capabilities.title})`),
      ...findings.map(({ about, verdict, message }) => `  ${marks[verdict]} ${about}: ${toDisplayText(message)}`)
    )
  )
})
