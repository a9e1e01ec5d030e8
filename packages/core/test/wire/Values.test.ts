import { assert, describe, it } from "@effect/vitest"
import {
  asList,
  asObject,
  asObjects,
  difference,
  fromInternationalDigits,
  openEnum,
  present,
  redactInPlace,
  textOf,
  timeOf,
  toChanges,
  toPhoneNumber,
  toText,
  wordOf
} from "../../src/wire/index.ts"

describe("phone numbers", () => {
  it("are E.164, with the punctuation gone", () => {
    for (const text of ["+15550100", "+1 (555) 01-00", "+1.555.0100", " +1 555 0100 "]) {
      assert.strictEqual(toPhoneNumber(text), "+15550100")
    }
  })

  it("are absent where the country would be a guess, or where they are none", () => {
    for (const text of ["15550100", "(555) 0100", "+0155501", "+", "+1", "", "+1555x0100", "+1234567890123456", null]) {
      assert.isUndefined(toPhoneNumber(text), String(text))
    }
  })

  it("are completed where the channel is known to leave out the plus", () => {
    assert.strictEqual(fromInternationalDigits("15550100"), "+15550100")
    assert.strictEqual(fromInternationalDigits("+15550100"), "+15550100")
    for (const text of ["", "abc", null, undefined]) assert.isUndefined(fromInternationalDigits(text))
  })
})

describe("changes", () => {
  it("come under our names, converted, the vendor's own as raw", () => {
    const known = { custom_name: { field: "name" }, state: { field: "status", value: (word: unknown) => `<${word}>` } }
    const changes = toChanges(
      [
        { name: "custom_name", before: null, after: "Ada" },
        { name: "state", before: 0, after: 1 },
        { name: "toString", before: false, after: undefined }
      ],
      known
    )
    assert.deepStrictEqual(changes, [
      { field: "name", to: "Ada" },
      { field: "status", from: "<0>", to: "<1>" },
      { field: "raw.toString", from: false }
    ])
  })

  it("of lists are what came and what went", () => {
    assert.deepStrictEqual(difference(["a", "b"], ["b", "c"]), { added: ["c"], removed: ["a"] })
  })
})

describe("redaction", () => {
  it("replaces secrets at any depth, and nothing else", () => {
    const json = {
      token: "x",
      empty: { token: null },
      list: [{ token: 1, name: "n" }, null, "token"],
      deep: { a: { token: {} } }
    }
    assert.deepStrictEqual<unknown>(redactInPlace(json, new Set(["token"])), {
      token: "<redacted>",
      empty: { token: null },
      list: [{ token: "<redacted>", name: "n" }, null, "token"],
      deep: { a: { token: "<redacted>" } }
    })
  })

  it("finds its way however deep the nesting is", () => {
    const depth = 100_000
    const json: unknown = JSON.parse(`${"[".repeat(depth)}{"token":"t"}${"]".repeat(depth)}`)
    let inner = redactInPlace(json, new Set(["token"]))
    while (Array.isArray(inner)) inner = inner[0]
    assert.deepStrictEqual(inner, { token: "<redacted>" })
  })

  it("leaves what is no object alone", () => {
    for (const value of [null, 1, "token", undefined])
      assert.strictEqual(redactInPlace(value, new Set(["token"])), value)
  })
})

describe("small conversions", () => {
  it("read an enumeration with words that nobody knew of", () => {
    const toStatus = openEnum({ open: "open", resolved: "closed" }, "other")
    assert.deepStrictEqual(["open", "resolved", "new", "constructor", null, undefined].map(toStatus), [
      "open",
      "closed",
      "other",
      "other",
      "other",
      "other"
    ])
  })

  it("leave absent what is absent", () => {
    assert.deepStrictEqual<unknown>(present({ a: 1, b: undefined, c: null, d: "" }), { a: 1, c: null, d: "" })
    assert.deepStrictEqual(["x", "", null, undefined].map(toText), ["x", undefined, undefined, undefined])
  })
})

describe("JSON of any type", () => {
  it("is read as what it is, or as nothing", () => {
    assert.deepStrictEqual([null, [], "a", 1, { a: 1 }].map(asObject), [{}, {}, {}, {}, { a: 1 }])
    assert.deepStrictEqual(asObjects([{ a: 1 }, null, ["b"], "c"]), [{ a: 1 }])
    assert.deepStrictEqual([asList([1]), asList({ length: 1 }), asList(null)], [[1], [], []])
    assert.deepStrictEqual(["a", "", 1, null].map(textOf), ["a", undefined, undefined, undefined])
    assert.deepStrictEqual(["a", "", 1, Number.NaN, true].map(wordOf), ["a", undefined, "1", undefined, undefined])
    assert.deepStrictEqual([1, "1", null, {}].map(timeOf), [1, "1", undefined, undefined])
  })
})
