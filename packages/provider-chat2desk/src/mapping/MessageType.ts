/**
 * Who wrote a message, by its `type`, and how far it got, by its `gateway_status`: the words that rows of REST and webhooks share.
 *
 * `to_client` without an operator was written by a program (a bot, or whoever sends through the API without naming an operator).
 */
import type { Author, Direction, MessageStatus, Visibility } from "@dragoman/core/domain"
import { openEnum, present } from "@dragoman/core/wire"
import { toAgentId, toContactId, toId, type WireId } from "./Ids.ts"

/** The side, visibility and author of a message. */
export interface Written {
  readonly direction: Direction
  readonly visibility: Visibility
  readonly author: Author
}

export interface WireWriter {
  readonly type?: string | null | undefined
  readonly client_id?: WireId | null | undefined
  readonly operator_id?: WireId | null | undefined
}

export type MessageType = "from_client" | "to_client" | "autoreply" | "system" | "comment"

/** A message of an unknown type is taken for a line of the system. */
export const toWritten = (wire: WireWriter): Written => {
  const clientId = toId(wire.client_id)
  const operatorId = toId(wire.operator_id)
  const agent =
    operatorId === undefined ? ({ type: "bot" } as const) : ({ type: "agent", id: toAgentId(operatorId) } as const)
  switch (toMessageType(wire.type) ?? "system") {
    case "from_client": {
      const id = clientId === undefined ? undefined : toContactId(clientId)
      return { direction: "inbound", visibility: "public", author: present({ type: "contact" as const, id }) }
    }
    case "to_client":
      return { direction: "outbound", visibility: "public", author: agent }
    case "autoreply":
      return { direction: "outbound", visibility: "public", author: { type: "bot" } }
    case "comment":
      return { direction: "outbound", visibility: "private", author: agent }
    case "system":
      return { direction: "outbound", visibility: "system", author: { type: "system" } }
  }
}

/** `in` and `out` are the words of `requests/<id>/messages`; `undefined` for a type of a later release. */
export const toMessageType = openEnum<MessageType, undefined>(
  {
    from_client: "from_client",
    in: "from_client",
    to_client: "to_client",
    out: "to_client",
    autoreply: "autoreply",
    system: "system",
    comment: "comment"
  },
  undefined
)

/** From the word, or from the number that `PUT /messages/<id>/status/<status>` has for it. */
export const toMessageStatus = (status: number | string | null | undefined): MessageStatus | undefined =>
  toStatus(status?.toString())

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
