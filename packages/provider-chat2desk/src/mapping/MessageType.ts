/**
 * Who wrote a message, by its `type`, and how far it got, by its `gateway_status`: the words that rows of REST and webhooks share.
 *
 * `to_client` without an operator was written by a program (a bot, or whoever sends through the API without naming an operator).
 */
import type { Author, ContactId, Direction, MessageStatus, Visibility } from "@dragoman/core/domain"
import { openEnum, textOf, wordOf } from "@dragoman/core/wire"
import { toAgentId, toId } from "./Ids.ts"

/** The side, visibility and author of a message. */
export interface Written {
  readonly direction: Direction
  readonly visibility: Visibility
  readonly author: Author
}

export type MessageType = "from_client" | "to_client" | "autoreply" | "system" | "comment"

export const toWritten = (type: MessageType, contactId: ContactId | undefined, operatorId: unknown): Written => {
  switch (type) {
    case "from_client": {
      const author: Author = contactId === undefined ? { type: "contact" } : { type: "contact", id: contactId }
      return { direction: "inbound", visibility: "public", author }
    }
    case "to_client":
      return { direction: "outbound", visibility: "public", author: toOperator(operatorId) }
    case "autoreply":
      return { direction: "outbound", visibility: "public", author: { type: "bot" } }
    case "comment":
      return { direction: "outbound", visibility: "private", author: toOperator(operatorId) }
    case "system":
      return { direction: "outbound", visibility: "system", author: { type: "system" } }
  }
}

const toOperator = (operatorId: unknown): Author => {
  const id = toId(operatorId)
  return id === undefined ? { type: "bot" } : { type: "agent", id: toAgentId(id) }
}

/** `undefined` for a type of a later release. */
export const toMessageType = (type: unknown): MessageType | undefined => toType(textOf(type))

const toType = openEnum<MessageType, undefined>(
  {
    from_client: "from_client",
    to_client: "to_client",
    autoreply: "autoreply",
    system: "system",
    comment: "comment"
  },
  undefined
)

/** From the word, or from the number that `PUT /messages/<id>/status/<status>` has for it. */
export const toMessageStatus = (status: unknown): MessageStatus | undefined => toStatus(wordOf(status))

const toStatus = openEnum<MessageStatus, undefined>(
  {
    pending: "pending",
    sent: "sent",
    failed: "failed",
    scheduled: "scheduled",
    canceled: "canceled",
    delivered: "delivered",
    seen: "read",
    "1": "pending",
    "2": "sent",
    "3": "failed",
    "5": "canceled",
    "6": "delivered",
    "7": "read"
  },
  undefined
)
