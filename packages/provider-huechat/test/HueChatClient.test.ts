/** The client over a transport that answers: credentials, limits and what headers teach of them, what is repeated, files, failures. */
import { layerMemory, type ProviderError } from "@dragoman/core/provider"
import { Replies } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { fileForm, messageForm } from "../src/api/Uploads.ts"
import * as HueChatClient from "../src/HueChatClient.ts"
import { answer, answered, conversation, down, listContacts, message, type Options, page, send } from "./Answered.ts"

describe("credentials", () => {
  it.effect.each<readonly [options: Options, url: string]>([
    [{}, "https://app.huechat.ai/api/v1/accounts/1/contacts"],
    [{ baseUrl: "http://127.0.0.1:8080" }, "http://127.0.0.1:8080/api/v1/accounts/1/contacts"]
  ])("contradictions 44 and 49: %j", ([options, url]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([page], options)
      yield* listContacts(client)
      const [request] = sent
      assert.strictEqual(request?.url, url)
      assert.strictEqual(request?.headers.api_access_token, "hc_live_secret")
      assert.strictEqual(request?.headers.accept, "application/json")
    })
  )

  it.effect("no error tells the key, and a scope that lacks is named", () =>
    Effect.gen(function* () {
      const body = { error: "API key lacks contacts:read scope", code: "insufficient_scope", status: 403 }
      const { client, sent } = yield* answered([answer(403, body)])
      const error = yield* Effect.flip(listContacts(client))
      assert.strictEqual(error.reason._tag, "Forbidden")
      assert.include(error.message, "needs the scope contacts:read")
      assert.notInclude(JSON.stringify(error) + error.message, "hc_live_secret")
      assert.strictEqual(sent.length, 1)
    })
  )
})

describe("limits", () => {
  it.effect("an endpoint's own requests per minute, beside every other endpoint's", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([answer(200, { id: 42 })])
      const create = client.conversations.create({
        params: { account_id: 1 },
        payload: { inbox_id: 3, contact_id: 5 }
      })
      const running = yield* Effect.forkChild(Effect.replicateEffect(create, 70, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.strictEqual(sent.length, 60)
      yield* client.conversations.get(conversation)
      assert.strictEqual(sent.length, 61)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(running)
      assert.strictEqual(sent.length, 71)
    })
  )

  it.effect("two clients of one key share them, two keys do not", () =>
    Effect.gen(function* () {
      const { made: clients, sent } = yield* Replies.answering(
        [page],
        Effect.forEach(["key-a", "key-a", "key-b"], (token) =>
          HueChatClient.make({ accountId: 1, token: Redacted.make(token) })
        )
      )
      const sentBy = (key: string) => sent.filter(({ headers }) => headers.api_access_token === key)
      const calls = clients.flatMap((client) => Array.from({ length: 200 }, () => listContacts(client)))
      const running = yield* Effect.forkChild(Effect.all(calls, { concurrency: "unbounded" }))
      yield* TestClock.adjust(0)
      assert.lengthOf(sentBy("key-a"), 240)
      assert.lengthOf(sentBy("key-b"), 200)
      yield* Fiber.interrupt(running)
    })
  )
})

