/** Creating, changing, merging and deleting contacts, with the validations and the webhooks that follow. */
import { Effect } from "effect"
import type { ContactRow, Hash } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { webhookContact } from "../render/Contact.ts"
import type { Simulation } from "../Simulation.ts"
import { iso, isoOrNull } from "../Times.ts"
import { applied, assign, type Changes } from "./Changes.ts"

/** What a caller may set. `undefined`: not told; `null`: nothing. */
export interface ContactFields {
  readonly name?: string | undefined
  readonly email?: string | null | undefined
  readonly phoneNumber?: string | null | undefined
  readonly identifier?: string | null | undefined
  readonly avatarUrl?: string | undefined
  readonly blocked?: boolean | undefined
  readonly additionalAttributes?: Hash | undefined
  readonly customAttributes?: Hash | undefined
}

/** Resolved contacts are those the list and the filter show. */
export const isResolved = (contact: ContactRow): boolean =>
  [contact.email, contact.phoneNumber, contact.identifier].some((value) => value !== null && value !== "")

export const createContact = (
  simulation: Simulation,
  fields: ContactFields
): Effect.Effect<ContactRow, Reply.Refusal> => {
  const problems = problemsOf(simulation, fields, undefined)
  return problems.length > 0
    ? Effect.fail(Reply.invalidRecord(problems))
    : Effect.succeed(insertContact(simulation, fields))
}

export const insertContact = (simulation: Simulation, fields: ContactFields): ContactRow => {
  const now = simulation.now()
  const contact = simulation.state.contacts.insert((id) => ({
    id,
    name: fields.name ?? "",
    email: fields.email?.toLowerCase() ?? null,
    phoneNumber: fields.phoneNumber ?? null,
    identifier: fields.identifier ?? null,
    avatarUrl: fields.avatarUrl ?? "",
    blocked: fields.blocked ?? false,
    online: false,
    additionalAttributes: fields.additionalAttributes ?? {},
    customAttributes: fields.customAttributes ?? {},
    labels: [],
    lastActivityAt: null,
    createdAt: now,
    updatedAt: now
  }))
  publish(simulation, "contact_created", contact)
  return contact
}

/** Hashes are merged, one level deep; everything else replaces. */
export const updateContact = (
  simulation: Simulation,
  contact: ContactRow,
  fields: ContactFields
): Effect.Effect<ContactRow, Reply.Refusal> => {
  const problems = problemsOf(simulation, fields, contact.id)
  if (problems.length > 0) return Effect.fail(Reply.invalidRecord(problems))
  changeContact(simulation, contact, {
    ...fields,
    email: typeof fields.email === "string" ? fields.email.toLowerCase() : fields.email,
    additionalAttributes: merged(contact.additionalAttributes, fields.additionalAttributes),
    customAttributes: merged(contact.customAttributes, fields.customAttributes)
  })
  return Effect.succeed(contact)
}

const merged = (old: Hash, patch: Hash | undefined): Hash | undefined =>
  patch === undefined ? undefined : { ...old, ...patch }

/** Writes and announces; nothing changed means nothing is announced. */
export const changeContact = (
  simulation: Simulation,
  contact: ContactRow,
  patch: ContactFields & {
    readonly labels?: ReadonlyArray<string>
    readonly lastActivityAt?: number
    readonly online?: boolean
  }
): void => {
  const changes = applied(
    () => columns(contact),
    () => assign(contact, patch)
  )
  if (changes.length === 0) return
  const previous = contact.updatedAt
  contact.updatedAt = simulation.now()
  publish(simulation, "contact_updated", contact, [
    ...changes,
    { updated_at: { previous_value: iso(previous), current_value: iso(contact.updatedAt) } }
  ])
}

/** The mergee's conversations, sessions and messages go to the base contact, and its values fill the base's gaps. */
export const mergeContacts = (simulation: Simulation, base: ContactRow, mergee: ContactRow): ContactRow => {
  const { state } = simulation
  if (base.id === mergee.id) return base
  state.contactInboxes.move(mergee.id, base.id)
  for (const row of state.conversations.filter((one) => one.contactId === mergee.id)) row.contactId = base.id
  for (const row of state.messages.filter((one) => one.senderType === "Contact" && one.senderId === mergee.id)) {
    row.senderId = base.id
  }
  state.contacts.remove(mergee.id)
  changeContact(simulation, base, {
    name: base.name === "" ? mergee.name : base.name,
    email: base.email ?? mergee.email,
    phoneNumber: base.phoneNumber ?? mergee.phoneNumber,
    identifier: base.identifier ?? mergee.identifier,
    additionalAttributes: { ...mergee.additionalAttributes, ...base.additionalAttributes },
    customAttributes: { ...mergee.customAttributes, ...base.customAttributes }
  })
  return base
}

export const deleteContact = ({ state }: Simulation, contact: ContactRow): void => {
  for (const conversation of state.conversations.filter((row) => row.contactId === contact.id)) {
    state.messages.removeOf(conversation.id)
    state.conversations.remove(conversation.id)
  }
  state.contactInboxes.removeOf(contact.id)
  state.contacts.remove(contact.id)
}

const publish = (simulation: Simulation, event: string, contact: ContactRow, changes?: Changes): void =>
  simulation.publish({
    event,
    audience: ["account"],
    payload: () => ({
      ...webhookContact(simulation, contact),
      ...(changes === undefined ? {} : { changed_attributes: changes })
    })
  })

const columns = (contact: ContactRow): Hash => ({
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber,
  identifier: contact.identifier,
  blocked: contact.blocked,
  additional_attributes: contact.additionalAttributes,
  custom_attributes: contact.customAttributes,
  label_list: contact.labels,
  last_activity_at: isoOrNull(contact.lastActivityAt)
})

/** ISO phone numbers, e-mail addresses and unique keys, in the order in which the model declares them. */
const problemsOf = ({ state }: Simulation, fields: ContactFields, selfId: number | undefined) => {
  const taken = (matches: (row: ContactRow) => boolean) =>
    state.contacts.find((row) => row.id !== selfId && matches(row)) !== undefined
  const { email, identifier, name, phoneNumber } = fields
  const problems: Array<{ readonly attribute: string; readonly message: string }> = []
  const add = (attribute: string, message: string) => problems.push({ attribute, message })
  if (name !== undefined && name.length > 255) add("name", "Name is too long (maximum is 255 characters)")
  if (present(email)) {
    if (taken((row) => row.email === email.toLowerCase())) add("email", "Email has already been taken")
    if (!/^[^@\s]+@[^@\s.]+\.[^@\s]+$/.test(email)) add("email", "Email Invalid email")
  }
  if (present(identifier) && taken((row) => row.identifier === identifier)) {
    add("identifier", "Identifier has already been taken")
  }
  if (present(phoneNumber)) {
    if (taken((row) => row.phoneNumber === phoneNumber)) add("phone_number", "Phone number has already been taken")
    if (!/^\+[1-9]\d{1,14}$/.test(phoneNumber)) add("phone_number", "Phone number should be in e164 format")
  }
  return problems
}

const present = (value: string | null | undefined): value is string =>
  value !== null && value !== undefined && value !== ""
