import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import {
  AccountBlocked,
  Conflict,
  Forbidden,
  InvalidRequest,
  MalformedResponse,
  MediaRejected,
  NotFound,
  PayloadTooLarge,
  ProviderError,
  type ProviderErrorReason,
  QuotaExceeded,
  RateLimited,
  RecipientUnreachable,
  Timeout,
  Transport,
  Unauthorized,
  Unavailable,
  Unsupported,
  WindowClosed
} from "../../src/provider/index.ts"

const of = (reason: ProviderErrorReason, more: Partial<ConstructorParameters<typeof ProviderError>[0]> = {}) =>
  new ProviderError({ provider: "fake", operation: "messages.send", reason, ...more })

const messages: ReadonlyArray<readonly [ProviderErrorReason, string, boolean]> = [
  [new Unauthorized(), "the credentials were not accepted", false],
  [new Forbidden(), "not allowed with these credentials", false],
  [new Forbidden({ missing: "administrator" }), "not allowed: needs administrator", false],
  [new NotFound(), "not found", false],
  [new Conflict({ existingId: "7", fields: ["email"] }), "already exists as 7 (email)", false],
  [
    new InvalidRequest({
      issues: [
        { field: "a.b", message: "is wrong" },
        { field: "", message: "so is all" }
      ]
    }),
    "a.b: is wrong, so is all",
    false
  ],
  [new Unsupported({ hint: "use a template" }), "not supported: use a template", false],
  [new PayloadTooLarge({ limit: 10 }), "too large: 10 bytes are allowed", false],
  [new MediaRejected(), "the media was rejected", false],
  [new RateLimited({ retryAfter: 1500, scope: "search" }), "rate limited (search), again in 2 s", true],
  [new QuotaExceeded(), "the plan's quota is used up", false],
  [new AccountBlocked(), "the account is blocked", false],
  [new WindowClosed(), "the reply window is closed: a template is needed", false],
  [new RecipientUnreachable(), "the recipient cannot be reached", false],
  [new Unavailable(), "the server failed", true],
  [new Timeout({ after: 2000 }), "no reply within 2000 ms", true],
  [new Transport(), "no connection", true],
  [new MalformedResponse({ issues: ["id: missing"] }), "the reply could not be read: id: missing", false]
]

describe("ProviderError", () => {
  it.each(messages)("%o", (reason, words, retryable) => {
    const error = of(reason)
    assert.strictEqual(error.message, `fake messages.send: ${words}`)
    assert.strictEqual(error.retryable, retryable)
    assert.notInclude(error.message, "\n", "one line")
  })

  it("says status, the vendor's words, and what became of a write", () => {
    const error = of(new Unavailable(), { status: 502, vendorMessage: "bad gateway", applied: "unknown" })
    assert.strictEqual(
      error.message,
      "fake messages.send (HTTP 502): the server failed; bad gateway; whether it was done is unknown"
    )
  })

  it.effect("is caught by its tag and by its reason", () =>
    Effect.gen(function* () {
      const failing = Effect.fail(of(new RateLimited({ retryAfter: 5 })))
      const after = yield* Effect.catchReason(failing, "ProviderError", "RateLimited", ({ retryAfter }) =>
        Effect.succeed(retryAfter)
      )
      assert.strictEqual(after, 5)
      assert.strictEqual(
        yield* Effect.catchTag(failing, "ProviderError", ({ operation }) => Effect.succeed(operation)),
        "messages.send"
      )
    })
  )

  it("with() changes what is given, takes away what is undefined, and stays the same kind of error", () => {
    const error = of(new NotFound(), { status: 404, vendorCode: "c", vendorMessage: "m", applied: "no" })
    const other = error.with({ operation: "contacts.get", applied: undefined })
    assert.instanceOf(other, ProviderError)
    assert.instanceOf(other, Error)
    assert.instanceOf(other.reason, NotFound)
    assert.strictEqual(other._tag, "ProviderError")
    assert.deepStrictEqual(
      [other.operation, other.status, other.vendorCode, other.vendorMessage],
      ["contacts.get", 404, "c", "m"]
    )
    assert.notProperty(other, "applied")
    assert.strictEqual(error.applied, "no", "the first is as it was")
    assert.strictEqual(other.with({ applied: "partly", progress: { contactId: "1" } }).progress?.contactId, "1")
  })

  it("goes through JSON and comes back", () => {
    const codec = Schema.toCodecJson(ProviderError)
    const error = of(new RateLimited({ retryAfter: 5 }), { status: 429, applied: "no" })
    const json = JSON.parse(JSON.stringify(Schema.encodeSync(codec)(error)))
    const back = Schema.decodeUnknownSync(codec)(json)
    assert.instanceOf(back, ProviderError)
    assert.strictEqual(back.message, error.message)
    assert.isTrue(back.retryable)
  })
})
