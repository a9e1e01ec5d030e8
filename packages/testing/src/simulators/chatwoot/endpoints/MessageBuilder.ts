/** From the parameters of "create a message" to a message (`message_builder.rb`). Whatever is wrong answers 422 under `error`. */
import { Effect } from "effect"
import { toJsonObject } from "../../JsonObjects.ts"
import type { Caller } from "../Authentication.ts"
import { attachmentFrom } from "../Blobs.ts"
import { invalidItems } from "../ContentAttributes.ts"
import { insertMessage, isFlooded, type MessageFields } from "../changes/Messages.ts"
import { renderLiquid } from "../Liquid.ts"
import * as Params from "../Params.ts"
import type { ConversationRow, Hash, MessageRow, MessageType } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"

const maximumLength = 150_000
const maximumAttachments = 15

const contentTypes = [
  "text",
  "input_text",
  "input_textarea",
  "input_email",
  "input_select",
  "cards",
  "form",
  "article",
  "incoming_email",
  "input_csat",
  "integrations",
  "sticker",
  "voice_call"
]
const typeWords: ReadonlyArray<string> = ["incoming", "outgoing", "activity", "template"]

export const addMessage = Effect.fnUntraced(function* (
  simulation: Simulation,
  conversation: ConversationRow,
  caller: Caller,
  params: Params.Params
): Effect.fn.Return<MessageRow, Reply.Refusal> {
  const inbox = simulation.state.inboxes.need(conversation.inboxId)
  const type = yield* messageType(params.message_type)
  if (params.message_type === "incoming" && inbox.channelType !== "Channel::Api") {
    return yield* Effect.fail(Reply.unprocessable("Incoming messages are only allowed in Api inboxes"))
  }
  const fields: MessageFields = {
    type,
    content: contentOf(simulation, conversation, caller, params, type),
    sender: senderOf(simulation, conversation, caller, params),
    contentType: Params.text(params, "content_type") ?? "text",
    contentAttributes: {
      ...withReply(simulation, conversation, contentAttributesOf(params)),
      ...(inbox.channelType === "Channel::Email" ? recipientsOf(params) : {})
    },
    additionalAttributes: additionalAttributesOf(params),
    private: Params.truthy(params.private),
    sourceId: Params.text(params, "source_id") ?? null
  }
  const problem = problemOf(simulation, conversation, params, fields)
  if (problem !== undefined) return yield* Effect.fail(Reply.unprocessable(problem))
  const attachments = yield* Effect.forEach(filesOf(params), (file) => attachmentFrom(simulation.state, file))
  return insertMessage(simulation, conversation, { ...fields, attachments })
})

/** Words are meant. An integer gets through too, but then nobody checks it and the sender is the contact. */
const messageType = (value: unknown): Effect.Effect<MessageType, Reply.Refusal> => {
  if (value === undefined || value === null || value === "") return Effect.succeed(1)
  const index = typeof value === "number" ? value : typeWords.indexOf(String(value))
  return index === 0 || index === 1 || index === 2 || index === 3
    ? Effect.succeed(index)
    : Effect.fail(Reply.unprocessable(`'${String(value)}' is not a valid message_type`))
}

const contentOf = (
  { state }: Simulation,
  conversation: ConversationRow,
  caller: Caller,
  params: Params.Params,
  type: MessageType
): string | null => {
  const value = params.content
  if (value === undefined || value === null) return null
  const text = typeof value === "string" ? value : String(value)
  if (type !== 1 && type !== 3) return text
  const contact = state.contacts.need(conversation.contactId)
  return renderLiquid(text, {
    "contact.name": contact.name,
    "contact.first_name": contact.name.split(" ")[0] ?? "",
    "contact.last_name": contact.name.split(" ").slice(1).join(" "),
    "contact.email": contact.email ?? "",
    "contact.phone_number": contact.phoneNumber ?? "",
    "agent.name": caller.type === "user" ? caller.user.name : "",
    "conversation.display_id": String(conversation.id),
    "inbox.name": state.inboxes.need(conversation.inboxId).name
  })
}

/** The token's owner writes what goes out, the contact everything else. A user may post as a bot. */
const senderOf = (
  { state }: Simulation,
  conversation: ConversationRow,
  caller: Caller,
  params: Params.Params
): MessageFields["sender"] => {
  const type = params.message_type ?? "outgoing"
  if (type !== "outgoing" && type !== "") return { type: "Contact", id: conversation.contactId }
  const botId = params.sender_type === "AgentBot" ? Params.integer(params, "sender_id") : undefined
  if (botId !== undefined && state.agentBots.get(botId) !== undefined) return { type: "AgentBot", id: botId }
  if (caller.type === "user") return { type: "User", id: caller.user.id }
  return caller.type === "bot" ? { type: "AgentBot", id: caller.bot.id } : null
}

/** An object, or JSON in a form field; a string that is not JSON silently becomes nothing. */
const contentAttributesOf = (params: Params.Params): Hash => {
  const value = params.content_attributes
  const parsed = typeof value === "string" ? toJsonObject(value) : value
  const externalCreatedAt = params.external_created_at
  return {
    ...(Params.isHash(parsed) ? parsed : {}),
    ...(externalCreatedAt === undefined || externalCreatedAt === null ? {} : { external_created_at: externalCreatedAt })
  }
}

/** Recipients of an e-mail come as comma strings and are kept as lists. */
const recipientsOf = (params: Params.Params): Hash =>
  Object.fromEntries(
    ["cc_emails", "bcc_emails", "to_emails"].flatMap((key) => {
      const given = Params.text(params, key)
      return given === undefined ? [] : [[key, given.split(",").map((address) => address.trim())]]
    })
  )

/** A quoted message is named by its id or its source id, and stored under both. */
const withReply = ({ state }: Simulation, conversation: ConversationRow, attributes: Hash): Hash => {
  const { in_reply_to: id, in_reply_to_external_id: sourceId } = attributes
  if (id === undefined && sourceId === undefined) return attributes
  const quoted = state.messages
    .of(conversation.id)
    .find((message) => (id === undefined ? message.sourceId === sourceId : message.id === Number(id)))
  return { ...attributes, in_reply_to: quoted?.id ?? null, in_reply_to_external_id: quoted?.sourceId ?? null }
}

const additionalAttributesOf = (params: Params.Params): Hash => {
  if (params.template_params !== undefined) return { template_params: params.template_params }
  return params.campaign_id === undefined ? {} : { campaign_id: params.campaign_id }
}

const filesOf = (params: Params.Params): ReadonlyArray<unknown> => {
  const files = params.attachments
  return Array.isArray(files) ? files : []
}

const problemOf = (
  simulation: Simulation,
  conversation: ConversationRow,
  params: Params.Params,
  fields: MessageFields
): string | undefined => {
  const contentType = fields.contentType ?? "text"
  if (!contentTypes.includes(contentType)) return `'${contentType}' is not a valid content_type`
  if (isFlooded(simulation, conversation)) return "Validation failed: Too many messages"
  if ((fields.content?.length ?? 0) > maximumLength) {
    return `Validation failed: Content is too long (maximum is ${maximumLength} characters)`
  }
  if (filesOf(params).length > maximumAttachments) return "Validation failed: Attachments exceeded maximum allowed"
  const template = params.template_params
  if (template !== undefined && !(Params.isHash(template) && typeof template.name === "string")) {
    return "Validation failed: Additional attributes template_params must be of type hash with a name"
  }
  const items = invalidItems(contentType, fields.contentAttributes ?? {})
  return items === undefined ? undefined : `Validation failed: Content attributes ${items}`
}
