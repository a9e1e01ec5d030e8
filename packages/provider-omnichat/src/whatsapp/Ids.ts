/**
 * The ids of people and conversations on WhatsApp: `whatsapp:<channelId>:<userId or bsuid>`, for a group its group id. They are made only of
 * what every webhook carries, so that a message, its statuses and a later API call name the same contact. A message's id is its wamid.
 */
import type { ChannelId, ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { joinId } from "@dragoman/core/wire"

/** The first part of the ids; vendors that carry several platforms call this one so. */
export const platform = "whatsapp"

/** The business's number as digits. What has no digits at all (a placeholder of a sample) stays as it is. */
export const toChannelId = (displayPhoneNumber: string): ChannelId => {
  const digits = /^\d+$/.test(displayPhoneNumber) ? displayPhoneNumber : displayPhoneNumber.replace(/\D/g, "")
  return (digits === "" ? displayPhoneNumber : digits) as ChannelId
}

/** `user`: the number as digits, or the BSUID. */
export const toContactId = (channelId: string, user: string): ContactId =>
  joinId([platform, channelId, user]) as ContactId

/** `userOrGroup`: as of a contact, or the group's id. */
export const toConversationId = (channelId: string, userOrGroup: string): ConversationId =>
  joinId([platform, channelId, userOrGroup]) as ConversationId

/** The conversation with one contact alone has the contact's id. */
export const conversationWith = (contact: ContactId): ConversationId => contact as string as ConversationId

export const toMessageId = (wamid: string): MessageId => wamid as MessageId

/**
 * A number as `from` and `recipient_id` write it: digits. A BSUID, which some forwarders put in the same place, and anything else stay as
 * they are.
 */
export const toUser = (address: string): string => {
  const bare = address.trim()
  return /^\+\d+$/.test(bare) ? bare.slice(1) : bare
}

/** A business-scoped user id, `US.13491208655302741918`; with `ENT.` a parent's. The country in it says nothing about the person. */
export const isBsuid = (address: string): boolean => /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(address)
