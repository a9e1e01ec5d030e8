/** What a program says of a contact, as the body of a request. The inverse of `Contact.ts`; pure. */
import type { Contact, ContactInput, ContactPatch, PhoneNumber } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import type { ContactUpsert } from "../api/Contacts.ts"
import { type AttributeInput, type AttributeSource, clearing, fromValue } from "./Attributes.ts"

/** The body of an upsert. */
export type ContactBody = typeof ContactUpsert.Type

/**
 * `null` clears a field by an empty text, as which replies show one that is not set. `known`: the attributes that the contact has, whose types
 * say how one is cleared.
 */
export const fromContactPatch = (
  patch: ContactPatch & Pick<ContactInput, "tags">,
  known?: ReadonlyArray<AttributeSource> | null
): ContactBody =>
  present({
    name: orEmpty(patch.name),
    email: orEmpty(patch.email),
    phone: patch.phone === null ? "" : patch.phone === undefined ? undefined : fromPhone(patch.phone),
    memberId: orEmpty(patch.externalId),
    note: orEmpty(patch.note),
    tags: patch.tags,
    customAttributes: fromAttributes(patch.attributes ?? {}, known)
  })

/** Omnichat writes numbers as digits. */
export const fromPhone = (phone: PhoneNumber): string => phone.replace("+", "")

/** What is wrong with one field. */
interface Issue {
  readonly field: string
  readonly message: string
}

/** What of a patch Omnichat has no place for. Nothing of it is left out silently. */
export const contactIssues = (patch: ContactPatch): ReadonlyArray<Issue> => {
  const issues: Array<Issue> = []
  if (patch.avatarUrl !== undefined && patch.avatarUrl !== null) {
    issues.push({ field: "avatarUrl", message: "Omnichat takes no pictures" })
  }
  if (patch.blocked === true) {
    issues.push({
      field: "blocked",
      message: "Omnichat has no blocking; a subscription ends by client.contacts.upsert"
    })
  }
  for (const [name, value] of Object.entries(patch.attributes ?? {})) {
    if (value !== null && fromValue(value) === undefined) {
      issues.push({ field: `attributes.${name}`, message: "must be a text, a number or a boolean" })
    }
  }
  return issues
}

/** What of an input a contact is not yet: the least that has to be written. */
export const contactDifference = (input: ContactInput, contact: Contact): ContactPatch & Pick<ContactInput, "tags"> => {
  const { attributes, email, externalId, name, note, phone, tags } = input
  const unlike = <A>(wanted: A | undefined, is: A | undefined): A | undefined => (wanted === is ? undefined : wanted)
  const changed = Object.entries(attributes ?? {}).filter(([key, value]) => value !== contact.attributes?.[key])
  return present({
    name: unlike(name, contact.name),
    email: unlike(email, contact.email),
    phone: unlike(phone, contact.phone),
    externalId: unlike(externalId, contact.externalId),
    note: unlike(note, contact.note),
    tags: tags === undefined || isSameSet(tags, contact.tags ?? []) ? undefined : tags,
    attributes: changed.length === 0 ? undefined : Object.fromEntries(changed)
  })
}

const orEmpty = (text: string | null | undefined): string | undefined => (text === null ? "" : text)

const fromAttributes = (
  attributes: Readonly<Record<string, unknown>>,
  known: ReadonlyArray<AttributeSource> | null | undefined
): ReadonlyArray<AttributeInput> | undefined => {
  const inputs = Object.entries(attributes).flatMap(([key, value]) => {
    const written = fromValue(value)
    if (value === null) return [clearing(key, known)]
    return written === undefined ? [] : [{ key, value: written }]
  })
  return inputs.length === 0 ? undefined : inputs
}

const isSameSet = (one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean =>
  new Set([...one, ...other]).size === new Set(one).size && new Set(one).size === new Set(other).size
