/**
 * Rows as aligned columns, written while they come: the first page of a list decides how wide a column is, so that memory stays flat
 * however long the list. Long texts are cut; ids never are, because people paste them.
 */
import { Stream } from "effect"
import { displayWidth, pad, toDisplayText, truncate } from "./DisplayText.ts"

/** One column of a table over `A`. */
export interface Column<A> {
  readonly title: string
  /** Absent values are shown as `-`. */
  readonly of: (row: A) => string | undefined
  /** The most cells that it may take. Absent: as many as it needs. */
  readonly max?: number
}

/** The lines of a table: a head, then one per row. Nothing at all without rows. */
export const tableLines = <A, E, R>(
  rows: Stream.Stream<A, E, R>,
  columns: ReadonlyArray<Column<A>>,
  style: { readonly head: (text: string) => string }
): Stream.Stream<string, E, R> =>
  Stream.suspend(() => {
    let widths: ReadonlyArray<number> | undefined
    return Stream.mapArray(rows, (page) => {
      const cells = page.map((row) => columns.map((column) => cell(column, row)))
      const lines: Array<string> = []
      if (widths === undefined) {
        widths = columns.map(({ title }, index) =>
          Math.max(title.length, ...cells.map((row) => displayWidth(row[index] ?? "")))
        )
        lines.push(
          style.head(
            line(
              columns.map(({ title }) => title),
              widths
            )
          )
        )
      }
      for (const row of cells) lines.push(line(row, widths))
      return lines as [string, ...Array<string>]
    })
  })

/** The lines of one thing: its fields under each other. */
export const fieldLines = (
  fields: ReadonlyArray<readonly [name: string, value: string | undefined]>,
  style: { readonly head: (text: string) => string }
): ReadonlyArray<string> => {
  const told = fields.filter(([, value]) => value !== undefined)
  const width = Math.max(0, ...told.map(([name]) => name.length))
  return told.map(([name, value]) => `${style.head(pad(name, width))}  ${toDisplayText(value ?? "")}`)
}

const cell = <A>({ of, max }: Column<A>, row: A): string => {
  const text = toDisplayText(of(row) ?? "-")
  return max === undefined ? text : truncate(text, max)
}

const line = (cells: ReadonlyArray<string>, widths: ReadonlyArray<number>): string =>
  cells
    .map((text, index) => pad(text, widths[index] ?? 0))
    .join("  ")
    .trimEnd()
