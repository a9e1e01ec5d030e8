/**
 * Arguments and flags that several commands take, each read into the domain's own type once: ids, times, phone numbers, attributes. What
 * does not fit is bad usage and is said before anything is called.
 */
import { PhoneNumber, type Timestamp } from "@dragoman/core/domain"
import { Effect, Option, Schema, Stream } from "effect"
import { Argument, Flag } from "effect/cli"
import { badUsage, type CommandFailure } from "../CommandFailure.ts"

/** The id of the thing that the command is about. */
export const idArgument = <Id extends string>(name: string, schema: Schema.Codec<Id, string>) =>
  Argument.String(name).pipe(Argument.withSchema(schema))

/** The id of another thing. */
export const idFlag = <Id extends string>(name: string, schema: Schema.Codec<Id, string>, description: string) =>
  Flag.String(name).pipe(
    Flag.withSchema(schema),
    Flag.withMetavar("id"),
    Flag.withDescription(description),
    Flag.optional
  )

export const textFlag = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar("text"), Flag.withDescription(description), Flag.optional)

/** A flag that may be given several times. */
export const textsFlag = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(`${description}; may be given several times`),
    Flag.atLeast(0)
  )

export const requiredTimeFlag = (name: string, description: string) =>
  Flag.Date(name).pipe(
    Flag.map((date) => date.toISOString() as Timestamp),
    Flag.withMetavar("time"),
    Flag.withDescription(`${description} (ISO 8601)`)
  )

export const timeFlag = (name: string, description: string) => Flag.optional(requiredTimeFlag(name, description))

/** An address of the web. */
export const urlFlag = (name: string, description: string) =>
  Flag.String(name).pipe(
    Flag.filter(isWebAddress, () => "expected an http or https URL"),
    Flag.withMetavar("url"),
    Flag.withDescription(description),
    Flag.optional
  )

export const urlArgument = (name: string, description: string) =>
  Argument.String(name).pipe(
    Argument.filter(isWebAddress, () => "expected an http or https URL"),
    Argument.withDescription(description)
  )

export const phoneFlag = Flag.String("phone").pipe(
  Flag.withSchema(PhoneNumber),
  Flag.withMetavar("+15550100"),
  Flag.withDescription("Phone number in E.164"),
  Flag.optional
)

/** Stops a list. */
export const limitFlag = Flag.Int("limit").pipe(
  Flag.withMetavar("number"),
  Flag.withDescription("At most so many; default: all"),
  Flag.filter(
    (limit) => limit > 0,
    () => "expected a number above 0"
  ),
  Flag.optional
)

/** A list up to its limit. */
export const limited = <A, E>(items: Stream.Stream<A, E>, limit: Option.Option<number>): Stream.Stream<A, E> =>
  Option.isSome(limit) ? Stream.take(items, limit.value) : items

type Given<Flags> = {
  readonly [Name in keyof Flags]?: Flags[Name] extends Option.Option<infer A> ? A : never
}

/** The optional flags that were given; the others are absent keys. */
export const given = <Flags extends Readonly<Record<string, Option.Option<unknown>>>>(flags: Flags): Given<Flags> =>
  Object.fromEntries(
    Object.entries(flags).flatMap(([name, value]) => (Option.isSome(value) ? [[name, value.value]] : []))
  ) as Given<Flags>

/** `name=value` pairs. A value that is JSON (a number, true, an object) is taken as that, anything else as text. */
export const toAttributes = Effect.fnUntraced(function* (
  pairs: ReadonlyArray<string>
): Effect.fn.Return<Readonly<Record<string, unknown>> | undefined, CommandFailure> {
  if (pairs.length === 0) return undefined
  const attributes: Record<string, unknown> = {}
  for (const pair of pairs) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (name === undefined || value === undefined)
      return yield* badUsage(`--attribute "${pair}" is not of the form name=value`)
    attributes[name] = Option.getOrElse(parseJson(value), () => value)
  }
  return attributes
})

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "")
}

const parseJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))
