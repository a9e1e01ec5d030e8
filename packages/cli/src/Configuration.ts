/**
 * Which accounts there are: those of a JSON file by name, and the account `default` that environment variables describe. Nothing is
 * guessed, and nothing is called; what is wrong is said with the file, the path in it and what to do, never with a value.
 *
 * @example
 * {
 *   "accounts": {
 *     "acme": { "provider": "chatwoot", "accountId": 3, "token": { "env": "ACME_TOKEN" }, "webhookSecret": "${ACME_SECRET}" }
 *   }
 * }
 */
import { Config, Effect, FileSystem, Option, Result, Schema } from "effect"
import { badUsage, type CommandFailure, systemProblem } from "./CommandFailure.ts"
import type { Connection, ProviderEntry } from "./ProviderEntry.ts"
import { providerNames, providers } from "./Providers.ts"
import type { RawSettings, RawValue } from "./Settings.ts"

/** An account that the user configured. */
export interface ConfiguredAccount extends Connection {
  readonly name: string
  readonly entry: ProviderEntry
}

/** Every configured account, by name in the order in which they stand. */
export const load = Effect.fn("Configuration.load")(function* (
  file: Option.Option<string>
): Effect.fn.Return<ReadonlyArray<ConfiguredAccount>, CommandFailure, FileSystem.FileSystem> {
  const path = yield* locate(file)
  const fromFile = path === undefined ? [] : yield* readFile(path)
  const fromEnvironment = yield* readEnvironment
  const accounts = [...fromFile, ...fromEnvironment]
  if (fromEnvironment.length > 0 && fromFile.some(({ name }) => name === environmentAccount)) {
    return yield* badUsage(
      `${path}: accounts.${environmentAccount} is also described by DRAGOMAN_PROVIDER: rename it, or unset the variable`
    )
  }
  if (accounts.length === 0) return yield* badUsage(nothingConfigured)
  return accounts
})

/** The account of that name; without a name, the only one. */
export const select = (
  accounts: ReadonlyArray<ConfiguredAccount>,
  name: Option.Option<string>
): Effect.Effect<ConfiguredAccount, CommandFailure> => {
  const names = accounts.map((account) => account.name).join(" or ")
  const [first, ...others] = Option.match(name, {
    onNone: () => accounts,
    onSome: (wanted) => accounts.filter((account) => account.name === wanted)
  })
  if (first === undefined) return badUsage(`there is no account "${Option.getOrElse(name, () => "")}": it is ${names}`)
  return others.length > 0
    ? badUsage(`there are several accounts: pick one by --account: ${names}`)
    : Effect.succeed(first)
}

/** The environment variable of a provider's setting: `chatwoot`, `accountId` -> `DRAGOMAN_CHATWOOT_ACCOUNT_ID`. */
export const variableOf = (provider: string, setting: string): string =>
  `DRAGOMAN_${provider}_${setting.replace(/[A-Z]/g, "_$&")}`.toUpperCase()

/** The account that the environment describes. */
const environmentAccount = "default"

const nothingConfigured =
  "no account is configured: set DRAGOMAN_PROVIDER and its variables, or write ./dragoman.json (dragoman providers lists the settings)"

const defaultFile = "dragoman.json"

const locate = Effect.fnUntraced(function* (file: Option.Option<string>) {
  if (Option.isSome(file)) return file.value
  const named = yield* variable("DRAGOMAN_CONFIG")
  if (named !== undefined) return named
  const fileSystem = yield* FileSystem.FileSystem
  const exists = yield* Effect.orElseSucceed(fileSystem.exists(defaultFile), () => false)
  return exists ? defaultFile : undefined
})

/** A variable that is set to nothing is not set. */
const variable = (name: string): Effect.Effect<string | undefined> =>
  Config.String(name).pipe(
    Effect.map((value) => (value === "" ? undefined : value)),
    Effect.orElseSucceed(() => undefined)
  )

// ---- the file

const Reference = Schema.Struct({ env: Schema.NonEmptyString })
const Scalar = Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])
const Value = Schema.Union([Scalar, Reference, Schema.Array(Schema.Union([Scalar, Reference]))])
type Value = typeof Value.Type

const isValue = Schema.is(Value)
const isReference = Schema.is(Reference)
const isObject = Schema.is(Schema.Record(Schema.String, Schema.Unknown))

/** Names stand in URLs and in event ids, where a colon separates. */
const accountName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

