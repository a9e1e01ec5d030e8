/** What goes wrong between provider and vendor: which reason it becomes, what is made again, and whether a write was applied. */
import { ContactId } from "@dragoman/core/domain"
import { operationNames, type ProviderError } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Option, Result, Stream } from "effect"
import { dropAfter, dropBefore, garble, hang, rateLimited, serverError } from "../Faults.ts"
import { operationOf, type Setting, type Suite } from "./Suite.ts"
import { newcomer, sendText, timesSaid } from "./Writing.ts"

/** More often than any call is made again. */
const always = 100

export const describeFailures = (suite: Suite): void => {
  describeReads(suite)
  describeWrites(suite)
  describeUnsupported(suite)
}

const describeReads = (suite: Suite): void => {
  const { clock, skip, test } = suite
  const read = ({ provider, world }: Setting) => provider.contacts.get(ContactId.make(world.given.contactIds[0] ?? ""))

  for (const [status, reasons] of [
    [401, ["Unauthorized", "Forbidden"]],
    [404, ["NotFound"]],
    [422, ["InvalidRequest", "Conflict"]]
  ] as const) {
    test(`a read answered ${status} is ${reasons.join(" or ")}, and is not made again`, ["contacts.get"], (setting) =>
      Effect.gen(function* () {
        yield* setting.world.fault("contacts.get", serverError({ status }))
        const error = yield* Effect.flip(read(setting))
        assert.include<string>(reasons, error.reason._tag)
        assert.strictEqual(error.status, status)
        assert.strictEqual(error.operation, "contacts.get")
        tellsNoSecret(setting, error)
        yield* read(setting)
      })
    )
  }

  for (const [name, fault] of [
    ["500", serverError()],
    ["502 with a page", serverError({ status: 502, body: "html" })],
    ["a connection that breaks", dropBefore],
    ["429 with Retry-After", rateLimited({ retryAfterSeconds: 1 })],
    ["no reply in time", hang]
  ] as const) {
    test(`a read is made again after ${name}`, ["contacts.get"], (setting) =>
      Effect.gen(function* () {
        yield* setting.world.fault("contacts.get", fault)
        const before = yield* setting.world.requests
        assert.strictEqual((yield* read(setting)).id, setting.world.given.contactIds[0])
        assert.isAtLeast((yield* setting.world.requests) - before, 2)
      })
    )
  }

  for (const [name, fault, reason] of [
    ["500", serverError(), "Unavailable"],
    ["a connection that breaks", dropBefore, "Transport"],
    ["no reply in time", hang, "Timeout"],
    ["a reply that is cut off", garble, "MalformedResponse"],
    ["429", rateLimited(), "RateLimited"]
  ] as const) {
    const title = `a read that never gets better fails: ${name} is ${reason}`
    if (clock === "live" && (reason === "RateLimited" || reason === "Timeout")) skip(title, "it would wait too long")
    else {
      test(title, ["contacts.get"], (setting) =>
        Effect.gen(function* () {
          yield* setting.world.fault("contacts.get", fault, always)
          const error = yield* Effect.flip(read(setting))
          assert.strictEqual(error.reason._tag, reason)
          assert.notProperty(error, "applied", "a read applies nothing")
          tellsNoSecret(setting, error)
        })
      )
    }
  }

  test("what does not exist is NotFound", ["contacts.get", "conversations.get"], ({ provider, world }) =>
    Effect.gen(function* () {
      const absent = ContactId.make(absentId(world.given.contactIds[0] ?? "1"))
      assert.strictEqual((yield* Effect.flip(provider.contacts.get(absent))).reason._tag, "NotFound")
    })
  )
}

