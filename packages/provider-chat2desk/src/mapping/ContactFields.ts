/**
 * What a program says of a contact, as the body of `PUT /clients/<id>`. The inverse of `Contact.ts`; pure. A picture, a note and an e-mail
 * address cannot be written there: an address is what a client is made of, the other two come from the messenger and the operators.
 */
import type { Contact, ContactInput, ContactPatch } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { type FieldNames, fromAttributes, fromValue } from "./CustomFields.ts"

/** The body; `{}` where nothing of it is said. `assigned_phone` keeps its `+`, without which it would not be read back as a number. */
export const fromContactPatch = ({ attributes, blocked, externalId, name, phone }: ContactPatch, names: FieldNames) =>
  present({
    nickname: name,
    assigned_phone: phone,
    custom_fields: attributes === undefined || attributes === null ? undefined : fromAttributes(attributes, names),
    external_id: externalId,
    ban_status: blocked === undefined ? undefined : blocked === true ? (1 as const) : (0 as const)
  })

/** What Chat2Desk cannot keep of a contact: nothing is left out silently. */
export const contactIssues = (
  { attributes, avatarUrl, note }: ContactPatch,
  names: FieldNames
): ReadonlyArray<{ readonly field: string; readonly message: string }> => [
  ...(avatarUrl === undefined ? [] : [{ field: "avatarUrl", message: "pictures come from the messenger" }]),
  ...(note === undefined ? [] : [{ field: "note", message: "the comment is written on the site only" }]),
  ...Object.keys(attributes ?? {})
    .filter((name) => names.numberOf(name) === undefined)
    .map((name) => ({ field: `attributes.${name}`, message: "the account has no custom field of this name" }))
]

/** What of an input a contact is not yet: the least that has to be written. */
export const contactDifference = (input: ContactInput, contact: Contact): ContactPatch => {
  const unlike = <A>(wanted: A | undefined, is: A | undefined): A | undefined => (wanted === is ? undefined : wanted)
  const changed = Object.entries(input.attributes ?? {}).filter(
    ([name, value]) => fromValue(value) !== fromValue(contact.attributes?.[name])
  )
  return present({
    name: unlike(input.name, contact.name),
    email: unlike(input.email?.toLowerCase(), contact.email?.toLowerCase()) === undefined ? undefined : input.email,
    phone: unlike(input.phone, contact.phone),
    externalId: unlike(input.externalId, contact.externalId),
    avatarUrl: unlike(input.avatarUrl, contact.avatarUrl),
    blocked:
      contact.blocked === undefined && input.blocked === false ? undefined : unlike(input.blocked, contact.blocked),
    note: unlike(input.note, contact.note),
    attributes: changed.length === 0 ? undefined : Object.fromEntries(changed)
  })
}
