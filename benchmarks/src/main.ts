/**
 * `npm run bench`: what Dragoman costs, as ratios to what the same work costs without it, in one run on one machine. Prints a table, or
 * with `--json` the rows; `--only NAME` runs those whose name contains NAME. A missed budget is shown and is no failure: a figure of a
 * busy machine decides nothing by itself.
 */
import { parseArgs } from "node:util"
import { handler } from "./cases/Handler.ts"
import { peers } from "./cases/Peers.ts"
import { typedCalls } from "./cases/TypedCall.ts"
import { webhookPath } from "./cases/WebhookPath.ts"
import { measured, toTable } from "./Row.ts"

const { values: options } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string", default: "" } }
})

const all = [...webhookPath(), handler, ...typedCalls, ...peers]
const benchmarks = all.filter(({ name }) => name.includes(options.only))
if (benchmarks.length === 0) {
  throw new Error(`no benchmark is called "${options.only}"; there are: ${all.map(({ name }) => name).join(", ")}`)
}

const results = []
for (const benchmark of benchmarks) {
  if (!options.json && process.stderr.isTTY) process.stderr.write(`\r\u001b[K${benchmark.name}`)
  results.push({ row: await measured(benchmark), budget: benchmark.budget })
}
if (!options.json && process.stderr.isTTY) process.stderr.write("\r\u001b[K")
process.stdout.write(
  `${
    options.json
      ? JSON.stringify(
          results.map(({ row }) => row),
          null,
          2
        )
      : toTable(results)
  }\n`
)
