/** The client over a transport that answers: credentials, the limit, what is repeated, and replies that contradict their status. */
import { Replies } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Chat2DeskClient from "../src/Chat2DeskClient.ts"

type Options = Partial<Chat2DeskClient.Chat2DeskClientOptions>

const errors = new URL("fixtures/errors/", import.meta.url)
const responses = new URL("fixtures/responses/", import.meta.url)

/** A client whose requests get the replies in turn, the last one again and again. */
const answered = Effect.fnUntraced(function* (replies: Replies.Replies, options: Options = {}) {
  const made = Chat2DeskClient.make({ token: Redacted.make("secret-token"), ...options })
  const { made: client, sent } = yield* Replies.answering(replies, made)
  return { client, sent }
})

const webhooks = () => Response.json({ data: [], status: "success" })
const sentOne = () => Response.json({ data: { message_id: 1 }, status: "success" })
const silence = Replies.empty()
const refusal = Replies.json

const message = { payload: { client_id: 1, text: "Hi" } } as const
const params = { id: 1 }

describe("credentials", () => {
  it.effect.each<readonly [options: Options, url: string]>([
    [{}, "https://api.chat2desk.com/v1/webhooks"],
    [{ baseUrl: "https://api.chat24.io" }, "https://api.chat24.io/v1/webhooks"]
  ])("%j: the bare token, without a scheme", ([options, url]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([webhooks], options)
      yield* client.webhooks.list()
      const [request] = sent
      assert.strictEqual(request?.url, url)
      assert.strictEqual(request?.headers.authorization, "secret-token")
      assert.strictEqual(request?.headers.accept, "application/json")
    })
  )

  it.effect("no error tells the token", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(400, { message: "You need to auth", status: "error" })])
      const error = yield* Effect.flip(client.webhooks.list())
      assert.strictEqual(error.reason._tag, "Unauthorized")
      assert.strictEqual(error.retryable, false)
      assert.strictEqual(sent.length, 1)
      assert.notInclude(JSON.stringify(error) + error.message, "secret-token")
    })
  )
})

describe("limits", () => {
  it.effect("fifteen messages a second, as many other calls as one likes", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([sentOne])
      const running = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 20 }, () => client.messages.send(message)),
          { concurrency: "unbounded" }
        )
      )
      yield* TestClock.adjust(0)
      assert.strictEqual(sent.length, 15)
      yield* Effect.all(Array.from({ length: 30 }, () => Effect.result(client.clients.get({ params }))))
      assert.strictEqual(sent.length, 45)
      yield* TestClock.adjust("1001 millis")
      assert.strictEqual(sent.length, 50)
      yield* Fiber.join(running)
    })
  )

  it.effect("two clients of one account share the allowance, two accounts do not", () =>
    Effect.gen(function* () {
      const { made: clients, sent } = yield* Replies.answering(
        [sentOne],
        Effect.forEach(["account-a", "account-a", "account-b"], (token) =>
          Chat2DeskClient.make({ token: Redacted.make(token) })
        )
      )
      const sentBy = (authorization: string) => sent.filter(({ headers }) => headers.authorization === authorization)
      const calls = clients.flatMap((client) => Array.from({ length: 10 }, () => client.messages.send(message)))
      const running = yield* Effect.forkChild(Effect.all(calls, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.lengthOf(sentBy("account-a"), 15)
      assert.lengthOf(sentBy("account-b"), 10)
      yield* Fiber.interrupt(running)
    })
  )

  it.effect("a 429, which has no Retry-After, is waited out for a second, for a message too", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(429, { message: "Too many requests" }), sentOne])
      const running = yield* Effect.forkChild(client.messages.send(message))
      yield* TestClock.adjust("1000 millis")
      assert.strictEqual(sent.length, 1)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(sent.length, 2)
      assert.strictEqual((yield* Fiber.join(running)).data.message_id, 1)
    })
  )

  it.effect("the monthly quota is not waited for", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(429, { message: "Number of API requests exceeded" })])
      const error = yield* Effect.flip(client.webhooks.list())
      assert.strictEqual(error.reason._tag, "QuotaExceeded")
      assert.strictEqual(error.retryable, false)
      assert.strictEqual(sent.length, 1)
    })
  )
})

