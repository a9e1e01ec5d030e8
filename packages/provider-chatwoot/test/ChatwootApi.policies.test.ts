/** What each endpoint tells the pipeline: the limits it draws on, whether it may be sent again, and which one is never called. */
import { CallPolicy } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Context } from "effect"
import { rateLimits } from "../src/api/Limits.ts"
import { ChatwootApi } from "../src/ChatwootApi.ts"

const policies = Object.values(ChatwootApi.groups).flatMap((group) =>
  Object.values(group.endpoints).map((endpoint) => ({
    name: `${group.identifier}.${endpoint.identifier}`,
    method: endpoint.method,
    ...Context.getOrUndefined(group.annotations, CallPolicy),
    ...Context.getOrUndefined(endpoint.annotations, CallPolicy)
  }))
)

const drawingOn = (limit: keyof typeof rateLimits) =>
  policies.filter((policy) => policy.limits?.includes(limit)).map((policy) => policy.name)

describe("ChatwootApi policies", () => {
  it("every endpoint draws on the limit per host, and on limits that have figures", () => {
    assert.deepStrictEqual(
      policies.filter((policy) => !policy.limits?.includes("host")),
      []
    )
    assert.deepStrictEqual(
      policies.flatMap((policy) => policy.limits ?? []).filter((limit) => !Object.hasOwn(rateLimits, limit)),
      []
    )
  })

  it("the endpoints with limits of their own are those that the server throttles", () => {
    assert.deepStrictEqual(drawingOn("contactSearch"), ["contacts.search"])
    assert.deepStrictEqual(drawingOn("conversationsMeta"), ["conversations.meta"])
    assert.deepStrictEqual(drawingOn("transcripts"), ["conversations.transcript"])
    assert.deepStrictEqual(drawingOn("uploads"), ["uploads.create", "uploads.createFromUrl"])
    assert.deepStrictEqual(drawingOn("conversationMessages"), [
      "messages.create",
      "messages.createMultipart",
      "publicMessages.create",
      "publicMessages.createMultipart"
    ])
    assert.deepStrictEqual(drawingOn("reports"), [
      "reports.metric",
      "reports.summary",
      "reports.accountConversations",
      "reports.agentConversations",
      "reports.firstResponseTimeDistribution",
      "reports.inboxLabelMatrix",
      "reports.outgoingMessagesCount"
    ])
    assert.deepStrictEqual(drawingOn("reportsAccount"), drawingOn("reports"))
  })

  it("what makes, sends or deletes something is never repeated blindly", () => {
    const repeated = policies.filter((policy) => policy.repeat === "safe").map((policy) => policy.name)
    const verb = /\.(create|delete|merge|retry|transcript|add|remove)/
    assert.deepStrictEqual(
      repeated.filter((name) => verb.test(name)),
      []
    )
    assert.includeMembers(repeated, ["contacts.filter", "conversations.filter", "conversations.setLabels"])
    assert.deepStrictEqual(
      policies.filter((policy) => policy.method === "DELETE" && policy.repeat !== undefined),
      []
    )
  })

  it("the vendor's slip is the only one", () => {
    assert.deepStrictEqual(
      policies.filter((policy) => policy.erratum !== undefined).map((policy) => policy.name),
      ["errata.conversationMessages"]
    )
  })
})
