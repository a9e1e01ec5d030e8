/** Where a report was found: the number it is about, the account, and the people that the same change tells of. */
import type { ChannelId, ChannelReference, Timestamp } from "@dragoman/core/domain"
import { type Fact, fitOf, fromEpochMillis, toText, toTimestamp, unknownFact } from "@dragoman/core/wire"
import { Predicate } from "effect"
import { platform, toChannelId } from "../Ids.ts"
import { Contact, type Metadata, ReportedError } from "../wire/Webhook.ts"

/** What holds for everything in one change. */
export interface Place {
  readonly metadata: Metadata
  readonly channelId: ChannelId
  readonly channel: ChannelReference
  readonly contacts: ReadonlyArray<Contact>
  /** The WhatsApp Business Account's id. */
  readonly vendorAccount: string | undefined
  /** Something in the same change could not be processed: then bodies may be missing. */
  readonly hasErrors: boolean
}

export const toPlace = (
  value: { readonly metadata: Metadata; readonly contacts?: ReadonlyArray<unknown> | null; readonly errors?: unknown },
  vendorAccount: string | undefined
): Place => {
  const channelId = toChannelId(value.metadata.display_phone_number)
  return {
    metadata: value.metadata,
    channelId,
    channel: { id: channelId, type: platform },
    contacts: (value.contacts ?? []).filter(contactFit.is),
    vendorAccount,
    hasErrors: Array.isArray(value.errors) && value.errors.length > 0
  }
}

/** The smallest object that is the fact: the vendor's own, with the metadata that says whose number it is about. */
export const rawOf = (own: unknown, { metadata }: Place): unknown =>
  Predicate.isObject(own) ? { ...own, metadata } : own

/** An element that does not fit, or that nobody documented: kept whole, and no other pays for it. */
export const unreadFact = (own: unknown, place: Place, problem: string, name: string): Fact => ({
  ...unknownFact(rawOf(own, place), problem, name),
  vendorAccount: place.vendorAccount
})

/** People of the same change who cannot be read. */
export const unreadContacts = (
  contacts: ReadonlyArray<unknown> | null | undefined,
  place: Place
): ReadonlyArray<Fact> => {
  if (contacts === null || contacts === undefined || contacts.length === place.contacts.length) return []
  return contacts.flatMap((contact, index) =>
    contactFit.is(contact)
      ? []
      : [unreadFact(contact, place, contactFit.problem(contact, `contacts.${index}`), "contacts")]
  )
}

/** A time as Meta writes it (text of seconds), as some forwarders do (a number, milliseconds), or none where it cannot be read. */
export const timeOf = (timestamp: unknown): Timestamp | undefined => {
  if (typeof timestamp !== "number" && typeof timestamp !== "string") return undefined
  return /^\d{13}$/.test(String(timestamp)) ? fromEpochMillis(Number(timestamp)) : toTimestamp(timestamp)
}

/** The first error, in the fullest words there are. */
export const errorOf = (errors: unknown): { readonly code?: string; readonly reason: string } | undefined => {
  const error: unknown = Array.isArray(errors) ? errors[0] : undefined
  if (!errorFit.is(error)) return undefined
  const { code, details, error_data, message, title } = error
  const reason = toText(error_data?.details) ?? toText(details) ?? toText(message) ?? toText(title)
  const known = code === null || code === undefined ? undefined : String(code)
  if (known === undefined) return reason === undefined ? undefined : { reason }
  return { code: known, reason: reason ?? `error ${known}` }
}

const contactFit = fitOf(Contact)
const errorFit = fitOf(ReportedError)