describe("repeating", () => {
  it.effect("contradiction 35: a message with an echo_id is sent again, and carries the same one", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down, message])
      const running = yield* Effect.forkChild(send(client, "echo-1"))
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(running)).id, 502)
      const bodies = sent.map(({ body }) => body)
      assert.deepStrictEqual(bodies, Array(2).fill(`{"content":"Hi","echo_id":"echo-1"}`))
    })
  )

  it.effect("contradiction 35: so is one with files", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down, message])
      const payload = messageForm({ echo_id: "echo-1" }, [new File(["a"], "a.txt")])
      const running = yield* Effect.forkChild(client.messages.createMultipart({ ...conversation, payload }))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(running)
      assert.strictEqual(sent.length, 2)
    })
  )

  it.effect("a message without one is not", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down, message])
      const payload = messageForm({ content: "Hi" }, [new File(["a"], "a.txt")])
      const errors = [
        yield* Effect.flip(send(client)),
        yield* Effect.flip((yield* answered([down])).client.messages.createMultipart({ ...conversation, payload }))
      ]
      assert.deepStrictEqual(
        errors.map(({ applied }) => applied),
        ["unknown", "unknown"]
      )
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("contradiction 35: a conversation is never made again", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down])
      const payload = { inbox_id: 3, contact_id: 5, source_id: "wamid.1" }
      const error = yield* Effect.flip(client.conversations.create({ params: { account_id: 1 }, payload }))
      assert.strictEqual(error.applied, "unknown")
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("contradiction 30: a 504 is transient, for what reads and for what sets a state", () =>
    Effect.gen(function* () {
      const late = answer(504, "<html>")
      const { client, sent } = yield* answered([late, answer(200, { id: 42 })])
      const reading = yield* Effect.forkChild(client.conversations.get(conversation))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(reading)
      assert.strictEqual(sent.length, 2)

      const setting = yield* answered([late, answer(200, { id: 42 })])
      const update = setting.client.conversations.update({ ...conversation, payload: { priority: "low" } })
      const running = yield* Effect.forkChild(update)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(running)
      assert.strictEqual(setting.sent.length, 2)
    })
  )

  it.effect("retries: 0 leaves it at one attempt", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([down], { retries: 0 })
      yield* Effect.flip(listContacts(client))
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect("timeout is how long an attempt may take", () =>
    Effect.gen(function* () {
      const transport = HttpClient.make(() => Effect.never)
      const options = { accountId: 1, token: Redacted.make("key"), timeout: "3 seconds", retries: 0 } as const
      const client = yield* HueChatClient.make(options).pipe(
        Effect.provideService(HttpClient.HttpClient, transport),
        Effect.provide(layerMemory)
      )
      const running = yield* Effect.forkChild(Effect.flip(listContacts(client)))
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* Fiber.join(running)).reason._tag, "Timeout")
    })
  )
})

describe("contradiction 28: 2xx is success, with a body or without", () => {
  const nothing = Replies.empty()
  const noise = answer(200, { ad2: -57191204, ullamcoa: -58271869.87855191 })

  it.effect("where a body says nothing", () =>
    Effect.gen(function* () {
      for (const reply of [nothing, noise, answer(201, {}), () => new Response("")]) {
        const { client } = yield* answered([reply])
        yield* client.conversations.delete(conversation)
        yield* client.conversations.mute(conversation)
        yield* client.tickets.update({ params: { account_id: 1, ticket_id: "t1" }, payload: { status: "closed" } })
        yield* client.outboundWebhooks.test({ params: { account_id: 1, webhook_id: "w1" } })
      }
    })
  )

  it.effect("where a body would say something", () =>
    Effect.gen(function* () {
      const { client } = yield* answered([nothing])
      assert.strictEqual(
        yield* client.conversations.update({ ...conversation, payload: { priority: null } }),
        undefined
      )
      assert.strictEqual(
        yield* client.conversations.toggleStatus({ ...conversation, payload: { status: "open" } }),
        undefined
      )
    })
  )

  it.effect("200 for what was created, and 201", () =>
    Effect.gen(function* () {
      for (const status of [200, 201]) {
        const { client } = yield* answered([answer(status, { id: 502 })])
        assert.strictEqual((yield* send(client)).id, 502)
      }
    })
  )

  it.effect("a message that was accepted without an id was applied all the same", () =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([noise])
      const error = yield* Effect.flip(send(client, "echo-1"))
      assert.deepStrictEqual([error.reason._tag, error.applied], ["MalformedResponse", "yes"])
      assert.strictEqual(sent.length, 1)
    })
  )
})

