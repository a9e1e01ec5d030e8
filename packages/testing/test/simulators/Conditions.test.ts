import { assert, describe, it } from "@effect/vitest"
import { holdTogether } from "../../src/simulators/Conditions.ts"

/** Conditions written out: `1 AND 0 OR 1`. */
const holds = (written: string): boolean => {
  const words = written.split(" ")
  const conditions = words.flatMap((value, index) =>
    index % 2 === 0 ? [{ value, query_operator: words[index + 1]?.toLowerCase() ?? null }] : []
  )
  return holdTogether(conditions, ({ value }) => value === "1")
}

describe("conditions of a filter", () => {
  it("are joined by AND more tightly than by OR, in any case of letters", () => {
    for (const written of ["1", "1 AND 1", "0 OR 1", "1 OR 0", "1 OR 0 AND 0", "0 AND 0 OR 1", "1 OR 0 OR 0"]) {
      assert.isTrue(holds(written), written)
    }
    for (const written of ["0", "1 AND 0", "0 OR 0", "0 OR 1 AND 0", "1 AND 0 OR 0", "0 OR 0 OR 0"]) {
      assert.isFalse(holds(written), written)
    }
  })
})
