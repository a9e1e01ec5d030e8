/** Broadcasts: sent at once to at most 150 contacts, or kept for their time (which the simulator does not wait for), and counted afterwards. */
import { Effect } from "effect"
import { changeProfile, welcome } from "../changes/Contacts.ts"
import { insertOutbound } from "../changes/Messages.ts"
import { roomOf } from "../changes/Rooms.ts"
import { type Call, type Endpoint, get, post } from "../Endpoint.ts"
import { pageBody, pageOf, parameter, platform as platformOf, requiredParameter, text, texts } from "../Params.ts"
import type { BroadcastRow, ContactRow, Platform } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toBroadcast, toBroadcastDetails, toRecipient } from "../render/Broadcast.ts"
import type { Simulation } from "../Simulation.ts"
import { customerOf, findChannel, findContact } from "../State.ts"
import { deliver } from "../sending/Deliver.ts"
import { type PortalMessage, readMessages } from "../sending/PortalMessage.ts"

export const broadcastEndpoints: ReadonlyArray<Endpoint> = [
  post("/v1/broadcast", "general", (call) => send(call)),
  get("/v1/broadcast", "general", (call) => list(call)),
  get("/v1/broadcast/:id", "general", (call) =>
    Effect.map(broadcastIn(call), (broadcast) =>
      Reply.json({ content: toBroadcastDetails(call.simulation.state, broadcast) })
    )
  ),
  get("/v1/broadcast/:id/recipients", "general", (call) => recipients(call))
]

const broadcastPlatforms: ReadonlyArray<Platform> = ["line", "facebook", "whatsapp"]

const send = Effect.fnUntraced(function* ({ body, simulation }: Call) {
  const { state } = simulation
  const subject = text(body, "subject")
  const channelId = text(body, "channelId")
  const platform = platformOf(text(body, "platform"))
  const to = texts(body, "to") ?? []
  if (subject === undefined || channelId === undefined || platform === undefined) {
    return yield* Reply.refused(Reply.invalidBody("subject, platform and channelId are required"))
  }
  if (to.length < 1 || to.length > 150) {
    return yield* Reply.refused(Reply.invalidBody("to must have 1 to 150 user IDs"))
  }
  if (!broadcastPlatforms.includes(platform)) return yield* Reply.refused(Reply.invalidPlatform(platform))
  if (findChannel(state, platform, channelId) === undefined) return yield* Reply.refused(Reply.channelNotFound)
  const messages = yield* readMessages(state, platform, channelId, body)
  const isLater = text(body, "scheduledAt") !== undefined
  const tags = texts(body, "tags") ?? []
  const id = state.random.uuid()
  const sentTo = (userId: string) => ({
    userId,
    ...(isLater ? notYet : sendTo(simulation, { platform, channelId, userId, messages, tags }))
  })
  state.broadcasts.set(id, {
    id,
    platform,
    channelId,
    subject,
    tags,
    sentAt: isLater ? null : simulation.now(),
    messagesEach: messages.length,
    recipients: to.map(sentTo)
  })
  return Reply.json({ content: { broadcastId: id } })
})

const notYet = { messageId: null, error: null }

interface OneRecipient {
  readonly platform: Platform
  readonly channelId: string
  readonly userId: string
  readonly messages: ReadonlyArray<PortalMessage>
  readonly tags: ReadonlyArray<string>
}

/** The first message's id stands for all of them. */
const sendTo = (simulation: Simulation, { channelId, messages, platform, tags, userId }: OneRecipient) => {
  const { state } = simulation
  const contact: ContactRow | undefined =
    findContact(state, platform, channelId, userId) ??
    (platform === "whatsapp" ? welcome(simulation, { platform, channelId, userId }) : undefined)
  if (contact === undefined || !contact.subscribed || !contact.deliverable) {
    return { messageId: null, error: "Undeliverable" }
  }
  const room = roomOf(simulation, contact)
  const [messageId = null] = messages.map(({ isTemplate, written }) => {
    const sending = { category: "marketing" as const, trackId: null, callbackData: null }
    const message = insertOutbound(simulation, contact, room, written, { sender: "bot", sending })
    deliver(simulation, contact, message, { isTemplate })
    return message.id
  })
  const customer = customerOf(state, contact)
  changeProfile(simulation, customer, { tags: [...customer.tags, ...tags] }, { source: "broadcast", contact })
  return { messageId, error: null }
}

/** Broadcasts made through the API are of type 3. */
const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const types = (yield* requiredParameter(query, "type")).split(",")
  const status = parameter(query, "status")
  const page = yield* pageOf(query, 10)
  const matches = (name: "platform" | "channelId", broadcast: BroadcastRow) =>
    [undefined, broadcast[name]].includes(parameter(query, name))
  const found = [...state.broadcasts.values()].filter(
    (broadcast) =>
      types.includes("3") &&
      matches("platform", broadcast) &&
      matches("channelId", broadcast) &&
      (status === undefined || status === String(toBroadcast(state, broadcast).status))
  )
  return Reply.json(pageBody(found, page, (broadcast) => toBroadcast(state, broadcast)))
})

const recipients = Effect.fnUntraced(function* (call: Call) {
  const { state } = call.simulation
  const broadcast = yield* broadcastIn(call)
  const page = yield* pageOf(call.query, 10)
  return Reply.json(pageBody(broadcast.recipients, page, (recipient) => toRecipient(state, broadcast, recipient)))
})

const broadcastIn = ({ path, simulation: { state } }: Call): Effect.Effect<BroadcastRow, Reply.Refusal> =>
  Reply.orRefuse(state.broadcasts.get(path("id")), Reply.notFound)
