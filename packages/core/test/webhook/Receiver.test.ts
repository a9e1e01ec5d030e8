import { assert, describe, it } from "@effect/vitest"
import { Cause, Clock, Context, Deferred, Effect, Exit, Fiber, Layer, Logger, Option, Scope } from "effect"
import { HttpRouter, HttpServer } from "effect/http"
import { TestClock } from "effect/testing"
import type { Event } from "../../src/domain/index.ts"
import { Claims, Receiver, receive } from "../../src/webhook/index.ts"
import * as Acme from "./Acme.ts"

const once = { redelivers: false, secrets: [Acme.secret] }

/** A receiver behind its web handler, with all that it was told. */
const open = Effect.fnUntraced(function* <R = never>(
  handler: Receiver.Handler<R>,
  options: Partial<Receiver.Options<R>> = {}
) {
  const lost: Array<readonly [string, unknown]> = []
  const refused: Array<Receiver.Refusal> = []
  const receiver = yield* Receiver.make<R>({
    accounts: { acme: Acme.make(), once: Acme.make(once) },
    handler,
    onLost: (event, cause) => void lost.push([event.id, Cause.squash(cause)]),
    onRefused: (refusal) => void refused.push(refusal),
    ...options
  })
  const web = Receiver.toWebHandler(receiver)
  const send = (path: string, init?: RequestInit) =>
    Effect.promise(async () => {
      const response = await web(new Request(`https://example.com${path}`, init))
      return { status: response.status, text: await response.text(), headers: response.headers }
    })
  const post = Effect.fnUntraced(function* (json: unknown, path = "/hooks/acme") {
    const delivery = yield* Acme.deliver(json, yield* Clock.currentTimeMillis)
    return yield* send(path, { method: "POST", ...delivery })
  })
  return { send, post, lost, refused }
})

/** The receiver logs what it refuses; here that is expected. */
const quiet = Layer.merge(Claims.layerMemory(), Logger.layer([]))

const live = Effect.provide(Claims.layerMemory())

const hello = { id: "m1", text: "hello" }

const failingTimes = (times: number, seen: Array<string>): Receiver.Handler => {
  let failures = 0
  return async (event) => {
    seen.push(event.id)
    if (failures++ < times) throw new Error("database is down")
  }
}

