/** A contact's sessions in inboxes: which `source_id` a channel accepts, derives, or refuses (`contact_inbox_builder.rb`). */
import { Effect } from "effect"
import type { ContactInboxRow, ContactRow, InboxRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"

/** Finds the contact's session of that `source_id` or makes it. One that another contact owns breaks a unique index: 500. */
export const createContactInbox = (
  simulation: Simulation,
  contact: ContactRow,
  inbox: InboxRow,
  sourceId: string | undefined
): Effect.Effect<ContactInboxRow, Reply.Refusal> =>
  Effect.flatMap(acceptedSourceId(simulation, contact, inbox, sourceId), (accepted) => {
    const owned = findContactInbox(simulation, inbox, accepted)
    if (owned === undefined) return Effect.succeed(insertContactInbox(simulation, contact, inbox, accepted))
    return owned.contactId === contact.id ? Effect.succeed(owned) : Effect.fail(Reply.internalServerError)
  })

export const findContactInbox = (
  { state }: Simulation,
  inbox: InboxRow,
  sourceId: string
): ContactInboxRow | undefined => state.contactInboxes.bySource(inbox.id, sourceId)

export const insertContactInbox = (
  { now, state }: Simulation,
  contact: ContactRow,
  inbox: InboxRow,
  sourceId: string
): ContactInboxRow =>
  state.contactInboxes.insert((id) => ({
    id,
    contactId: contact.id,
    inboxId: inbox.id,
    sourceId,
    pubsubToken: state.random.token(24),
    hmacVerified: false,
    createdAt: now()
  }))

/** The `source_id` that this channel would give the contact, or why it cannot. */
export const derivedSourceId = (
  { state }: Simulation,
  contact: ContactRow,
  inbox: InboxRow
): Effect.Effect<string, Reply.Refusal> => {
  switch (inbox.channelType) {
    case "Channel::Api":
    case "Channel::WebWidget":
      return Effect.succeed(state.random.uuid())
    case "Channel::Email":
      return needed(contact.email, "contact email")
    case "Channel::Whatsapp":
      return Effect.map(needed(contact.phoneNumber, "contact phone number"), (phone) => phone.replace(/^\+/, ""))
    case "Channel::Sms":
    case "Channel::TwilioSms":
      return needed(contact.phoneNumber, "contact phone number")
    default:
      return Effect.fail(Reply.internalServerError)
  }
}

const needed = (value: string | null, name: string): Effect.Effect<string, Reply.Refusal> =>
  value === null || value === "" ? Effect.fail(Reply.missingParameter(name)) : Effect.succeed(value)

const acceptedSourceId = (
  simulation: Simulation,
  contact: ContactRow,
  inbox: InboxRow,
  sourceId: string | undefined
): Effect.Effect<string, Reply.Refusal> => {
  if (sourceId === undefined) return derivedSourceId(simulation, contact, inbox)
  const rule = sourceIdRules[inbox.channelType]
  if (rule === undefined || rule.form.test(sourceId)) return Effect.succeed(sourceId)
  const message = `Source invalid source id for ${rule.channel} inbox. valid Regex ${rule.form.source}`
  return Effect.fail(Reply.invalidRecord([{ attribute: "source_id", message }]))
}

const sourceIdRules: Partial<Record<InboxRow["channelType"], { readonly channel: string; readonly form: RegExp }>> = {
  "Channel::Whatsapp": { channel: "whatsapp", form: /^\d{1,15}$/ },
  "Channel::TwilioSms": { channel: "twilio sms", form: /^\+\d{1,15}$/ },
  "Channel::Email": { channel: "email", form: /^[^@\s]+@[^@\s]+$/ }
}
