/** What hangs on a contact: its sessions in inboxes, its conversations (never more than 20), labels and files. */
import { Effect } from "effect"
import { seesConversation } from "../Authentication.ts"
import { createContactInbox, derivedSourceId, insertContactInbox } from "../changes/ContactInboxes.ts"
import { changeContact } from "../changes/Contacts.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import * as Reply from "../Reply.ts"
import { slimInbox } from "../render/Contact.ts"
import { conversationOf } from "../render/Conversation.ts"
import { attachmentOf } from "../render/Message.ts"

const { get, inAccount, post } = Endpoint

const shownConversations = 20
const shownAttachments = 100

export const contactRelationEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  post(inAccount("/contacts/:id/contact_inboxes"), "member", (call) => createSession(call)),
  get(inAccount("/contacts/:id/contactable_inboxes"), "member", (call) => contactable(call)),
  get(inAccount("/contacts/:id/conversations"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => {
      const { state } = call.simulation
      const rows = state.conversations
        .filter((row) => row.contactId === contact.id && seesConversation(state, call.caller, row))
        .toSorted((one, other) => other.lastActivityAt - one.lastActivityAt || other.id - one.id)
      return Reply.json({
        payload: rows.slice(0, shownConversations).map((row) => conversationOf(call.simulation, row))
      })
    })
  ),
  get(inAccount("/contacts/:id/labels"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => Reply.json({ payload: contact.labels }))
  ),
  post(inAccount("/contacts/:id/labels"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => {
      changeContact(call.simulation, contact, { labels: Params.texts(call.body.params.labels) })
      return Reply.json({ payload: contact.labels })
    })
  ),
  get(inAccount("/contacts/:id/attachments"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => {
      const { state } = call.simulation
      const files = state.conversations
        .filter((row) => row.contactId === contact.id)
        .flatMap((conversation) =>
          state.messages
            .of(conversation.id)
            .flatMap((message) =>
              message.attachments.map((attachment) => attachmentOf(call.simulation, message.id, attachment))
            )
        )
      return Reply.json({ meta: { total_count: files.length }, payload: files.slice(0, shownAttachments) })
    })
  )
]

const createSession = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const contact = yield* Lookups.contactOfPath(call)
  const inbox = yield* Lookups.inboxFor(simulation, call.caller, Params.integer(call.body.params, "inbox_id"))
  const sourceId = Params.text(call.body.params, "source_id")
  // Without a source_id every call makes another session on channels that invent one.
  const row =
    sourceId === undefined && inbox.channelType === "Channel::Api"
      ? insertContactInbox(simulation, contact, inbox, simulation.state.random.uuid())
      : yield* createContactInbox(simulation, contact, inbox, sourceId)
  return Reply.json({ source_id: row.sourceId, inbox: slimInbox(inbox) })
})

/** The inboxes that could reach the contact, with the source id each would use. */
const contactable = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const contact = yield* Lookups.contactOfPath(call)
  const payload: Array<object> = []
  for (const inbox of simulation.state.inboxes.all()) {
    const known = simulation.state.contactInboxes.ofContact(contact.id).findLast((row) => row.inboxId === inbox.id)
    // A widget can only be continued, never started, from outside.
    if (known === undefined && inbox.channelType === "Channel::WebWidget") continue
    const derived = yield* Effect.option(derivedSourceId(simulation, contact, inbox))
    const sourceId = known?.sourceId ?? (derived._tag === "Some" ? derived.value : undefined)
    if (sourceId !== undefined) payload.push({ inbox: slimInbox(inbox), source_id: sourceId })
  }
  return Reply.json({ payload })
})
