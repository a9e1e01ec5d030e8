/**
 * What commands print: lists, single things, and that something was done; each as a table or sentence for people, and as JSON under
 * `--json`. Everything goes through the `Stdio` service with back-pressure, so that a list may be as long as it likes.
 */
import { Console, Effect, Stdio, Stream } from "effect"
import { TerminalCapabilities } from "effect/cli"
import { toDisplayText } from "./DisplayText.ts"
import { Json } from "./Json.ts"
import { type Column, fieldLines, tableLines } from "./Table.ts"

/** Lines to stdout, as they come. */
export const printLines = <E, R>(lines: Stream.Stream<string, E, R>) =>
  Stdio.Stdio.use(({ stdout }) =>
    lines.pipe(
      Stream.mapArray((chunk) => [`${chunk.join("\n")}\n`] as const),
      Stream.run(stdout())
    )
  )

/** A list: a table, or one JSON document per line. `none` is said (on stderr) when there is nothing in it. */
export const printList = Effect.fnUntraced(function* <A, E, R>(
  items: Stream.Stream<A, E, R>,
  options: { readonly columns: ReadonlyArray<Column<A>>; readonly none: string }
) {
  if (yield* Json) return yield* printLines(Stream.map(items, (item) => JSON.stringify(item)))
  let empty = true
  const noticed = Stream.mapArray(items, (page) => {
    empty = false
    return page
  })
  yield* printLines(tableLines(noticed, options.columns, yield* style))
  if (empty) yield* Console.error(options.none)
})

/** One thing: its fields under each other, or one JSON document. */
export const printOne = Effect.fnUntraced(function* <A>(
  thing: A,
  fields: (thing: A) => ReadonlyArray<readonly [name: string, value: string | undefined]>
) {
  const lines = (yield* Json) ? [JSON.stringify(thing, undefined, 2)] : fieldLines(fields(thing), yield* style)
  yield* printLines(Stream.fromIterable(lines))
})

/** That something was done: a sentence, or the facts as one JSON document. */
export const printDone = Effect.fnUntraced(function* (sentence: string, facts: Readonly<Record<string, unknown>>) {
  yield* printLines(Stream.succeed((yield* Json) ? JSON.stringify(facts) : toDisplayText(sentence)))
})

/** Colours where the terminal has them; plain text for files, pipes and `NO_COLOR`. */
export const style = Effect.map(TerminalCapabilities.TerminalCapabilities, ({ canColor }) => {
  const paint = (code: number) => (text: string) => (canColor ? `\u001b[${code}m${text}\u001b[0m` : text)
  return { head: paint(1), good: paint(32), bad: paint(31), doubtful: paint(33), quiet: paint(2) }
})
