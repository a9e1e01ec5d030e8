/**
 * The client ("public") API: no token, the inbox's identifier and the contact's source id are the secret. Lists are bare arrays, misses are
 * Rails' own 404, and whatever is posted is incoming.
 */
import { Signature } from "@dragoman/core/webhook"
import { Effect, Redacted } from "effect"
import { attachmentFrom } from "../Blobs.ts"
import { createContactInbox, findContactInbox } from "../changes/ContactInboxes.ts"
import { createContact, updateContact } from "../changes/Contacts.ts"
import { announceTyping, changeConversation, insertConversation, lockedConversation } from "../changes/Conversations.ts"
import { changeMessage, insertMessage, isFlooded } from "../changes/Messages.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Params from "../Params.ts"
import type { ContactInboxRow, ConversationRow, InboxRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import {
  contactRecord,
  isChat,
  publicContact,
  publicConversation,
  publicInbox,
  publicMessage
} from "../render/ClientApi.ts"
import { webhookContact } from "../render/Contact.ts"

const { get, patch, post } = Endpoint

const inInbox = (path: string): `/${string}` => `/public/api/v1/inboxes/:inbox_identifier${path}`

const pageSize = 20

export const clientApiEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inInbox(""), "public", (call) => Effect.map(inboxOf(call), (inbox) => Reply.json(publicInbox(inbox)))),
  post(inInbox("/contacts"), "public", (call) => createVisitor(call)),
  get(inInbox("/contacts/:source_id"), "public", (call) =>
    Effect.map(sessionOf(call), (session) =>
      Reply.json(publicContact(session, call.simulation.state.contacts.need(session.contactId)))
    )
  ),
  patch(inInbox("/contacts/:source_id"), "public", (call) =>
    Effect.gen(function* () {
      const session = yield* sessionOf(call)
      const contact = call.simulation.state.contacts.need(session.contactId)
      yield* updateContact(call.simulation, contact, visitorFields(call.body.params))
      return Reply.json(contactRecord(call.simulation, contact))
    })
  ),
  get(inInbox("/contacts/:source_id/conversations"), "public", (call) =>
    Effect.map(sessionOf(call), (session) => {
      const rows = call.simulation.state.conversations.filter((row) => row.contactInboxId === session.id)
      return Reply.json(rows.map((row) => publicConversation(call.simulation, row)))
    })
  ),
  post(inInbox("/contacts/:source_id/conversations"), "public", (call) =>
    Effect.map(sessionOf(call), (session) => {
      const customAttributes = Params.hash(call.body.params, "custom_attributes")
      const conversation =
        lockedConversation(call.simulation, session) ??
        insertConversation(call.simulation, session, { customAttributes })
      return Reply.json(publicConversation(call.simulation, conversation))
    })
  ),
  get(inInbox("/contacts/:source_id/conversations/:conversation_id"), "public", (call) =>
    Effect.map(conversationOf(call), (row) => Reply.json(publicConversation(call.simulation, row)))
  ),
  post(inInbox("/contacts/:source_id/conversations/:conversation_id/toggle_status"), "public", (call) =>
    Effect.map(conversationOf(call), (row) => {
      changeConversation(call.simulation, row, { status: "resolved" })
      return Reply.json(publicConversation(call.simulation, row))
    })
  ),
  post(inInbox("/contacts/:source_id/conversations/:conversation_id/toggle_typing"), "public", (call) =>
    Effect.map(conversationOf(call), (row) => {
      const status = Params.text(call.body.params, "typing_status")
      const user = webhookContact(call.simulation, call.simulation.state.contacts.need(row.contactId))
      if (status === "on" || status === "off") {
        announceTyping(call.simulation, row, { on: status === "on", user, isPrivate: false })
      }
      return Reply.empty
    })
  ),
  post(inInbox("/contacts/:source_id/conversations/:conversation_id/update_last_seen"), "public", (call) =>
    Effect.map(conversationOf(call), (row) => {
      row.contactLastSeenAt = call.now
      return Reply.empty
    })
  ),
  get(inInbox("/contacts/:source_id/conversations/:conversation_id/messages"), "public", (call) =>
    Effect.map(conversationOf(call), (row) => {
      const before = Number(call.query.get("before") ?? Number.POSITIVE_INFINITY)
      const rows = call.simulation.state.messages.of(row.id).filter((message) => isChat(message) && message.id < before)
      return Reply.json(rows.slice(-pageSize).map((message) => publicMessage(call.simulation, message)))
    })
  ),
  post(inInbox("/contacts/:source_id/conversations/:conversation_id/messages"), "public", (call) => write(call)),
  patch(inInbox("/contacts/:source_id/conversations/:conversation_id/messages/:message_id"), "public", (call) =>
    answer(call)
  )
]

