/** What a refusal means: every documented code, every status, and bodies that say neither. */
import { type ErrorReply, type ProviderErrorReason, reasonOfStatus } from "@dragoman/core/provider"
import { json, names } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Headers } from "effect/http"
import { decodeError, invalid, notFound, refuse, unsupported } from "../src/HueChatErrors.ts"
import documented from "./fixtures/errors/documented.json" with { type: "json" }

const errors = new URL("./fixtures/errors/", import.meta.url)

const replied = (status: number, body: unknown): ErrorReply => ({
  status,
  headers: Headers.empty,
  text: typeof body === "string" ? body : JSON.stringify(body),
  json: typeof body === "string" ? undefined : body,
  retryAfter: undefined
})

/** The reason, or what the pipeline makes of the status. */
const reasonOf = (reply: ErrorReply): ProviderErrorReason =>
  decodeError(reply).reason ?? reasonOfStatus(reply.status, { retryAfter: reply.retryAfter })

/** What each documented code is, and for a wrong request the field that it is about. */
const meanings: Readonly<Record<string, string>> = {
  invalid_sort_field: "InvalidRequest sort",
  invalid_page: "InvalidRequest page",
  unauthorized: "Unauthorized",
  insufficient_scope: "Forbidden",
  query_too_short: "InvalidRequest q",
  query_required: "InvalidRequest q",
  invalid_status: "InvalidRequest status",
  inbox_id_required: "InvalidRequest inbox_id",
  contact_id_required: "InvalidRequest contact_id",
  inbox_not_found: "NotFound",
  contact_not_found: "NotFound",
  snoozed_until_required: "InvalidRequest snoozed_until",
  payload_required: "InvalidRequest payload",
  invalid_filter_operator: "InvalidRequest payload.filter_operator",
  invalid_attribute_key: "InvalidRequest payload.attribute_key",
  not_found: "NotFound",
  content_required: "InvalidRequest content",
  invalid_message_type: "InvalidRequest message_type",
  conversation_not_found: "NotFound",
  attachment_too_large: "PayloadTooLarge",
  url_required: "InvalidRequest url",
  url_must_be_https: "InvalidRequest url",
  invalid_event: "InvalidRequest subscriptions",
  url_unreachable: "InvalidRequest url",
  name_required: "InvalidRequest name",
  template_not_approved: "InvalidRequest template_id",
  recipient_count_exceeds_limit: "InvalidRequest recipients",
  already_sending: "Conflict",
  already_completed: "Conflict",
  cannot_send_cancelled: "Conflict",
  description_too_short: "InvalidRequest description",
  monthly_limit_exceeded: "QuotaExceeded",
  name_already_exists: "Conflict",
  name_too_long: "InvalidRequest name",
  title_required: "InvalidRequest title",
  invalid_priority: "InvalidRequest priority"
}

const inWords = (reason: ProviderErrorReason) =>
  reason._tag === "InvalidRequest" ? `InvalidRequest ${reason.issues.map(({ field }) => field).join()}` : reason._tag

describe("documented codes", () => {
  it.each(documented)("$status $code of $endpoint", ({ status, code, message }) => {
    const reply = replied(status, { error: message, code, status })
    assert.strictEqual(inWords(reasonOf(reply)), meanings[code])
    const { vendorCode, vendorMessage } = decodeError(reply)
    assert.deepStrictEqual([vendorCode, vendorMessage], [code, message])
  })

  it("are all known", () => {
    assert.deepStrictEqual([...new Set(documented.map(({ code }) => code))].sort(), Object.keys(meanings).sort())
  })

  it("the common example", () => {
    const body = json(errors, "common")
    const decoded = decodeError(replied(400, body))
    assert.strictEqual(decoded.vendorCode, "invalid_parameter")
    assert.strictEqual(decoded.reason?._tag, "InvalidRequest")
    assert.strictEqual(decoded.vendorMessage, "Descriptive error message for developers")
  })

  it("a code that nobody documented leaves the reason to the status", () => {
    assert.strictEqual(reasonOf(replied(404, { error: "Told", code: "gone", status: 404 }))._tag, "NotFound")
    assert.strictEqual(decodeError(replied(409, { code: "toString" })).reason, undefined)
  })
})

