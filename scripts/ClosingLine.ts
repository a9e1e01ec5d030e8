/**
 * A vitest reporter that says the outcome once more, as the last line and in words that any CI can read without knowing vitest.
 *
 * A file that could not be loaded, and an error outside any test, count as failed: they are, and a run of nothing else must not read
 * as `0 failed`.
 */
import type { Reporter, TestModule } from "vitest/node"

/** `tests: 12 passed, 0 failed, 1 skipped`. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
    process.stdout.write(`${closingLine(modules, unhandledErrors.length)}\n`)
  }
}

/** The line itself. */
export const closingLine = (
  modules: ReadonlyArray<Pick<TestModule, "children" | "errors">>,
  unhandledErrors: number
): string => {
  const states = modules.flatMap(({ children }) => [...children.allTests()].map((test) => test.result().state))
  const count = (...wanted: ReadonlyArray<string>) => states.filter((state) => wanted.includes(state)).length
  const suites = modules.flatMap((module) => [...module.children.allSuites()])
  const broken = [...modules, ...suites].filter((part) => part.errors().length > 0).length
  const failed = count("failed", "pending") + broken + unhandledErrors
  const skipped = count("skipped")
  return `tests: ${count("passed")} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`
}
