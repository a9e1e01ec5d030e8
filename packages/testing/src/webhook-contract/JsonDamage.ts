/** Every way in which one value of a JSON document may be other than its documentation says: for tests that reading bears it. */

export interface Replacement {
  readonly path: ReadonlyArray<string | number>
  readonly value: unknown
}

const strangers: ReadonlyArray<unknown> = [null, "", "stranger", 0, -1.5, 1e300, true, [], {}, [null], undefined]

/** Each value of the document, the whole included, replaced by each stranger; `undefined` takes it away. */
export const replacements = (json: unknown): ReadonlyArray<Replacement> =>
  paths(json).flatMap((path) =>
    strangers.filter((value) => value !== undefined || path.length > 0).map((value) => ({ path, value }))
  )

/** A copy with one value replaced, which shares the rest with the document. */
export const withReplaced = (json: unknown, { path, value }: Replacement): unknown => {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(json)) {
    return json.map((item, index) => (index === step ? withReplaced(item, { path: rest, value }) : item))
  }
  const record = json as Readonly<Record<string, unknown>>
  return { ...record, [step]: withReplaced(record[step], { path: rest, value }) }
}

const paths = (json: unknown): ReadonlyArray<ReadonlyArray<string | number>> => {
  if (typeof json !== "object" || json === null) return [[]]
  const steps: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(json)
    ? json.map((item, index) => [index, item] as const)
    : Object.entries(json)
  return [[], ...steps.flatMap(([step, item]) => paths(item).map((path) => [step, ...path]))]
}
