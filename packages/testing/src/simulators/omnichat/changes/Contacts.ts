/** People come, change and go. Every change through the API or a channel is announced as a topic; seeding is not. */
import type { AttributeValue, ContactRow, CustomerRow, Platform } from "../Records.ts"
import { toChannelTopic, toCustomerTopic } from "../render/Customer.ts"
import type { Simulation } from "../Simulation.ts"
import { addressOf, contactsOf, customerOf, keyOf } from "../State.ts"

export interface NewContact {
  readonly platform: Platform
  readonly channelId: string
  readonly userId: string | null
  readonly bsuid?: string | null
  readonly username?: string | null
  readonly name?: string | null
  readonly subscribed?: boolean
}

/** A contact with a profile of its own. */
export const insertContact = (simulation: Simulation, fields: NewContact): ContactRow => {
  const { state } = simulation
  const now = simulation.now()
  const customer = insertCustomer(simulation, {
    phone: fields.platform === "whatsapp" ? fields.userId : null,
    memberId: null
  })
  const contact: ContactRow = {
    platform: fields.platform,
    channelId: fields.channelId,
    userId: fields.userId,
    bsuid: fields.bsuid ?? null,
    username: fields.username ?? null,
    name: fields.name ?? null,
    omniCustomerId: customer.omniCustomerId,
    subscribed: fields.subscribed ?? true,
    subscribedAt: now,
    unsubscribedAt: null,
    lastMessageAt: null,
    lastInboundAt: null,
    updatedAt: now,
    deliverable: true,
    withinPlan: true
  }
  state.contacts.set(keyOf(contact), contact)
  return contact
}

export const insertCustomer = (
  simulation: Simulation,
  fields: Pick<CustomerRow, "memberId" | "phone"> & { readonly omniCustomerId?: string }
): CustomerRow => {
  const { random } = simulation.state
  const now = simulation.now()
  const customer: CustomerRow = {
    omniCustomerId: fields.omniCustomerId ?? random.uuid(),
    username: random.uuid().replaceAll("-", "").slice(0, 24),
    memberId: fields.memberId,
    name: null,
    email: null,
    phone: fields.phone,
    note: null,
    tags: [],
    attributes: new Map(),
    agent: null,
    agentBoundAt: null,
    lastMessageReceivedAt: null,
    lastCsMessageSentAt: null,
    lastMarketingMessageSentAt: null,
    createdAt: now,
    updatedAt: now
  }
  simulation.state.customers.set(customer.omniCustomerId, customer)
  return customer
}

/** What a request, or a person's own doing, changes of a profile. Absent keys stay as they are. */
export interface ProfileChange {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly note?: string
  readonly memberId?: string
  readonly agent?: string | null
  readonly tags?: ReadonlyArray<string>
  /** A value of `undefined` takes the attribute away. */
  readonly attributes?: ReadonlyMap<string, AttributeValue | undefined>
}

/** Applies it and logs the tags that are new. Announcing is the caller's, since one request is one event. */
export const changeProfile = (
  simulation: Simulation,
  customer: CustomerRow,
  { agent, attributes, tags, ...fields }: ProfileChange,
  tagged: { readonly source: string; readonly contact?: ContactRow; readonly messageId?: string }
): void => {
  const now = simulation.now()
  Object.assign(customer, fields, { updatedAt: now })
  if (attributes !== undefined) {
    const merged = new Map([...customer.attributes, ...attributes])
    customer.attributes = new Map([...merged].flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  }
  if (agent !== undefined && agent !== customer.agent) {
    customer.agent = agent
    customer.agentBoundAt = agent === null ? null : now
  }
  const contacts = tagged.contact === undefined ? contactsOf(simulation.state, customer) : [tagged.contact]
  if (tags !== undefined) {
    for (const tag of tags.filter((one) => !customer.tags.includes(one))) {
      for (const contact of contacts) {
        const { messageId = null, source } = tagged
        simulation.state.taggings.push({ time: now, contactKey: keyOf(contact), tag, source, messageId })
      }
    }
    customer.tags = [...new Set(tags)]
  }
  for (const contact of contactsOf(simulation.state, customer)) contact.updatedAt = now
}

/** Gives the contact to the person with this member id, whose profile it shares from then on. A profile left without contacts goes. */
export const linkToMember = (simulation: Simulation, contact: ContactRow, memberId: string): void => {
  const { state } = simulation
  const own = customerOf(state, contact)
  const member = [...state.customers.values()].find((customer) => customer.memberId === memberId)
  if (member === undefined || member === own) {
    own.memberId = memberId
    return
  }
  contact.omniCustomerId = member.omniCustomerId
  if (contactsOf(state, own).length === 0 && own.memberId === null) state.customers.delete(own.omniCustomerId)
}

export const announceCustomer = (
  simulation: Simulation,
  customer: CustomerRow,
  topic: "customer/create" | "customer/update"
): void => simulation.publish({ kind: "topics", topic, body: toCustomerTopic(simulation.state, customer) })

const announceSubscription = (simulation: Simulation, contact: ContactRow): void =>
  simulation.publish({
    kind: "topics",
    topic: contact.subscribed ? "customer/channel_subscribe" : "customer/channel_unsubscribe",
    body: toChannelTopic(simulation.state, contact)
  })

/** A person who writes or is written to for the first time. */
export const welcome = (simulation: Simulation, fields: NewContact): ContactRow => {
  const contact = insertContact(simulation, fields)
  announceCustomer(simulation, customerOf(simulation.state, contact), "customer/create")
  announceSubscription(simulation, contact)
  return contact
}

export const setSubscribed = (simulation: Simulation, contact: ContactRow, subscribed: boolean): void => {
  if (contact.subscribed === subscribed) return
  contact.subscribed = subscribed
  contact.updatedAt = simulation.now()
  if (!subscribed) contact.unsubscribedAt = simulation.now()
  announceSubscription(simulation, contact)
}

/** With profile and chat history, as the documentation says. A profile that other contacts share stays. */
export const deleteContact = (simulation: Simulation, contact: ContactRow): void => {
  const { state } = simulation
  const key = keyOf(contact)
  const customer = customerOf(state, contact)
  for (const message of state.messages.values()) if (message.contactKey === key) state.messages.delete(message.id)
  for (const room of state.rooms.values()) if (room.contactKey === key) state.rooms.delete(room.roomId)
  state.contacts.delete(key)
  if (contactsOf(state, customer).length === 0) state.customers.delete(customer.omniCustomerId)
}

export const deleteCustomer = (simulation: Simulation, customer: CustomerRow): void => {
  for (const contact of contactsOf(simulation.state, customer)) deleteContact(simulation, contact)
  simulation.state.customers.delete(customer.omniCustomerId)
}

/** For messages that name a sender. */
export const displayName = (simulation: Simulation, contact: ContactRow): string =>
  contact.name ?? customerOf(simulation.state, contact).name ?? addressOf(contact)
