/** `npm run check`: everything that can be said about the repository without running it. All checks run, also after one failed. */
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { findViolations, readWorkspace, render } from "./architecture/index.ts"
import { checkDocs, readPages } from "./DocsCode.ts"
import { staleFiles } from "./generate.ts"
import { type Ended, runNode } from "./Process.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const bin = (path: string) => join(root, "node_modules", path)

const checks: Readonly<Record<string, () => Promise<Ended>>> = {
  types: () => runNode([bin("typescript/bin/tsc"), "-p", "."], root),
  "lint and format": () =>
    runNode(
      [
        bin("@biomejs/biome/bin/biome"),
        "check",
        "--diagnostic-level=warn",
        "--error-on-warnings",
        "--max-diagnostics=50",
        "."
      ],
      root
    ),
  architecture: async () => {
    const violations = findViolations(readWorkspace(root))
    return {
      succeeded: violations.every(({ severity }) => severity !== "error"),
      output: violations.map(render).join("\n")
    }
  },
  "generated files": async () => {
    const stale = await staleFiles(root)
    return {
      succeeded: stale.length === 0,
      output: stale.map(({ path }) => `${path} is stale: npm run generate`).join("\n")
    }
  },
  "code in the docs": () => checkDocs(root, readPages(root))
}

const summary: Array<string> = []
for (const [name, check] of Object.entries(checks)) {
  const begun = performance.now()
  const { output, succeeded } = await check().catch((cause): Ended => ({ succeeded: false, output: String(cause) }))
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  if (output !== "") process.stdout.write(`\n── ${name}\n${output}\n`)
  if (!succeeded) process.exitCode = 1
  summary.push(`${succeeded ? "ok    " : "FAILED"}  ${name.padEnd(16)}  ${seconds.padStart(5)} s`)
}
process.stdout.write(`\n${summary.join("\n")}\n`)
