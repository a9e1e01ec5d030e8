/** What a refusal means: every documented code and text, the four shapes, and bodies that have none of them. */

import type { ErrorReply, ProviderErrorReason } from "@dragoman/core/provider"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Headers } from "effect/http"
import { decodeError, invalid, notFound, unsupported } from "../src/OmnichatErrors.ts"

const errorsFolder = new URL("fixtures/errors/", import.meta.url)

const replied = (status: number, json: unknown, retryAfter?: number): ErrorReply => ({
  status,
  headers: Headers.empty,
  text: JSON.stringify(json),
  json,
  retryAfter
})

const coded = (errorCode: string, status = 400) => decodeError(replied(status, { errorCode, message: "Told" }))

describe("codes", () => {
  it.each<readonly [code: string, reason: ProviderErrorReason["_tag"]]>([
    ["INVALID_REQUEST_PARAMETERS", "InvalidRequest"],
    ["INVALID_REQUEST_PARAMETER", "InvalidRequest"],
    ["INVALID_REQUEST_BODY", "InvalidRequest"],
    ["INVALID_FORMAT", "InvalidRequest"],
    ["MISMATCH_TYPE", "InvalidRequest"],
    ["MISSING_URL_PARAMETER", "InvalidRequest"],
    ["INVALID_PLATFORM", "InvalidRequest"],
    ["INVALID_CUSTOM_ATTRIBUTE", "InvalidRequest"],
    ["NOT_ALLOWED_ASSIGN_TO_HUMAN", "InvalidRequest"],
    ["USER_ID_NOT_FOUND", "NotFound"],
    ["CHANNEL_ID_NOT_FOUND", "NotFound"],
    ["WEBCHAT_USER_NOT_FOUND", "NotFound"],
    ["AGENT_NOT_FOUND", "NotFound"],
    ["ROOM_NOT_FOUND", "NotFound"],
    ["NOT_FOUND", "NotFound"],
    ["CONTACT_UNSUBSCRIBED", "RecipientUnreachable"],
    ["CONTACT_NOT_REACHABLE", "QuotaExceeded"],
    ["MARKETING_MESSAGES_LITE_NOT_ENABLED", "Unsupported"],
    ["UNEXPECTED_ERROR", "Unavailable"],
    ["INTERNAL_SERVER_ERROR", "Unavailable"]
  ])("%s is %s", (code, tag) => {
    const decoded = coded(code)
    assert.strictEqual(decoded.reason?._tag, tag)
    assert.strictEqual(decoded.vendorCode, code)
    assert.strictEqual(decoded.vendorMessage, "Told")
  })

  it("an invalid request names the field, where the code does", () => {
    const { reason } = coded("INVALID_CUSTOM_ATTRIBUTE")
    assert.deepStrictEqual(reason?._tag === "InvalidRequest" ? reason.issues : undefined, [
      { field: "customAttributes", message: "Told" }
    ])
  })

  it("a code that nobody documented leaves the reason to the status", () => {
    assert.deepStrictEqual(coded("SOMETHING_NEW", 404), { vendorCode: "SOMETHING_NEW", vendorMessage: "Told" })
    assert.deepStrictEqual(coded("toString"), { vendorCode: "toString", vendorMessage: "Told" })
  })
})