describe("what a request is answered with", () => {
  it.effect("200 when handled, whether by an Effect or a plain function", () =>
    Effect.gen(function* () {
      class Inbox extends Context.Service<Inbox, Array<string>>()("Inbox") {}
      const inbox: Array<string> = []
      const effect = yield* open((event) => Inbox.use((ids) => Effect.sync(() => ids.push(event.id)))).pipe(
        Effect.provideService(Inbox, inbox)
      )
      const plain = yield* open(async (event) => void inbox.push(event.id))

      const answer = yield* effect.post(hello)
      assert.deepStrictEqual([answer.status, answer.text], [200, "ok"])
      assert.strictEqual(answer.headers.get("content-type"), "text/plain; charset=utf-8")
      yield* plain.post({ id: "m2", text: "hello" })
      assert.deepStrictEqual(inbox, ["acme:acme:message.created:m1", "acme:acme:message.created:m2"])
    }).pipe(live, Effect.scoped)
  )

  it.effect("200 for a signed body that nobody knows", () =>
    Effect.gen(function* () {
      const types: Array<string> = []
      const { post } = yield* open((event) => void types.push(event.type))
      assert.strictEqual((yield* post({ surprise: true })).status, 200)
      assert.deepStrictEqual(types, ["unknown"])
    }).pipe(live)
  )

  it.effect("400 only where the signed body is not JSON", () =>
    Effect.gen(function* () {
      const { post } = yield* open(() => {})
      assert.deepInclude(yield* post("{"), { status: 400, text: "the body is not JSON" })
      assert.deepInclude(yield* post(""), { status: 400 })
    }).pipe(live)
  )

  it.effect("401 for a refused signature, whose details stay here", () =>
    Effect.gen(function* () {
      const { send, refused } = yield* open(() => Effect.die("must not run"))
      const delivery = yield* Acme.deliver(hello, 0, "another secret")
      assert.deepInclude(yield* send("/acme", { method: "POST", ...delivery }), {
        status: 401,
        text: "the signature was refused"
      })
      assert.deepInclude(yield* send("/acme", { method: "POST", body: "{}" }), { status: 401 })
      assert.deepStrictEqual(
        refused.map(({ account, message }) => [account, message.split(":")[0]]),
        [
          ["acme", "mismatch"],
          ["acme", "missing-header"]
        ]
      )
    }).pipe(live)
  )

  it.effect("404 for accounts that are not there, also by names that every object has", () =>
    Effect.gen(function* () {
      const { send } = yield* open(() => {})
      for (const path of ["/", "/nobody", "/constructor", "/__proto__", "/%E0%A4%A"]) {
        assert.strictEqual((yield* send(path, { method: "POST", body: "{}" })).status, 404, path)
        assert.strictEqual((yield* send(path)).status, 404, path)
      }
    }).pipe(live)
  )

  it.effect("405 for other methods, naming those that work", () =>
    Effect.gen(function* () {
      const { send } = yield* open(() => {})
      for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
        const answer = yield* send("/acme", { method })
        assert.deepStrictEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD, POST"])
      }
    }).pipe(live)
  )

  it.effect("413 by the content-length, and by what really came", () =>
    Effect.gen(function* () {
      const { send } = yield* open(() => {}, { maxBodyBytes: 100 })
      const big = "x".repeat(200)
      let pulled = 0
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pulled++
          controller.enqueue(new TextEncoder().encode(big))
        }
      })
      assert.strictEqual((yield* send("/acme", { method: "POST", body: big })).status, 413)
      const streamed = { method: "POST", body: endless, duplex: "half", headers: { "content-length": "10" } }
      assert.strictEqual((yield* send("/acme", streamed)).status, 413)
      assert.isAtMost(pulled, 3)
      assert.strictEqual((yield* send("/acme", { method: "POST", body: "x".repeat(100) })).status, 401)
    }).pipe(live)
  )

  it.effect("200 for a plain GET or HEAD, and the challenge where one is asked", () =>
    Effect.gen(function* () {
      const { send } = yield* open(() => {})
      assert.deepInclude(yield* send("/acme"), { status: 200, text: "ok" })
      assert.deepInclude(yield* send("/acme", { method: "HEAD" }), { status: 200, text: "" })
      const challenges = [
        `hub.mode=subscribe&hub.challenge=42&hub.verify_token=${Acme.secret}`,
        `challenge=42&verify_token=${Acme.secret}`
      ]
      for (const query of challenges) assert.deepInclude(yield* send(`/acme?${query}`), { status: 200, text: "42" })
      assert.strictEqual((yield* send("/acme?hub.challenge=42&hub.verify_token=guess")).status, 403)
    }).pipe(live)
  )

  it.effect("500 where an account cannot be looked up or a body was read before", () =>
    Effect.gen(function* () {
      const { post } = yield* open(() => {}, { accounts: () => Promise.reject(new Error("no database")) })
      assert.deepInclude(yield* post(hello), { status: 500, text: "internal error" })

      const receiver = yield* Receiver.make({ accounts: { acme: Acme.make() }, handler: () => {}, onLost: () => {} })
      const request = new Request("https://example.com/acme", { method: "POST", body: "{}" })
      yield* Effect.promise(() => request.json())
      const response = yield* Effect.promise(() => Receiver.toWebHandler(receiver)(request))
      assert.strictEqual(response.status, 500)
    }).pipe(live)
  )
})

