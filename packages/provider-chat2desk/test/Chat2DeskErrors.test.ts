/** What a refusal means: every documented example, the shapes of chat2desk-wire B3, its table B6, and bodies that have none of them. */
import type { ErrorReply, FieldIssue, ProviderErrorReason } from "@dragoman/core/provider"
import * as Fixtures from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { Headers } from "effect/http"
import { decodeError, invalid, isRefusal, notFound, unsupported } from "../src/Chat2DeskErrors.ts"

const errors = new URL("fixtures/errors/", import.meta.url)
const responses = new URL("fixtures/responses/", import.meta.url)

const replied = (status: number, json: unknown, retryAfter?: number): ErrorReply => ({
  status,
  headers: Headers.empty,
  text: JSON.stringify(json),
  json,
  retryAfter
})

const plain = (status: number, text: string): ErrorReply => ({
  status,
  headers: Headers.empty,
  text,
  json: undefined,
  retryAfter: undefined
})

const reasonOf = (status: number, json: unknown) => decodeError(replied(status, json)).reason
const issuesOf = (reason: ProviderErrorReason | undefined): ReadonlyArray<FieldIssue> | undefined =>
  reason?._tag === "InvalidRequest" ? reason.issues : undefined

describe("documented examples", () => {
  const cases: ReadonlyArray<
    readonly [
      name: string,
      status: number,
      reason: ProviderErrorReason["_tag"],
      code: string | undefined,
      message: string
    ]
  > = [
    ["accessRights.get.access-rights-not-found", 400, "NotFound", "not_found", "Access rights id #11 not found"],
    ["clients.create.client-already-exists", 400, "Conflict", "bad_request", "Client already exists"],
    [
      "dialogs.update.could-not-transfer-to-operator",
      400,
      "NotFound",
      "not_found",
      "Could not transfer to operator 221063."
    ],
    [
      "messages.transfer.could-not-transfer-to-operator",
      400,
      "NotFound",
      "not_found",
      "Could not transfer to operator 100."
    ],
    ["messages.transfer.message-not-found", 404, "NotFound", "not_found", "Message #1 not found"],
    ["messages.transfer.operator-not-found", 400, "InvalidRequest", "not_found", "Operator 100 not found."],
    ["messages.transfer.parameter-is-required", 400, "InvalidRequest", "missing_parameter", "Parameter is required."],
    ["messages.transferToGroup.message-not-found", 404, "NotFound", "not_found", "Message #1 not found"],
    [
      "messages.transferToGroup.no-available-operator-found",
      400,
      "NotFound",
      "not_found",
      "No available operator found!"
    ],
    ["messages.transferToGroup.operator-group-not-found", 404, "NotFound", "not_found", "Operator Group #1 not found"],
    [
      "operators.create.access-rights-not-found",
      400,
      "InvalidRequest",
      undefined,
      "Access rights not found for this company!"
    ],
    ["operators.create.email-must-be-uniqueness", 400, "Conflict", undefined, "must be uniqueness"],
    ["operators.create.operators-limit", 400, "QuotaExceeded", undefined, "operators limit"],
    ["operators.create.status-id-is-not-correct", 400, "InvalidRequest", undefined, "This status id is not correct!"],
    [
      "operators.update.access-rights-not-found",
      400,
      "InvalidRequest",
      undefined,
      "Access rights not found for this company!"
    ],
    ["operators.update.email-has-already-been-taken", 400, "Conflict", undefined, "has already been taken"],
    ["operators.update.status-id-is-not-correct", 400, "InvalidRequest", undefined, "This status id is not correct!"],
    [
      "templates.create.both-owners",
      400,
      "InvalidRequest",
      undefined,
      "Parameter 'name' cannot be empty and must not exceed 60 characters."
    ],
    ["templates.get.template-not-found", 404, "NotFound", "not_found", "Template #999 not found"],
    [
      "tickets.create.every-field",
      400,
      "InvalidRequest",
      "unsupported_value",
      "Parameter 'summary' cannot be empty and must not exceed 255 characters."
    ],
    ["tickets.delete.ticket-not-found", 200, "NotFound", "not_found", "Ticket #1245654 not found"],
    ["tickets.list.every-parameter", 400, "InvalidRequest", "unsupported_value", "Parameter must be a numeric value."],
    [
      "tickets.update.every-field",
      400,
      "InvalidRequest",
      "unsupported_value",
      "Parameter must not exceed 255 characters."
    ]
  ]

  it.each(cases)("%s", (name, status, reason, code, message) => {
    const decoded = decodeError(replied(status, Fixtures.json(errors, name)))
    assert.deepStrictEqual([decoded.reason?._tag, decoded.vendorCode, decoded.vendorMessage], [reason, code, message])
  })

  it("every one is there", () => {
    assert.deepStrictEqual(cases.map(([name]) => name).sort(), [...Fixtures.names(errors)])
  })
})

