import { assert, describe, it } from "vitest"
import { displayWidth, pad, toDisplayText, truncate } from "../../src/output/DisplayText.ts"

describe("what a terminal would obey", () => {
  it("is taken out: escape sequences, carriage returns, direction overrides", () => {
    assert.strictEqual(toDisplayText("a\u001b[2Jb"), "a\ufffd[2Jb")
    assert.strictEqual(toDisplayText("a\u202eb"), "a\ufffdb")
    assert.strictEqual(toDisplayText("a\u009b31mb"), "a\ufffd31mb")
  })
  it("and lines become one", () => assert.strictEqual(toDisplayText("one \r\n two\tthree"), "one two three"))
})

describe("columns", () => {
  it("are measured in cells", () => {
    assert.strictEqual(displayWidth("Alice"), 5)
    assert.strictEqual(displayWidth("山田"), 4)
    assert.strictEqual(displayWidth("ｱ"), 1)
    assert.strictEqual(displayWidth("é"), 1)
    assert.strictEqual(displayWidth("e\u0301"), 1)
    assert.strictEqual(displayWidth("👩‍👩‍👧"), 2)
    assert.strictEqual(displayWidth("3"), 1)
  })
  it("are filled and cut without cutting a character", () => {
    assert.strictEqual(pad("山", 4), "山  ")
    assert.strictEqual(truncate("山田太郎", 5), "山田…")
    assert.strictEqual(truncate("Alice", 5), "Alice")
    assert.strictEqual(truncate("👩‍👩‍👧👩‍👩‍👧", 3), "👩‍👩‍👧…")
  })
})
