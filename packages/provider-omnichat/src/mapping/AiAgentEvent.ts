/**
 * What a third-party AI agent is sent, as facts: a message that the customer (or another side) wrote, and a session that begins or ends, which is
 * a `provider.event`.
 *
 * Gotcha: only the sender of a customer's message names the user, so that of anything else the conversation is not told. The room's id is in
 * the `raw`, for `client.agentMessages.send`.
 */
import type { Author, ContentPart, Message } from "@dragoman/core/domain"
import { type Fact, fitOf, openEnum, present, toText, unknownFact } from "@dragoman/core/wire"
import { Predicate } from "effect"
import { AiAgentEvent, AiAgentPayload, type AiChannel, AiMessage } from "../api/webhooks/AiAgent.ts"
import { toChannelReference } from "./Channel.ts"
import { type Address, toChannelId, toContactId, toConversationId, toMessageId, toPlatform } from "./Ids.ts"
import { toTime } from "./Time.ts"
import { toContactSnapshot, toConversationOf, toTopicAddress } from "./TopicContact.ts"

/** Whether a body is of this product: nothing else has a team and a list of events. */
export const isAiAgentPayload = (json: unknown): boolean =>
  Predicate.isObject(json) && "team" in json && (Array.isArray(json.events) || Array.isArray(json.event))

/** `team`: what the headers say, for a body that does not. */
export const aiAgentFacts = (json: unknown, team: string | undefined): ReadonlyArray<Fact> => {
  if (!payloadFit.is(json)) return [unknownFact(json, payloadFit.problem(json))]
  const vendorAccount = toText(json.team?.id) ?? team
  const name = Array.isArray(json.events) ? "events" : "event"
  const events: unknown = json[name]
  if (!Array.isArray(events)) return [unknownFact(json, "events: Expected array")]
  return events.map((event, index) => {
    const fact = eventFit.is(event)
      ? toFact(event, `${name}.${index}`)
      : unknownFact(event, eventFit.problem(event, `${name}.${index}`))
    return { ...fact, vendorAccount }
  })
}

const toFact = (event: AiAgentEvent, at: string): Fact => {
  const { message } = event.payload
  const occurredAt = toTime(event.createdAt)
  switch (event.type) {
    case "message:new":
      return messageFit.is(message)
        ? messageCreated(event, message)
        : { ...unknownFact(event, messageFit.problem(message, `${at}.payload.message`), event.type), occurredAt }
    case "ai-session:open":
    case "ai-session:close":
      return { type: "provider.event", occurredAt, data: { name: event.type, payload: event }, raw: event }
    default:
      return { ...unknownFact(event, `${at}.type: ${event.type} is not documented`, event.type), occurredAt }
  }
}

const messageCreated = (event: AiAgentEvent, wire: AiMessage): Fact => {
  const { channel } = event.payload
  const address = toSender(channel, wire)
  const createdAt = toTime(wire.createdAt)
  const message: Message = present({
    id: toMessageId(wire.id),
    conversationId: address === undefined ? undefined : toConversationId(address),
    contactId: address === undefined ? undefined : toContactId(address),
    channel: toChannel(channel),
    direction: wire.sender.type === "customer" ? ("inbound" as const) : ("outbound" as const),
    visibility: "public" as const,
    author: toAuthor(wire, address),
    content: toContent(wire),
    createdAt
  })
  const around =
    address === undefined
      ? {}
      : {
          contact: toContactSnapshot(address, {}, { name: wire.sender.senderName ?? null }),
          conversation: toConversationOf(address)
        }
  return {
    type: "message.created",
    key: message.id,
    origin: "live",
    occurredAt: createdAt ?? toTime(event.createdAt),
    data: { message, ...around },
    raw: event
  }
}

/** The customer who wrote. Web chat users have no id but Omnichat's own. */
const toSender = ({ externalId, platform }: AiChannel, { sender }: AiMessage): Address | undefined => {
  if (sender.type !== "customer") return undefined
  const own = toPlatform(platform) === "webchat" ? toText(sender.id) : undefined
  return toTopicAddress(
    present({ platform, channelId: externalId ?? undefined, userId: toText(sender.externalId) ?? own })
  )
}

const toChannel = ({ externalId, platform }: AiChannel) =>
  toChannelReference({
    platform: toPlatform(platform),
    channelId: toChannelId(toPlatform(platform), externalId ?? (toPlatform(platform) === "webchat" ? "webchat" : ""))
  })

const toAuthor = ({ sender }: AiMessage, address: Address | undefined): Author =>
  present({
    type: toAuthorType(sender.type),
    id: address === undefined ? (toText(sender.externalId) ?? toText(sender.id)) : toContactId(address),
    name: toText(sender.senderName)
  })

const toAuthorType = openEnum<Author["type"], "system">({ customer: "contact", agent: "agent", bot: "bot" }, "system")

const toContent = ({ content }: AiMessage): ReadonlyArray<ContentPart> => {
  const url = toText(content.url)
  const text = toText(content.text)
  if (content.type === "text" && text !== undefined) return [{ type: "text", text }]
  if (content.type === "image" && url !== undefined) return [present({ type: "image" as const, url, caption: text })]
  return [present({ type: "unsupported" as const, vendorType: toText(content.type) ?? "unknown", text })]
}

const payloadFit = fitOf(AiAgentPayload)
const eventFit = fitOf(AiAgentEvent)
const messageFit = fitOf(AiMessage)
