/** What each endpoint tells the pipeline: the limit it draws on, and whether it may be sent again. */
import { CallPolicy } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Context } from "effect"
import { rateLimits } from "../src/api/Limits.ts"
import { Chat2DeskApi } from "../src/Chat2DeskApi.ts"

const policies = Object.values(Chat2DeskApi.groups).flatMap((group) =>
  Object.values(group.endpoints).map((endpoint) => ({
    name: `${group.identifier}.${endpoint.identifier}`,
    method: endpoint.method,
    ...Context.getOrUndefined(group.annotations, CallPolicy),
    ...Context.getOrUndefined(endpoint.annotations, CallPolicy)
  }))
)

const namesOf = (repeat: "safe" | "unsafe" | "keyed") =>
  policies
    .filter((policy) => policy.repeat === repeat)
    .map(({ name }) => name)
    .sort()

describe("Chat2DeskApi policies", () => {
  it("sending a message is limited, to the lower of the documented numbers, and nothing else is", () => {
    assert.deepStrictEqual(rateLimits.messages, { max: 15, window: "1 second", per: "account", sliding: true })
    assert.deepStrictEqual(
      policies.filter(({ limits }) => limits !== undefined).map(({ name, limits }) => ({ name, limits })),
      [{ name: "messages.send", limits: ["messages"] }]
    )
  })

  it("GETs that change something are never sent again", () => {
    const changing = [
      "messages.markRead",
      "messages.markUnread",
      "messages.transfer",
      "messages.transferToGroup",
      "other.deleteOutbox"
    ]
    assert.deepStrictEqual(namesOf("unsafe"), changing)
    const methods = policies.filter(({ name }) => changing.includes(name)).map(({ method }) => method)
    assert.deepStrictEqual([...new Set(methods)], ["GET"])
  })

  it("of the others only what sets a state, or only reads, may be sent again", () => {
    assert.deepStrictEqual(namesOf("safe"), [
      "clients.update",
      "companies.switchMode",
      "companies.update",
      "messages.setStatus",
      "operators.update",
      "other.decodeQrCode",
      "templateGroups.update",
      "templates.update",
      "tickets.update",
      "webhooks.update"
    ])
    assert.deepStrictEqual(namesOf("keyed"), [])
  })
})
