/** Looking through a table. */

export const findWhere = <Row>(rows: ReadonlyMap<unknown, Row>, matches: (row: Row) => boolean): Row | undefined => {
  for (const row of rows.values()) if (matches(row)) return row
  return undefined
}

export const filterWhere = <Row>(
  rows: ReadonlyMap<unknown, Row>,
  matches: (row: Row) => boolean
): ReadonlyArray<Row> => {
  const found: Array<Row> = []
  for (const row of rows.values()) if (matches(row)) found.push(row)
  return found
}
