/**
 * One run of the command: arguments in, exit code out. Errors become one line on stderr, where the log goes too; help and version go to
 * stdout. What ends the process is `bin.ts`.
 */
import { Cause, Config, Console, Effect, Exit, Logger } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag, TerminalCapabilities } from "effect/cli"
import manifest from "../package.json" with { type: "json" }
import { toVerdict } from "./CommandFailure.ts"
import { dragoman } from "./Dragoman.ts"

/** Runs `dragoman` with these arguments. Never fails: what goes wrong is said on stderr and in the exit code. */
export const main = Effect.fn("dragoman")(
  function* (args: ReadonlyArray<string>) {
    const exit = yield* Effect.exit(run(args))
    if (Exit.isSuccess(exit)) return 0
    if (Cause.hasInterruptsOnly(exit.cause)) return yield* Effect.interrupt
    const { exitCode, line } = toVerdict(exit.cause)
    if (line !== undefined) yield* Console.error(`dragoman: ${line}`)
    if (exitCode !== 0 && (yield* debugging)) yield* Console.error(Cause.pretty(exit.cause))
    return exitCode
  },
  Effect.provide([TerminalCapabilities.layer, Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])]),
  Effect.provideService(CliConfig.CliConfig, {
    builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions, GlobalFlag.LogLevel]
  }),
  Effect.provideService(CliOutput.Presenter, {
    // The errors of a bad invocation are said with all other errors, in one line; the page of help is there for who asks.
    present: (event) => (event._tag === "InvalidInvocation" ? Effect.void : CliOutput.defaultPresenter.present(event))
  })
)

const run = Command.runWith(dragoman, { version: manifest.version })

/** Whether whoever runs this wants to see where it went wrong. */
const debugging = Config.Boolean("DRAGOMAN_DEBUG").pipe(
  Config.withDefault(false),
  Effect.orElseSucceed(() => false)
)
