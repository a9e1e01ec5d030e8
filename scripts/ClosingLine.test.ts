import { expect, it } from "vitest"
import { closingLine } from "./ClosingLine.ts"

type Modules = Parameters<typeof closingLine>[0]

const modules = (states: ReadonlyArray<string>, errors: number): Modules => {
  const tests = states.map((state) => ({ result: () => ({ state }) }))
  const children = { allTests: () => tests, allSuites: () => [] }
  return [{ children, errors: () => Array.from({ length: errors }) }] as unknown as Modules
}

it.each([
  [["passed", "passed"], 0, 0, "tests: 2 passed, 0 failed"],
  [["passed", "failed", "skipped"], 0, 0, "tests: 1 passed, 1 failed, 1 skipped"],
  [[], 1, 0, "tests: 0 passed, 1 failed"],
  [["passed"], 0, 1, "tests: 1 passed, 1 failed"]
])("%j, %i broken files, %i stray errors: %s", (states, broken, stray, line) => {
  expect(closingLine(modules(states, broken), stray)).toBe(line)
})
