/** Vendors add words to their enumerations without telling; a table with a default reads them all. */

/** A function from a vendor's word to ours: the table's entry, else `otherwise`. */
export const openEnum =
  <Ours, Otherwise>(table: Readonly<Record<string, Ours>>, otherwise: Otherwise) =>
  (word: string | null | undefined): Ours | Otherwise =>
    word !== null && word !== undefined && Object.hasOwn(table, word) ? (table[word] as Ours) : otherwise
