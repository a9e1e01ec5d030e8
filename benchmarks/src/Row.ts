/** One line of the result: a figure, its ratio to what it is compared with, and whether that is within the budget. */

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: "µs/event" | "calls/s" | "events/s"
  readonly ratio: number
  readonly budget: number
  readonly within: boolean
}

/** A ratio of times may be at most so much, one of speeds must be at least so much. */
export type Budget = { readonly atMost: number } | { readonly atLeast: number }

/** Something to measure. Nothing is opened or made before it runs. */
export interface Benchmark {
  readonly name: string
  readonly budget: Budget
  readonly run: () => Promise<Pick<Row, "value" | "unit" | "ratio">>
}

export const measured = async ({ budget, name, run }: Benchmark): Promise<Row> => {
  const { ratio, unit, value } = await run()
  return {
    name,
    value,
    unit,
    ratio,
    budget: "atMost" in budget ? budget.atMost : budget.atLeast,
    within: "atMost" in budget ? ratio <= budget.atMost : ratio >= budget.atLeast
  }
}

/** For people. A missed budget is marked, and nothing else is made of it. */
export const toTable = (results: ReadonlyArray<{ readonly row: Row; readonly budget: Budget }>): string => {
  const cells = [
    ["name", "value", "unit", "ratio", "budget", "within"],
    ...results.map(({ row, budget }) => [
      row.name,
      row.value.toFixed(row.value < 1000 ? 1 : 0),
      row.unit,
      row.ratio.toFixed(2),
      `${"atMost" in budget ? "<=" : ">="} ${row.budget}`,
      row.within ? "yes" : "NO"
    ])
  ]
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? []
  const numeric = new Set([1, 3])
  return cells
    .map((line) =>
      line
        .map((cell, column) =>
          numeric.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
        )
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}