/** A file that claims to be of a size. */
const fileOf = (size: number, type: string) => {
  const file = new File(["a"], "a", { type })
  Object.defineProperty(file, "size", { value: size })
  return file
}

type Upload = (client: HueChatClient.HueChatClient["Service"]) => Effect.Effect<unknown, ProviderError>

const megabyte = 1024 * 1024
const pdf = (size: number) => fileOf(size, "application/pdf")
const uploadMedia =
  (file: File): Upload =>
  (client) =>
    client.templates.uploadMedia({ params: { accountId: 1 }, payload: fileForm(file) })
const sendFiles =
  (files: ReadonlyArray<File>): Upload =>
  (client) =>
    client.messages.createMultipart({ ...conversation, payload: messageForm({ content: "" }, files) })
const uploadCsv =
  (file: File): Upload =>
  (client) =>
    client.broadcasts.uploadCsv({ params: { accountId: 1, broadcastId: "b1" }, payload: fileForm(file) })

describe("files", () => {
  it.effect.each<readonly [what: string, call: Upload]>([
    ["contradiction 31: ten of 40 MB", sendFiles(Array.from({ length: 10 }, () => pdf(40 * megabyte)))],
    ["10 MB of recipients", uploadCsv(fileOf(10 * megabyte, "text/csv"))],
    ["contradiction 46: a PDF of 16 MB", uploadMedia(pdf(16 * megabyte))],
    ["contradiction 46: a picture of 5 MB", uploadMedia(fileOf(5 * megabyte, "image/png"))],
    ["contradiction 46: a video of 16 MB", uploadMedia(fileOf(16 * megabyte, "video/mp4"))]
  ])("%s: sent", ([, call]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([message])
      yield* call(client)
      assert.strictEqual(sent.length, 1)
    })
  )

  it.effect.each<readonly [what: string, call: Upload, limit: number]>([
    ["contradiction 31: one byte more than 40 MB", sendFiles([pdf(1), pdf(40 * megabyte + 1)]), 40],
    ["more than 10 MB of recipients", uploadCsv(fileOf(10 * megabyte + 1, "text/csv")), 10],
    ["contradiction 46: a PDF of more than 16 MB", uploadMedia(pdf(16 * megabyte + 1)), 16],
    ["contradiction 46: a picture of more than 5 MB", uploadMedia(fileOf(5 * megabyte + 1, "image/jpeg")), 5]
  ])("%s: too large, and not sent", ([, call, limit]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([message])
      const error = yield* Effect.flip(call(client))
      assert.strictEqual(error.reason._tag === "PayloadTooLarge" ? error.reason.limit : 0, limit * megabyte)
      assert.strictEqual(error.applied, "no")
      assert.strictEqual(sent.length, 0)
    })
  )

  it.effect.each<readonly [what: string, call: Upload, operation: string, complaint: string]>([
    [
      "contradiction 31: eleven",
      sendFiles(Array(11).fill(pdf(1))),
      "messages.createMultipart",
      "attachments[]: must be 1 to 10 files"
    ],
    ["none", sendFiles([]), "messages.createMultipart", "attachments[]: must be 1 to 10 files"],
    ["a sound as a template's header", uploadMedia(fileOf(1, "audio/ogg")), "templates.uploadMedia", "must be one of"],
    [
      "text in the place of a file",
      (client) => {
        const payload = new FormData()
        payload.append("file", "phone_number")
        return client.broadcasts.uploadCsv({ params: { accountId: 1, broadcastId: "b1" }, payload })
      },
      "broadcasts.uploadCsv",
      "file: must be files"
    ]
  ])("%s: refused, and not sent", ([, call, operation, complaint]) =>
    Effect.gen(function* () {
      const { client, sent } = yield* answered([message])
      const error = yield* Effect.flip(call(client))
      assert.strictEqual(error.operation, operation)
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.include(error.message, complaint)
      assert.strictEqual(sent.length, 0)
    })
  )
})
