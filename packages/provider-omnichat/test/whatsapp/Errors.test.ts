/** Meta's error codes, by code and not by HTTP status. */
import type { ProviderErrorReason } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { toCloudError, toReason, toVendorMessage } from "../../src/whatsapp/index.ts"

const table: Readonly<Partial<Record<ProviderErrorReason["_tag"], ReadonlyArray<number>>>> = {
  RateLimited: [4, 17, 613, 80007, 130429, 131056, 131064, 132069, 133008, 133009, 133016],
  QuotaExceeded: [131048],
  Unauthorized: [0, 190, 104],
  Forbidden: [3, 10, 200, 299, 131005],
  AccountBlocked: [368, 130497, 131031, 131042, 131044, 131037, 131045, 133010, 131063],
  RecipientUnreachable: [131026, 131030, 130472, 131049, 131050, 131021, 131062, 1013, 1026],
  WindowClosed: [131047, 470],
  InvalidRequest: [
    100, 33, 131008, 131009, 131051, 131020, 131041, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016,
    132068, 133005, 133006, 133015, 135000, 137000
  ],
  MediaRejected: [131052, 131053, 131014],
  Unavailable: [1, 2, 131000, 131016, 131057, 133000, 133004]
}

const rows = Object.entries(table).flatMap(([tag, codes]) => codes.map((code) => [code, tag] as const))

describe("toReason", () => {
  it.each(rows)("%i is %s, whatever the HTTP status", (code, tag) => {
    for (const status of [undefined, 200, 400, 403, 429, 500, 503]) {
      assert.strictEqual(toReason({ code }, status === undefined ? {} : { status })._tag, tag)
    }
  })

  it("a limit says whose it is, and how long to wait where that is known", () => {
    assert.deepInclude(toReason({ code: 131056 }), { scope: "recipient", retryAfter: 6000 })
    assert.deepInclude(toReason({ code: 130429 }), { scope: "number" })
    assert.notProperty(toReason({ code: 130429 }), "retryAfter")
    assert.deepInclude(toReason({ code: 131056 }, { retryAfter: 2000 }), { retryAfter: 2000 })
  })

  it("a refusal names the field where the code does, in Meta's words", () => {
    const error = { code: 132001, message: "(#132001)", error_data: { details: "template name does not exist in en" } }
    const reason = toReason(error)
    assert.deepStrictEqual(reason._tag === "InvalidRequest" ? reason.issues : [], [
      { field: "template", message: "template name does not exist in en" }
    ])
  })

  it("a code that nobody lists is known by its status, or by being transient", () => {
    assert.strictEqual(toReason({ code: 999999 }, { status: 429 })._tag, "RateLimited")
    assert.strictEqual(toReason({ code: 999999 }, { status: 503 })._tag, "Unavailable")
    assert.strictEqual(toReason({ code: 999999, is_transient: true }, { status: 400 })._tag, "Unavailable")
    assert.strictEqual(toReason({ code: 999999 }, { status: 404 })._tag, "NotFound")
    assert.strictEqual(toReason({ code: 999999 })._tag, "InvalidRequest")
  })
})

describe("toCloudError", () => {
  it("reads Meta's envelope and nothing else", () => {
    const error = { message: "(#130429) Rate limit hit", type: "OAuthException", code: 130429, fbtrace_id: "x" }
    assert.strictEqual(toCloudError({ error })?.code, 130429)
    for (const json of [undefined, null, {}, { error: "no" }, { error: {} }, { content: { code: "X" } }]) {
      assert.isUndefined(toCloudError(json))
    }
  })

  it("the details say more than the message", () => {
    assert.strictEqual(toVendorMessage({ message: "m", error_data: { details: "d" } }), "d")
    assert.strictEqual(toVendorMessage({ message: "m", error_data: "odd" }), "m")
    assert.isUndefined(toVendorMessage({}))
  })
})
