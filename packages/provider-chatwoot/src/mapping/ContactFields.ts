/** What a program says of a contact, as the body of a request. The inverse of `Contact.ts`; pure. Source: chatwoot-wire 3.1. */
import type { Contact, ContactInput, ContactPatch } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"

export const fromContactInput = (input: ContactInput) =>
  present({
    name: input.name,
    email: input.email,
    phone_number: input.phone,
    identifier: input.externalId,
    blocked: input.blocked,
    avatar_url: input.avatarUrl,
    additional_attributes: input.note === undefined ? undefined : { description: input.note },
    custom_attributes: input.attributes
  })

/**
 * `null` clears a field; a name and a note are cleared by an empty text, because the server ignores or keeps `null` there. Attributes that
 * are `null` are removed by a call of their own and are not in it.
 */
export const fromContactPatch = (patch: ContactPatch) => {
  const kept = Object.entries(patch.attributes ?? {}).filter(([, value]) => value !== null)
  return present({
    name: patch.name === null ? "" : patch.name,
    email: patch.email,
    phone_number: patch.phone,
    identifier: patch.externalId,
    blocked: patch.blocked === null ? false : patch.blocked,
    avatar_url: patch.avatarUrl ?? undefined,
    additional_attributes: patch.note === undefined ? undefined : { description: patch.note ?? "" },
    custom_attributes: kept.length === 0 ? undefined : Object.fromEntries(kept)
  })
}

/** What of an input a contact is not yet: the least that has to be written. A picture is always new, the server keeps its own copy. */
export const contactDifference = (input: ContactInput, contact: Contact): ContactPatch => {
  const { attributes, avatarUrl, blocked, email, externalId, name, note, phone } = input
  const unlike = <A>(wanted: A | undefined, is: A | undefined): A | undefined => (wanted === is ? undefined : wanted)
  const changed = Object.entries(attributes ?? {}).filter(([key, value]) => !isSame(value, contact.attributes?.[key]))
  return present({
    name: unlike(name, contact.name),
    email: unlike(email?.toLowerCase(), contact.email?.toLowerCase()) === undefined ? undefined : email,
    phone: unlike(phone, contact.phone),
    externalId: unlike(externalId, contact.externalId),
    blocked: unlike(blocked, contact.blocked),
    note: unlike(note, contact.note),
    avatarUrl,
    attributes: changed.length === 0 ? undefined : Object.fromEntries(changed)
  })
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
