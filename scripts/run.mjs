/**
 * Every npm script of this repository: `node scripts/run.mjs <command> [arguments]`.
 *
 * It runs on Node 20 with nothing installed, which is why it is plain JavaScript without dependencies. It finds a Node that runs our
 * sources unbuilt, installs the workspace when that is needed, and becomes the command: same stdin, stdout, exit code and signals.
 * What it says itself goes to stderr, and only when it does something that takes time.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { childEnvironment } from "./launcher/environment.mjs"
import { install } from "./launcher/install.mjs"
import { findToolchain } from "./launcher/toolchain.mjs"

const root = fileURLToPath(new URL("..", import.meta.url))

/** @type {Readonly<Record<string, ReadonlyArray<string>>>} Commands as arguments of `node`; `setup` has none of its own. */
const commands = {
  setup: [],
  dragoman: ["packages/cli/src/bin.ts"],
  demo: ["examples/demo.ts"],
  bench: ["--expose-gc", "benchmarks/src/main.ts"],
  test: ["node_modules/vitest/vitest.mjs", "run"],
  build: ["scripts/build.ts"],
  check: ["scripts/check.ts"],
  "check:packages": ["scripts/checkPackages.ts"],
  generate: ["scripts/generate.ts"],
  format: ["node_modules/@biomejs/biome/bin/biome", "check", "--write"]
}

/**
 * Where a command runs. `dragoman decode body.json` means the file that the person who typed it sees.
 * @param {string} name
 */
const directoryOf = (name) => (name === "dragoman" ? (process.env.INIT_CWD ?? process.cwd()) : root)

/**
 * Runs Node to its end and ends this process the same way.
 * @param {string} node
 * @param {ReadonlyArray<string>} args
 * @param {{ readonly cwd: string, readonly env: NodeJS.ProcessEnv }} options
 */
const become = (node, args, options) => {
  const child = spawn(node, args, { ...options, stdio: "inherit" })
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP", "SIGINT"])) {
    // Ctrl-C on a terminal reaches the child without us; passed on as well, it would count as pressed twice.
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  stopWithNpm(child)
  child.on("error", (cause) => fail(cause))
  child.on("exit", (code, signal) => {
    if (signal === null) return process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/**
 * npm passes a signal on to the shell between it and us, and no further: told to stop, both are gone and a server would run on.
 * @param {import("node:child_process").ChildProcess} child
 */
const stopWithNpm = (child) => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill("SIGTERM")
  }, 200).unref()
}

/** @param {unknown} cause */
const fail = (cause) => {
  say(cause instanceof Error ? cause.message : String(cause))
  process.exit(1)
}

/** @param {string} line */
const say = (line) => void process.stderr.write(`dragoman: ${line}\n`)

const [name = "", ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  if (command === undefined) throw new Error(`no command "${name}"; there are ${Object.keys(commands).join(", ")}`)
  const { execPath, versions } = process
  const toolchain = findToolchain({ root, node: execPath, version: versions.node, env: process.env, say })
  const env = childEnvironment(process.env, toolchain)
  install({ root, toolchain, env, say })
  const [script, ...rest] = command.map((part) => (part.includes("/") ? join(root, part) : part))
  if (script !== undefined) become(toolchain.node, [script, ...rest, ...args], { cwd: directoryOf(name), env })
} catch (cause) {
  fail(cause)
}
