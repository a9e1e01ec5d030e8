/**
 * How a command fails: one line for a person, and an exit code that tells a script which kind of failure it was. Everything that can go
 * wrong below a command ends here; nothing in a line is a secret, a stack trace or a second line.
 */

import { ProviderError } from "@dragoman/core/provider"
import { Cause, PlatformError, Predicate, Schema } from "effect"
import { CliError } from "effect/cli"

/** 0 done, 1 failed, 2 bad usage or unreadable input, 3 signature refused. */
export type ExitCode = 0 | 1 | 2 | 3

/** A failure in words, with its exit code. */
export class CommandFailure extends Schema.TaggedError<CommandFailure>()("CommandFailure", {
  message: Schema.String,
  exitCode: Schema.Literals([1, 2, 3])
}) {}

/** The command was asked for something that makes no sense, or its input cannot be read. */
export const badUsage = (message: string): CommandFailure => new CommandFailure({ message, exitCode: 2 })

/** Nothing proves that the input is from whom it should be. */
export const refused = (message: string): CommandFailure => new CommandFailure({ message, exitCode: 3 })

/** The command could not do its work. */
export const failed = (message: string): CommandFailure => new CommandFailure({ message, exitCode: 1 })

/** What becomes of a run that did not succeed: the exit code, and the line to say, unless there is nothing to say. */
export interface Verdict {
  readonly exitCode: ExitCode
  readonly line?: string
}

/** The verdict on whatever a command ended with. */
export const toVerdict = (cause: Cause.Cause<unknown>): Verdict => {
  const error = Cause.squash(cause)
  if (error instanceof CommandFailure) return { exitCode: error.exitCode, line: oneLine(error.message) }
  if (error instanceof ProviderError) return { exitCode: 1, line: oneLine(error.message) }
  if (CliError.isCliError(error)) return ofUsage(error)
  if (PlatformError.isPlatformError(error))
    return { exitCode: 1, line: `the output cannot be written: ${systemProblem(error)}` }
  return { exitCode: 1, line: oneLine(`unexpected: ${error instanceof Error ? error.message : String(error)}`) }
}

/** What the system says about a file, without the names of our own functions. */
export const systemProblem = ({ message, reason }: PlatformError.PlatformError): string => {
  if (reason._tag === "BadArgument") return reason.description ?? message
  const code = Predicate.hasProperty(reason.cause, "code") ? String(reason.cause.code) : reason._tag
  return systemWords[code] ?? code
}

const systemWords: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOSPC: "no space is left"
}

const ofUsage = (error: CliError.CliError): Verdict => {
  if (error._tag !== "ShowHelp") return { exitCode: 2, line: oneLine(usageProblem(error)) }
  if (error.errors.length === 0) return { exitCode: 0 }
  const command = error.commandPath.join(" ")
  const problems = error.errors.map(usageProblem).join("; ")
  return { exitCode: 2, line: oneLine(`${problems}: see ${command} --help`) }
}

const usageProblem = (error: Exclude<CliError.CliError, CliError.ShowHelp>): string => {
  switch (error._tag) {
    case "UnrecognizedOption":
      return `there is no flag ${error.option}${didYouMean(error.suggestions)}`
    case "UnknownSubcommand":
      return `there is no command "${error.subcommand}"${didYouMean(error.suggestions)}`
    case "MissingOption":
      return `the flag --${error.option} is missing`
    case "MissingArgument":
      return `the argument ${error.argument} is missing`
    case "UnexpectedArgument":
      return `unexpected: ${error.arguments.join(" ")}`
    case "InvalidValue":
      return invalidValue(error)
    default:
      return error.message
  }
}

const invalidValue = ({ expected, kind, option, value }: CliError.InvalidValue): string => {
  const name = `${kind === "flag" ? "--" : ""}${option}`
  const choices = /^"[^"]*"(?: \| "[^"]*")*$/.test(expected) ? expected.replaceAll('"', "").replaceAll(" | ", ", ") : ""
  return choices === ""
    ? `${name}: "${value}" does not fit, ${lowerFirst(expected)}`
    : `${name} must be one of ${choices}, not "${value}"`
}

const didYouMean = (suggestions: ReadonlyArray<string>): string =>
  suggestions.length === 0 ? "" : ` (did you mean ${suggestions.join(" or ")}?)`

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, " ").trim()
