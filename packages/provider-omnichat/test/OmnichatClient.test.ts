/** The client over a transport that answers: credentials, the team's limit, what is repeated, and how failures come out. */
import { Replies } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as OmnichatClient from "../src/OmnichatClient.ts"

type Options = Partial<OmnichatClient.OmnichatClientOptions>

/** A client whose requests get the replies in turn, the last one again and again. */
const answered = Effect.fnUntraced(function* (replies: Replies.Replies, options: Options = {}) {
  const made = OmnichatClient.make({ token: Redacted.make("secret-token"), ...options })
  const { made: client, sent } = yield* Replies.answering(replies, made)
  return { client, sent }
})

const channels = () => Response.json([])
const sentOne = () => Response.json({ messaging_product: "whatsapp", messages: [{ id: "wamid.1" }] })
const silence = Replies.empty()
const refusal = Replies.json

const contact = {
  params: { platform: "whatsapp" },
  query: { channelId: "15550100", userId: "15550101" },
  payload: { name: "Ann" }
} as const

const message = (to: string) => ({
  params: { businessPhoneNumber: "15550100" },
  payload: { messaging_product: "whatsapp", to, type: "text", text: { body: "Hi" } }
})

describe("credentials", () => {
  it.effect.each<readonly [options: Options, url: string, authorization: string]>([
    [{}, "https://open-api.omnichat.ai/v1/channels", "Bearer secret-token"],
    [{ authentication: "bearer" }, "https://open-api.omnichat.ai/v1/channels", "Bearer secret-token"],
    [
      { authentication: "basic", baseUrl: "http://127.0.0.1:8080" },
      "http://127.0.0.1:8080/v1/channels",
      "Basic secret-token"
    ]
  ])("%j", ([options, url, authorization]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([channels], options)
      yield* client.channels.list()
      const [request] = sent
      assert.strictEqual(request?.url, url)
      assert.strictEqual(request?.headers.authorization, authorization)
      assert.strictEqual(request?.headers.accept, "application/json")
    })
  )

  it.effect("a wrong token comes as HTTP 400, and no error tells the token", () =>
    Effect.gen(function* () {
      const body = { message: "OCE::BAD_REQUEST::Unauthenticated access token" }
      const { client, sent } = yield* answered([refusal(400, body)])
      const error = yield* Effect.flip(client.channels.list())
      assert.strictEqual(error.reason._tag, "Unauthorized")
      assert.strictEqual(error.status, 400)
      assert.strictEqual(error.retryable, false)
      assert.strictEqual(sent.length, 1)
      assert.notInclude(JSON.stringify(error) + error.message, "secret-token")
    })
  )
})