describe("which account a request is for", () => {
  const everyLookup: ReadonlyArray<Receiver.Options["accounts"]> = [
    { "a b": Acme.make() },
    (name) => (name === "a b" ? Acme.make() : undefined),
    async (name) => (name === "a b" ? Acme.make() : undefined),
    (name) => Effect.succeed(name === "a b" ? Option.some(Acme.make()) : Option.none())
  ]

  it.effect("the last segment names it, decoded; the account stands in the event", () =>
    Effect.gen(function* () {
      for (const accounts of everyLookup) {
        const seen: Array<Event> = []
        const { post } = yield* open((event) => void seen.push(event), { accounts })
        assert.strictEqual((yield* post({ id: crypto.randomUUID(), text: "" }, "/any/where/a%20b/?x=1")).status, 200)
        assert.strictEqual((yield* post(hello, "/any/where/other")).status, 404)
        assert.deepStrictEqual(
          seen.map(({ account }) => account),
          ["a b"]
        )
      }
    }).pipe(live)
  )

  it.effect("below a prefix exactly one segment does", () =>
    Effect.gen(function* () {
      const { send } = yield* open(() => {}, { prefix: "/api/hooks/" })
      assert.strictEqual((yield* send("/api/hooks/acme")).status, 200)
      for (const path of ["/acme", "/hooks/acme", "/api/hooks", "/api/hooks/x/acme", "/api/hooks/acme/x"]) {
        assert.strictEqual((yield* send(path)).status, 404, path)
      }
    }).pipe(live)
  )
})

describe("every event is handled once", () => {
  it.effect("a duplicate is swallowed, also inside another delivery", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { post } = yield* open((event) => void seen.push(event.id))
      assert.strictEqual((yield* post(hello)).text, "ok")
      assert.deepInclude(yield* post(hello), { status: 200, text: "already handled" })
      assert.deepInclude(yield* post([hello, { id: "m2", text: "more" }]), { status: 200, text: "ok" })
      assert.deepStrictEqual(seen, ["acme:acme:message.created:m1", "acme:acme:message.created:m2"])
    }).pipe(live)
  )

  it.effect("the same fact of two accounts is two events", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { post } = yield* open((event) => void seen.push(event.account))
      yield* post(hello, "/acme")
      yield* post(hello, "/once")
      assert.deepStrictEqual(seen, ["acme", "once"])
    }).pipe(live)
  )

  it.effect("a concurrent duplicate waits for the outcome of the one in progress", () =>
    Effect.gen(function* () {
      const started = yield* Deferred.make<void>()
      const gate = yield* Deferred.make<void>()
      let runs = 0
      const { post } = yield* open(() =>
        Effect.suspend(() => {
          runs++
          return Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(gate))
        })
      )
      const first = yield* Effect.forkChild(post(hello))
      yield* Deferred.await(started)
      const second = yield* Effect.forkChild(post(hello))
      yield* settle
      assert.isUndefined(second.pollUnsafe())
      yield* Deferred.succeed(gate, undefined)
      assert.strictEqual((yield* Fiber.join(first)).text, "ok")
      assert.strictEqual((yield* Fiber.join(second)).text, "already handled")
      assert.strictEqual(runs, 1)
    }).pipe(live)
  )

  it.effect("when the one in progress fails, the duplicate takes over", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const started = yield* Deferred.make<void>()
      let runs = 0
      const { post } = yield* open(() =>
        Effect.suspend(() =>
          runs++ === 0
            ? Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(gate)).pipe(
                Effect.andThen(Effect.die("first"))
              )
            : Effect.void
        )
      )
      const first = yield* Effect.forkChild(post(hello))
      yield* Deferred.await(started)
      const second = yield* Effect.forkChild(post(hello))
      yield* settle
      yield* Deferred.succeed(gate, undefined)
      assert.strictEqual((yield* Fiber.join(first)).status, 500)
      assert.strictEqual((yield* Fiber.join(second)).status, 200)
      assert.strictEqual(runs, 2)
    }).pipe(live)
  )

  it.effect("a duplicate waits no longer than the vendor would", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const { post, lost } = yield* open(() => Deferred.await(gate))
      const first = yield* Effect.forkChild(post(hello, "/once"))
      yield* settle
      const second = yield* Effect.forkChild(post(hello, "/once"))
      yield* settle
      yield* TestClock.adjust("8 seconds")
      assert.deepInclude(yield* Fiber.join(second), { status: 500, text: "the same event is still being handled" })
      yield* Deferred.succeed(gate, undefined)
      assert.strictEqual((yield* Fiber.join(first)).status, 200)
      assert.deepStrictEqual(lost, [])
    }).pipe(live)
  )

  it.effect("an id is forgotten when nobody sends it again any more", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { post } = yield* open((event) => void seen.push(event.id))
      yield* post(hello)
      yield* TestClock.adjust("59 minutes")
      yield* post(hello)
      assert.strictEqual(seen.length, 1)
      yield* TestClock.adjust("2 minutes")
      yield* post(hello)
      assert.strictEqual(seen.length, 2)
    }).pipe(Effect.provide(Claims.layerMemory({ keepAtLeast: "1 minute" })))
  )
})