describe("what is sent again", () => {
  const down = refusal(503, {})

  it.effect("a message never is, after an outcome that nobody knows", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down, sentOne])
      const error = yield* Effect.flip(client.messages.send(message))
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.strictEqual(error.applied, "unknown")
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("nor is a GET that changes something", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down])
      yield* Effect.flip(client.messages.transfer({ params, query: { operator_id: 2 } }))
      yield* Effect.flip(client.messages.transferToGroup({ params, query: { group_id: 2 } }))
      yield* Effect.flip(client.messages.markRead({ params }))
      yield* Effect.flip(client.messages.markUnread({ params }))
      yield* Effect.flip(client.other.deleteOutbox())
      assert.strictEqual(sent.length, 5)
    })
  )

  it.effect("a read is, and a change that sets a state", () =>
    Effect.gen(function* () {
      for (const call of ["read", "update"] as const) {
        const { client, sent } = yield* answered([down, call === "read" ? webhooks : silence])
        const running = yield* Effect.forkChild(
          call === "read"
            ? Effect.asVoid(client.webhooks.list())
            : Effect.asVoid(client.clients.update({ params, payload: { nickname: "Ann" } }))
        )
        yield* TestClock.adjust("1 second")
        yield* Fiber.join(running)
        assert.strictEqual(sent.length, 2)
      }
    })
  )

  it.effect("retries: 0 leaves it at one attempt", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down], { retries: 0 })
      yield* Effect.flip(client.webhooks.list())
      assert.strictEqual(sent.length, 1)
    })
  )
})

describe("a client that exists already", () => {
  it.effect("is a conflict that names it", () =>
    Effect.gen(function* () {
      const { client } = yield* answered([refusal(400, Fixtures.json(errors, "clients.create.client-already-exists"))])
      const error = yield* Effect.flip(client.clients.create({ query: { phone: "15550101", transport: "whatsapp" } }))
      assert.strictEqual(error.reason._tag === "Conflict" ? error.reason.existingId : undefined, "50485")
      assert.strictEqual(error.applied, "no")
    })
  )
})

describe("replies that contradict their status", () => {
  it.effect("an error inside data, under HTTP 200", () =>
    Effect.gen(function* () {
      const body = { data: { status: "error", message: "Client not found" }, status: "success" }
      const { client } = yield* answered([() => Response.json(body)])
      const error = yield* Effect.flip(client.messages.send(message))
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.strictEqual(error.vendorMessage, "Client not found")
      assert.strictEqual(error.applied, "no")
    })
  )

  it.effect("a ticket that is not there, under HTTP 200", () =>
    Effect.gen(function* () {
      const { client } = yield* answered([
        () => Response.json(Fixtures.json(errors, "tickets.delete.ticket-not-found"))
      ])
      const error = yield* Effect.flip(client.tickets.delete({ params }))
      assert.strictEqual(error.reason._tag, "NotFound")
      assert.strictEqual(error.vendorMessage, "Ticket #1245654 not found")
    })
  )

  it.effect("a message that speaks of an error is none", () =>
    Effect.gen(function* () {
      const body = { data: [{ id: 1, text: '"status":"error"', recipient_status: "error" }], status: "success" }
      const { client } = yield* answered([() => Response.json(body)])
      assert.deepStrictEqual(yield* client.messages.list({ query: {} }), body)
    })
  )

  it.effect(
    "a page under HTTP 200 is a server that does not answer: a read is made again, of a write nobody knows",
    () =>
      Effect.gen(function* () {
        const page = () => new Response("<html>Works in progress</html>", { headers: { "content-type": "text/html" } })
        const reading = yield* answered([page, webhooks])
        const running = yield* Effect.forkChild(reading.client.webhooks.list())
        yield* TestClock.adjust("1 second")
        yield* Fiber.join(running)
        assert.strictEqual(reading.sent.length, 2)

        const writing = yield* answered([page])
        const error = yield* Effect.flip(writing.client.requests.close({ payload: { request_id: 1 } }))
        assert.strictEqual(error.reason._tag, "Unavailable")
        assert.strictEqual(error.applied, "unknown")
        assert.strictEqual(writing.sent.length, 1)
      })
  )

  const history = {
    payload: {
      client_id: 1,
      channel_id: 2,
      transport: "vk",
      messages: [{ timestamp: "1682676120", type: "to_client", text: "Hi" }]
    }
  } as const

  it.effect("an import of which some was refused, under HTTP 400, answers what", () =>
    Effect.gen(function* () {
      const body = Fixtures.json(responses, "messages.import.several-attachments")
      const { client } = yield* answered([refusal(400, body)])
      assert.deepStrictEqual(yield* client.messages.import(history), body)
    })
  )

  it.effect("an import that was refused as a whole fails, and so does one that failed", () =>
    Effect.gen(function* () {
      const missing = { message: "bad_request", errors: { client_id: ["Parameter is required."] }, status: "error" }
      const { client } = yield* answered([refusal(400, missing), refusal(500, { errors: [], status: "failure" })])
      const refused = yield* Effect.flip(client.messages.import(history))
      assert.deepInclude(refused.reason, { _tag: "InvalidRequest" })
      const failed = yield* Effect.flip(client.messages.import(history))
      assert.deepStrictEqual([failed.reason._tag, failed.applied], ["Unavailable", "unknown"])
    })
  )
})
