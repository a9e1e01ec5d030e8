import { assert, describe, it } from "@effect/vitest"
import { numbered } from "../../src/wire/index.ts"

describe("numbered", () => {
  it("leaves the first message the caller's own id, and numbers the others from 2", () => {
    assert.deepStrictEqual(
      [0, 1, 2].map((index) => numbered("order-7", index)),
      ["order-7", "order-7#2", "order-7#3"]
    )
  })

  it("makes no id where the caller gave none", () => {
    assert.isUndefined(numbered(undefined, 0))
    assert.isUndefined(numbered(undefined, 1))
  })
})
