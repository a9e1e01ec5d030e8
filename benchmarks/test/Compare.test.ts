import { assert, describe, it } from "vitest"
import { type Contender, compare, median } from "../src/Compare.ts"
import { measured, toTable } from "../src/Row.ts"

/** A clock that only moves when somebody works. */
const makeClock = () => {
  let millis = 0
  const working =
    (cost: (repetition: number) => number, log: Array<string> = [], name = ""): Contender =>
    (repetitions) =>
    () => {
      log.push(name)
      for (let repetition = 0; repetition < repetitions; repetition++) millis += cost(repetition)
    }
  return { now: () => millis, working }
}

describe("a comparison", () => {
  it("is of the time per repetition", async () => {
    const { now, working } = makeClock()
    const subject = working(() => 0.03)
    const baseline = working(() => 0.02)
    const result = await compare(subject, baseline, { millis: 50, now })
    assert.closeTo(result.ratio, 1.5, 1e-9)
    assert.closeTo(result.subject, 30, 1e-6)
    assert.closeTo(result.baseline, 20, 1e-6)
  })

  it("is not moved by rounds that something else hit", async () => {
    const { now, working } = makeClock()
    let round = 0
    const subject = working((repetition) => (repetition === 0 && ++round % 3 === 0 ? 5 : 0.03))
    const { ratio } = await compare(
      subject,
      working(() => 0.02),
      { millis: 2000, now }
    )
    assert.closeTo(ratio, 1.5, 1e-9)
  })

  it("waits for what is not done at once, and does not count the preparation", async () => {
    const { now, working } = makeClock()
    const prepare = working(() => 100)
    const work = working(() => 2)
    const slow: Contender = (repetitions) => {
      prepare(repetitions)()
      return async () => {
        await Promise.resolve()
        await work(repetitions)()
      }
    }
    const { ratio } = await compare(
      slow,
      working(() => 1),
      { millis: 10, now }
    )
    assert.closeTo(ratio, 2, 1e-9)
  })

  it("lets each begin every other round", async () => {
    const { now, working } = makeClock()
    const log: Array<string> = []
    await compare(
      working(() => 1, log, "a"),
      working(() => 1, log, "b"),
      { millis: 1, now }
    )
    assert.strictEqual(log.slice(-6).join(""), "abbaab")
  })

  it("makes enough rounds for a median even when there is no time", async () => {
    const { now, working } = makeClock()
    const slow = working(() => 1000)
    assert.strictEqual((await compare(slow, slow, { millis: 1, now })).rounds, 11)
  })
})

it("the median of an even number is between the two in the middle", () => {
  assert.strictEqual(median([4, 1, 3, 2]), 2.5)
  assert.strictEqual(median([9, 1, 3]), 3)
})

describe("a row", () => {
  const run = async () => ({ value: 12.34, unit: "µs/event" as const, ratio: 1.2 })

  it("is within a budget from the side that the budget is on", async () => {
    const cheap = await measured({ name: "a", budget: { atMost: 1.5 }, run })
    assert.deepStrictEqual(cheap, { name: "a", value: 12.34, unit: "µs/event", ratio: 1.2, budget: 1.5, within: true })
    assert.isFalse((await measured({ name: "b", budget: { atMost: 1.1 }, run })).within)
    assert.isTrue((await measured({ name: "c", budget: { atLeast: 1.1 }, run })).within)
    assert.isFalse((await measured({ name: "d", budget: { atLeast: 1.5 }, run })).within)
  })

  it("shows a missed budget", async () => {
    const budget = { atLeast: 2 }
    const table = toTable([{ row: await measured({ name: "slow", budget, run }), budget }])
    assert.match(table, /^slow +12\.3 +µs\/event +1\.20 +>= 2 +NO$/m)
  })
})
