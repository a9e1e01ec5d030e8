/** What a third-party AI agent answers: up to five messages into a room, each of which may fail by itself. */
import { Effect } from "effect"
import { need } from "../../RowTable.ts"
import { insertOutbound, type Written } from "../changes/Messages.ts"
import { type Call, type Endpoint, post } from "../Endpoint.ts"
import { type JsonObject, objects, text } from "../Params.ts"
import type { RoomRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import { deliver } from "../sending/Deliver.ts"

export const agentMessageEndpoints: ReadonlyArray<Endpoint> = [
  post("/v1/agent-messages", "general", (call) => send(call))
]

const send = Effect.fnUntraced(function* ({ body, simulation }: Call) {
  const { state } = simulation
  const messages = objects(body, "messages") ?? []
  if (messages.length < 1 || messages.length > 5) {
    return yield* Reply.refused(Reply.invalidBody("messages must have 1 to 5 items"))
  }
  const written = messages.flatMap((message) => writtenOf(message) ?? [])
  if (written.length < messages.length) return yield* Reply.refused(Reply.invalidBody("Invalid message"))
  const room = body.team === state.team.id ? state.rooms.get(text(body, "roomId") ?? "") : undefined
  if (room === undefined) return yield* Reply.refused(Reply.coded(404, "ROOM_NOT_FOUND", "Room not found"))
  if (room.platform === "line" && text(body, "replyToken") === undefined) {
    return yield* Reply.refused(Reply.invalidBody("replyToken is required for LINE"))
  }
  return Reply.json({ messageIds: written.map((one) => sendOne(simulation, room, one)) })
})

/** `null` stands for a message that could not be sent; the others are. */
const sendOne = (simulation: Simulation, room: RoomRow, written: Written): string | null => {
  const contact = need(simulation.state.contacts, room.contactKey)
  if (simulation.receipts.takeRefusal(room.userId) !== undefined) return null
  const message = insertOutbound(simulation, contact, room, written, { sender: "ai-chat" })
  deliver(simulation, contact, message, { isTemplate: false })
  return message.id
}

const mediaTypes: Readonly<Record<string, Written["type"]>> = { image: "photo", audio: "audio", video: "video" }

const writtenOf = (message: JsonObject): Written | undefined => {
  const type = text(message, "type") ?? ""
  const words = text(message, "text")
  const mediaUrl = text(message, "url")
  if (type === "text") return words === undefined ? undefined : { type: "text", text: words }
  if (type === "quick_reply") {
    const replies = objects(message, "replies") ?? []
    return words === undefined || replies.length === 0 ? undefined : { type: "chatbot", text: words }
  }
  const kind = mediaTypes[type]
  if (kind === undefined || mediaUrl === undefined) return undefined
  return type === "video" && text(message, "thumbnailUrl") === undefined
    ? undefined
    : { type: kind, text: null, mediaUrl }
}
