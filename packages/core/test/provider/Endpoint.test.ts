import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Schema } from "effect"
import { CallPolicy, callPolicy, done, inPlace, ok } from "../../src/provider/index.ts"

const Wire = Schema.Struct({
  id: Schema.Number,
  rows: Schema.optionalKey(Schema.Array(Schema.Struct({ name: Schema.String })))
})
const decode = Schema.decodeUnknownEffect(Schema.toCodecJson(inPlace(Wire)))

describe("inPlace", () => {
  it.effect("answers the very object that came, unknown keys in their order and all", () =>
    Effect.gen(function* () {
      const json = { z: 1, id: 1, a: { deep: [null] }, rows: [{ name: "x", more: true }] }
      const decoded: unknown = yield* decode(json)
      assert.strictEqual(decoded, json)
      assert.deepStrictEqual(Object.keys(json), ["z", "id", "a", "rows"])
    })
  )

  it.effect("says everything that does not fit, with its path", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(decode({ id: "1", rows: [{ name: "x" }, { name: 2 }, {}] }))
      assert.match(error.message, /\["id"\]/)
      assert.match(error.message, /\["rows"\]\[1\]\["name"\]/)
      assert.match(error.message, /\["rows"\]\[2\]\["name"\]/)
    })
  )

  it.effect.each([null, undefined, [], "text", 1])("refuses %j, which is no object of this kind", (json) =>
    Effect.gen(function* () {
      assert.isTrue(Schema.isSchemaError(yield* Effect.flip(decode(json))))
    })
  )
})

describe("declarations", () => {
  it("ok and done name the usual statuses of success", () => {
    assert.lengthOf(ok(Wire), 3)
    assert.lengthOf(done, 4)
  })

  it("callPolicy is an annotation", () => {
    assert.deepStrictEqual(Context.get(callPolicy({ limits: ["a"] }), CallPolicy), { limits: ["a"] })
  })
})
