import type { LookupAddress } from "node:dns"
import { createServer } from "node:http"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpClient, HttpRouter, HttpServer, HttpServerResponse } from "effect/http"
import { describe, vi } from "vitest"
import * as NodeTransport from "../src/NodeTransport.ts"

/** What names resolve to in these tests; nobody is asked. */
const names: Record<string, ReadonlyArray<LookupAddress>> = {
  "inside.example.com": [{ address: "127.0.0.1", family: 4 }],
  "both.example.com": [
    { address: "93.184.216.34", family: 4 },
    { address: "10.0.0.1", family: 4 }
  ],
  "metadata.example.com": [{ address: "::ffff:169.254.169.254", family: 6 }]
}

vi.mock("node:dns", () => ({
  lookup: (
    name: string,
    _options: unknown,
    callback: (error: Error | null, addresses: ReadonlyArray<LookupAddress>) => void
  ) => {
    const found = names[name]
    if (found === undefined) callback(Object.assign(new Error(`ENOTFOUND ${name}`), { code: "ENOTFOUND" }), [])
    else callback(null, found)
  }
}))

const Server = HttpRouter.serve(
  Layer.mergeAll(
    HttpRouter.add("GET", "/", HttpServerResponse.text("reached")),
    HttpRouter.add("GET", "/moved", HttpServerResponse.redirect("/"))
  ),
  { disableLogger: true, disableListenLog: true }
).pipe(Layer.provideMerge(NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" })))

const port = Effect.map(HttpServer.HttpServer, ({ address }) => (address._tag === "UnixPathAddress" ? 0 : address.port))

const get = (url: string, allowPrivateHosts: ReadonlyArray<string>) =>
  HttpClient.get(url).pipe(
    Effect.flatMap(({ status, text }) => Effect.map(text, (body) => ({ status, body }))),
    Effect.provide(NodeTransport.layer({ allowPrivateHosts }))
  )

/** The code of what went wrong below the HTTP client. */
const codeOf = (url: string, allowPrivateHosts: ReadonlyArray<string> = []) =>
  Effect.map(Effect.flip(get(url, allowPrivateHosts)), ({ reason }) => {
    const cause = "cause" in reason ? reason.cause : undefined
    return cause instanceof Error && "code" in cause ? cause.code : undefined
  })

describe("private hosts", () => {
  it.live("are not reached: literal addresses, private names, public names that lead there", () =>
    Effect.gen(function* () {
      const at = yield* port
      const urls = [
        `http://127.0.0.1:${at}/`,
        `http://localhost:${at}/`,
        `http://[::1]:${at}/`,
        `http://[::ffff:127.0.0.1]:${at}/`,
        `http://2130706433:${at}/`,
        `http://inside.example.com:${at}/`,
        `http://both.example.com:${at}/`,
        "http://metadata.example.com/latest",
        "http://169.254.169.254/latest"
      ]
      for (const url of urls) assert.strictEqual(yield* codeOf(url), "ERR_PRIVATE_ADDRESS", url)
    }).pipe(Effect.provide(Server))
  )

  it.live("are reached where they are allowed, by host or by host and port, and nothing else is", () =>
    Effect.gen(function* () {
      const at = yield* port
      const url = `http://127.0.0.1:${at}/`
      assert.deepStrictEqual(yield* get(url, [`127.0.0.1:${at}`]), { status: 200, body: "reached" })
      assert.deepStrictEqual(yield* get(url, ["127.0.0.1"]), { status: 200, body: "reached" })
      assert.strictEqual(yield* codeOf(url, [`127.0.0.1:${at + 1}`]), "ERR_PRIVATE_ADDRESS")
      assert.strictEqual(yield* codeOf(`http://localhost:${at}/`, ["127.0.0.1"]), "ERR_PRIVATE_ADDRESS")
    }).pipe(Effect.provide(Server))
  )
})

it.live("redirects are answered as they are", () =>
  Effect.gen(function* () {
    const at = yield* port
    const { status } = yield* get(`http://127.0.0.1:${at}/moved`, ["127.0.0.1"])
    assert.strictEqual(status, 302)
  }).pipe(Effect.provide(Server))
)

it.live("a name that does not exist says so", () =>
  Effect.gen(function* () {
    assert.strictEqual(yield* codeOf("http://nowhere.example.com/"), "ENOTFOUND")
  })
)
