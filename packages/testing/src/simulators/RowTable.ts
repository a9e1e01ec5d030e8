/** A simulator's table: rows by numbers that count up from where the vendor's do, in the order in which they were made. */

export interface RowTable<Row> {
  readonly all: () => ReadonlyArray<Row>
  readonly get: (id: number) => Row | undefined
  /** The row that another row refers to. A miss is a bug of the simulator. */
  readonly need: (id: number) => Row
  readonly find: (matches: (row: Row) => boolean) => Row | undefined
  readonly filter: (matches: (row: Row) => boolean) => ReadonlyArray<Row>
  readonly insert: (make: (id: number) => Row) => Row
  readonly remove: (id: number) => boolean
}

export const rowTable = <Row>(firstId: number): RowTable<Row> => {
  const rows = new Map<number, Row>()
  let nextId = firstId
  const all = () => [...rows.values()]
  return {
    all,
    get: (id) => rows.get(id),
    need: (id) => need(rows, id),
    find: (matches) => {
      for (const row of rows.values()) if (matches(row)) return row
      return undefined
    },
    filter: (matches) => all().filter(matches),
    insert: (make) => {
      const id = nextId++
      const row = make(id)
      rows.set(id, row)
      return row
    },
    remove: (id) => rows.delete(id)
  }
}

/** The row of any table that another row, or a test, refers to. */
export const need = <Key, Row>(rows: ReadonlyMap<Key, Row>, key: Key): Row => {
  const row = rows.get(key)
  if (row === undefined) throw new Error(`the simulator lost row ${String(key)}`)
  return row
}
