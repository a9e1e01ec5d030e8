/** What goes wrong when a provider reads, which reason it becomes and what is made again; and operations that a provider does not have. */
import { ContactId, ConversationId } from "@dragoman/core/domain"
import { operationNames, type ProviderError } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { dropBefore, garble, hang, rateLimited, serverError } from "../Faults.ts"
import { operationOf, type Setting, type Suite } from "./Suite.ts"

/** More often than any call is made again. */
export const always = 100

export const describeFailedReads = (suite: Suite): void => {
  const { clock, skip, test } = suite
  const read = ({ provider, world }: Setting) => provider.contacts.get(ContactId.make(world.given.contactIds[0] ?? ""))

  for (const [status, reasons] of [
    [401, ["Unauthorized", "Forbidden"]],
    [404, ["NotFound"]],
    [422, ["InvalidRequest", "Conflict"]]
  ] as const) {
    test(`a read answered ${status} is ${reasons.join(" or ")}, and is not made again`, ["contacts.get"], (setting) =>
      Effect.gen(function* () {
        yield* setting.fault("contacts.get", serverError({ status }))
        const before = yield* setting.attempts("contacts.get")
        const error = yield* Effect.flip(read(setting))
        assert.strictEqual((yield* setting.attempts("contacts.get")) - before, 1)
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
        yield* setting.fault("contacts.get", fault)
        const before = yield* setting.attempts("contacts.get")
        assert.strictEqual((yield* read(setting)).id, setting.world.given.contactIds[0])
        assert.strictEqual((yield* setting.attempts("contacts.get")) - before, 2)
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
          yield* setting.fault("contacts.get", fault, always)
          const error = yield* Effect.flip(read(setting))
          assert.strictEqual(error.reason._tag, reason)
          assert.notProperty(error, "applied", "a read applies nothing")
          tellsNoSecret(setting, error)
        })
      )
    }
  }

  test("a contact that does not exist is NotFound", ["contacts.get"], ({ provider, world }) =>
    Effect.gen(function* () {
      const absent = ContactId.make(absentId(world.given.contactIds[0] ?? "1"))
      assert.strictEqual((yield* Effect.flip(provider.contacts.get(absent))).reason._tag, "NotFound")
    })
  )

  test("a conversation that does not exist is NotFound", ["conversations.get"], ({ provider, world }) =>
    Effect.gen(function* () {
      const absent = ConversationId.make(absentId(world.given.conversationIds[0] ?? "1"))
      assert.strictEqual((yield* Effect.flip(provider.conversations.get(absent))).reason._tag, "NotFound")
    })
  )
}

export const describeUnsupported = (suite: Suite): void => {
  for (const operation of operationNames.filter((name) => !suite.can(name))) {
    suite.test(`${operation} is Unsupported, and no request leaves`, [], ({ provider, requests }) =>
      Effect.gen(function* () {
        const before = yield* requests
        const error = yield* Effect.flip(run(operationOf(provider, operation)))
        assert.strictEqual(error.reason._tag, "Unsupported")
        assert.strictEqual(error.operation, operation)
        assert.strictEqual(yield* requests, before)
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
  /^\d+$/.test(id) ? "999999999" : id.replace(/\d+$|\D$/, (end) => (/\d/.test(end) ? "9".repeat(end.length) : "-"))

export const tellsNoSecret = ({ world }: Setting, error: ProviderError): void => {
  for (const told of [error.message, String(error.stack), JSON.stringify(error)]) {
    for (const secret of world.given.secrets) assert.notInclude(told, secret)
  }
}