describe("shapes", () => {
  it("a code and message inside content", () => {
    const decoded = decodeError(replied(500, Fixtures.json(errorsFolder, "messages.sendDirect.not-onboard-waba")))
    assert.strictEqual(decoded.reason?._tag, "Unsupported")
    assert.strictEqual(decoded.vendorCode, "MARKETING_MESSAGES_LITE_NOT_ENABLED")
    assert.include(decoded.vendorMessage, "has not enabled Marketing Messages Lite")
  })

  it("a text with a category", () => {
    const decoded = decodeError(replied(400, { message: "OCE::BAD_REQUEST::Channel not found: 15550100" }))
    assert.deepStrictEqual(
      [decoded.reason?._tag, decoded.vendorCode, decoded.vendorMessage],
      ["NotFound", "BAD_REQUEST", "Channel not found: 15550100"]
    )
  })

  it("a category without a text", () => {
    assert.deepStrictEqual(
      decodeError(replied(500, { message: "OCE::INTERNAL_SERVER_ERROR::" })).reason?._tag,
      "Unavailable"
    )
  })

  it("Meta's envelope, read by its code whatever the status, with the details where there are any", () => {
    const error = { message: "(#131047) Re-engagement message", type: "OAuthException", code: 131047, fbtrace_id: "A" }
    const details = "More than 24 hours have passed"
    const told = (status: number, it: object) => {
      const { reason, vendorCode, vendorMessage } = decodeError(replied(status, { error: it }))
      return [reason?._tag, vendorCode, vendorMessage]
    }
    assert.deepStrictEqual(told(400, error), ["WindowClosed", "131047", error.message])
    assert.deepStrictEqual(told(500, { ...error, error_data: { details } }), ["WindowClosed", "131047", details])
    assert.deepStrictEqual(told(500, { code: 3 }), ["Forbidden", "3", undefined])
    assert.deepStrictEqual(told(400, {}), [undefined, undefined, undefined])
  })

  it("empty values are none", () => {
    assert.deepStrictEqual(decodeError(replied(500, { errorCode: "", message: "" })), {})
  })

  it.each<readonly [what: string, json: unknown, text: string, message: string | undefined]>([
    ["a proxy's page", undefined, "<html>Bad Gateway</html>", undefined],
    ["plain text", undefined, " upstream timed out ", "upstream timed out"],
    ["very long text", undefined, "x".repeat(1000), "x".repeat(200)],
    ["nothing", undefined, "", undefined],
    ["an array", [1], "[1]", undefined],
    ["values of other types", { errorCode: 5, message: [] }, "{}", undefined]
  ])("%s", (_, json, text, message) => {
    const decoded = decodeError({ status: 502, headers: Headers.empty, text, json, retryAfter: undefined })
    assert.deepStrictEqual(decoded, message === undefined ? {} : { vendorMessage: message })
  })
})

describe("texts of rooms", () => {
  const told = (text: string, status = 400) =>
    decodeError(replied(status, { message: `OCE::BAD_REQUEST::${text}` })).reason

  it.each<readonly [text: string, reason: ProviderErrorReason["_tag"]]>([
    ["Unauthenticated access token", "Unauthorized"],
    ["Missing arkhamApiToken in systemSetting", "Forbidden"],
    ["team (acme) is not supported to use Open API Customer Service", "Forbidden"],
    ["Channel not found: 1", "NotFound"],
    ["WhatsappAccUserDoc not found: 1", "NotFound"]
  ])("%s is %s, whatever the status", (text, tag) => {
    for (const status of [400, 401, 500]) assert.strictEqual(told(text, status)?._tag, tag)
  })

  it.each<readonly [text: string, field: string]>([
    ["userId is required", "userId"],
    ["channelId is required", "channelId"],
    ["platform is required", "platform"],
    ["platform (viber) is not supported yet", "platform"],
    ["Platform not found: viber", "platform"],
    ["At least one of agentEmail, agentPhone, or agentEmployeeCode must be provided", "agentEmail"],
    ["agentShopLocationCode is required when agentEmployeeCode is provided", "agentShopLocationCode"],
    ["No valid agent identifier provided", "agentEmail"]
  ])("%s is about %s", (text, field) => {
    const reason = told(text)
    assert.deepStrictEqual(reason?._tag === "InvalidRequest" ? reason.issues : undefined, [{ field, message: text }])
  })
})

describe("429", () => {
  const limited = (retryAfter?: number) => decodeError(replied(429, {}, retryAfter)).reason

  it("names the limit and the wait", () => {
    assert.deepInclude(limited(3000), { _tag: "RateLimited", retryAfter: 3000, scope: "team" })
  })

  it("without a header waits for a whole window", () => {
    assert.deepInclude(limited(), { _tag: "RateLimited", retryAfter: 1000 })
  })

  it("of Meta's names Meta's limit, and waits a second unless somebody says how long", () => {
    const byMeta = (code: number, retryAfter?: number) =>
      decodeError(replied(429, { error: { code } }, retryAfter)).reason
    assert.deepInclude(byMeta(130429), { _tag: "RateLimited", retryAfter: 1000, scope: "number" })
    assert.deepInclude(byMeta(130429, 5000), { _tag: "RateLimited", retryAfter: 5000, scope: "number" })
    assert.deepInclude(byMeta(131056), { _tag: "RateLimited", retryAfter: 6000, scope: "recipient" })
  })
})

describe("refusals of our own", () => {
  it("say what is wrong, before anything is sent", () => {
    assert.strictEqual(notFound("no contact").message, "omnichat : not found; no contact")
    assert.strictEqual(unsupported("send it on LINE").message, "omnichat : not supported: send it on LINE")
    assert.strictEqual(invalid({ field: "phone", message: "is wrong" }).message, "omnichat : phone: is wrong")
  })
})
