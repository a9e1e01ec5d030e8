/**
 * What a provider's account is configured by, as data: names, what they mean, which are secret. The same table reads a configuration file
 * and environment variables, and is what `dragoman providers` explains. A problem names the setting and what it should be, never what it
 * was: it might be a secret in the wrong place.
 */
import { Redacted, Result, Schema } from "effect"

/** A value before it is understood: text, or several where a setting takes a list. */
export type RawValue = string | ReadonlyArray<string>
export type RawSettings = Readonly<Record<string, RawValue>>

/** A kind of value. */
interface Kind<A> {
  /** In words, after "must be". */
  readonly expected: string
  readonly secret: boolean
  readonly read: (raw: RawValue) => A | undefined
}

interface Setting<A, Required extends boolean = boolean> {
  readonly kind: Kind<A>
  readonly about: string
  readonly required: Required
}

export type SettingsTable = Readonly<Record<string, Setting<unknown>>>

/** What the settings of a table become: optional ones are absent keys. */
export type SettingsOf<Table extends SettingsTable> = {
  readonly [K in keyof Table as Table[K]["required"] extends true ? K : never]: ValueOf<Table[K]>
} & {
  readonly [K in keyof Table as Table[K]["required"] extends true ? never : K]?: ValueOf<Table[K]>
}

type ValueOf<S> = S extends Setting<infer A> ? A : never

export interface SettingProblem {
  readonly setting: string
  /** What to do about it, to stand after the setting's name. */
  readonly problem: string
}

export const required = <A>(kind: Kind<A>, about: string): Setting<A, true> => ({ kind, about, required: true })
export const optional = <A>(kind: Kind<A>, about: string): Setting<A, false> => ({ kind, about, required: false })

/** All settings of an account, or everything that is wrong with them. */
export const read = <const Table extends SettingsTable>(
  table: Table,
  raw: RawSettings
): Result.Result<SettingsOf<Table>, ReadonlyArray<SettingProblem>> => {
  const values: Record<string, unknown> = {}
  const problems = Object.keys(raw).flatMap((setting) =>
    Object.hasOwn(table, setting)
      ? []
      : [{ setting, problem: `is not a setting; there are ${Object.keys(table).join(", ")}` }]
  )
  for (const [setting, { kind, about, required }] of Object.entries(table)) {
    const value = raw[setting]
    if (value === undefined) {
      if (required) problems.push({ setting, problem: `is missing: ${about}` })
      continue
    }
    const understood = kind.read(value)
    if (understood === undefined) problems.push({ setting, problem: `must be ${kind.expected}` })
    else values[setting] = understood
  }
  return problems.length > 0 ? Result.fail(problems) : Result.succeed(values as SettingsOf<Table>)
}

const kindOf = <A, I>(expected: string, schema: Schema.Codec<A, I>, options = { secret: false }): Kind<A> => {
  const decode = Schema.decodeUnknownResult(schema)
  return {
    expected,
    secret: options.secret,
    read: (raw) => Result.match(decode(raw), { onSuccess: (value) => value, onFailure: () => undefined })
  }
}

export const text = kindOf("a text", Schema.NonEmptyString)

export const wholeNumber = kindOf(
  "a whole number",
  Schema.FiniteFromString.check(Schema.isInt(), Schema.isGreaterThan(0))
)

export const yesOrNo: Kind<boolean> = {
  expected: "true or false",
  secret: false,
  read: (raw) => (raw === "true" ? true : raw === "false" ? false : undefined)
}

export const oneOf = <const Values extends ReadonlyArray<string>>(values: Values): Kind<Values[number]> =>
  kindOf(`one of ${values.join(", ")}`, Schema.Literals(values))

/** The origin of a server; a slash at the end is not part of it. */
export const origin = kindOf(
  "the origin of a server, such as https://chat.example.com",
  Schema.String.check(Schema.makeFilter(isOrigin))
)

export const secret = kindOf("a text that is not empty", Schema.RedactedFromValue(Schema.NonEmptyString), {
  secret: true
})

/** One secret, or a list of them while one is being replaced. */
export const secrets: Kind<ReadonlyArray<Redacted.Redacted>> = {
  expected: "a secret or a list of secrets",
  secret: true,
  read: (raw) => {
    const list = typeof raw === "string" ? [raw] : raw
    return list.length === 0 || list.includes("") ? undefined : list.map((value) => Redacted.make(value))
  }
}

function isOrigin(value: string): boolean {
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  return url.origin === value.replace(/\/$/, "").toLowerCase()
}
