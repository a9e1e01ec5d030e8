/** WhatsApp payloads in Meta's envelope, as the vendor forwards them: which contact stands beside a message, and what a status tells. */
import { day } from "../../Milliseconds.ts"
import type { ChannelRow, ContactRow, MessageRow, RoomRow } from "../Records.ts"
import type { Receipt } from "../sending/Receipts.ts"
import { unixSeconds } from "../Times.ts"

export interface Change {
  readonly field: string
  readonly value: unknown
}

export const envelope = (channel: ChannelRow, changes: ReadonlyArray<Change>) => ({
  object: "whatsapp_business_account",
  entry: [{ id: channel.businessAccountId, changes }]
})

/** A value of the field `messages`: `parts` are its `contacts`, `messages`, `statuses` and `errors`. */
export const messagesValue = (channel: ChannelRow, parts: Readonly<Record<string, unknown>>) => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: channel.channelId, phone_number_id: channel.phoneNumberId },
  ...parts
})

/** Who wrote; the phone number is missing where the business does not know it. */
export const profileOf = (contact: ContactRow) => ({
  profile: {
    ...(contact.name === null ? {} : { name: contact.name }),
    ...(contact.username === null ? {} : { username: contact.username })
  },
  ...(contact.userId === null ? {} : { wa_id: contact.userId }),
  ...(contact.bsuid === null ? {} : { user_id: contact.bsuid })
})

/** What a message says of its sender. */
export const senderOf = (contact: ContactRow, groupId: string | undefined) => ({
  ...(contact.userId === null ? {} : { from: contact.userId }),
  ...(contact.bsuid === null ? {} : { from_user_id: contact.bsuid }),
  ...(groupId === undefined ? {} : { group_id: groupId })
})

/** `contacts` come with sent, delivered and read; a failure has its errors instead. In a group it is told of the participant on record. */
export const statusParts = (contact: ContactRow, room: RoomRow, message: MessageRow, receipt: Receipt, now: number) => {
  const failed = typeof receipt === "object" ? receipt.failed : undefined
  const status = {
    id: message.id,
    status: typeof receipt === "object" ? "failed" : receipt,
    timestamp: unixSeconds(now),
    ...(room.isGroup ? inGroup(contact, room) : toPerson(contact, failed !== undefined)),
    ...(receipt === "sent" || receipt === "delivered" ? charged(message, receipt, now) : {}),
    ...callbackData(message),
    ...(failed === undefined ? {} : { errors: [errorOf(failed)] })
  }
  return { ...(failed === undefined ? { contacts: [profileOf(contact)] } : {}), statuses: [status] }
}

const toPerson = ({ bsuid, userId }: ContactRow, hasFailed: boolean) => ({
  ...(userId === null ? {} : { recipient_id: userId }),
  ...(bsuid === null || hasFailed ? {} : { recipient_user_id: bsuid })
})

const inGroup = ({ bsuid, userId }: ContactRow, room: RoomRow) => ({
  recipient_type: "group",
  recipient_id: room.userId,
  ...(userId === null ? {} : { recipient_participant_id: userId }),
  ...(bsuid === null ? {} : { recipient_participant_user_id: bsuid })
})

const charged = (message: MessageRow, receipt: "sent" | "delivered", now: number) => {
  const category = message.sending?.category ?? "service"
  return {
    conversation: {
      id: `conversation-${message.roomId}`,
      ...(receipt === "sent" ? { expiration_timestamp: unixSeconds(now + day) } : {}),
      origin: { type: category }
    },
    pricing: { billable: category !== "service", pricing_model: "PMP", category }
  }
}

const callbackData = ({ sending }: MessageRow) =>
  sending === null || sending.callbackData === null ? {} : { biz_opaque_callback_data: sending.callbackData }

const errorOf = (error: { readonly code: number; readonly title: string; readonly details?: string }) => ({
  code: error.code,
  title: error.title,
  message: error.title,
  ...(error.details === undefined ? {} : { error_data: { details: error.details } })
})