const inboxOf = (call: Endpoint.Call): Effect.Effect<InboxRow, Reply.Refusal> => {
  const identifier = call.path("inbox_identifier")
  const inbox = call.simulation.state.inboxes.find(
    (row) => row.channelType === "Channel::Api" && row.identifier === identifier
  )
  return Reply.orRefuse(inbox, Reply.railsNotFound)
}

const sessionOf = (call: Endpoint.Call): Effect.Effect<ContactInboxRow, Reply.Refusal> =>
  Effect.flatMap(inboxOf(call), (inbox) =>
    Reply.orRefuse(findContactInbox(call.simulation, inbox, call.path("source_id")), Reply.railsNotFound)
  )

const conversationOf = (call: Endpoint.Call): Effect.Effect<ConversationRow, Reply.Refusal> =>
  Effect.flatMap(sessionOf(call), (session) => {
    const row = call.simulation.state.conversations.get(Number(call.path("conversation_id")))
    return row?.contactInboxId === session.id ? Effect.succeed(row) : Effect.fail(Reply.railsNotFound)
  })

const visitorFields = (params: Params.Params) => ({
  name: Params.text(params, "name"),
  email: Params.text(params, "email"),
  phoneNumber: Params.text(params, "phone_number"),
  identifier: Params.text(params, "identifier"),
  avatarUrl: Params.text(params, "avatar_url"),
  customAttributes: Params.hash(params, "custom_attributes")
})

/** A known source id, identifier, address or number is the same person again. */
const createVisitor = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const { contacts } = simulation.state
  const { params } = call.body
  const inbox = yield* inboxOf(call)
  const isVerified = yield* verifiedIdentity(inbox, params)
  const fields = visitorFields(params)
  const sourceId = Params.text(params, "source_id")
  const known = sourceId === undefined ? undefined : findContactInbox(simulation, inbox, sourceId)
  const person =
    known === undefined
      ? contacts.find(
          (row) =>
            (fields.identifier !== undefined && row.identifier === fields.identifier) ||
            (fields.email !== undefined && row.email === fields.email.toLowerCase()) ||
            (fields.phoneNumber !== undefined && row.phoneNumber === fields.phoneNumber)
        )
      : contacts.need(known.contactId)
  const contact = person ?? (yield* createContact(simulation, fields))
  const session = known ?? (yield* createContactInbox(simulation, contact, inbox, sourceId))
  session.hmacVerified ||= isVerified
  return Reply.json(publicContact(session, contact))
})

const identityScheme = Signature.plainHmac({ signatureHeader: "identifier_hash" })

/** `identifier_hash` is the HMAC of the identifier under the inbox's `hmac_token`; wrong is refused, missing only where it is mandatory. */
const verifiedIdentity = Effect.fnUntraced(function* (inbox: InboxRow, params: Params.Params) {
  const given = Params.text(params, "identifier_hash")
  if (given === undefined && !inbox.hmacMandatory) return false
  const body = new TextEncoder().encode(Params.text(params, "identifier") ?? "")
  const expected = yield* Signature.sign(identityScheme, { secret: Redacted.make(inbox.hmacToken), body })
  return given === expected.identifier_hash
    ? true
    : yield* Reply.refuse(401, { error: "HMAC failed: Invalid Identifier Hash Provided" })
})

const write = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const { params } = call.body
  const conversation = yield* conversationOf(call)
  if (isFlooded(simulation, conversation)) {
    return yield* Effect.fail(Reply.invalidRecord([{ attribute: "base", message: "Too many messages" }]))
  }
  const files = Array.isArray(params.attachments) ? params.attachments : []
  const attachments = yield* Effect.forEach(files, (file) => attachmentFrom(simulation.state, file))
  const message = insertMessage(simulation, conversation, {
    type: 0,
    content: Params.text(params, "content") ?? null,
    sender: { type: "Contact", id: conversation.contactId },
    attachments
  })
  return Reply.json(publicMessage(simulation, message))
})

/** How a visitor answers an interactive message. */
const answer = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const conversation = yield* conversationOf(call)
  const message = call.simulation.state.messages.get(Number(call.path("message_id")))
  if (message === undefined || message.conversationId !== conversation.id)
    return yield* Effect.fail(Reply.railsNotFound)
  const submitted = call.body.params.submitted_values
  if (submitted !== undefined) {
    const contentAttributes = { ...message.contentAttributes, submitted_values: submitted }
    changeMessage(call.simulation, message, { contentAttributes })
  }
  return Reply.json(publicMessage(call.simulation, message))
})