describe("limits", () => {
  it.effect("forty requests a second of one team, over all endpoints; another team has its own", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([channels, silence])
      const calls = Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? Effect.asVoid(Effect.result(client.channels.list()))
          : Effect.asVoid(client.contacts.upsert(contact))
      )
      const running = yield* Effect.forkChild(Effect.all(calls, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.strictEqual(sent.length, 40)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(sent.length, 50)
      yield* Fiber.join(running)
    })
  )

  it.effect("two clients of one team share the allowance, two teams do not", () =>
    Effect.gen(function* () {
      const { made: clients, sent } = yield* Replies.answering(
        [channels],
        Effect.forEach(["team-a", "team-a", "team-b"], (token) => OmnichatClient.make({ token: Redacted.make(token) }))
      )
      const sentBy = (authorization: string) => sent.filter(({ headers }) => headers.authorization === authorization)
      const calls = clients.flatMap((client) => Array.from({ length: 30 }, () => client.channels.list()))
      const running = yield* Effect.forkChild(Effect.all(calls, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.lengthOf(sentBy("Bearer team-a"), 40)
      assert.lengthOf(sentBy("Bearer team-b"), 30)
      yield* Fiber.interrupt(running)
    })
  )

  it.effect("a 429 is waited for as long as Retry-After says, for a write too", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(429, {}, { "retry-after": "3" }), sentOne])
      const running = yield* Effect.forkChild(client.headless.send(message("15550101")))
      yield* TestClock.adjust("2900 millis")
      assert.strictEqual(sent.length, 1)
      yield* TestClock.adjust("100 millis")
      assert.strictEqual(sent.length, 2)
      assert.strictEqual((yield* Fiber.join(running)).messages?.[0]?.id, "wamid.1")
    })
  )

  it.effect("a user who gets too many messages waits, the others go on", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(400, { error: { code: 131056 } }), sentOne])
      const running = yield* Effect.forkChild(client.headless.send(message("15550101")))
      yield* TestClock.adjust(0)
      yield* client.headless.send(message("15550102"))
      assert.strictEqual(sent.length, 2)
      yield* TestClock.adjust("6 seconds")
      yield* Fiber.join(running)
      assert.strictEqual(sent.length, 3)
    })
  )

  it.effect("forty-five messages to one user, as many as one likes to others", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([sentOne])
      const sendTo = (to: string) => client.headless.send(message(to))
      const calls = Array.from({ length: 46 }, () => sendTo("15550101"))
      const running = yield* Effect.forkChild(Effect.all(calls))
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(sent.length, 45)
      yield* sendTo("15550102")
      const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.0" } as const
      yield* client.headless.markRead({ ...message(""), payload: read })
      assert.strictEqual(sent.length, 47)
      yield* TestClock.adjust("270 seconds")
      yield* Fiber.join(running)
      assert.strictEqual(sent.length, 48)
    })
  )
})

describe("failures", () => {
  it.effect("a message is never sent again after an unknown outcome", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(500, { errorCode: "UNEXPECTED_ERROR", message: "" }), sentOne])
      const error = yield* Effect.flip(client.headless.send(message("15550101")))
      assert.strictEqual(error.reason._tag, "Unavailable")
      assert.strictEqual(error.applied, "unknown")
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("an upsert is made again, points are not", () =>
    Effect.gen(function* () {
      const down = refusal(503, {})
      const upserting = yield* answered([down, silence])
      const running = yield* Effect.forkChild(upserting.client.contacts.upsert(contact))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(running)
      assert.strictEqual(upserting.sent.length, 2)

      const adjusting = yield* answered([down, silence])
      const error = yield* Effect.flip(
        adjusting.client.loyalty.adjustPoints({ payload: { points: 1, phone: "15550101" } })
      )
      assert.strictEqual(error.applied, "unknown")
      assert.strictEqual(adjusting.sent.length, 1)
    })
  )

  it.effect("retries: 0 leaves it at one attempt", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([refusal(503, {})], { retries: 0 })
      yield* Effect.flip(client.channels.list())
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("the plan's contact limit is no unreachable recipient", () =>
    Effect.gen(function* () {
      const { client } = yield* answered([
        refusal(400, { errorCode: "CONTACT_NOT_REACHABLE", message: "Contact is..." })
      ])
      const payload = {
        trackId: "t",
        platform: "line",
        channelId: "1",
        to: "U1",
        messages: [{ type: "text", text: "Hi" }]
      } as const
      const error = yield* Effect.flip(client.messages.sendDirect({ payload }))
      assert.strictEqual(error.reason._tag, "QuotaExceeded")
      assert.strictEqual(error.applied, "no")
    })
  )

  it.effect("a roster is taken with or without a reply", () =>
    Effect.gen(function* () {
      const payload = { month: "2026-04", idField: "email", records: [] } as const
      const invalidRecords = [{ id: "A002", error: "User Not Found 'id' = A002" }]
      const { client } = yield* answered([
        () => new Response(null, { status: 200 }),
        () => Response.json({ content: { invalidRecords } })
      ])
      assert.strictEqual(yield* client.omoSales.uploadRoster({ payload }), undefined)
      assert.deepStrictEqual(yield* client.omoSales.uploadRoster({ payload }), { content: { invalidRecords } })
    })
  )
})
