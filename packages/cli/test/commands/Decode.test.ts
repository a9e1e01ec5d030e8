import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Signature } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { assert, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { describe } from "vitest"
import { dragoman } from "../Harness.ts"

const body = JSON.stringify({
  event: "message_created",
  id: 7,
  content: "Hello ☕",
  message_type: "incoming",
  created_at: "2026-02-13T01:27:33.365Z",
  private: false,
  account: { id: 3, name: "Acme" },
  conversation: { id: 5, status: "open", inbox_id: 1, channel: "Channel::Api" },
  sender: { id: 12, name: "Alice", type: "contact" }
})

const secret = "test_secret"
const signedAt = "2026-02-13T01:27:40Z"

/** The headers that the vendor would send, as flags. */
const signature = (text: string = body) =>
  Effect.map(
    Signature.sign(ChatwootWebhook.signature, {
      secret: Redacted.make(secret),
      body: new TextEncoder().encode(text),
      timestamp: Date.parse(signedAt) / 1000
    }),
    (headers) => Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`])
  )

const decode = (args: ReadonlyArray<string>, stdin: string = body) =>
  dragoman(["decode", "--provider", "chatwoot", ...args], { stdin })

describe("a delivery that is trusted", () => {
  it.live("becomes events, one per line, under the account's name", () =>
    Effect.gen(function* () {
      const headers = yield* signature()
      const ran = yield* decode(["--secret", secret, ...headers, "--now", signedAt, "--account", "acme"])
      assert.deepStrictEqual(ran.err, [])
      assert.strictEqual(ran.code, 0)
      const events = ran.out.map((line) => JSON.parse(line))
      assert.deepStrictEqual(
        events.map(({ id }) => id),
        ["chatwoot:acme:message.created:7"]
      )
      assert.deepStrictEqual(events[0].data.message.content, [{ type: "text", text: "Hello ☕" }])
    })
  )

  it.live("may be signed with any one of several secrets", () =>
    Effect.gen(function* () {
      const headers = yield* signature()
      const ran = yield* decode(["--secret", "another", "--secret", secret, ...headers, "--now", signedAt])
      assert.strictEqual(ran.code, 0)
    })
  )

  it.live("is read from a file", () =>
    Effect.gen(function* () {
      const file = join(mkdtempSync(join(tmpdir(), "dragoman-")), "body.json")
      writeFileSync(file, body)
      const ran = yield* decode(["--allow-unsigned", file], "")
      assert.strictEqual(ran.code, 0)
      assert.lengthOf(ran.out, 1)
    })
  )

  it.live("is told apart by its kind", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* decode(["--allow-unsigned", "--kind", "agent-bot"])).code, 0)
      const ran = yield* decode(["--allow-unsigned", "--kind", "bot"])
      assert.deepStrictEqual(ran, {
        code: 2,
        out: [],
        err: ['dragoman: --kind must be one of account, api-inbox, agent-bot, not "bot"']
      })
    })
  )
})

describe("a delivery that is not", () => {
  it.live("is refused without a secret and without permission", () =>
    Effect.gen(function* () {
      const ran = yield* decode([])
      assert.strictEqual(ran.code, 3)
      assert.deepStrictEqual(ran.out, [])
      assert.match(ran.err.join("\n"), /^dragoman: nothing proves this delivery: give --secret/)
    })
  )

  it.live("is refused when it is changed, unsigned or late; the permission does not waive a secret", () =>
    Effect.gen(function* () {
      const headers = yield* signature()
      const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string, RegExp]> = [
        [["--secret", "wrong", ...headers, "--now", signedAt], body, /does not match/],
        [["--secret", secret, ...headers, "--now", signedAt], body.replace("Alice", "Alicf"), /does not match/],
        [["--secret", secret, "--allow-unsigned"], body, /are missing/],
        [["--secret", secret, ...headers], body, /the signed time is \d+ s old/],
        [["--secret", secret, ...headers, "--now", "2026-02-13T00:00:00Z"], body, /ahead/]
      ]
      for (const [args, text, expected] of cases) {
        const ran = yield* decode(args, text)
        assert.strictEqual(ran.code, 3)
        assert.deepStrictEqual(ran.out, [])
        assert.lengthOf(ran.err, 1)
        assert.match(ran.err[0] ?? "", expected)
        assert.notInclude(ran.err[0], secret)
      }
    })
  )
})

it.live("a body that is nested too deeply to be printed is said to be so", () =>
  Effect.gen(function* () {
    const ran = yield* decode(["--allow-unsigned"], "[".repeat(100_000) + "]".repeat(100_000))
    assert.deepStrictEqual(ran, { code: 2, out: [], err: ["dragoman: the body is nested too deeply to be printed"] })
  })
)

describe("the vendor that posts several products to one URL", () => {
  const omnichat = (args: ReadonlyArray<string>, stdin: string) =>
    dragoman(["decode", "--provider", "omnichat", ...args], { stdin })
  const topic = '{"ticketId":123}'
  const topicHeaders = [
    ["--header", "X-Omnichat-Signature: 4eaf5908ccc6613a79fd5322468dacfa25012f172c5725a81ba0531563ebcbef"],
    ["--header", "X-Omnichat-Topic: ticket/delete"],
    ["--header", "X-Omnichat-Event-Id: event-1"]
  ].flat()
  const payload = '{"object":"whatsapp_business_account","entry":[]}'
  const payloadHeaders = [
    "--header",
    "X-Hub-Signature-256: sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"
  ]

  it.live("is verified by whichever signature is there", () =>
    Effect.gen(function* () {
      const deleted = yield* omnichat(["--secret", "omni_test_secret", ...topicHeaders], topic)
      assert.strictEqual(JSON.parse(deleted.out.join("")).id, "omnichat:default:provider.event:event-1:0")
      const empty = yield* omnichat(["--secret", "test_app_secret", ...payloadHeaders], payload)
      assert.strictEqual(JSON.parse(empty.out.join("")).type, "unknown")
      for (const ran of [
        yield* omnichat(["--secret", "test_app_secret", ...topicHeaders], topic),
        yield* omnichat(["--secret", "omni_test_secret", ...payloadHeaders], payload),
        yield* omnichat(["--secret", "omni_test_secret"], topic)
      ]) {
        assert.strictEqual(ran.code, 3)
      }
    })
  )

  it.live("has no kinds to choose from", () =>
    Effect.gen(function* () {
      const { code, err } = yield* omnichat(["--allow-unsigned", "--kind", "topics"], topic)
      assert.strictEqual(code, 2)
      assert.match(err.join(""), /no --kind to choose/)
    })
  )
})

describe("input that cannot be read", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>, string, RegExp]> = [
    ["a body that is not JSON", ["--provider", "chatwoot", "--allow-unsigned"], "<html>", /the body is not JSON/],
    ["a missing file", ["--provider", "chatwoot", "--allow-unsigned", "/nowhere.json"], "", /no such file/],
    ["a folder", ["--provider", "chatwoot", "--allow-unsigned", tmpdir()], "", /is a directory/],
    ["a header without a name", ["--provider", "chatwoot", "--secret", "s", "--header", "s3cret"], "{}", /Name: value/],
    [
      "an unknown vendor",
      ["--provider", "nobody", "--allow-unsigned"],
      "{}",
      /--provider must be one of huechat, chatwoot, .*, not "nobody"/
    ],
    ["no vendor", ["--allow-unsigned"], "{}", /--provider is missing: see dragoman decode --help/],
    ["a time that is none", ["--provider", "chatwoot", "--secret", "s", "--now", "noon"], "{}", /"noon" does not fit/],
    ["an unknown flag", ["--provider", "chatwoot", "--alow-unsigned"], "{}", /did you mean --allow-unsigned/]
  ]
  for (const [name, args, stdin, expected] of cases) {
    it.live(`${name}: one line, exit code 2`, () =>
      Effect.gen(function* () {
        const ran = yield* dragoman(["decode", ...args], { stdin })
        assert.strictEqual(ran.code, 2)
        assert.deepStrictEqual(ran.out, [])
        assert.lengthOf(ran.err, 1)
        assert.match(ran.err[0] ?? "", expected)
        assert.notInclude(ran.err[0], "s3cret")
      })
    )
  }
})