describe("faults by field", () => {
  it("become issues, several of one field too", () => {
    const issues = issuesOf(reasonOf(400, Fixtures.json(errors, "tickets.update.every-field")))
    assert.deepStrictEqual(
      issues?.filter(({ field }) => field === "deadline"),
      [
        { field: "deadline", message: "Parameter must be in ISO 8601 format" },
        { field: "deadline", message: "Parameter must be later than the current date" }
      ]
    )
    assert.strictEqual(issues?.length, 10)
  })

  it("without an envelope, with the text under `error`", () => {
    assert.deepStrictEqual(issuesOf(reasonOf(400, Fixtures.json(errors, "operators.create.access-rights-not-found"))), [
      { field: "access_rights_id", message: "Access rights not found for this company!" }
    ])
  })

  it("an address that another operator has is a conflict about that field", () => {
    assert.deepInclude(reasonOf(400, { email: ["must be uniqueness"] }), { _tag: "Conflict", fields: ["email"] })
    const twoFaults = { email: ["must be uniqueness"], status_id: [{ error: "This status id is not correct!" }] }
    assert.strictEqual(reasonOf(400, twoFaults)?._tag, "InvalidRequest")
  })

  it.each<readonly [what: string, errors: unknown, issues: ReadonlyArray<FieldIssue>]>([
    ["a text", "Text is too long", [{ field: "", message: "Text is too long" }]],
    [
      "texts",
      ["One", "Two"],
      [
        { field: "", message: "One" },
        { field: "", message: "Two" }
      ]
    ],
    ["one fault, not in a list", { phone: { text: "Wrong" } }, [{ field: "phone", message: "Wrong" }]],
    ["a text for a field", { phone: "Wrong" }, [{ field: "phone", message: "Wrong" }]],
    ["a slug alone", { phone: [{ error: "missing_parameter" }] }, [{ field: "phone", message: "missing_parameter" }]],
    ["a field called text", { text: ["is empty"] }, [{ field: "text", message: "is empty" }]],
    [
      "a field inside a field",
      { from_client: { phone: ["Wrong"] } },
      [{ field: "from_client.phone", message: "Wrong" }]
    ],
    ["an empty list", [], []],
    ["null", null, []],
    ["a number", 5, []]
  ])("`errors` as %s", (_, errors, issues) => {
    assert.deepStrictEqual(issuesOf(reasonOf(400, { message: "bad_request", errors, status: "error" })), issues)
  })
})

describe("a client that exists already", () => {
  const refused = (second: string) =>
    reasonOf(400, { message: "bad_request", errors: { client: ["Client already exists", second] }, status: "error" })

  it.each<readonly [what: string, second: string, existingId: string | undefined]>([
    ["JSON in a text", '{"id":50485}', "50485"],
    ["the documentation's stray backslash", '{"id":50485\\}', "50485"],
    ["blanks, and another number before it", '{ "channel_id": 7, "id" : 50485 }', "50485"],
    ["an id as text", '{"id":"50485"}', "50485"],
    ["nothing that is an id", "sorry", undefined]
  ])("%s", (_, second, existingId) => {
    const reason = refused(second)
    assert.strictEqual(reason?._tag, "Conflict")
    assert.strictEqual(reason?._tag === "Conflict" ? reason.existingId : "", existingId)
  })

  it("in a body that is no JSON, as the documentation prints it", () => {
    const text =
      '{"message":"bad_request","errors":{"client":["Client already exists","{\\"id\\":50485\\}"]},"status":"error"}'
    assert.deepInclude(decodeError(plain(400, text)).reason, { _tag: "Conflict", existingId: "50485" })
  })
})

