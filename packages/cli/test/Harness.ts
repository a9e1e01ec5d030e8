/**
 * Runs the command in this process, with an environment, standard input and configuration of the test's own, and hands back what it
 * printed and how it ended. What only a real process can show is in `bin.test.ts`.
 */
import { createServer } from "node:http"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { NodeHttpClient, NodeHttpServer, NodeServices } from "@effect/platform-node"
import { ConfigProvider, Console, Effect, Layer, Sink, Stdio, Stream } from "effect"
import { main } from "../src/Main.ts"

export interface Ran {
  readonly code: number
  /** What was printed, in lines. */
  readonly out: ReadonlyArray<string>
  readonly err: ReadonlyArray<string>
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Default: no terminal. */
  readonly terminal?: boolean
}

/** What a run prints, as it prints it. */
export interface Printed {
  readonly out: Array<string>
  readonly err: Array<string>
}

/** Starts the command; `printed` is filled while it runs. */
export const start = (args: ReadonlyArray<string>, { env = {}, stdin = "", terminal = false }: Surroundings = {}) => {
  const printed: Printed = { out: [], err: [] }
  const print = (chunk: string | Uint8Array) => Effect.sync(() => printed.out.push(String(chunk)))
  const stdio = Stdio.layerTest({
    stdin: stdin === "" ? Stream.empty : Stream.make(new TextEncoder().encode(stdin)),
    stdoutIsTerminal: Effect.succeed(terminal),
    stdout: () => Sink.forEach(print)
  })
  const run = Effect.flatMap(Console.Console, (console) =>
    main(args).pipe(
      Effect.provideService(Console.Console, {
        ...console,
        log: (text: unknown) => void printed.out.push(`${text}\n`),
        error: (text: unknown) => void printed.err.push(`${text}\n`)
      }),
      Effect.provide(stdio),
      Effect.provide(NodeServices.layer),
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: { ...env } })))
    )
  )
  return { printed, run }
}

/** Runs the command to its end. */
export const dragoman = Effect.fnUntraced(function* (args: ReadonlyArray<string>, surroundings: Surroundings = {}) {
  const { printed, run } = start(args, surroundings)
  const code = yield* run
  return { code, out: lines(printed.out), err: lines(printed.err) } satisfies Ran
})

export const lines = (texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const text = texts.join("")
  return text === "" ? [] : text.replace(/\n$/, "").split("\n")
}

/** A Chatwoot on a port of this machine: forty contacts, one conversation each. */
export const simulator = ChatwootSimulator.layer({ seed: { contacts: 40, conversations: 40 } }).pipe(
  Layer.provide([
    NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" }),
    NodeHttpClient.layerUndici
  ])
)

/** The environment that describes the simulator's account. */
export const environment = Effect.map(ChatwootSimulator, ({ accountId, baseUrl, tokens }) => ({
  DRAGOMAN_PROVIDER: "chatwoot",
  DRAGOMAN_CHATWOOT_URL: baseUrl,
  DRAGOMAN_CHATWOOT_ACCOUNT_ID: String(accountId),
  DRAGOMAN_CHATWOOT_TOKEN: tokens.administrator
}))

/** Runs the command on the simulator's account. */
export const onSimulator = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) =>
  Effect.flatMap(environment, (account) => dragoman(args, { env: { ...account, ...env } }))
