/** Every refusal of `chatwoot-wire` 1.3 by its meaning, first as a table, then where the simulator answers it. */
import type { ChannelId, ConversationId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { Provider, type ProviderErrorReason } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Stream } from "effect"
import { Headers } from "effect/http"
import { TestClock } from "effect/testing"
import { decodeError } from "../src/ChatwootErrors.ts"
import { onAccount, start, told } from "./operations/Account.ts"

interface Case {
  readonly status: number
  readonly body: unknown
  readonly reason: ProviderErrorReason["_tag"] | undefined
  readonly more?: Readonly<Record<string, unknown>>
  readonly message?: string
}

const cases: ReadonlyArray<Case> = [
  { status: 401, body: { errors: ["You need to sign in or sign up before continuing."] }, reason: undefined },
  { status: 401, body: { error: "Invalid Access Token" }, reason: undefined, message: "Invalid Access Token" },
  { status: 401, body: { error: "Invalid access_token" }, reason: undefined },
  { status: 401, body: { error: "You are not authorized to do this action" }, reason: "Forbidden" },
  { status: 401, body: { error: "You are not authorized to access this account" }, reason: "Forbidden" },
  { status: 401, body: { error: "Account is suspended" }, reason: "AccountBlocked" },
  { status: 401, body: { error: "Bot is not authorized to access this account" }, reason: "Forbidden" },
  {
    status: 401,
    body: { error: "Access to this endpoint is not authorized for bots" },
    reason: "Forbidden",
    more: { missing: "a user's token" }
  },
  { status: 401, body: { error: "Non permissible resource" }, reason: "Forbidden" },
  {
    status: 402,
    body: { error: "Account limit exceeded. Please purchase more licenses" },
    reason: "QuotaExceeded",
    message: "Account limit exceeded. Please purchase more licenses"
  },
  {
    status: 403,
    body: { error: "Message status update is only allowed for API inboxes" },
    reason: "Unsupported"
  },
  { status: 403, body: { error: "Feature not enabled" }, reason: undefined },
  { status: 404, body: { error: "Resource could not be found" }, reason: undefined },
  { status: 404, body: "<!DOCTYPE html><html>...</html>", reason: undefined },
  {
    status: 422,
    body: {
      message: "Email has already been taken, Phone number has already been taken",
      attributes: ["email", "phone_number"]
    },
    reason: "Conflict",
    more: { fields: ["email", "phone_number"] }
  },
  {
    status: 422,
    body: { message: "Phone number should be in e164 format", attributes: ["phone_number"] },
    reason: "InvalidRequest",
    more: { issues: [{ field: "phone_number", message: "Phone number should be in e164 format" }] }
  },
  {
    status: 422,
    body: { error: "Validation failed: Content is too long (maximum is 150000 characters)" },
    reason: "InvalidRequest",
    more: {
      issues: [{ field: "", message: "Validation failed: Content is too long (maximum is 150000 characters)" }]
    }
  },
  {
    status: 422,
    body: { error: "param is missing or the value is empty: webhook" },
    reason: "InvalidRequest",
    more: { issues: [{ field: "webhook", message: "param is missing or the value is empty: webhook" }] }
  },
  { status: 422, body: { error: "source_id should be unique" }, reason: "Conflict", more: { fields: ["source_id"] } },
  {
    status: 422,
    body: { error: "Validation failed: Too many messages" },
    reason: "RateLimited",
    more: { scope: "conversationMessages" }
  },
  { status: 422, body: { message: "Contact Ann is online, please try again later" }, reason: "InvalidRequest" },
  { status: 422, body: { errors: ["one", "two"] }, reason: "InvalidRequest", message: "one, two" },
  { status: 422, body: [1], reason: "InvalidRequest" },
  { status: 429, body: "Retry later\n", reason: undefined, message: "Retry later" },
  { status: 500, body: { status: 500, error: "Internal Server Error" }, reason: undefined },
  { status: 500, body: "x".repeat(5000), reason: undefined, message: "x".repeat(200) }
]

describe("a refusal", () => {
  it.each(cases)("$status $body is $reason", ({ body, message, more, reason, status }) => {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    const json = typeof body === "string" ? undefined : body
    const decoded = decodeError({ status, headers: Headers.empty, text, json, retryAfter: undefined })
    assert.strictEqual(decoded.reason?._tag, reason)
    if (more !== undefined) assert.deepInclude(JSON.parse(JSON.stringify(decoded.reason)), more)
    if (message !== undefined) assert.strictEqual(decoded.vendorMessage, message)
    assert.notInclude(decoded.vendorMessage ?? "", "<")
  })
})

/** A conversation in the API inbox. */
const begun = Effect.gen(function* () {
  const chatwoot = yield* ChatwootSimulator
  const { conversationId } = yield* chatwoot.receive({ contact: { email: "ann@example.com" }, content: "Hello" })
  return String(conversationId) as ConversationId
})

const text = [Outbound.text("Hi")]

