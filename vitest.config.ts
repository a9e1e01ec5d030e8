import { defineConfig } from "vitest/config"
import { ClosingLine } from "./scripts/ClosingLine.ts"

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/test/**/*.test.ts",
      "benchmarks/test/**/*.test.ts",
      "scripts/**/*.test.ts"
    ],
    reporters: ["default", new ClosingLine()]
  }
})
