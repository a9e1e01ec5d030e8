/** Contacts as lists show them and as webhooks tell of them, and the few fields by which other objects name one. */
import type { ContactRow } from "../Records.ts"
import { unix, unixOrNull } from "../Times.ts"

/** As the example of the list: `contact_inboxes`, which the text promises, is not in it. */
export const toContact = (contact: ContactRow) => ({
  id: contact.id,
  ...profile(contact),
  availability_status: contact.availability,
  additional_attributes: contact.additionalAttributes,
  custom_attributes: contact.customAttributes,
  last_activity_at: unixOrNull(contact.lastActivityAt),
  created_at: unix(contact.createdAt)
})

/** `contact.created`. */
export const toContactEvent = (contact: ContactRow) => ({
  id: contact.id,
  ...profile(contact),
  additional_attributes: contact.additionalAttributes,
  custom_attributes: contact.customAttributes,
  created_at: unix(contact.createdAt),
  updated_at: unix(contact.updatedAt)
})

/** `current` of `contact.updated`. */
export const toCurrentContact = ({ customAttributes, email, id, name, phoneNumber }: ContactRow) => ({
  id,
  name,
  email,
  phone_number: phoneNumber,
  custom_attributes: customAttributes
})

/** `contact.deleted`. */
export const toDeletedContact = ({ id, name, phoneNumber }: ContactRow, deletedAt: number) => ({
  id,
  name,
  phone_number: phoneNumber,
  deleted_at: unix(deletedAt)
})

/** Who is meant, in lists of conversations, tickets and deals. */
export const toContactReference = ({ email, id, name }: ContactRow) => ({ id, name, email })

const profile = (contact: ContactRow) => ({
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber,
  identifier: contact.identifier,
  blocked: contact.blocked,
  thumbnail: ""
})
