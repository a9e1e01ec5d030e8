/** The provider as a whole: which credentials leave, what an account's options leave of its abilities, and attachments. */
import { Outbound } from "@dragoman/core/domain"
import { channelRules, Provider } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { isTransport } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Layer, Redacted, Stream } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { capabilities } from "../src/Chat2DeskCapabilities.ts"
import { Chat2Desk } from "../src/index.ts"
import { arrival, onAccount, told } from "./operations/Account.ts"

describe("credentials", () => {
  onAccount("leave as the bare token, with nothing beside it that traces", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const { conversationId } = yield* arrival()
      yield* Stream.runCollect(contacts.list())
      yield* messages.send({ to: { conversationId }, content: [Outbound.text("Hi")] })
      const { all } = yield* Requests.Requests
      assert.isAtLeast(all.length, 4)
      for (const { headers } of all) {
        assert.strictEqual(headers.authorization, "simulated-api-token")
        assert.notProperty(headers, "traceparent")
        assert.notProperty(headers, "b3")
      }
    })
  )

  onAccount(
    "that are wrong are Unauthorized, in a read and in a write, and are not told",
    () =>
      Effect.gen(function* () {
        const { account, contacts } = yield* Provider
        assert.deepStrictEqual(told(yield* Requests.failing(account.get())), {
          reason: "Unauthorized",
          applied: undefined
        })
        const error = yield* Requests.failing(contacts.setBlocked("1" as never, true))
        assert.deepStrictEqual(told(error), { reason: "Unauthorized", applied: "no" })
        assert.notInclude(`${error.message} ${JSON.stringify(error)}`, "wrong-token")
      }),
    { chat2desk: { token: Redacted.make("wrong-token") } }
  )

  it.effect("come from configuration too, and go to a regional host", () =>
    Effect.gen(function* () {
      const { accountName, capabilities: own, contacts, provider } = yield* Provider
      assert.deepStrictEqual([provider, accountName, own.title], ["chat2desk", "acme", "Chat2Desk"])
      const [, sent] = yield* Requests.during(Effect.flip(contacts.get("1" as never)))
      assert.strictEqual(sent[0]?.url, "https://api.chat24.io/v1/clients/1")
      assert.strictEqual(sent[0]?.headers.authorization, "secret")
    }).pipe(
      Effect.provide(
        Chat2Desk.layerConfig({
          token: Config.Redacted("CHAT2DESK_TOKEN"),
          baseUrl: Config.String("CHAT2DESK_URL"),
          accountName: Config.String("NAME"),
          retries: Config.succeed(0)
        }).pipe(Layer.provideMerge(Requests.layer), Layer.provide(InProcess.layerUnreachable))
      ),
      Effect.provide(
        ConfigProvider.layer(
          ConfigProvider.fromUnknown({
            CHAT2DESK_TOKEN: "secret",
            CHAT2DESK_URL: "https://api.chat24.io",
            NAME: "acme"
          })
        )
      )
    )
  )
})

describe("an account's own capabilities", () => {
  onAccount("are all of them where everything is booked", () =>
    Effect.gen(function* () {
      const { effectiveCapabilities } = yield* Provider
      assert.deepStrictEqual((yield* effectiveCapabilities).operations, capabilities.operations)
    })
  )

  onAccount(
    "without Write first nobody is created",
    () =>
      Effect.gen(function* () {
        const { effectiveCapabilities } = yield* Provider
        const { operations } = yield* effectiveCapabilities
        assert.deepStrictEqual(operations["contacts.create"], {
          level: "none",
          note: "the option Write first is off"
        })
        assert.strictEqual(operations["contacts.upsert"].level, "partial")
        assert.deepStrictEqual(operations["messages.send"], capabilities.operations["messages.send"])
      }),
    { simulator: { settings: { writeFirst: false } } }
  )

  it("without an external channel nothing can be reported, on Telegram alone nobody created", async () => {
    const { narrow } = await import("../src/Chat2DeskCapabilities.ts")
    const { operations } = narrow({ writesFirst: true, transports: ["telegram"] })
    assert.strictEqual(operations["messages.setStatus"].level, "none")
    assert.strictEqual(operations["contacts.create"].level, "none")
  })
})

describe("channel rules", () => {
  it("are there for every transport that the simulated server's table has", () => {
    for (const transport of Object.keys(capabilities.channels)) {
      const named = transport === "default" || transport === "wa_gupshup" || transport === "wa_direct"
      assert.isTrue(named || isTransport(transport), transport)
    }
    const rules = (transport: string) => channelRules(capabilities, transport)
    assert.deepStrictEqual(rules("telegram").parts, ["text", "image", "file", "choices"])
    assert.deepStrictEqual(rules("tg_user").parts, ["text", "image", "audio", "video", "file"])
    assert.deepStrictEqual(rules("sms").parts, ["text"])
    assert.deepStrictEqual(rules("max_bot").parts, ["text", "image", "file"])
    assert.strictEqual(rules("wa_dialog").replyWindowHours, 24)
    assert.deepStrictEqual(rules("facebook").choices?.kinds, ["reply", "url", "phone", "email", "location"])
    assert.strictEqual(rules("external").operations?.["messages.setStatus"], undefined)
    assert.strictEqual(rules("telegram").operations?.["messages.setStatus"]?.level, "none")
    assert.strictEqual(rules("telegram").operations?.["contacts.create"]?.level, "none")
    assert.strictEqual(rules("whatsapp").operations?.["contacts.create"], undefined)
  })
})

describe("attachments.download", () => {
  const files = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, new Response("bytes"))))
  )
  const provider = Chat2Desk.layer({ token: Redacted.make("secret") }).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide(files)
  )

  it.effect("is from the address, without the account's token", () =>
    Effect.gen(function* () {
      const { attachments } = yield* Provider
      const part = { type: "file", url: "https://storage.example.com/a.pdf" } as const
      const [pieces, sent] = yield* Requests.during(Stream.runCollect(attachments.download(part)))
      assert.strictEqual(new TextDecoder().decode(pieces[0]), "bytes")
      assert.notProperty(sent[0]?.headers, "authorization")
      const nowhere = yield* Requests.failing(Stream.runCollect(attachments.download({ type: "file" })))
      assert.strictEqual(nowhere.reason._tag, "InvalidRequest")
      const inside = { type: "file", url: "http://169.254.169.254/latest" } as const
      const error = yield* Requests.failing(Stream.runCollect(attachments.download(inside)))
      assert.notStrictEqual(error.reason._tag, "MalformedResponse")
      assert.lengthOf((yield* Requests.Requests).all, 1)
    }).pipe(Effect.provide(provider))
  )
})
