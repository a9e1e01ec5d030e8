/**
 * `contacts.find`: exact look-ups by the filter API, which unlike `search` counts against no limit of its own. The server compares by its
 * own rules, and older ones ignore parameters that they do not know, so that what comes back is compared here once more.
 */
import type { ChannelType, Contact } from "@dragoman/core/domain"
import type { ContactKey, ProviderError } from "@dragoman/core/provider"
import { fromInternationalDigits } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import { apiChannel, toChannelType } from "../mapping/Channel.ts"
import { toContact } from "../mapping/Contact.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

/** A contact as its channel knows it. */
export type ContactAddress = Extract<ContactKey, { readonly address: string }>

type Found = Effect.Effect<Option.Option<Contact>, ProviderError>

/** What the filter API answers at once. */
const pageSize = 15

export const findContact = (account: ChatwootAccount): ((by: ContactKey) => Found) => {
  const { accountId, client } = account
  const params = { account_id: accountId }

  const filtered = Effect.fnUntraced(function* (
    attribute_key: string,
    filter_operator: "equal_to" | "contains",
    value: string,
    fits: (contact: Contact) => boolean
  ): Effect.fn.Return<Option.Option<Contact>, ProviderError> {
    for (let page = 1; ; page++) {
      const { payload } = yield* client.contacts.filter({
        params,
        query: { page },
        payload: { payload: [{ attribute_key, filter_operator, values: [value] }] }
      })
      for (const row of payload) {
        const contact = toContact(row)
        if (fits(contact)) return Option.some(withRaw(contact, row))
      }
      if (payload.length < pageSize) return Option.none()
    }
  })

  const byPhone = (phone: string) =>
    // The server puts the plus sign back itself.
    filtered("phone_number", "equal_to", phone.replace("+", ""), (contact) => contact.phone === phone)

  const byEmail = (email: string) =>
    filtered(
      "email",
      "equal_to",
      email.toLowerCase(),
      (contact) => contact.email?.toLowerCase() === email.toLowerCase()
    )

  /** Servers lower the value but not the identifier that they compare it with, except in `contains`. */
  const byExternalId = (externalId: string) =>
    filtered(
      "identifier",
      externalId === externalId.toLowerCase() ? "equal_to" : "contains",
      externalId,
      (contact) => contact.externalId === externalId
    )

  /** Of an API inbox by the client API, which knows contacts that have no conversation yet; of any other by its conversations. */
  const contactIdAt = Effect.fnUntraced(function* ({ address, channelId, channelType }: ContactAddress) {
    const inboxId = channelId === undefined ? undefined : yield* toNumber(channelId, "channelId")
    const inbox = inboxId === undefined ? undefined : yield* account.inbox(inboxId)
    if (inbox?.channel_type === apiChannel && typeof inbox.inbox_identifier === "string") {
      const session = { inbox_identifier: inbox.inbox_identifier, contact_identifier: address }
      const contact = yield* missing(client.publicContacts.get({ params: session }))
      if (typeof contact?.id === "number") return contact.id
    }
    const { data } = yield* client.conversations.list({
      params,
      query: { status: "all", source_id: address, ...(inboxId === undefined ? {} : { inbox_id: inboxId }) }
    })
    const ofThatKind = data.payload.find(({ meta }) => channelId !== undefined || isKind(meta?.channel, channelType))
    return ofThatKind?.meta?.sender?.id
  })

  const byAddress = Effect.fnUntraced(function* (by: ContactAddress) {
    const id = yield* contactIdAt(by)
    const row =
      id === undefined ? undefined : yield* missing(client.contacts.get({ params: { ...params, id }, query: {} }))
    if (row !== undefined) {
      const contact = toContact(row.payload)
      if (contact.identities?.some((identity) => isAt(by, identity)) === true) {
        return Option.some(withRaw(contact, row.payload))
      }
    }
    const { email, phone } = toReachable(by)
    if (phone !== undefined) return yield* byPhone(phone)
    return email === undefined ? Option.none() : yield* byEmail(email)
  })

  return (by) => {
    if ("phone" in by) return byPhone(by.phone)
    if ("email" in by) return byEmail(by.email)
    return "externalId" in by ? byExternalId(by.externalId) : byAddress(by)
  }
}

/** The phone number or e-mail address that an address is, on the channels where it is one. */
export const toReachable = ({ address, channelType }: ContactAddress) => {
  const isPhone = channelType === "whatsapp" || channelType === "sms"
  return {
    phone: isPhone ? fromInternationalDigits(address.replace(/^whatsapp:/, "")) : undefined,
    email: channelType === "email" ? address : undefined
  }
}

const isAt = (by: ContactAddress, session: { readonly channelId?: string; readonly address: string }): boolean =>
  session.address === by.address && (by.channelId === undefined || session.channelId === by.channelId)

/** A Twilio inbox is SMS or WhatsApp; a conversation does not tell which. */
const isKind = (vendorType: string | null | undefined, channelType: ChannelType): boolean =>
  toChannelType(vendorType) === channelType || (vendorType === "Channel::TwilioSms" && channelType === "whatsapp")

const missing = <A>(effect: Effect.Effect<A, ProviderError>): Effect.Effect<A | undefined, ProviderError> =>
  Effect.catchReason(effect, "ProviderError", "NotFound", () => Effect.succeed(undefined))
