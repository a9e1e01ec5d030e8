import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { call, greet, phone, simulator } from "./Support.ts"

const act = Effect.fnUntraced(function* (action: string, json: Readonly<Record<string, unknown>> = {}) {
  const { channels } = yield* OmnichatSimulator
  const address = { platform: "whatsapp", channelId: channels.whatsapp, userId: phone }
  return yield* call("POST", `rooms/${action}`, { json: { ...address, ...json } })
})

const agentOf = Effect.gen(function* () {
  const omnichat = yield* OmnichatSimulator
  const [room] = yield* omnichat.rooms
  const nameOf = (username: string | null | undefined) =>
    Effect.map(omnichat.agents, (agents) => agents.find((agent) => agent.username === username)?.name)
  return {
    agent: yield* nameOf(room?.agent),
    collaborators: yield* Effect.forEach(room?.collaborators ?? [], nameOf)
  }
})

it.live("agents are assigned by e-mail, phone or employee code, and taken off", () =>
  Effect.gen(function* () {
    yield* greet
    assert.strictEqual((yield* act("assign-agent", { agentEmail: "amira.agent@example.com" })).status, 204)
    assert.strictEqual((yield* agentOf).agent, "Amira Agent")
    yield* act("assign-agent", { agentPhone: "+18005550151" })
    assert.strictEqual((yield* agentOf).agent, "Nadia Nomail")
    yield* act("assign-agent", { agentEmployeeCode: "S0001", agentShopLocationCode: "S-001" })
    assert.strictEqual((yield* agentOf).agent, "Sam Sales")
    assert.strictEqual((yield* act("unassign-agent")).status, 204)
    assert.isUndefined((yield* agentOf).agent)
  }).pipe(Effect.provide(simulator()))
)

it.live("collaborators come and go", () =>
  Effect.gen(function* () {
    yield* greet
    yield* act("assign-collaborator", { agentEmail: "amira.agent@example.com" })
    yield* act("assign-collaborator", { agentEmail: "sam.sales@example.com" })
    yield* act("assign-collaborator", { agentEmail: "sam.sales@example.com" })
    assert.deepStrictEqual((yield* agentOf).collaborators, ["Amira Agent", "Sam Sales"])
    // The shop's code is asked for when assigning alone.
    assert.strictEqual((yield* act("unassign-collaborator", { agentEmployeeCode: "S0001" })).status, 204)
    assert.deepStrictEqual((yield* agentOf).collaborators, ["Amira Agent"])
  }).pipe(Effect.provide(simulator()))
)

it.live("each documented error", () =>
  Effect.gen(function* () {
    yield* greet
    const agentEmail = "amira.agent@example.com"
    for (const [json, text] of [
      [{ userId: undefined }, "userId is required"],
      [{ channelId: "" }, "channelId is required"],
      [{ platform: undefined }, "platform is required"],
      [{ platform: "facebook" }, "platform (facebook) is not supported yet"],
      [{ platform: "pigeon" }, "Platform not found: pigeon"],
      [{ channelId: "0", agentEmail }, "Channel not found: 0"],
      [{ userId: "0", agentEmail }, "WhatsappAccUserDoc not found: 0"],
      [{}, "At least one of agentEmail, agentPhone, or agentEmployeeCode must be provided"],
      [{ agentEmployeeCode: "S0001" }, "agentShopLocationCode is required when agentEmployeeCode is provided"],
      [{ agentEmail: "nobody@example.com" }, "No valid agent identifier provided"]
    ] as const) {
      const { body, status } = yield* act("assign-agent", json)
      assert.deepStrictEqual([status, body], [400, { message: `OCE::BAD_REQUEST::${text}` }])
    }
  }).pipe(Effect.provide(simulator()))
)

it.live("a team without the feature, or without the vendor's own token", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    yield* greet
    yield* omnichat.setFeatures({ roomsConfigured: false })
    assert.strictEqual(
      (yield* act("unassign-agent")).body.message,
      "OCE::BAD_REQUEST::Missing arkhamApiToken in systemSetting"
    )
    yield* omnichat.setFeatures({ customerService: false })
    assert.match((yield* act("unassign-agent")).body.message, /not supported to use Open API Customer Service$/)
  }).pipe(Effect.provide(simulator()))
)

it.live("a room is closed by its id, of this team alone", () =>
  Effect.gen(function* () {
    const omnichat = yield* OmnichatSimulator
    const { roomId } = yield* greet
    const close = (json: unknown) => call("POST", "rooms/close", { json })
    assert.strictEqual((yield* close({ roomId, team: "other" })).body.errorCode, "ROOM_NOT_FOUND")
    assert.strictEqual((yield* close({ roomId })).body.errorCode, "INVALID_REQUEST_BODY")
    assert.strictEqual((yield* close({ roomId, team: omnichat.team.id })).status, 204)
    assert.strictEqual((yield* omnichat.tickets)[0]?.status, "Closed")
  }).pipe(Effect.provide(simulator()))
)
