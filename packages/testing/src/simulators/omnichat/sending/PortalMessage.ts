/** The message objects of direct messages and broadcasts: which kinds a platform takes, what each needs, and what the history keeps of it. */
import { Effect } from "effect"
import type { Written } from "../changes/Messages.ts"
import { type JsonObject, object, objects, text } from "../Params.ts"
import type { Platform, Sending } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { State } from "../State.ts"
import { categoryOf, findTemplate } from "./Template.ts"

export interface PortalMessage {
  readonly written: Written
  readonly category: Sending["category"]
  readonly isTemplate: boolean
}

/** All messages of a request: at most five, a block only alone, one template for WhatsApp. */
export const readMessages = Effect.fnUntraced(function* (
  state: State,
  platform: Platform,
  channelId: string,
  body: JsonObject
): Effect.fn.Return<ReadonlyArray<PortalMessage>, Reply.Refusal> {
  const messages = objects(body, "messages") ?? []
  if (messages.length === 0) return yield* Reply.refused(Reply.invalidBody("messages is required"))
  const alone = messages.some(({ type }) => type === "block" || type === "whatsappTemplate")
  if (messages.length > (alone ? 1 : 5)) {
    return yield* Reply.refused(Reply.invalidBody(alone ? "Only one such message can be sent" : "At most 5 messages"))
  }
  return yield* Effect.forEach(messages, (message) => readMessage(state, platform, channelId, message))
})

const readMessage = Effect.fnUntraced(function* (
  state: State,
  platform: Platform,
  channelId: string,
  message: JsonObject
): Effect.fn.Return<PortalMessage, Reply.Refusal> {
  const type = text(message, "type") ?? ""
  if ((platform === "whatsapp") !== (type === "whatsappTemplate")) {
    return yield* Reply.refused(Reply.invalidBody(`type ${type} is not supported for ${platform}`))
  }
  if (type === "whatsappTemplate") return yield* readTemplate(state, channelId, message)
  const written = writtenOf(state, type, message)
  return written === undefined
    ? yield* Reply.refused(Reply.invalidBody(`Invalid message of type ${type}`))
    : { written, category: "service", isTemplate: false }
})

const readTemplate = Effect.fnUntraced(function* (
  state: State,
  channelId: string,
  message: JsonObject
): Effect.fn.Return<PortalMessage, Reply.Refusal> {
  const found = findTemplate(state, channelId, object(message, "whatsappTemplate") ?? {})
  if (found.refusal !== undefined) return yield* Reply.refused(Reply.invalidBody("Invalid WhatsApp template"))
  const category = categoryOf(found.template)
  if (category === "marketing" && !state.features.marketingMessagesLite) {
    const reason =
      "The WABA has not enabled Marketing Messages Lite (MM Lite) and cannot send marketing messages via this API"
    return yield* Reply.refused(Reply.wrapped(500, "MARKETING_MESSAGES_LITE_NOT_ENABLED", reason))
  }
  return { written: { type: "text", text: found.text }, category, isTemplate: true }
})

/** `undefined` where something that the kind needs is missing. */
const writtenOf = (state: State, type: string, message: JsonObject): Written | undefined => {
  switch (type) {
    case "text": {
      const words = text(message, "text")
      return words === undefined ? undefined : { type: "text", text: words }
    }
    case "image": {
      const mediaUrl = text(message, "image")
      return mediaUrl === undefined ? undefined : { type: "photo", text: null, mediaUrl }
    }
    case "block": {
      const block = state.chatbots.flatMap(({ blocks }) => blocks).find(({ id }) => id === message.blockId)
      return block && { type: "chatbot", text: block.name }
    }
    case "products": {
      const products = objects(message, "products") ?? []
      const complete = products.every((product) => needed.every((name) => text(product, name) !== undefined))
      const counted = products.length > 0 && products.length <= 10
      return complete && counted ? { type: "chatbot", text: products.map(({ name }) => name).join(", ") } : undefined
    }
    case "lineFlexMessageTemplates": {
      const templates = objects(message, "lineFlexMessageTemplates") ?? []
      const ids = templates.flatMap((template) => text(template, "templateId") ?? [])
      const counted = templates.length > 0 && templates.length <= 12
      return counted && ids.length === templates.length ? { type: "chatbot", text: ids.join(", ") } : undefined
    }
    default:
      return undefined
  }
}

const needed = ["name", "image", "url", "buttonLabel"]
