/** What only a real process shows: exit codes, signals, pipes, and that the sources run unbuilt. */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "vitest"

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))

const environment = { PATH: process.env.PATH ?? "", NO_COLOR: "1" }

const launch = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...environment, ...env } })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    let out = ""
    let err = ""
    child.stdout.on("data", (chunk) => {
      out += chunk
    })
    child.stderr.on("data", (chunk) => {
      err += chunk
    })
    child.on("close", (code) => resolve({ code, out, err }))
  })
  return { child, ended }
}

const run = (args: ReadonlyArray<string>, stdin = "", env: Readonly<Record<string, string>> = {}) => {
  const { child, ended } = launch(args, env)
  child.stdin.end(stdin)
  return ended
}

describe("the process", { timeout: 60_000 }, () => {
  it("reads a delivery from standard input", async () => {
    const { code, err, out } = await run(["decode", "--provider", "chatwoot", "--allow-unsigned"], '{"event":"x"}')
    assert.strictEqual(err, "")
    assert.strictEqual(JSON.parse(out).type, "unknown")
    assert.strictEqual(code, 0)
  })

  it("tells kinds of failure apart, in one line each", async () => {
    const unreachable = {
      DRAGOMAN_PROVIDER: "chatwoot",
      DRAGOMAN_CHATWOOT_URL: "http://127.0.0.1:9",
      DRAGOMAN_CHATWOOT_ACCOUNT_ID: "1",
      DRAGOMAN_CHATWOOT_TOKEN: "s3cret"
    }
    const ended = await Promise.all([
      run(["contacts", "list"], "", unreachable),
      run(["contacts", "list", "--bogus"]),
      run(["bogus"]),
      run(["decode", "--provider", "chatwoot", "--allow-unsigned"], "no JSON"),
      run(["decode", "--provider", "chatwoot", "--secret", "s3cret"], "{}")
    ])
    assert.deepStrictEqual(
      ended.map(({ code }) => code),
      [1, 2, 2, 2, 3]
    )
    for (const { err, out } of ended) {
      assert.match(err, /^dragoman: [^\n]+\n$/)
      assert.notInclude(err, "s3cret")
      assert.strictEqual(out, "")
    }
    assert.match(ended[0]?.err ?? "", /no connection; 127\.0\.0\.1:\d+: ECONNREFUSED/)
  })

  it("explains every command", async () => {
    const { code, out } = await run(["--help"])
    assert.strictEqual(code, 0)
    assert.match(out, /simulate +A vendor's server on this machine/)
    const listed = await run(["messages", "send", "--help"])
    assert.match(listed.out, /EXAMPLES.*dragoman messages send/s)
  })

  it("ends well when whoever reads has enough", async () => {
    const { child, ended } = launch(["providers", "--json"])
    child.stdout.destroy()
    const { code, err } = await ended
    assert.strictEqual(err, "")
    assert.strictEqual(code, 0)
  })

  it("a server that is told to stop has done its work", async () => {
    const { child, ended } = launch(["simulate", "chatwoot", "--port", "0"])
    child.stdout.once("data", () => child.kill("SIGTERM"))
    const { code, err } = await ended
    assert.strictEqual(err, "")
    assert.strictEqual(code, 0)
  })
})