describe("contradiction 29: samples that are noise", () => {
  const generated = names(errors).filter((name) => name.startsWith("generated"))

  it.each(generated)("%s says nothing, so that the status does", (name) => {
    const body = json(errors, name)
    for (const [status, tag] of [
      [400, "InvalidRequest"],
      [401, "Unauthorized"],
      [403, "Forbidden"],
      [404, "NotFound"],
      [409, "Conflict"],
      [422, "InvalidRequest"],
      [429, "RateLimited"],
      [500, "Unavailable"],
      [502, "Unavailable"]
    ] as const) {
      assert.strictEqual(reasonOf(replied(status, body))._tag, tag)
      assert.deepStrictEqual(decodeError(replied(status, body)).vendorMessage, undefined)
    }
  })

  it.each<readonly [what: string, body: unknown, message: string | undefined]>([
    ["a proxy's page", "<html>Bad Gateway</html>", undefined],
    ["plain text", " upstream timed out ", "upstream timed out"],
    ["very long text", "x".repeat(1000), "x".repeat(200)],
    ["nothing", "", undefined],
    ["null", null, undefined],
    ["a message under another name", { message: "No" }, "No"],
    ["values of other types", { error: 5, code: [], message: {} }, undefined]
  ])("%s", (_, body, message) => {
    assert.strictEqual(decodeError(replied(502, body)).vendorMessage, message)
  })
})

describe("contradiction 30: statuses outside the table", () => {
  it("413 without a code is too large, limit unknown", () => {
    assert.strictEqual(reasonOf(replied(413, ""))._tag, "PayloadTooLarge")
  })

  it("413 of an attachment tells the limit", () => {
    const reason = reasonOf(replied(413, { code: "attachment_too_large" }))
    assert.strictEqual(reason._tag === "PayloadTooLarge" ? reason.limit : 0, 40 * 1024 * 1024)
  })

  it("426 says what is wrong with the base URL", () => {
    const reason = reasonOf(replied(426, ""))
    assert.deepStrictEqual(reason._tag === "InvalidRequest" ? reason.issues : [], [
      { field: "baseUrl", message: "must begin with https" }
    ])
  })

  it("503 and 504 are transient", () => {
    for (const status of [503, 504]) assert.strictEqual(reasonOf(replied(status, ""))._tag, "Unavailable")
  })
})

describe("contradiction 44: keys and scopes", () => {
  it.each([
    "API key is expired",
    "IP address 192.0.2.1 is not in the allowlist",
    "API key missing, invalid, or expired"
  ])("401 is about the key, and the text says what: %s", (message) => {
    const reply = replied(401, { error: message, code: "unauthorized", status: 401 })
    assert.strictEqual(reasonOf(reply)._tag, "Unauthorized")
    assert.strictEqual(decodeError(reply).vendorMessage, message)
  })

  it("403 names the scope, with or without a code", () => {
    for (const code of ["insufficient_scope", undefined]) {
      const reason = reasonOf(replied(403, { error: "API key lacks outbound_webhooks:write scope", code }))
      assert.strictEqual(reason._tag === "Forbidden" ? reason.missing : "", "the scope outbound_webhooks:write")
    }
    assert.strictEqual(
      refuse(reasonOf(replied(403, { error: "API key lacks contacts:read scope" }))).message.includes("contacts:read"),
      true
    )
  })

  it("403 that names none", () => {
    const reason = reasonOf(replied(403, { error: "Forbidden" }))
    assert.strictEqual(reason._tag === "Forbidden" ? reason.missing : "", undefined)
  })
})

describe("validation", () => {
  it.each<readonly [what: string, body: unknown, issues: ReadonlyArray<{ field: string; message: string }>]>([
    ["a text alone", { error: "Email is invalid" }, [{ field: "", message: "Email is invalid" }]],
    [
      "names of fields",
      { error: "Email is taken", attributes: ["email", 5] },
      [{ field: "email", message: "Email is taken" }]
    ],
    [
      "errors by field",
      { error: "No", errors: { email: ["is invalid", "is short"], name: "is long", age: 5 } },
      [
        { field: "email", message: "is invalid, is short" },
        { field: "name", message: "is long" }
      ]
    ],
    [
      "a list of errors",
      { errors: ["No", { field: "url", message: "is down" }, 5] },
      [
        { field: "", message: "No" },
        { field: "url", message: "is down" }
      ]
    ],
    ["nothing", {}, []]
  ])("422 with %s", (_, body, issues) => {
    const reason = reasonOf(replied(422, body))
    assert.deepStrictEqual(reason._tag === "InvalidRequest" ? reason.issues : undefined, issues)
  })
})

describe("refusals of our own", () => {
  it("are the provider's", () => {
    for (const error of [invalid({ field: "a", message: "b" }), notFound("contact"), unsupported("use b")]) {
      assert.strictEqual(error.provider, "huechat")
    }
  })
})
