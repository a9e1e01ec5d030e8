/**
 * `dragoman decode`: one webhook delivery in, its events out, one per line. For looking at what a vendor sent, and for trying out what an
 * application would get. It reads no configuration: everything is on the command line.
 */
import type { Event } from "@dragoman/core/domain"
import { toHeaders } from "@dragoman/core/webhook"
import { present } from "@dragoman/core/wire"
import { Clock, Console, Effect, FileSystem, Option, Stdio, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { badUsage, type CommandFailure, refused, systemProblem } from "../CommandFailure.ts"
import { printLines } from "../output/Output.ts"
import type { ProviderEntry } from "../ProviderEntry.ts"
import { providerNames, providers } from "../Providers.ts"

export const decodeCommand = Command.make(
  "decode",
  {
    file: Argument.String("file").pipe(
      Argument.withDescription("The body of the delivery, byte for byte; without it, or for -, standard input"),
      Argument.optional
    ),
    provider: Flag.Literals("provider", providerNames).pipe(Flag.withDescription("Whose webhook it is")),
    account: Flag.String("account").pipe(
      Flag.withDescription("The account's name in the events"),
      Flag.withDefault("default")
    ),
    secrets: Flag.Redacted("secret").pipe(
      Flag.withMetavar("secret"),
      Flag.withDescription("What the delivery is signed with; may be given several times, any one may match"),
      Flag.atLeast(0)
    ),
    allowUnsigned: Flag.Boolean("allow-unsigned").pipe(
      Flag.withDescription("Accept a delivery that nothing proves; counts only without --secret"),
      Flag.withDefault(false)
    ),
    headers: Flag.String("header").pipe(
      Flag.withMetavar("'Name: value'"),
      Flag.withDescription("A header of the delivery; may be given several times"),
      Flag.atLeast(0)
    ),
    now: Flag.Date("now").pipe(
      Flag.withMetavar("time"),
      Flag.withDescription("When it arrived (ISO 8601), against which a signed time is checked; default: now"),
      Flag.optional
    ),
    kind: Flag.String("kind").pipe(
      Flag.withMetavar("kind"),
      Flag.withDescription(`Which of the vendor's webhooks it is: ${kindsInWords()}`),
      Flag.optional
    )
  },
  Effect.fn("decode")(function* (options) {
    const entry = providers[options.provider]
    if (entry === undefined) return yield* badUsage(`there is no provider ${options.provider}`)
    const { secrets, allowUnsigned } = options
    if (secrets.length === 0 && !allowUnsigned) return yield* unproven
    const headers = toHeaders(yield* Effect.forEach(options.headers, toHeader))
    const kind = yield* checkedKind(entry, Option.getOrUndefined(options.kind))
    const body = yield* readBody(options.file)
    const receivedAt = Option.isSome(options.now) ? options.now.value.getTime() : yield* Clock.currentTimeMillis
    const webhook = entry.webhook(present({ secrets, allowUnsigned, kind }))
    const delivery = { account: options.account, headers, body, receivedAt }
    const verified = yield* Effect.mapError(webhook.verify(delivery), ({ message }) => refused(message))
    const events = yield* Effect.mapError(Effect.fromResult(webhook.decode(verified)), ({ message }) =>
      badUsage(message)
    )
    yield* printLines(Stream.fromIterable(yield* Effect.forEach(events, toLine)))
  })
).pipe(
  Command.withDescription(
    "Decodes one webhook delivery: verifies its signature, and prints the normalized events in it as JSON, one per line."
  ),
  Command.withShortDescription("One webhook delivery in, its normalized events out"),
  Command.withExamples([
    { command: "dragoman decode --provider chatwoot --allow-unsigned body.json", description: "Look at a body" },
    {
      command:
        "dragoman decode --provider chatwoot --secret $SECRET --header 'X-Chatwoot-Signature: sha256=...' --header 'X-Chatwoot-Timestamp: 1770946053' < body.json",
      description: "Verify as a receiver would; a wrong signature ends with exit code 3"
    }
  ])
)

const unproven = refused("nothing proves this delivery: give --secret, or --allow-unsigned to decode it all the same")

function kindsInWords(): string {
  return Object.entries(providers)
    .filter(([, { webhookKinds }]) => webhookKinds.length > 0)
    .map(([name, { webhookKinds }]) => `${name}: ${webhookKinds.join(", ")}`)
    .join("; ")
}

const checkedKind = ({ capabilities, webhookKinds }: ProviderEntry, kind: string | undefined) => {
  if (kind === undefined || webhookKinds.includes(kind)) return Effect.succeed(kind)
  return badUsage(
    webhookKinds.length === 0
      ? `${capabilities.title}'s webhooks tell by themselves what they are: there is no --kind to choose`
      : `--kind must be one of ${webhookKinds.join(", ")}, not "${kind}"`
  )
}

/** What is nested deeper than the stack is can be decoded, but not written down again. */
const toLine = (event: Event): Effect.Effect<string, CommandFailure> =>
  Effect.try({ try: () => JSON.stringify(event), catch: () => badUsage("the body is nested too deeply to be printed") })

const toHeader = (text: string): Effect.Effect<readonly [string, string], CommandFailure> => {
  const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*?)\s*$/.exec(text) ?? []
  // What stands there may be a signature: it is not repeated.
  return name === undefined || value === undefined
    ? badUsage("--header must be of the form 'Name: value'")
    : Effect.succeed([name, value])
}

const readBody = Effect.fnUntraced(function* (file: Option.Option<string>) {
  if (Option.isSome(file) && file.value !== "-") {
    const fileSystem = yield* FileSystem.FileSystem
    return yield* Effect.mapError(fileSystem.readFile(file.value), (error) =>
      badUsage(`${file.value}: ${systemProblem(error)}`)
    )
  }
  const { stdin, stdinIsTerminal } = yield* Stdio.Stdio
  if (yield* stdinIsTerminal) yield* Console.error("reading the body from the terminal; end it with Ctrl-D")
  const chunks = yield* Effect.mapError(Stream.runCollect(stdin), () => badUsage("standard input cannot be read"))
  return new Uint8Array(Buffer.concat(chunks))
})