describe("a handler that fails, where the vendor sends again", () => {
  const failures: ReadonlyArray<readonly [string, Receiver.Handler]> = [
    ["an Effect's failure", () => Effect.fail("no")],
    ["a defect", () => Effect.die("no")],
    ["an interruption of its own", () => Effect.interrupt],
    ["a rejected promise", () => Promise.reject(new Error("no"))],
    [
      "a thrown error",
      () => {
        throw new Error("no")
      }
    ]
  ]
  it.effect.each(failures)("is answered with 500 on %s", ([, handler]) =>
    Effect.gen(function* () {
      const { post, lost } = yield* open(handler)
      assert.deepInclude(yield* post(hello), { status: 500, text: "the delivery could not be handled" })
      assert.deepStrictEqual(lost, [])
    }).pipe(live)
  )

  it.effect("runs again on redelivery, and only for the events that are not committed", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      let healthy = false
      const { post } = yield* open((event) => {
        seen.push(event.id.slice(-2))
        if (event.id.endsWith("m2") && !healthy) throw new Error("no")
      })
      const batch = ["m1", "m2", "m3"].map((id) => ({ id, text: id }))
      assert.strictEqual((yield* post(batch)).status, 500)
      assert.deepStrictEqual(seen, ["m1", "m2"])
      healthy = true
      assert.strictEqual((yield* post(batch)).status, 200)
      assert.deepStrictEqual(seen, ["m1", "m2", "m2", "m3"])
    }).pipe(live)
  )

  it.effect("fails when it hangs, is told so, and lets go of the event", () =>
    Effect.gen(function* () {
      let aborted = false
      let hangs = true
      const { post } = yield* open((_event, { signal }) => {
        signal.addEventListener("abort", () => {
          aborted = true
        })
        return hangs ? new Promise(() => {}) : undefined
      })
      const fiber = yield* Effect.forkChild(post(hello))
      yield* settle
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(fiber)).status, 500)
      assert.isTrue(aborted)
      hangs = false
      assert.strictEqual((yield* post(hello)).status, 200)
    }).pipe(live)
  )
})

