import { NotFound, ProviderError } from "@dragoman/core/provider"
import { Cause, PlatformError } from "effect"
import { assert, describe, it } from "vitest"
import { badUsage, type ExitCode, failed, systemProblem, toVerdict } from "../src/CommandFailure.ts"

const noSpace = PlatformError.systemError({
  module: "Stdio",
  method: "stdout",
  _tag: "Unknown",
  cause: Object.assign(new Error("write ENOSPC"), { code: "ENOSPC" })
})

describe("the verdict on what a command ended with", () => {
  const cases: ReadonlyArray<readonly [string, Cause.Cause<unknown>, ExitCode, string]> = [
    ["bad usage", Cause.fail(badUsage("not so")), 2, "not so"],
    ["a failure", Cause.fail(failed("one\n  two")), 1, "one two"],
    [
      "a provider's error",
      Cause.fail(new ProviderError({ provider: "x", operation: "contacts.get", reason: new NotFound() })),
      1,
      "x contacts.get: not found"
    ],
    ["a full disk", Cause.fail(noSpace), 1, "the output cannot be written: no space is left"],
    ["a defect", Cause.die(new Error("boom\nat somewhere")), 1, "unexpected: boom at somewhere"],
    ["anything else", Cause.die("boom"), 1, "unexpected: boom"]
  ]
  for (const [name, cause, exitCode, line] of cases) {
    it(name, () => assert.deepStrictEqual(toVerdict(cause), { exitCode, line }))
  }
})

it("a system's words are told without our own functions' names", () => {
  assert.strictEqual(systemProblem(noSpace), "no space is left")
})