const readFile = Effect.fnUntraced(function* (path: string) {
  const fileSystem = yield* FileSystem.FileSystem
  const text = yield* Effect.mapError(fileSystem.readFileString(path), (error) =>
    badUsage(`${path}: ${systemProblem(error)}`)
  )
  const json = yield* Effect.try({ try: (): unknown => JSON.parse(text), catch: (cause) => notJson(path, cause) })
  const { accounts, ...rest } = isObject(json) ? json : {}
  const unknown = Object.keys(rest).filter((key) => key !== "$schema")
  if (!isObject(accounts)) return yield* badUsage(`${path}: needs "accounts", an object of accounts by name`)
  if (unknown.length > 0)
    return yield* badUsage(`${path}: ${unknown.join(", ")}: unknown here; there is only "accounts"`)
  return yield* Effect.forEach(Object.entries(accounts), ([name, account]) => readAccount(path, name, account))
})

/** The parser's own message quotes the file, in which secrets may stand: only its position is told. */
const notJson = (path: string, cause: unknown): CommandFailure => {
  const position = /line \d+ column \d+/.exec(cause instanceof Error ? cause.message : "")
  return badUsage(`${path}: is not JSON${position === null ? "" : ` (${position[0]})`}`)
}

const readAccount = Effect.fnUntraced(function* (path: string, name: string, account: unknown) {
  const at = `accounts.${name}`
  const fail = (where: string, problem: string) => badUsage(`${path}: ${where} ${problem}`)
  if (!accountName.test(name))
    return yield* fail(at, "must be named with letters, digits, dots, dashes and underscores")
  if (!isObject(account)) return yield* fail(at, "must be an object")
  const { provider, ...rest } = account
  const entry = typeof provider === "string" && Object.hasOwn(providers, provider) ? providers[provider] : undefined
  if (entry === undefined) return yield* fail(`${at}.provider`, `must be one of ${providerNames.join(", ")}`)
  const raw: Record<string, RawValue> = {}
  for (const [setting, value] of Object.entries(rest)) {
    if (value === null) continue
    if (!isValue(value)) return yield* fail(`${at}.${setting}`, 'must be a text, a list of texts, or { "env": "NAME" }')
    raw[setting] = yield* resolve(value, (problem) => fail(`${at}.${setting}`, problem))
  }
  return yield* connect(name, entry, raw, (setting, problem) => fail(`${at}.${setting}`, problem))
})

const resolve = (value: Value, fail: (problem: string) => CommandFailure): Effect.Effect<RawValue, CommandFailure> => {
  const one = Effect.fnUntraced(function* (item: typeof Scalar.Type | typeof Reference.Type) {
    const name = isReference(item) ? item.env : /^\$\{(\w+)\}$/.exec(String(item))?.[1]
    if (name === undefined) return String(item)
    return (yield* variable(name)) ?? (yield* fail(`refers to the environment variable ${name}, which is not set`))
  })
  return isList(value) ? Effect.forEach(value, one) : one(value)
}

const isList = (value: Value): value is Extract<Value, ReadonlyArray<unknown>> => Array.isArray(value)

// ---- the environment

const readEnvironment = Effect.gen(function* () {
  const provider = yield* variable("DRAGOMAN_PROVIDER")
  if (provider === undefined) return []
  const entry = Object.hasOwn(providers, provider) ? providers[provider] : undefined
  if (entry === undefined) return yield* badUsage(`DRAGOMAN_PROVIDER must be one of ${providerNames.join(", ")}`)
  const raw: Record<string, RawValue> = {}
  for (const setting of Object.keys(entry.settings)) {
    const value = yield* variable(variableOf(provider, setting))
    if (value !== undefined) raw[setting] = value
  }
  const connected = yield* connect(environmentAccount, entry, raw, (setting, problem) =>
    badUsage(`the environment variable ${variableOf(provider, setting)} ${problem}`)
  )
  return [connected]
})

const connect = (
  name: string,
  entry: ProviderEntry,
  raw: RawSettings,
  fail: (setting: string, problem: string) => CommandFailure
): Effect.Effect<ConfiguredAccount, CommandFailure> =>
  Result.match(entry.connect(name, raw), {
    onSuccess: (connection) => Effect.succeed({ ...connection, name, entry }),
    onFailure: (problems) => {
      const messages = problems.map(({ setting, problem }) => fail(setting, problem).message)
      return badUsage(messages.join("; "))
    }
  })
