/**
 * `contacts.find`: the search matches parts of four fields in any case, so that what comes back is compared here once more. Numbers are searched
 * for as digits, as the vendor compares them; a key of one character is too short to be searched for, and looked for in the list.
 */
import type { Contact } from "@dragoman/core/domain"
import type { ContactKey, ProviderError } from "@dragoman/core/provider"
import { Effect, type Option, Stream } from "effect"
import { unsupported } from "../HueChatErrors.ts"
import { toReachable } from "../mapping/ContactFields.ts"
import { contactRows, searchRows, toEntity } from "./ContactRows.ts"
import type { HueChatAccount } from "./HueChatAccount.ts"

/** The shortest text that HueChat searches for. */
export const shortestSearch = 2

export const findContact = (
  account: HueChatAccount
): ((by: ContactKey) => Effect.Effect<Option.Option<Contact>, ProviderError>) => {
  const first = (text: string, fits: (contact: Contact) => boolean) => {
    const rows = text.length < shortestSearch ? contactRows(account) : searchRows(account, text)
    return Stream.runHead(Stream.filter(Stream.map(rows, toEntity), fits))
  }
  const byPhone = (phone: string) => first(phone.replace("+", ""), (contact) => contact.phone === phone)
  const byEmail = (email: string) => first(email, (contact) => contact.email?.toLowerCase() === email.toLowerCase())

  return (by) => {
    if ("phone" in by) return byPhone(by.phone)
    if ("email" in by) return byEmail(by.email)
    if ("externalId" in by) return first(by.externalId, (contact) => contact.externalId === by.externalId)
    const { email, phone } = toReachable(by)
    if (phone !== undefined) return byPhone(phone)
    return email === undefined
      ? Effect.fail(
          unsupported("HueChat finds contacts by phone, e-mail and external id, not by a channel's own address")
        )
      : byEmail(email)
  }
}
