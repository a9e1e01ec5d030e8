/**
 * The person at the other end, from the several ways in which WhatsApp names one.
 *
 * A person's id is the number that the report itself has (`from`, of a status `recipient_id`), else the BSUID. `wa_id` is for finding the
 * profile, and for people whom the report does not name: it may be written differently (Brazil, Mexico, Argentina).
 */
import type { ContactId, ContactSnapshot } from "@dragoman/core/domain"
import { fromInternationalDigits, present, toText } from "@dragoman/core/wire"
import { isBsuid, platform, toContactId, toUser } from "../Ids.ts"
import type { Contact } from "../wire/Webhook.ts"
import type { Place } from "./Place.ts"

/** How a report names somebody. */
export interface Named {
  readonly number?: string | null | undefined
  readonly bsuid?: string | null | undefined
}

export interface Person {
  readonly id: ContactId
  readonly contact: ContactSnapshot
}

/** `undefined` where nobody is named and the change does not tell of exactly one person. */
export const toPerson = (place: Place, named: Named): Person | undefined => {
  const number = toText(named.number)
  const bsuid = toText(named.bsuid)
  const profile = findContact(place.contacts, number, bsuid)
  const address = number ?? bsuid ?? toText(profile?.wa_id) ?? toText(profile?.user_id)
  if (address === undefined) return undefined
  const user = toUser(address)
  const id = toContactId(place.channelId, user)
  return { id, contact: toContact(place, id, user, bsuid, profile) }
}

const toContact = (
  { channelId }: Place,
  id: ContactId,
  user: string,
  told: string | undefined,
  profile: Contact | undefined
): ContactSnapshot => {
  const bsuid = told ?? toText(profile?.user_id) ?? (isBsuid(user) ? user : undefined)
  const username = toText(profile?.profile?.username)
  const addresses = bsuid === undefined || bsuid === user ? [user] : [user, bsuid]
  return present({
    id,
    name: toText(profile?.profile?.name) ?? username,
    phone: fromInternationalDigits(user) ?? fromInternationalDigits(toText(profile?.wa_id)),
    identities: addresses.map((address) => ({ channelType: platform, channelId, address }) as const),
    attributes: username === undefined ? undefined : { username }
  })
}

/** By BSUID, else by number, else the only one there is. */
const findContact = (
  contacts: ReadonlyArray<Contact>,
  number: string | undefined,
  bsuid: string | undefined
): Contact | undefined =>
  (bsuid === undefined ? undefined : contacts.find(({ user_id }) => user_id === bsuid)) ??
  (number === undefined ? undefined : contacts.find(({ wa_id, user_id }) => wa_id === number || user_id === number)) ??
  (contacts.length === 1 ? contacts[0] : undefined)