describe("on an account", () => {
  onAccount("a suspended one is AccountBlocked", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      yield* chatwoot.setSuspended(true)
      assert.strictEqual((yield* Requests.failing(Stream.runCollect(contacts.list()))).reason._tag, "AccountBlocked")
      assert.deepStrictEqual(told(yield* Requests.failing(contacts.create({ name: "Ann" }))), {
        reason: "AccountBlocked",
        applied: "no"
      })
    })
  )

  onAccount("a phone number that is none is refused before it is sent, by its field", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const [error, sent] = yield* Requests.during(Requests.failing(contacts.create({ phone: "0555 0100" as never })))
      assert.deepStrictEqual([told(error), sent], [{ reason: "InvalidRequest", applied: "no" }, []])
      assert.include(error.message, "phone_number")
    })
  )

  onAccount("429 without Retry-After waits for the next whole minute, and the write is made once", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const conversationId = yield* begun
      yield* TestClock.setTime(start + 20_000)
      yield* chatwoot.faults.next(Faults.rateLimited(), { method: "POST", path: "/messages" })
      const fiber = yield* Effect.forkChild(messages.send({ to: { conversationId }, content: text }))
      yield* TestClock.adjust("39 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      assert.strictEqual((yield* chatwoot.messages).filter(({ type }) => type === 1).length, 1)
    })
  )

  onAccount("429 with Retry-After waits as long as it says", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      yield* faults.next(Faults.rateLimited({ retryAfterSeconds: 7 }), { path: "/contacts" })
      yield* Requests.whileTimePasses(Stream.runCollect(contacts.list()))
      assert.isAtMost((yield* Clock.currentTimeMillis) - start, 9000)
    })
  )

  onAccount(
    "too many messages rest that conversation and no other",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const chatwoot = yield* ChatwootSimulator
        const flooded = yield* begun
        const other = yield* chatwoot.receive({ contact: { email: "bob@example.com" }, content: "Hello" })
        yield* messages.send({ to: { conversationId: flooded }, content: text })
        const third = yield* Effect.forkChild(messages.send({ to: { conversationId: flooded }, content: text }))
        yield* TestClock.adjust("10 seconds")
        assert.isUndefined(third.pollUnsafe())
        // Two are in the last minute; the other conversation has room for one more and takes it at once.
        yield* messages.send({ to: { conversationId: String(other.conversationId) as ConversationId }, content: text })
        yield* TestClock.adjust("60 seconds")
        const { messages: sent } = yield* Fiber.join(third)
        assert.strictEqual(sent.length, 1)
      }),
    { simulator: { limits: { messagesPerMinutePerConversation: 2 } } }
  )

  onAccount(
    "too many messages for longer than the retries is RateLimited, of that conversation",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const conversationId = yield* begun
        const error = yield* Requests.failing(messages.send({ to: { conversationId }, content: text }))
        assert.deepStrictEqual(told(error), { reason: "RateLimited", applied: "no" })
        assert.include(error.message, "conversationMessages")
      }),
    { simulator: { limits: { messagesPerMinutePerConversation: 1 } }, chatwoot: { retries: 0 } }
  )

  onAccount("a page of HTML from a proxy in a read is tried again, and is Unavailable when it stays", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const { faults } = yield* ChatwootSimulator
      const html = Faults.serverError({ body: "html", status: 502 })
      yield* faults.next(html, { path: "/contacts" })
      assert.deepStrictEqual(yield* Requests.whileTimePasses(Stream.runCollect(contacts.list())), [])
      yield* faults.next(html, { path: "/contacts", times: 5 })
      const error = yield* Requests.whileTimePasses(Requests.failing(Stream.runCollect(contacts.list())))
      assert.deepStrictEqual([error.reason._tag, error.status, error.vendorMessage], ["Unavailable", 502, undefined])
    })
  )

  onAccount("the search keeps to its hundred a minute", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const search = Stream.runCollect(contacts.search("ann"))
      const [, sent] = yield* Requests.during(Requests.whileTimePasses(Effect.replicateEffect(search, 150)))
      assert.strictEqual(sent.length, 150)
      assert.isAtLeast((yield* Clock.currentTimeMillis) - start, 60_000)
    })
  )

  onAccount("a contact who is online is not deleted: InvalidRequest", () =>
    Effect.gen(function* () {
      const { contacts } = yield* Provider
      const chatwoot = yield* ChatwootSimulator
      const { id } = yield* contacts.create({ name: "Ann" })
      yield* chatwoot.setOnline(Number(id), true)
      const error = yield* Requests.failing(contacts.delete(id))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, "is online")
      yield* chatwoot.setOnline(Number(id), false)
      yield* contacts.delete(id)
    })
  )

  onAccount("an unreachable server is Transport, a channel that does not exist NotFound", () =>
    Effect.gen(function* () {
      const { contacts, conversations } = yield* Provider
      const { id: contactId } = yield* contacts.create({ email: "ann@example.com" })
      const error = yield* Requests.failing(conversations.create({ contactId, channelId: "99" as ChannelId }))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "no" })
    })
  )
})