const describeWrites = (suite: Suite): void => {
  const { clock, skip, test } = suite
  const write = (
    title: string,
    check: (
      setting: Setting,
      send: Effect.Effect<unknown, ProviderError>,
      said: Effect.Effect<number>
    ) => Effect.Effect<unknown, unknown>
  ) =>
    test(title, ["messages.send"], (setting) =>
      Effect.gen(function* () {
        const { conversationId } = yield* newcomer(setting)
        const send = sendText(setting, conversationId, "only once", { externalId: setting.unique })
        yield* check(setting, send, timesSaid(setting, conversationId, "only once"))
      })
    )

  for (const [name, fault, reason] of [
    ["the connection breaks before the server has it", dropBefore, "Transport"],
    ["there is no reply in time", hang, "Timeout"],
    ["the server answers 500", serverError(), "Unavailable"]
  ] as const) {
    write(`a write is not made again, and applied is unknown, when ${name}`, ({ world }, send, said) =>
      Effect.gen(function* () {
        yield* world.fault("messages.send", fault)
        const error = yield* Effect.flip(send)
        assert.strictEqual(error.reason._tag, reason)
        assert.strictEqual(error.applied, "unknown")
        assert.strictEqual(yield* said, 0)
      })
    )
  }

  write("a write whose reply is lost is unknown, is not doubled, and is settled by find", (setting, send, said) =>
    Effect.gen(function* () {
      const { provider, unique, world } = setting
      yield* world.fault("messages.send", dropAfter)
      const error = yield* Effect.flip(send)
      assert.strictEqual(error.applied, "unknown")
      assert.strictEqual(yield* said, 1)
      if (!suite.can("messages.find")) return
      const { contactId } = yield* newcomer(setting)
      const found = yield* provider.messages.find({ externalId: unique, contactId })
      assert.isTrue(Option.isSome(found))
      const other = yield* provider.messages.find({ externalId: `${unique}-never`, contactId })
      assert.isTrue(Option.isNone(other))
    })
  )

  write("a write whose reply is cut off was applied, and says so", ({ world }, send, said) =>
    Effect.gen(function* () {
      yield* world.fault("messages.send", garble)
      const result = yield* Effect.result(send)
      if (Result.isFailure(result)) assert.strictEqual(result.failure.applied, "yes")
      assert.strictEqual(yield* said, 1)
    })
  )

  for (const [name, fault] of [
    ["a time", rateLimited({ retryAfterSeconds: 1 })],
    ["no time", rateLimited()]
  ] as const) {
    const title = `a write that is refused for its rate, with ${name} to wait, is made again and once`
    if (clock === "live" && name === "no time") skip(title, "it would wait for a minute")
    else {
      write(title, ({ world }, send, said) =>
        Effect.gen(function* () {
          yield* world.fault("messages.send", fault)
          yield* send
          assert.strictEqual(yield* said, 1)
        })
      )
    }
  }

  write("a write that is refused was not applied", (setting, send, said) =>
    Effect.gen(function* () {
      for (const status of [401, 404, 422]) {
        yield* setting.world.fault("messages.send", serverError({ status }))
        const error = yield* Effect.flip(send)
        assert.strictEqual(error.applied, "no")
        assert.strictEqual(error.operation, "messages.send")
        tellsNoSecret(setting, error)
      }
      assert.strictEqual(yield* said, 0)
    })
  )
}

const describeUnsupported = (suite: Suite): void => {
  for (const operation of operationNames.filter((name) => !suite.can(name))) {
    suite.test(`${operation} is Unsupported, and no request leaves`, [], ({ provider, world }) =>
      Effect.gen(function* () {
        const before = yield* world.requests
        const error = yield* Effect.flip(run(operationOf(provider, operation)))
        assert.strictEqual(error.reason._tag, "Unsupported")
        assert.strictEqual(error.operation, operation)
        assert.strictEqual(yield* world.requests, before)
      })
    )
  }

  suite.test("an account's own capabilities are the provider's, or fewer", [], ({ provider }) =>
    Effect.gen(function* () {
      const { operations } = yield* provider.effectiveCapabilities
      for (const operation of operationNames) {
        if (!suite.can(operation)) assert.strictEqual(operations[operation].level, "none", operation)
      }
    })
  )
}

/** Calls an operation that is not there: what it is given does not matter. */
const run = ({ call, kind }: ReturnType<typeof operationOf>): Effect.Effect<unknown, ProviderError> => {
  const called = call({}, {})
  return kind === "list" || kind === "stream"
    ? Stream.runDrain(called as Stream.Stream<unknown, ProviderError>)
    : (called as Effect.Effect<unknown, ProviderError>)
}

/** An id of the same form that nothing has. */
const absentId = (id: string): string =>
  /^\d+$/.test(id) ? "999999999" : id.replace(/.$/, (last) => (last === "0" ? "1" : "0"))

const tellsNoSecret = ({ world }: Setting, error: ProviderError): void => {
  for (const told of [error.message, String(error.stack), JSON.stringify(error)]) {
    for (const secret of world.given.secrets) assert.notInclude(told, secret)
  }
}
