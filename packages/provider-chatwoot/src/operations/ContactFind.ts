/**
 * `contacts.find`: exact look-ups by the filter API, which unlike `search` counts against no limit of its own. The server compares in lower
 * case and by its own rules, so that what it finds is compared here once more.
 */
import type { Contact } from "@dragoman/core/domain"
import type { ContactKey, ProviderError } from "@dragoman/core/provider"
import { fromInternationalDigits } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import { toContact } from "../mapping/Contact.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

type Found = Effect.Effect<Option.Option<Contact>, ProviderError>

export const findContact = ({ accountId, client }: ChatwootAccount): ((by: ContactKey) => Found) => {
  const params = { account_id: accountId }

  const filtered = (attribute_key: string, value: string, fits: (contact: Contact) => boolean): Found =>
    client.contacts
      .filter({
        params,
        query: {},
        payload: { payload: [{ attribute_key, filter_operator: "equal_to", values: [value] }] }
      })
      .pipe(Effect.map(({ payload }) => firstThat(payload, fits)))

  const byPhone = (phone: string) =>
    // The server puts the plus sign back itself.
    filtered("phone_number", phone.replace("+", ""), (contact) => contact.phone === phone)

  const byEmail = (email: string) =>
    filtered("email", email.toLowerCase(), (contact) => contact.email?.toLowerCase() === email.toLowerCase())

  const byExternalId = Effect.fnUntraced(function* (externalId: string) {
    const fits = (contact: Contact) => contact.externalId === externalId
    const found = yield* filtered("identifier", externalId, fits)
    // Servers lower the value before they compare it with an identifier that they do not lower.
    if (Option.isSome(found) || externalId === externalId.toLowerCase()) return found
    const { payload } = yield* client.contacts.search({ params, query: { q: externalId } })
    return firstThat(payload, fits)
  })

  const byAddress = Effect.fnUntraced(function* (by: Extract<ContactKey, { readonly address: string }>) {
    const inbox = by.channelId === undefined ? {} : { inbox_id: yield* toNumber(by.channelId, "channelId") }
    const { data } = yield* client.conversations.list({
      params,
      query: { status: "all", source_id: by.address, ...inbox }
    })
    const sender = data.payload.find((conversation) => conversation.meta?.sender !== undefined)?.meta?.sender
    if (sender !== undefined && sender !== null) {
      const { payload } = yield* client.contacts.get({ params: { ...params, id: sender.id }, query: {} })
      return Option.some(withRaw(toContact(payload), payload))
    }
    const phone =
      by.channelType === "whatsapp" || by.channelType === "sms" ? fromInternationalDigits(by.address) : undefined
    if (phone !== undefined) return yield* byPhone(phone)
    return by.channelType === "email" ? yield* byEmail(by.address) : Option.none()
  })

  return (by) => {
    if ("phone" in by) return byPhone(by.phone)
    if ("email" in by) return byEmail(by.email)
    return "externalId" in by ? byExternalId(by.externalId) : byAddress(by)
  }
}

const firstThat = (
  rows: ReadonlyArray<Parameters<typeof toContact>[0]>,
  fits: (contact: Contact) => boolean
): Option.Option<Contact> => {
  for (const row of rows) {
    const contact = toContact(row)
    if (fits(contact)) return Option.some(withRaw(contact, row))
  }
  return Option.none()
}
