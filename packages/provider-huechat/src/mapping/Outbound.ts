/**
 * From a planned message to the fields of HueChat's `POST .../messages`. What a channel cannot carry was settled by `ContentPlan`: what is left is
 * a text, files, or both. Source: "Create a message"; huechat-wire 31, 35.
 */
import type { PlannedMessage } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { createdAtKey, externalIdKey, type importMarker, markerKey, type sendMarker } from "./Marker.ts"

/** What a message is besides its content. */
export interface Envelope {
  readonly marker: typeof sendMarker | typeof importMarker
  readonly messageType: "outgoing" | "incoming" | "activity"
  readonly private: boolean
  /** The vendor's idempotency key: a second request with it answers the first one's message. */
  readonly echoId: string
  readonly externalId?: string | undefined
  /** Whether the inbox is an API inbox, whose `source_id` is ours. Anywhere else it would be taken for the channel's. */
  readonly keepsSourceId: boolean
  /** When an imported message was really written. */
  readonly createdAt?: string | undefined
}

/** The body without its files. `content` is required, also where there is nothing to say beside a file. */
export const fromPlanned = (planned: PlannedMessage, envelope: Envelope) =>
  present({
    content: planned.text ?? "",
    message_type: envelope.messageType,
    private: envelope.private,
    content_type: "text" as const,
    content_attributes: present({
      [markerKey]: envelope.marker,
      [externalIdKey]: envelope.externalId,
      [createdAtKey]: envelope.createdAt
    }),
    echo_id: envelope.echoId,
    source_id: envelope.keepsSourceId ? envelope.externalId : undefined
  })