describe("a handler that fails, where the vendor does not send again", () => {
  it.effect("is tried again with growing pauses, until it works", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { post, lost } = yield* open(failingTimes(3, seen))
      const fiber = yield* Effect.forkChild(post(hello, "/once"))
      yield* settle
      assert.strictEqual(seen.length, 1)
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).status, 200)
      assert.strictEqual(seen.length, 4)
      assert.deepStrictEqual(lost, [])
    }).pipe(live)
  )

  it.effect("is given up in time for the reply, the event reported as lost, the rest of the delivery handled", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { post, lost } = yield* open((event) => {
        seen.push(event.id.slice(-2))
        return event.id.endsWith("m1") ? Effect.fail("no") : Effect.void
      })
      const batch = ["m1", "m2"].map((id) => ({ id, text: id }))
      const fiber = yield* Effect.forkChild(post(batch, "/once"))
      yield* settle
      yield* TestClock.adjust("8 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).status, 500)
      assert.deepStrictEqual(lost, [["acme:once:message.created:m1", "no"]])
      assert.isAtLeast(seen.length, 5)
      assert.strictEqual(seen.at(-1), "m2")
    }).pipe(live)
  )

  it.effect("an onLost that fails breaks nothing", () =>
    Effect.gen(function* () {
      const { post } = yield* open(() => Effect.fail("no"), {
        accounts: { acme: Acme.make({ ...once, timeoutSeconds: 0 }) },
        onLost: () => Promise.reject(new Error("no disk"))
      })
      assert.strictEqual((yield* post(hello)).status, 500)
    }).pipe(live)
  )
})

describe("closing", () => {
  it.effect(
    "waits for running handlers, and interrupts those that take too long: their events are released, or lost",
    () =>
      Effect.gen(function* () {
        const gate = yield* Deferred.make<void>()
        const scope = yield* Scope.make()
        const { post, lost } = yield* Scope.provide(
          open((event) => (event.id.endsWith("m1") ? Deferred.await(gate) : Effect.never)),
          scope
        )
        const finishes = yield* Effect.forkChild(post(hello))
        const hanging = ["m2", "m3"].map((id) => ({ id, text: "" }))
        const hangs = yield* Effect.forkChild(post(hanging, "/once"))
        yield* settle
        const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
        yield* settle
        assert.deepInclude(yield* post({ id: "m3", text: "" }), { status: 500, text: "closing" })
        yield* Deferred.succeed(gate, undefined)
        assert.strictEqual((yield* Fiber.join(finishes)).status, 200)
        yield* TestClock.adjust("10 seconds")
        yield* Fiber.join(closing)
        assert.strictEqual((yield* Fiber.join(hangs)).status, 500)
        assert.strictEqual((yield* post({ id: "m4", text: "" }, "/once")).status, 500)
        assert.deepStrictEqual(
          lost.map(([id]) => id.slice(-2)),
          ["m2", "m3", "m4"]
        )
      }).pipe(live)
  )
})

describe("the HttpRouter layer", () => {
  const serve = (handler: Receiver.Handler, prefix?: string) =>
    Effect.acquireRelease(
      Effect.sync(() =>
        HttpRouter.toWebHandler(
          Receiver.layerRoutes({
            accounts: { acme: Acme.make() },
            handler,
            onLost: () => {},
            maxBodyBytes: 1000,
            ...(prefix === undefined ? {} : { prefix })
          }).pipe(Layer.provide([quiet, HttpServer.layerServices])),
          { disableLogger: true }
        )
      ),
      ({ dispose }) => Effect.promise(dispose)
    )

  it.live("answers as the web handler does", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const { handler } = yield* serve((event) => void seen.push(event.id))
      const send = (path: string, init?: RequestInit) =>
        Effect.promise(() => handler(new Request(`https://example.com${path}`, init)))
      const delivery = yield* Acme.deliver(hello, Date.now())
      const answers = [
        yield* send("/webhooks/acme", { method: "POST", ...delivery }),
        yield* send("/webhooks/acme", { method: "POST", ...delivery }),
        yield* send("/webhooks/nobody", { method: "POST", ...delivery }),
        yield* send("/webhooks/acme", { method: "POST", body: "{}" }),
        yield* send("/webhooks/acme", { method: "POST", body: "x".repeat(2000) }),
        yield* send("/webhooks/acme", { method: "PUT" }),
        yield* send("/webhooks/acme"),
        yield* send("/webhooks/acme", { method: "HEAD" }),
        yield* send(`/webhooks/acme?hub.challenge=42&hub.verify_token=${Acme.secret}`)
      ]
      assert.deepStrictEqual(
        answers.map(({ status }) => status),
        [200, 200, 404, 401, 413, 405, 200, 200, 200]
      )
      assert.deepStrictEqual(
        [
          yield* Effect.promise(() => (answers[1] as Response).text()),
          yield* Effect.promise(() => (answers[8] as Response).text())
        ],
        ["already handled", "42"]
      )
      assert.deepStrictEqual(seen, ["acme:acme:message.created:m1"])
    }).pipe(Effect.scoped)
  )

  it.live("a client that hangs up does not interrupt the handler", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const done = yield* Deferred.make<void>()
      const { handler } = yield* serve(
        () => Effect.andThen(Deferred.await(gate), Deferred.succeed(done, undefined)),
        "/hooks"
      )
      const controller = new AbortController()
      const delivery = yield* Acme.deliver(hello, Date.now())
      const response = handler(
        new Request("https://example.com/hooks/acme", { method: "POST", ...delivery, signal: controller.signal })
      )
      yield* settle
      controller.abort()
      yield* Effect.exit(Effect.promise(() => response))
      yield* Deferred.succeed(gate, undefined)
      yield* Deferred.await(done)
    }).pipe(Effect.scoped)
  )
})

