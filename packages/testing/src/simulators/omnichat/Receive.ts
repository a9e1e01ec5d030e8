/**
 * Customers write: the history has their message, topics tell of new people and tickets, WhatsApp payloads are forwarded, AI agents are
 * asked. On channels other than WhatsApp there is no webhook for a message but the AI agents' one.
 */
import { welcome } from "./changes/Contacts.ts"
import { forward, insertInbound, newMessageId, type Written } from "./changes/Messages.ts"
import { openTicket, roomOf, tellAiAgents } from "./changes/Rooms.ts"
import type { ChannelRow, ContactRow, Platform } from "./Records.ts"
import { messagesValue, profileOf, senderOf } from "./render/Forwarded.ts"
import { type InboundContent, inboundBody } from "./render/InboundBody.ts"
import type { Simulation } from "./Simulation.ts"
import { findContact } from "./State.ts"
import { unixSeconds, withOffset } from "./Times.ts"

/** Who writes: by user id (on WhatsApp the phone number as digits), by BSUID where the number is not known, or by both. */
export interface Sender {
  readonly userId?: string
  readonly bsuid?: string
  readonly name?: string
  readonly username?: string
}

export interface Received {
  /** Default: `whatsapp`. */
  readonly platform?: Platform
  /** Default: the platform's first channel. */
  readonly channelId?: string
  readonly from: Sender
  /** A string is a text. */
  readonly content: string | InboundContent
  /** Default: a new one. The same one again is the same message, reported twice. */
  readonly id?: string
  /** Sent to a group; `from` is the participant. */
  readonly groupId?: string
  /** The message that is quoted. */
  readonly replyTo?: string
  readonly forwarded?: boolean | "frequently"
  /** A product that the customer asks about. */
  readonly referredProduct?: { readonly catalogId: string; readonly productRetailerId: string }
  /** The advertisement that they came from, as on the wire. */
  readonly referral?: Readonly<Record<string, unknown>>
}

/** What came of it. `contactKey` is `<platform>:<channelId>:<user>`. */
export interface Arrival {
  readonly messageId: string
  readonly contactKey: string
  readonly roomId: string
}

/** All of them in one POST for each WhatsApp number, as Meta batches under load. */
export const receiveAll = (
  simulation: Simulation,
  received: ReadonlyArray<Received & { readonly channel: ChannelRow }>
): ReadonlyArray<Arrival> => {
  const taken = received.map((one) => take(simulation, one))
  const byChannel = Map.groupBy(
    taken.filter(({ channel }) => channel.platform === "whatsapp"),
    ({ channel }) => channel
  )
  for (const [channel, messages] of byChannel) {
    const contacts = [...new Set(messages.map(({ contact }) => contact))].map(profileOf)
    const value = messagesValue(channel, { contacts, messages: messages.map(({ wire }) => wire) })
    forward(simulation, channel, [{ field: "messages", value }])
  }
  return taken.map(({ arrival }) => arrival)
}

const take = (simulation: Simulation, received: Received & { readonly channel: ChannelRow }) => {
  const { channel, from, groupId } = received
  const content = typeof received.content === "string" ? textOf(received.content) : received.content
  const contact = senderIn(simulation, channel, from)
  const room = roomOf(simulation, contact, groupId)
  const id = received.id ?? newMessageId(simulation, channel.platform)
  const written = writtenOf(content)
  if (written !== undefined && !simulation.state.messages.has(id)) {
    openTicket(simulation, room)
    tellAiAgents(simulation, room, insertInbound(simulation, contact, room, written, id))
  }
  if (content.type === "flow_reply") announceFlow(simulation, contact, content)
  return {
    channel,
    contact,
    wire: toWire(simulation, received, content, contact, id),
    arrival: {
      messageId: id,
      contactKey: `${channel.platform}:${channel.channelId}:${contact.userId ?? contact.bsuid}`,
      roomId: room.roomId
    }
  }
}

const textOf = (text: string): InboundContent => ({ type: "text", text })

const senderIn = (simulation: Simulation, channel: ChannelRow, from: Sender): ContactRow => {
  const address = from.userId ?? from.bsuid
  if (address === undefined) throw new Error("a sender needs a userId or a bsuid")
  return (
    findContact(simulation.state, channel.platform, channel.channelId, address) ??
    welcome(simulation, {
      platform: channel.platform,
      channelId: channel.channelId,
      userId: from.userId ?? null,
      bsuid: from.bsuid ?? null,
      username: from.username ?? null,
      name: from.name ?? null
    })
  )
}

const toWire = (
  simulation: Simulation,
  received: Received,
  content: InboundContent,
  contact: ContactRow,
  id: string
): Readonly<Record<string, unknown>> => {
  const context = contextOf(simulation, received)
  return {
    ...senderOf(contact, received.groupId),
    id,
    timestamp: unixSeconds(simulation.now()),
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(received.referral === undefined ? {} : { referral: received.referral }),
    ...inboundBody(content, simulation.state.random)
  }
}

const contextOf = (simulation: Simulation, { forwarded, referredProduct, replyTo }: Received) => ({
  ...(forwarded === true ? { forwarded: true } : {}),
  ...(forwarded === "frequently" ? { frequently_forwarded: true } : {}),
  ...(replyTo === undefined ? {} : quoted(simulation, replyTo)),
  ...(referredProduct === undefined
    ? {}
    : {
        referred_product: {
          catalog_id: referredProduct.catalogId,
          product_retailer_id: referredProduct.productRetailerId
        }
      })
})

/** `from` is who wrote the message that is quoted, where that is known. */
const quoted = ({ state }: Simulation, id: string) => {
  const message = state.messages.get(id)
  if (message === undefined) return { id }
  return { from: message.senderType === "customer" ? message.sender.userId : message.channelId, id }
}

/** What the history keeps, which knows six kinds; `undefined` where a payload is no message of its own. */
const writtenOf = (content: InboundContent): Written | undefined => {
  switch (content.type) {
    case "image":
    case "sticker":
      return { type: "photo", text: "caption" in content ? (content.caption ?? null) : null, mediaUrl: urlOf(content) }
    case "video":
    case "document":
      return { type: content.type, text: content.caption ?? null, mediaUrl: urlOf(content) }
    case "audio":
      return { type: "audio", text: null, mediaUrl: urlOf(content) }
    case "text":
    case "button":
      return { type: "text", text: content.text }
    case "button_reply":
    case "list_reply":
      return { type: "text", text: content.title }
    case "location":
      return { type: "text", text: `${content.latitude},${content.longitude}` }
    case "contacts":
    case "order":
    case "flow_reply":
    case "unsupported":
    case "raw":
      return { type: "text", text: null }
    case "reaction":
    case "number_changed":
    case "request_welcome":
    case "edit":
    case "revoke":
      return undefined
  }
}

/** The history has a URL of the vendor's own for every file. */
const urlOf = (content: { readonly type: string; readonly url?: string }): string =>
  content.url ?? `https://media.example.com/${content.type}`

const announceFlow = (
  simulation: Simulation,
  contact: ContactRow,
  content: Extract<InboundContent, { readonly type: "flow_reply" }>
): void =>
  simulation.publish({
    kind: "topics",
    topic: "whatsapp_flow/flow_create",
    body: {
      name: contact.name,
      phone: contact.userId,
      flowId: content.flowId ?? "1",
      flowName: content.flowName ?? "Flow",
      responseTime: withOffset(simulation.now()),
      flowResponse: content.response,
      ...(contact.bsuid === null ? {} : { bsuid: contact.bsuid })
    }
  })
