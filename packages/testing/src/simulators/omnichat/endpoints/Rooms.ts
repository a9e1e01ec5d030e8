/** Who follows a contact up: agents and collaborators by e-mail, phone or employee code, on LINE and WhatsApp alone. */
import { Effect } from "effect"
import { assignAgent, closeRoom, endAiSession, roomOf, setCollaborators, unassignAgent } from "../changes/Rooms.ts"
import { type Call, type Endpoint, type Handled, post } from "../Endpoint.ts"
import { type JsonObject, text } from "../Params.ts"
import { type AgentRow, platforms, type RoomRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { findChannel, findContact, type State } from "../State.ts"

export const roomEndpoints: ReadonlyArray<Endpoint> = [
  post("/v1/rooms/assign-agent", "rooms", (call) =>
    withAgent(call, (room, agent) => assignAgent(call.simulation, room, agent))
  ),
  post("/v1/rooms/unassign-agent", "rooms", (call) =>
    Effect.map(roomIn(call), (room) => {
      unassignAgent(call.simulation, room)
      return Reply.noContent
    })
  ),
  post("/v1/rooms/assign-collaborator", "rooms", (call) =>
    withAgent(call, (room, { username }) => setCollaborators(call.simulation, room, [...room.collaborators, username]))
  ),
  post("/v1/rooms/unassign-collaborator", "rooms", (call) =>
    withAgent(
      call,
      (room, { username }) =>
        setCollaborators(
          call.simulation,
          room,
          room.collaborators.filter((one) => one !== username)
        ),
      namedAgent
    )
  ),
  post("/v1/rooms/close", "general", (call) =>
    onRoomId(call, (room) => Effect.sync(() => closeRoom(call.simulation, room)))
  ),
  post("/v1/rooms/to-human-agent", "general", (call) => onRoomId(call, (room) => handOver(call, room)))
]

const withAgent = (
  call: Call,
  change: (room: RoomRow, agent: AgentRow) => void,
  agentOf: typeof agentIn = agentIn
): Handled =>
  Effect.gen(function* () {
    const room = yield* roomIn(call)
    change(room, yield* agentOf(call))
    return Reply.noContent
  })

const roomIn = Effect.fnUntraced(function* ({ body, simulation }: Call) {
  const { state } = simulation
  const { team } = state
  for (const name of ["userId", "channelId", "platform"]) {
    if (text(body, name) === undefined && text(body, name === "userId" ? "bsuid" : name) === undefined) {
      return yield* Reply.refused(Reply.badRoomRequest(`${name} is required`))
    }
  }
  const { channelId, given, userId } = addressIn(body)
  const platform = platforms.find((one) => one === given)
  if (platform === undefined) return yield* Reply.refused(Reply.badRoomRequest(`Platform not found: ${given}`))
  if (platform !== "line" && platform !== "whatsapp") {
    return yield* Reply.refused(Reply.badRoomRequest(`platform (${platform}) is not supported yet`))
  }
  if (!state.features.customerService) {
    const reason = `team (${team.name}) is not supported to use Open API Customer Service`
    return yield* Reply.refused(Reply.badRoomRequest(reason))
  }
  if (!state.features.roomsConfigured) {
    return yield* Reply.refused(Reply.badRoomRequest("Missing arkhamApiToken in systemSetting"))
  }
  if (findChannel(state, platform, channelId) === undefined) {
    return yield* Reply.refused(Reply.badRoomRequest(`Channel not found: ${channelId}`))
  }
  const contact = findContact(state, platform, channelId, userId)
  if (contact === undefined) {
    const document = platform === "whatsapp" ? "WhatsappAccUserDoc" : "LineUserDoc"
    return yield* Reply.refused(Reply.badRoomRequest(`${document} not found: ${userId}`))
  }
  return roomOf(simulation, contact)
})

const addressIn = (body: JsonObject) => ({
  given: text(body, "platform") ?? "",
  channelId: text(body, "channelId") ?? "",
  userId: text(body, "userId") ?? text(body, "bsuid") ?? ""
})

const agentIn = Effect.fnUntraced(function* (call: Call): Effect.fn.Return<AgentRow, Reply.Refusal> {
  const { body } = call
  const email = text(body, "agentEmail")
  const phone = text(body, "agentPhone")
  const employeeCode = text(body, "agentEmployeeCode")
  if (email === undefined && phone === undefined && employeeCode === undefined) {
    return yield* Reply.refused(
      Reply.badRoomRequest("At least one of agentEmail, agentPhone, or agentEmployeeCode must be provided")
    )
  }
  const byEmployeeCode = email === undefined && phone === undefined
  if (byEmployeeCode && text(body, "agentShopLocationCode") === undefined) {
    return yield* Reply.refused(
      Reply.badRoomRequest("agentShopLocationCode is required when agentEmployeeCode is provided")
    )
  }
  return yield* namedAgent(call)
})

/** Without the checks of the assigning endpoints: taking somebody off answers one error for all of them. */
const namedAgent = Effect.fnUntraced(function* ({ body, simulation: { state } }: Call) {
  const sought = {
    email: text(body, "agentEmail"),
    phone: text(body, "agentPhone"),
    employeeCode: text(body, "agentEmployeeCode")
  }
  return findBy(state, sought) ?? (yield* Reply.refused(Reply.badRoomRequest("No valid agent identifier provided")))
})

/** The first of the three that is given decides. */
const findBy = (
  { agents }: State,
  sought: Readonly<Record<"email" | "phone" | "employeeCode", string | undefined>>
): AgentRow | undefined => {
  if (sought.email !== undefined) return agents.find((agent) => agent.email === sought.email)
  if (sought.phone !== undefined) return agents.find((agent) => agent.phone === sought.phone)
  return agents.find((agent) => agent.employeeCode === sought.employeeCode)
}

/** The two endpoints of the newer guide name a room by its id. */
const onRoomId = Effect.fnUntraced(function* (
  { body, simulation: { state } }: Call,
  change: (room: RoomRow) => Effect.Effect<void, Reply.Refusal>
) {
  const roomId = text(body, "roomId")
  if (roomId === undefined || text(body, "team") === undefined) {
    return yield* Reply.refused(Reply.invalidBody("roomId and team are required"))
  }
  const room = body.team === state.team.id ? state.rooms.get(roomId) : undefined
  if (room === undefined) return yield* Reply.refused(Reply.coded(404, "ROOM_NOT_FOUND", "Room not found"))
  yield* change(room)
  return Reply.noContent
})

const handOver = ({ simulation }: Call, room: RoomRow): Effect.Effect<void, Reply.Refusal> =>
  room.aiSession
    ? Effect.sync(() => endAiSession(simulation, room))
    : Reply.refused(
        Reply.coded(400, "NOT_ALLOWED_ASSIGN_TO_HUMAN", "The room is not handled by an AI agent and cannot be assigned")
      )
