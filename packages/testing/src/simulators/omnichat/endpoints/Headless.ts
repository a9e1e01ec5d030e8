/** The WhatsApp headless API: Meta's `/messages` behind the vendor's address. */
import { Effect, Predicate } from "effect"
import { need } from "../../RowTable.ts"
import { welcome } from "../changes/Contacts.ts"
import { insertOutbound, type Written } from "../changes/Messages.ts"
import { openTicket, roomOf } from "../changes/Rooms.ts"
import { type Call, type Endpoint, type Handled, post } from "../Endpoint.ts"
import { type JsonObject, object, text } from "../Params.ts"
import type { ChannelRow, ContactRow, RoomRow, Sending } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import { findChannel, findContact } from "../State.ts"
import { deliver } from "../sending/Deliver.ts"
import { firstProblem } from "../sending/HeadlessBody.ts"
import { metaError } from "../sending/MetaError.ts"
import { categoryOf, findTemplate } from "../sending/Template.ts"

export const headlessEndpoints: ReadonlyArray<Endpoint> = [
  post("/v1/whatsapp/headless-api/:phone/messages", "headless", (call) => {
    const channel = findChannel(call.simulation.state, "whatsapp", call.path("phone").replace(/^\+/, ""))
    if (channel === undefined) return Reply.refused(Reply.channelNotFound)
    return call.body.status === undefined ? send(call, channel) : markRead(call)
  })
]

const markRead = ({ body, simulation }: Call): Handled => {
  const message = simulation.state.messages.get(text(body, "message_id") ?? "")
  if (body.status !== "read" || message?.senderType !== "customer")
    return Reply.refused(metaError(100, "Invalid parameter"))
  message.messageStatus = "read"
  return Effect.succeed(Reply.json({ success: true }))
}

const send = Effect.fnUntraced(function* ({ body, simulation }: Call, channel: ChannelRow) {
  const problem = firstProblem(body)
  if (problem !== undefined) return yield* Reply.refused(problem)
  const to = text(body, "to")
  const input = to ?? text(body, "recipient") ?? ""
  const isGroup = body.recipient_type === "group"
  const address = to === undefined || isGroup ? input : input.replaceAll(/\D/g, "")
  const refused = simulation.receipts.takeRefusal(address)
  if (refused !== undefined) return yield* Reply.refused(metaError(refused))
  if (address === channel.channelId) return yield* Reply.refused(metaError(131021))
  const content = yield* contentOf(simulation, channel, body)
  if (to === undefined && content.sending.category === "authentication") return yield* Reply.refused(metaError(131062))
  const room = isGroup
    ? findGroup(simulation, channel, address)
    : roomOf(simulation, recipient(simulation, channel, address, to === undefined))
  if (room === undefined) return yield* Reply.refused(metaError(100, "The group does not exist."))
  const id = accept(simulation, room, content)
  return Reply.json({
    messaging_product: "whatsapp",
    contacts: [{ input, ...(isGroup ? {} : to === undefined ? { user_id: address } : { wa_id: address }) }],
    messages: [{ id, ...(content.isTemplate ? { message_status: "accepted" } : {}) }]
  })
})

interface Content {
  readonly written: Written
  readonly sending: Sending
  readonly isTemplate: boolean
}

const accept = (simulation: Simulation, room: RoomRow, content: Content): string => {
  const contact = need(simulation.state.contacts, room.contactKey)
  openTicket(simulation, room)
  const message = insertOutbound(simulation, contact, room, content.written, {
    sender: "bot",
    sending: content.sending
  })
  deliver(simulation, contact, message, content)
  return message.id
}

/** Groups come from what was written in them: the API makes none. */
const findGroup = ({ state }: Simulation, { channelId }: ChannelRow, id: string): RoomRow | undefined =>
  [...state.rooms.values()].find((room) => room.isGroup && room.channelId === channelId && room.userId === id)

/** Whoever is written to becomes a contact. */
const recipient = (simulation: Simulation, channel: ChannelRow, address: string, isBsuid: boolean): ContactRow =>
  findContact(simulation.state, "whatsapp", channel.channelId, address) ??
  welcome(simulation, {
    platform: "whatsapp",
    channelId: channel.channelId,
    userId: isBsuid ? null : address,
    bsuid: isBsuid ? address : null
  })

const contentOf = Effect.fnUntraced(function* (
  simulation: Simulation,
  channel: ChannelRow,
  body: JsonObject
): Effect.fn.Return<Content, Reply.Refusal> {
  const callbackData = text(body, "biz_opaque_callback_data") ?? null
  const sending: Sending = { category: "service", callbackData, trackId: null }
  if (body.type !== "template") return { written: writtenOf(body), sending, isTemplate: false }
  const found = findTemplate(simulation.state, channel.channelId, object(body, "template") ?? {})
  if (found.refusal !== undefined) return yield* Reply.refused(found.refusal)
  return {
    written: { type: "text", text: found.text },
    sending: { ...sending, category: categoryOf(found.template) },
    isTemplate: true
  }
})

const mediaTypes = { image: "photo", sticker: "photo", audio: "audio", video: "video", document: "document" } as const

/** The history knows six kinds; what is none of them is shown as its text. */
const writtenOf = (body: JsonObject): Written => {
  const kind = Predicate.isString(body.type) ? body.type : "text"
  const part = object(body, kind) ?? {}
  if (Predicate.hasProperty(mediaTypes, kind)) {
    return {
      type: mediaTypes[kind as keyof typeof mediaTypes],
      text: text(part, "caption") ?? null,
      mediaUrl: text(part, "link") ?? null
    }
  }
  const words =
    text(part, "body") ?? text(object(part, "body") ?? {}, "text") ?? text(part, "emoji") ?? text(part, "name")
  return { type: "text", text: words ?? null }
}
