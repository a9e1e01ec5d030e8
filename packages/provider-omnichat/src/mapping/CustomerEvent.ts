/**
 * `customer/*` as facts. A customer is a person; the domain's contact is the person on one channel. So what is told of the person is told of each
 * of their contacts, and where they have none it is a `provider.event`.
 *
 * Being subscribed and the bound salesperson are no fields of a contact: `channel_subscribe`, `channel_unsubscribe` (the opt-in and -out) and
 * `channel_omo_binding` are `provider.event`s that name the contact. A binding is not an assignment: who follows the conversation up is told
 * by `ticket/update`.
 */
import type { Change, ContactSnapshot } from "@dragoman/core/domain"
import { type Fact, fitOf, fromInternationalDigits, present, unknownFact } from "@dragoman/core/wire"
import {
  type ChannelTopic,
  type CustomerTopic,
  type OmoBindingTopic,
  type PhoneBindingTopic,
  SocialContact
} from "../api/webhooks/Topics.ts"
import { toAttributes } from "./Attributes.ts"
import { toTime } from "./Time.ts"
import { type Told, toContactSnapshot, toTopicAddress, unnamed } from "./TopicContact.ts"

/** Created with the person. A contact that joins a known person later is an update. */
export const customerCreated = (customer: CustomerTopic, told: Told): ReadonlyArray<Fact> =>
  ofEachContact(customer, { ...told, at: told.at ?? toTime(customer.createdAt) }, (contact, shared) => ({
    ...shared,
    type: "contact.created",
    key: contact.id,
    data: { contact }
  }))

/** The vendor does not tell what changed. */
export const customerUpdated = (customer: CustomerTopic, told: Told): ReadonlyArray<Fact> =>
  ofEachContact(customer, { ...told, at: told.at ?? toTime(customer.updatedAt) }, (contact, shared) => ({
    ...shared,
    type: "contact.updated",
    data: { contact }
  }))

export const phoneBound = (binding: PhoneBindingTopic, told: Told): ReadonlyArray<Fact> => {
  const address = toTopicAddress(binding)
  if (address === undefined) return [unnamed(binding, told)]
  const phone = fromInternationalDigits(binding.phone)
  const change: Change = phone === undefined ? { field: "raw.phone", to: binding.phone } : { field: "phone", to: phone }
  return [
    {
      type: "contact.updated",
      occurredAt: told.at,
      vendorAccount: told.team,
      data: { contact: toContactSnapshot(address, binding, binding), changes: [change] },
      raw: binding
    }
  ]
}

/** A user who began or ceased to be reachable, or whose salesperson changed. */
export const userChanged = (body: ChannelTopic | OmoBindingTopic, told: Told): ReadonlyArray<Fact> => {
  const address = toTopicAddress(body)
  if (address === undefined) return [unnamed(body, told)]
  return [
    {
      type: "provider.event",
      occurredAt: told.at,
      vendorAccount: told.team,
      data: { name: told.topic, payload: body, contact: toContactSnapshot(address, body, body) },
      raw: body
    }
  ]
}

type Shared = Pick<Fact, "occurredAt" | "vendorAccount" | "raw">

const ofEachContact = (
  customer: CustomerTopic,
  told: Told,
  toFact: (contact: ContactSnapshot, shared: Shared) => Fact
): ReadonlyArray<Fact> => {
  const shared = { occurredAt: told.at, vendorAccount: told.team }
  const contacts = customer.socialContacts ?? []
  if (contacts.length === 0) {
    return [{ ...shared, type: "provider.event", data: { name: told.topic, payload: customer }, raw: customer }]
  }
  return contacts.map((social, index) => {
    const raw = { ...customer, socialContacts: [social] }
    if (!socialFit.is(social)) {
      return { ...shared, ...unknownFact(raw, socialFit.problem(social, `socialContacts.${index}`), told.topic) }
    }
    const address = toTopicAddress(social)
    if (address === undefined) return unnamed(raw, told)
    return toFact(withProfile(toContactSnapshot(address, social, customer), customer), { ...shared, raw })
  })
}

const withProfile = (contact: ContactSnapshot, customer: CustomerTopic): ContactSnapshot =>
  present({
    ...contact,
    tags: customer.tags ?? undefined,
    attributes: toAttributes(customer.customAttributes),
    updatedAt: toTime(customer.updatedAt)
  })

const socialFit = fitOf(SocialContact)
