import { createServer, type IncomingMessage, type RequestListener, request } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger } from "effect"
import { Claims, receive } from "../../src/webhook/index.ts"
import * as Acme from "./Acme.ts"

const seen: Array<string> = []

/** The receiver logs what it refuses; here that is expected. */
const quiet = Layer.merge(Claims.layerMemory(), Logger.layer([]))

const receiver = receive({
  accounts: { acme: Acme.make() },
  on: { "message.created": async ({ data }) => void seen.push(data.message.id) },
  onLost: () => {},
  maxBodyBytes: 1000,
  claims: quiet
})

/** Listens on a free port for as long as the scope lives. */
const serve = (listener: RequestListener) =>
  Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const server = createServer(listener)
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.callback<void>((resume) => {
        server.closeAllConnections()
        server.close(() => resume(Effect.void))
      })
  ).pipe(Effect.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`))

const send = (url: string, init?: RequestInit) =>
  Effect.promise(async () => {
    const response = await fetch(url, init)
    return { status: response.status, text: await response.text(), headers: response.headers }
  })

const deliver = (id: string) => Acme.deliver({ id, text: "größer" }, Date.now())

describe("on a Node http server", () => {
  it.live("answers as everywhere", () =>
    Effect.gen(function* () {
      const url = yield* serve(receiver.node)
      const delivery = yield* deliver("node-1")
      assert.deepInclude(yield* send(`${url}/hooks/acme?x=1`, { method: "POST", ...delivery }), {
        status: 200,
        text: "ok"
      })
      assert.deepInclude(yield* send(`${url}/acme`, { method: "POST", ...delivery }), { text: "already handled" })
      assert.deepInclude(yield* send(`${url}/nobody`, { method: "POST", ...delivery }), { status: 404 })
      assert.deepInclude(yield* send(`${url}/acme`, { method: "POST", body: "{}" }), { status: 401 })
      assert.deepInclude(yield* send(`${url}/acme`, { method: "PUT", body: "{}" }), { status: 405 })
      assert.deepInclude(yield* send(`${url}/acme`, { method: "HEAD" }), { status: 200, text: "" })
      const query = `hub.challenge=42&hub.verify_token=${Acme.secret}`
      assert.deepInclude(yield* send(`${url}/acme?${query}`), { status: 200, text: "42" })
      assert.deepStrictEqual(seen.splice(0), ["node-1"])
    }).pipe(Effect.scoped)
  )

  it.live("413 for a body that says it is too large, and for one that grows too large while it comes", () =>
    Effect.gen(function* () {
      const url = yield* serve(receiver.node)
      assert.strictEqual((yield* send(`${url}/acme`, { method: "POST", body: "x".repeat(1001) })).status, 413)
      const status = yield* Effect.callback<number | undefined>((resume) => {
        const endless = request(`${url}/acme`, { method: "POST" }, (response: IncomingMessage) => {
          response.resume()
          endless.destroy()
          resume(Effect.succeed(response.statusCode))
        })
        endless.on("error", () => undefined)
        for (let sent = 0; sent < 10; sent++) endless.write("x".repeat(200))
      })
      assert.strictEqual(status, 413)
    }).pipe(Effect.scoped)
  )

  it.live("survives a sender that hangs up in the middle", () =>
    Effect.gen(function* () {
      const answered: Array<unknown> = []
      const url = yield* serve((incoming, response) => {
        receiver.node(incoming, response).then(() => answered.push("answered"))
      })
      yield* Effect.callback<void>((resume) => {
        const broken = request(`${url}/acme`, { method: "POST", headers: { "content-length": "500" } })
        broken.on("error", () => resume(Effect.void))
        broken.write("x", () => setTimeout(() => broken.destroy(new Error("gone")), 20))
      })
      assert.strictEqual((yield* send(`${url}/acme`)).status, 200)
      while (answered.length < 2) yield* Effect.sleep("5 millis")
    }).pipe(Effect.scoped)
  )
})

describe("behind what frameworks do to a request", () => {
  /** A server whose middleware has read the body and left something of it on the request. */
  const serveAfter = (leave: (body: Buffer) => object) =>
    serve((incoming, response) => {
      const chunks: Array<Buffer> = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => receiver.node(Object.assign(incoming, leave(Buffer.concat(chunks))), response))
    })

  const kept: ReadonlyArray<readonly [string, (body: Buffer) => object]> = [
    ["rawBody beside a parsed body", (body) => ({ rawBody: body, body: JSON.parse(body.toString()) })],
    ["a body that is a Buffer (express.raw)", (body) => ({ body })],
    ["a body that is text (express.text)", (body) => ({ body: body.toString() })]
  ]
  it.live.each(kept)("verifies %s", ([name, leave]) =>
    Effect.gen(function* () {
      const url = yield* serveAfter(leave)
      const delivery = yield* deliver(name)
      assert.strictEqual((yield* send(`${url}/acme`, { method: "POST", ...delivery })).status, 200)
      assert.deepStrictEqual(seen.splice(0), [name])
      const large = yield* Acme.deliver({ id: "x", text: "x".repeat(1000) }, Date.now())
      assert.strictEqual((yield* send(`${url}/acme`, { method: "POST", ...large })).status, 413)
    }).pipe(Effect.scoped)
  )

  it.live("says that it is mounted wrongly when the bytes are gone", () =>
    Effect.gen(function* () {
      const url = yield* serveAfter((body) => ({ body: JSON.parse(body.toString()) }))
      const delivery = yield* deliver("gone")
      assert.deepInclude(yield* send(`${url}/acme`, { method: "POST", ...delivery }), {
        status: 500,
        text: "the endpoint is not set up correctly"
      })
    }).pipe(Effect.scoped)
  )

  it.live("reads the stream when a parser only left an empty object", () =>
    Effect.gen(function* () {
      const url = yield* serve((incoming, response) => {
        receiver.node(Object.assign(incoming, { body: {} }), response)
      })
      const delivery = yield* deliver("untouched")
      assert.strictEqual((yield* send(`${url}/acme`, { method: "POST", ...delivery })).status, 200)
    }).pipe(Effect.scoped)
  )

  it.live("finds the account where a mount path was taken off the url", () =>
    Effect.gen(function* () {
      const below = receive({
        accounts: { acme: Acme.make() },
        on: {},
        onLost: () => {},
        prefix: "/api/hooks",
        claims: quiet
      })
      const url = yield* serve((incoming, response) => {
        const originalUrl = incoming.url
        below.node(Object.assign(incoming, { originalUrl, url: incoming.url?.replace("/api", "") }), response)
      })
      assert.strictEqual((yield* send(`${url}/api/hooks/acme`)).status, 200)
      assert.strictEqual((yield* send(`${url}/hooks/acme`)).status, 404)
    }).pipe(Effect.scoped)
  )
})