describe("words, whatever the status (B6)", () => {
  it.each<readonly [words: string, reason: ProviderErrorReason["_tag"]]>([
    ["Number of API requests exceeded", "QuotaExceeded"],
    ["API calls exceeded API limit per month", "QuotaExceeded"],
    ["You need to auth", "Unauthorized"],
    ["You have to specify your token. See API manual on info@chat2desk.com", "Unauthorized"],
    ["Too many requests", "RateLimited"],
    ["Rate exceeded: too many requests", "RateLimited"],
    ["Page not found", "MalformedResponse"]
  ])("%s is %s", (words, tag) => {
    for (const status of [200, 400, 403, 404, 429, 500]) {
      assert.strictEqual(reasonOf(status, { message: words, status: "error" })?._tag, tag)
      assert.strictEqual(reasonOf(status, { message: "bad_request", errors: words })?._tag, tag)
      assert.strictEqual(reasonOf(status, { data: { status: "error", message: words } })?._tag, tag)
      assert.strictEqual(decodeError(plain(status, words)).reason?._tag, tag)
    }
  })

  it("a quota has no end that anybody documented", () => {
    const reason = reasonOf(400, { message: "Number of API requests exceeded" })
    assert.strictEqual(reason?._tag === "QuotaExceeded" ? reason.resetsAt : "none", undefined)
  })

  it("a wrong path is not taken for a missing thing", () => {
    const reason = reasonOf(404, { message: "Page not found" })
    assert.include(reason?._tag === "MalformedResponse" ? reason.issues[0] : "", "is the base URL right?")
  })
})

describe("statuses", () => {
  it.each<readonly [status: number, json: unknown, reason: ProviderErrorReason["_tag"]]>([
    [401, {}, "Unauthorized"],
    [403, {}, "Forbidden"],
    [404, {}, "NotFound"],
    [400, { message: "not_found", errors: null }, "NotFound"],
    [400, { message: "bad_request", errors: [], status: "error" }, "InvalidRequest"],
    [429, {}, "RateLimited"],
    [500, { message: "internal_error", status: "error" }, "Unavailable"],
    [503, { message: "not_found" }, "Unavailable"]
  ])("%d %j is %s", (status, json, tag) => {
    assert.strictEqual(reasonOf(status, json)?._tag, tag)
  })

  it("a rate without Retry-After is left to the limit's window, with it waits as long as it says", () => {
    assert.deepStrictEqual({ ...reasonOf(429, {}) }, { _tag: "RateLimited" })
    assert.deepInclude(decodeError(replied(429, {}, 3000)).reason, { _tag: "RateLimited", retryAfter: 3000 })
    assert.deepInclude(decodeError(replied(400, { message: "Too many requests" }, 3000)).reason, { retryAfter: 3000 })
  })
})

describe("what is no JSON", () => {
  it.each([200, 400, 404, 422, 502])("a page under %d is a server that does not answer", (status) => {
    const decoded = decodeError(plain(status, "\n<!DOCTYPE html><html>Works in progress</html>"))
    assert.deepStrictEqual([decoded.reason?._tag, decoded.vendorMessage], ["Unavailable", undefined])
  })

  it.each<readonly [status: number, reason: ProviderErrorReason["_tag"]]>([
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [429, "RateLimited"]
  ])("a page under %d says what the status says", (status, tag) => {
    assert.strictEqual(decodeError(plain(status, "<html>")).reason?._tag, tag)
  })

  it("text is passed on, shortened", () => {
    assert.strictEqual(decodeError(plain(502, " upstream timed out ")).vendorMessage, "upstream timed out")
    assert.strictEqual(decodeError(plain(502, "x".repeat(1000))).vendorMessage?.length, 200)
    assert.strictEqual(decodeError(plain(502, "")).vendorMessage, undefined)
  })
})

describe("an import of which some was refused", () => {
  it("tells the faults and not the message's text, which is somebody's words", () => {
    const decoded = decodeError(replied(400, Fixtures.json(responses, "messages.import.several-attachments")))
    assert.deepStrictEqual(issuesOf(decoded.reason), [{ field: "messages.attachment", message: "must be a string" }])
    assert.notInclude(JSON.stringify(decoded), "2 attachments")
  })
})

describe("a refusal under HTTP 200", () => {
  it.each<readonly [what: string, json: unknown, refuses: boolean]>([
    ["inside data", { data: { status: "error", message: "Client not found" }, status: "success" }, true],
    ["in the envelope", { message: "bad_request", errors: {}, status: "error" }, true],
    ["not: a success", { data: [], status: "success" }, false],
    ["not: a thing whose own status is that word", { data: { id: 1, status: "error" }, status: "success" }, false],
    ["not: one in a list", { data: [{ status: "error", message: "m" }], status: "success" }, false],
    ["not: a list", [], false],
    ["not: nothing", undefined, false]
  ])("%s", (_, json, refuses) => {
    assert.strictEqual(isRefusal(json), refuses)
  })
})

describe("refusals of our own", () => {
  it("say what is wrong, before anything is sent", () => {
    assert.strictEqual(notFound("no client").message, "chat2desk : not found; no client")
    assert.strictEqual(unsupported("send a link").message, "chat2desk : not supported: send a link")
    assert.strictEqual(invalid({ field: "phone", message: "is wrong" }).message, "chat2desk : phone: is wrong")
  })
})
