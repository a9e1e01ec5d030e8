/**
 * What a program says of a contact, as the body of a request. The inverse of `Contact.ts`. The endpoints are not documented: scopes for them are,
 * and v1 is Chatwoot's heir, so that the bodies are Chatwoot's, less what no page of HueChat speaks of (pictures, notes, tags).
 */
import type { ChannelType, ContactInput, ContactPatch, Identity } from "@dragoman/core/domain"
import { fromInternationalDigits, present } from "@dragoman/core/wire"
import type { ContactSource } from "./Contact.ts"
import { fromIntegerId } from "./Ids.ts"

/** The names of what HueChat's contacts have no place for. An identity has one as the contact's phone number or e-mail. */
export const unwritable = (input: ContactInput | ContactPatch): ReadonlyArray<string> => {
  const { avatarUrl, identities = [], note, tags = [] } = input as ContactInput
  const { email, phone } = withReachable(input as ContactInput)
  const isKept = (identity: Identity) => {
    const reachable = toReachable(identity)
    return (
      (reachable.phone ?? reachable.email) !== undefined && [phone, email].includes(reachable.phone ?? reachable.email)
    )
  }
  return [
    ...(avatarUrl === undefined ? [] : ["avatarUrl"]),
    ...(note === undefined ? [] : ["note"]),
    ...(tags.length === 0 ? [] : ["tags"]),
    ...(identities.every(isKept) ? [] : ["identities"])
  ]
}

/** The input with the phone number and e-mail that its identities are, where it does not say others. */
export const withReachable = ({ identities = [], ...input }: ContactInput): ContactInput =>
  Object.assign({}, ...identities.map(toReachable).reverse(), input)

/** The phone number or e-mail address that an address is, on the channels where it is one. */
export const toReachable = (by: { readonly channelType: ChannelType; readonly address: string }) => {
  const isPhone = by.channelType === "whatsapp" || by.channelType === "sms"
  return present({
    phone: isPhone ? fromInternationalDigits(by.address) : undefined,
    email: by.channelType === "email" ? by.address : undefined
  })
}

/** With the first inbox that an identity names, which the contact is then known in. */
export const fromContactInput = (input: ContactInput) => {
  const { attributes, email, externalId, name, phone } = withReachable(input)
  const channelId = input.identities?.find((identity) => identity.channelId !== undefined)?.channelId
  return present({
    name,
    email,
    phone_number: phone,
    identifier: externalId,
    inbox_id: channelId === undefined ? undefined : fromIntegerId(channelId),
    custom_attributes: attributes
  })
}

/** `null` clears a field. An attribute that is `null` is removed, as a conversation's is. Blocking is a request of its own. */
export const fromContactPatch = (patch: ContactPatch) =>
  present({
    name: patch.name,
    email: patch.email,
    phone_number: patch.phone,
    identifier: patch.externalId,
    custom_attributes: patch.attributes ?? undefined
  })

/**
 * What a contact's conversations are searched by: of what the search goes over, that which is least likely anybody else's. Numbers are stored with
 * their plus sign, which a part of the number need not have.
 */
export const toSearchText = ({ email, name, phone_number }: ContactSource): string | undefined =>
  [phone_number?.replace(/\D/g, ""), email, name].find((text): text is string => (text?.trim().length ?? 0) >= 2)
