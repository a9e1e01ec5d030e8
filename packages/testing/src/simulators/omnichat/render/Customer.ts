/** People and contacts as topics, `GET /v1/contacts` and `GET /v1/customers` show them: three encodings of the same profile. */
import type { AttributeType, ContactRow, CustomerRow } from "../Records.ts"
import { addressOf, contactsOf, customerOf, findAgent, findChannel, keyOf, type State } from "../State.ts"
import { withOffset } from "../Times.ts"

/** `GET /v1/contacts`. A contact that is known by BSUID alone has it as its id. */
export const toListed = (state: State, contact: ContactRow) => {
  const customer = customerOf(state, contact)
  const agent = findAgent(state, customer.agent)
  const shop = agent?.shops?.[0]
  return {
    channel: { platform: contact.platform, channelId: contact.channelId },
    id: addressOf(contact),
    name: contact.name ?? customer.name,
    lastMessageTime: contact.lastMessageAt,
    subscribedAt: contact.subscribedAt,
    unsubscribedAt: contact.unsubscribedAt,
    updatedAt: contact.updatedAt,
    tags: customer.tags,
    customAttributes: attributesOf(state, customer).map(({ displayName, key, type, value }) => ({
      key,
      value,
      type,
      displayName
    })),
    status: contact.subscribed,
    note: customer.note,
    email: customer.email,
    phone: customer.phone,
    memberId: customer.memberId,
    agentName: agent?.name ?? null,
    agentEmployeeCode: agent?.employeeCode ?? null,
    agentBindTime: customer.agentBoundAt,
    agentLocationName: shop?.name ?? null,
    agentLocationCode: shop?.code ?? null
  }
}

/** `GET /v1/customers`: types are numbers here, and a date-time has a blank in its middle. */
export const toCustomer = (state: State, customer: CustomerRow) => {
  const contacts = contactsOf(state, customer)
  return {
    username: customer.username,
    name: customer.name ?? contacts[0]?.name ?? null,
    profilePicture: null,
    memberId: customer.memberId,
    phone: customer.phone,
    email: customer.email,
    socialChannelSubscribed: contacts.some((contact) => contact.subscribed),
    tags: customer.tags,
    reachable: contacts.some((contact) => contact.subscribed && contact.withinPlan),
    customAttributes: attributesOf(state, customer).map(({ displayName, key, type, value }) => ({
      key,
      type: typeNumbers[type],
      value: type === "datetime" ? String(value).replace("T", " ") : value,
      displayName,
      status: true
    })),
    linkedUsers: contacts.map((contact) => linkedUser(state, contact)),
    pointBalance: "0",
    accumulatedPoints: "0",
    lastMessageReceivedAt: customer.lastMessageReceivedAt,
    lastCsMessageSentAt: customer.lastCsMessageSentAt,
    lastMarketingMessageSentAt: customer.lastMarketingMessageSentAt,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt
  }
}

/** `customer/create` and `customer/update`. */
export const toCustomerTopic = (state: State, customer: CustomerRow) => ({
  memberId: customer.memberId,
  omniCustomerId: customer.omniCustomerId,
  email: customer.email,
  phone: customer.phone,
  name: customer.name ?? contactsOf(state, customer)[0]?.name ?? null,
  tags: customer.tags,
  customAttributes: [...customer.attributes].map(([key, value]) => ({ key, value })),
  socialContacts: contactsOf(state, customer).map((contact) => ({
    platform: contact.platform,
    channelId: contact.channelId,
    userId: contact.userId,
    ...bsuidOf(contact)
  })),
  createdAt: withOffset(customer.createdAt),
  updatedAt: withOffset(customer.updatedAt)
})

/** `customer/channel_subscribe` and its opposite; part of other topics too. */
export const toChannelTopic = (state: State, contact: ContactRow) => {
  const customer = customerOf(state, contact)
  return {
    memberId: customer.memberId,
    email: customer.email,
    phone: customer.phone,
    name: contact.name ?? customer.name,
    platform: contact.platform,
    channelId: contact.channelId,
    userId: contact.userId,
    ...bsuidOf(contact)
  }
}

export const bsuidOf = (contact: ContactRow) => (contact.bsuid === null ? {} : { bsuid: contact.bsuid })

const typeNumbers: Readonly<Record<AttributeType, number>> = { text: 1, number: 2, date: 3, datetime: 4, boolean: 5 }

const attributesOf = (state: State, customer: CustomerRow) =>
  [...customer.attributes].map(([key, value]) => {
    const definition = state.attributes.get(key)
    return { key, value, type: definition?.type ?? ("text" as const), displayName: definition?.displayName ?? key }
  })

const linkedUser = (state: State, contact: ContactRow) => {
  const room = [...state.rooms.values()].find((one) => one.contactKey === keyOf(contact) && !one.isGroup)
  const roomId = room?.roomId ?? null
  return {
    platform: contact.platform,
    channelId: contact.channelId,
    channelUserId: addressOf(contact),
    channelUsername: roomId,
    channelName: findChannel(state, contact.platform, contact.channelId)?.channelName ?? null,
    roomId,
    subscribed: contact.subscribed
  }
}
