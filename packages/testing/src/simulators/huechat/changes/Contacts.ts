/** Making, changing and deleting contacts, each with its event. */
import type { ContactRow, Hash } from "../Records.ts"
import { toContactEvent, toCurrentContact, toDeletedContact } from "../render/Contact.ts"
import type { Simulation } from "../Simulation.ts"
import { applied, assign } from "./Changes.ts"

export interface ContactPatch {
  readonly name?: string | undefined
  readonly email?: string | null | undefined
  readonly phoneNumber?: string | null | undefined
  readonly identifier?: string | null | undefined
  readonly blocked?: boolean | undefined
  readonly additionalAttributes?: Hash | undefined
  readonly customAttributes?: Hash | undefined
}

export const insertContact = (simulation: Simulation, fields: ContactPatch): ContactRow => {
  const now = simulation.now()
  const contact = simulation.state.contacts.insert((id) => ({
    id,
    name: fields.name ?? fields.email ?? fields.phoneNumber ?? "",
    email: fields.email ?? null,
    phoneNumber: fields.phoneNumber ?? null,
    identifier: fields.identifier ?? null,
    blocked: fields.blocked ?? false,
    availability: "offline",
    additionalAttributes: fields.additionalAttributes ?? {},
    customAttributes: fields.customAttributes ?? {},
    lastActivityAt: null,
    createdAt: now,
    updatedAt: now
  }))
  simulation.publish({ event: "contact.created", data: toContactEvent(contact) })
  return contact
}

export const changeContact = (simulation: Simulation, contact: ContactRow, patch: ContactPatch): void => {
  const changes = applied(
    () => fields(contact),
    () => assign(contact, patch)
  )
  if (Object.keys(changes).length === 0) return
  contact.updatedAt = simulation.now()
  const data = { id: contact.id, changes, current: toCurrentContact(contact) }
  simulation.publish({ event: "contact.updated", data })
}

/** What the contact took part in goes with them. */
export const deleteContact = (simulation: Simulation, contact: ContactRow): void => {
  const { state } = simulation
  for (const conversation of state.conversations.filter(({ contactId }) => contactId === contact.id)) {
    dropConversation(simulation, conversation.id)
  }
  for (const list of state.contactLists.values()) list.memberIds.delete(contact.id)
  for (const [id, ticket] of state.tickets) if (ticket.contactId === contact.id) state.tickets.delete(id)
  for (const [id, deal] of state.deals) if (deal.contactId === contact.id) state.deals.delete(id)
  state.contacts.remove(contact.id)
  simulation.publish({ event: "contact.deleted", data: toDeletedContact(contact, simulation.now()) })
}

/** A conversation with its messages and files. No event tells of it. */
export const dropConversation = ({ state }: Simulation, conversationId: number): void => {
  for (const message of state.histories.get(conversationId) ?? []) {
    for (const { id } of message.attachments) state.attachments.remove(id)
    state.messages.remove(message.id)
  }
  state.histories.delete(conversationId)
  state.conversations.remove(conversationId)
}

const fields = (contact: ContactRow): Hash => ({
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber,
  identifier: contact.identifier,
  blocked: contact.blocked,
  additional_attributes: contact.additionalAttributes,
  custom_attributes: contact.customAttributes
})
