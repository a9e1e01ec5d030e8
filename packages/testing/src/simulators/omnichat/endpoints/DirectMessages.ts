/** Direct messages: one contact, LINE messages or a WhatsApp template, followed by `direct_msg/status` under a track id. */
import { Effect } from "effect"
import { announceCustomer, changeProfile, welcome } from "../changes/Contacts.ts"
import { insertOutbound } from "../changes/Messages.ts"
import { roomOf } from "../changes/Rooms.ts"
import { type Call, type Endpoint, post } from "../Endpoint.ts"
import { platform as platformOf, text, texts } from "../Params.ts"
import type { ContactRow, Platform } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import { customerOf, findChannel, findContact } from "../State.ts"
import { deliver } from "../sending/Deliver.ts"
import { type PortalMessage, readMessages } from "../sending/PortalMessage.ts"
import { readAttributes } from "./ProfileBody.ts"

export const directMessageEndpoints: ReadonlyArray<Endpoint> = [
  post("/v1/direct-messages", "general", (call) => send(call))
]

const send = Effect.fnUntraced(function* (call: Call) {
  const { body, simulation } = call
  const { state } = simulation
  const trackId = text(body, "trackId")
  const to = text(body, "to")
  const channelId = text(body, "channelId")
  const platform = platformOf(text(body, "platform"))
  if (trackId === undefined || to === undefined || channelId === undefined || platform === undefined) {
    return yield* Reply.refused(Reply.invalidBody("trackId, platform, channelId and to are required"))
  }
  if (platform !== "line" && platform !== "whatsapp") return yield* Reply.refused(Reply.invalidPlatform(platform))
  if (findChannel(state, platform, channelId) === undefined) return yield* Reply.refused(Reply.channelNotFound)
  const messages = yield* readMessages(state, platform, channelId, body)
  const attributes = yield* readAttributes(state, body)
  const contact = yield* recipient(simulation, platform, channelId, to)
  const messageId = sendAll(simulation, contact, messages, trackId)
  const tags = texts(body, "tags") ?? []
  if (tags.length > 0 || attributes !== undefined) {
    const customer = customerOf(state, contact)
    const change = { tags: [...customer.tags, ...tags], ...(attributes === undefined ? {} : { attributes }) }
    changeProfile(simulation, customer, change, { source: "open_api", contact, ...firstOf(messageId) })
    announceCustomer(simulation, customer, "customer/update")
  }
  // The documented table says `messageIds`, every documented reply `messageId`.
  return Reply.json({ content: { trackId, messageId } })
})

/** A LINE user has to be known; a WhatsApp number becomes a contact. */
const recipient = Effect.fnUntraced(function* (
  simulation: Simulation,
  platform: Platform,
  channelId: string,
  to: string
): Effect.fn.Return<ContactRow, Reply.Refusal> {
  const known = findContact(simulation.state, platform, channelId, to)
  if (known === undefined) {
    return platform === "whatsapp"
      ? welcome(simulation, { platform, channelId, userId: to })
      : yield* Reply.refused(Reply.userNotFound)
  }
  if (!known.subscribed) {
    return yield* Reply.refused(Reply.coded(400, "CONTACT_UNSUBSCRIBED", "Contact is unsubscribed"))
  }
  if (!known.withinPlan) {
    const message = "Contact is exceeded the subscription plan contact limit"
    return yield* Reply.refused(Reply.coded(400, "CONTACT_NOT_REACHABLE", message))
  }
  return known
})

const sendAll = (
  simulation: Simulation,
  contact: ContactRow,
  messages: ReadonlyArray<PortalMessage>,
  trackId: string
): ReadonlyArray<string> => {
  const room = roomOf(simulation, contact)
  return messages.map(({ category, isTemplate, written }) => {
    const sending = { category, trackId, callbackData: null }
    const message = insertOutbound(simulation, contact, room, written, { sender: "bot", sending })
    deliver(simulation, contact, message, { isTemplate })
    return message.id
  })
}

const firstOf = ([messageId]: ReadonlyArray<string>) => (messageId === undefined ? {} : { messageId })
