import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { fitOf } from "../../src/wire/index.ts"

const { is, problem } = fitOf(Schema.Struct({ id: Schema.Int, names: Schema.optionalKey(Schema.Array(Schema.String)) }))

describe("fitOf", () => {
  it("leaves what fits in place, unknown keys and all", () => {
    const json: unknown = { id: 1, more: { kept: true } }
    assert.isTrue(is(json))
    assert.deepStrictEqual(json, { id: 1, more: { kept: true } })
  })

  it("says where something does not fit, below a place, and never what stands there", () => {
    const json = { id: "secret", names: ["a", 5] }
    assert.isFalse(is(json))
    assert.strictEqual(problem(json), "id: Expected number; names.1: Expected string")
    assert.match(problem(json, "body"), /^body\.id: .*; body\.names\.1: /)
    assert.notInclude(problem(json), "secret")
    assert.strictEqual(problem(null, "body"), "body: Expected object")
  })

  it("says the first few places only", () => {
    assert.lengthOf(problem({ id: 1, names: Array.from({ length: 9 }, () => 0) }).split("; "), 5)
  })
})