describe("receive, for programs without Effect", () => {
  it("answers with nothing but plain functions", async () => {
    const seen: Array<string> = []
    const lost: Array<string> = []
    const receiver = receive({
      accounts: { acme: Acme.make(), once: Acme.make(once) },
      on: {
        "message.created": async ({ data }) => void seen.push(data.message.id),
        otherwise: (event) => void seen.push(event.type)
      },
      onLost: ({ id }) => void lost.push(id),
      claims: quiet
    })
    const post = async (json: unknown, account = "acme") => {
      const delivery = await Effect.runPromise(Acme.deliver(json, Date.now()))
      return receiver.fetch(new Request(`https://example.com/${account}`, { method: "POST", ...delivery }))
    }
    assert.strictEqual((await post(hello)).status, 200)
    assert.strictEqual(await (await post(hello)).text(), "already handled")
    assert.strictEqual((await post({ what: 1 })).status, 200)
    assert.deepStrictEqual(seen, ["m1", "unknown"])
    await receiver.close()
    assert.strictEqual((await post(hello)).status, 500)
    assert.strictEqual((await post(hello, "once")).status, 500)
    assert.deepStrictEqual(lost, ["acme:once:message.created:m1"])
  })

  it("says that it is unavailable when its store is", async () => {
    const receiver = receive({
      accounts: {},
      on: {},
      onLost: () => {},
      claims: Layer.effect(Claims.Claims, Effect.fail("no database"))
    })
    const response = await receiver.fetch(new Request("https://example.com/acme"))
    assert.deepStrictEqual([response.status, await response.text()], [500, "unavailable"])
  })

  it("tells onLost what the handler threw", async () => {
    const lost: Array<unknown> = []
    const error = new Error("no")
    const receiver = receive({
      accounts: { acme: Acme.make({ ...once, timeoutSeconds: 0 }) },
      on: { "message.created": () => Promise.reject(error) },
      onLost: (event, thrown) => void lost.push(event.type, thrown),
      claims: quiet
    })
    const delivery = await Effect.runPromise(Acme.deliver(hello, Date.now()))
    const response = await receiver.fetch(new Request("https://example.com/acme", { method: "POST", ...delivery }))
    assert.strictEqual(response.status, 500)
    assert.deepStrictEqual(lost, ["message.created", error])
    await receiver.close()
  })
})

/** Lets promises and fibers that can go on do so; the test's clock does not move. */
const settle = Effect.promise(() => new Promise((resolve) => setImmediate(() => setImmediate(resolve))))
