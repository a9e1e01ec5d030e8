import { spawnSync } from "node:child_process"
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { withoutNpm } from "./launcher/environment.mjs"
import { fingerprint } from "./launcher/install.mjs"
import { findToolchain, runsOurSources } from "./launcher/toolchain.mjs"

let root: string
let log: string
let env: NodeJS.ProcessEnv

const program = (path: string, script: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}
const calls = () => readFileSync(log, "utf8").trim().split("\n")
const pnpm = 'echo "pnpm $1" >> "$LOG"; echo "from pnpm"; [ "$1" = --version ] && echo 10.0.0; exit 0'

// A machine whose npx has a Node and a pnpm to give, and that has no pnpm of its own.
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "dragoman-launcher-")))
  log = join(root, "log")
  writeFileSync(log, "")
  mkdirSync(join(root, "brought"))
  symlinkSync(process.execPath, join(root, "brought/node"))
  program(join(root, "stock/pnpm"), pnpm)
  program(
    join(root, "bin/npx"),
    `echo "npx $*" >> "$LOG"
    while [ "$1" != -- ]; do shift; done; shift
    /bin/cp ${root}/stock/pnpm ${root}/brought/pnpm
    PATH="${root}/brought:$PATH" "$@"`
  )
  for (const folder of ["packages/core", "examples", "benchmarks"]) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, "package.json"), "{}")
  writeFileSync(join(root, "packages/core/package.json"), "{}")
  env = { LOG: log, PATH: join(root, "bin") }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it.each([
  ["20.20.2", false],
  ["22.18.0", false],
  ["22.19.0", true],
  ["23.11.0", false],
  ["24.0.0", true],
  ["", false]
])("Node %s runs our sources: %s", (version, answer) => expect(runsOurSources(version)).toBe(answer))

describe("the toolchain", () => {
  let said: Array<string>
  beforeEach(() => {
    said = []
  })
  const machine = () => ({ root, env, say: (line: string) => said.push(line) })
  const old = () => findToolchain({ ...machine(), node: "/old/node", version: "20.20.2" })
  const recent = () => findToolchain({ ...machine(), node: process.execPath, version: process.versions.node })

  it("is brought by one call of npx, remembered, and brought again when it is gone", () => {
    const toolchain = { node: process.execPath, pnpmFolder: join(root, "brought") }
    expect(old()).toEqual(toolchain)
    expect(old()).toEqual(toolchain)
    expect(said).toEqual(["getting node@24 and pnpm@10 from the npm registry (once)"])
    rmSync(join(root, "brought/pnpm"))
    expect(old()).toEqual(toolchain)
    expect(said).toHaveLength(2)
    expect(calls()).toEqual([
      expect.stringMatching(/^npx --yes --package=node@24 --package=pnpm@10 -- node -p /),
      expect.stringMatching(/^npx --yes --package=pnpm@10 -- node -p /)
    ])
  })

  it("is only pnpm where Node is recent enough", () => {
    expect(recent().node).toBe(process.execPath)
    expect(calls()[0]).toMatch(/^npx --yes --package=pnpm@10 -- /)
  })

  it("is the machine's own where it has both", () => {
    program(join(root, "bin/pnpm"), pnpm.replace('echo "from pnpm"; ', ""))
    expect(recent()).toEqual({ node: process.execPath, pnpmFolder: join(root, "bin") })
    expect(calls()).toEqual(["pnpm --version"])
  })

  it("says what is needed when npx fails", () => {
    program(join(root, "bin/npx"), "echo 'network is down' >&2; exit 1")
    expect(old).toThrow(/Node 22\.19 or newer and pnpm 10 are needed \(this is Node 20\.20\.2\).*\nnetwork is down/)
  })
})

describe("the environment", () => {
  it("is without what npm run adds, and keeps the way to the registry", () => {
    const cleaned = withoutNpm({
      npm_config_loglevel: "silent",
      npm_config_local_prefix: "/x",
      npm_lifecycle_event: "test",
      npm_config_registry: "https://registry.invalid",
      npm_config_https_proxy: "http://proxy.invalid",
      NPM_CONFIG_LOGLEVEL: "warn",
      HOME: "/x"
    })
    expect(Object.keys(cleaned)).toEqual([
      "npm_config_registry",
      "npm_config_https_proxy",
      "NPM_CONFIG_LOGLEVEL",
      "HOME"
    ])
  })
})

describe("the fingerprint", () => {
  it("changes with a manifest, the lock file, a new package, and with nothing else", () => {
    const seen = [fingerprint(root)]
    writeFileSync(join(root, "packages/core/index.ts"), "")
    expect(fingerprint(root)).toBe(seen[0])
    writeFileSync(join(root, "packages/core/package.json"), '{ "name": "core" }')
    seen.push(fingerprint(root))
    writeFileSync(join(root, "pnpm-lock.yaml"), "lock")
    seen.push(fingerprint(root))
    mkdirSync(join(root, "packages/new"))
    writeFileSync(join(root, "packages/new/package.json"), "{}")
    seen.push(fingerprint(root))
    expect(new Set(seen).size).toBe(4)
  })
})

describe("the launcher", () => {
  const cli = (text: string) => {
    mkdirSync(join(root, "packages/cli/src"), { recursive: true })
    writeFileSync(join(root, "packages/cli/src/bin.ts"), text)
  }
  const dragoman = (...args: ReadonlyArray<string>) => {
    const launcher = [join(root, "scripts/run.mjs"), "dragoman", ...args]
    return spawnSync(process.execPath, launcher, { cwd: root, env: { ...env, INIT_CWD: root }, encoding: "utf8" })
  }
  beforeEach(() => cpSync(import.meta.dirname, join(root, "scripts"), { recursive: true }))

  it("becomes the command: arguments, output and exit code are its own; it installs once", () => {
    cli("process.stdout.write(JSON.stringify([process.cwd(), process.argv.slice(2)])); process.exitCode = 3")
    const first = dragoman("decode", "a b", "--x")
    expect([first.status, first.stdout]).toEqual([3, JSON.stringify([root, ["decode", "a b", "--x"]])])
    expect(first.stderr).toMatch(/getting pnpm@10 .*\n.*installing/)
    const second = dragoman()
    expect([second.status, second.stderr]).toEqual([3, ""])
    expect(calls().filter((call) => call === "pnpm install")).toHaveLength(1)
  })

  it("ends by the signal that ended the command", () => {
    cli("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 10_000)")
    expect(dragoman().signal).toBe("SIGTERM")
  })

  it("says in one line what it cannot do", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/run.mjs"), "nothing"], {
      env,
      encoding: "utf8"
    })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^dragoman: no command "nothing"; there are .*\n$/)])
  })
})
