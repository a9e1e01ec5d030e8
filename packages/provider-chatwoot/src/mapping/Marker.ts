/**
 * How our own writes are known again when the vendor reports them: a word in `content_attributes`, where Chatwoot keeps free keys and
 * sends them back. The adapter writes it, the mapping reads it.
 *
 * A soft delete drops all attributes, so that a `message.deleted` is always `live`.
 */

import type { Origin } from "@dragoman/core/domain"
import { asObject } from "@dragoman/core/wire"

/** The key in `content_attributes`. */
export const markerKey = "dragoman"

/** Its value on a message that `messages.send` or `messages.addNote` wrote. */
export const sendMarker = "send"

/** Its value on a message that `messages.import` wrote. */
export const importMarker = "import"

/**
 * Where the id that a caller gave a message stands on channels whose `source_id` is not ours. It comes back in `content_attributes` like
 * the marker does.
 */
export const externalIdKey = "dragoman_external_id"

/** `external_created_at` is what importers have to say when a message was really written, so that it marks history too. */
export const toOrigin = (contentAttributes: unknown): Origin => {
  const attributes = asObject(contentAttributes)
  const marker = attributes[markerKey]
  if (marker === importMarker) return "imported"
  if (attributes.external_created_at !== null && attributes.external_created_at !== undefined) return "imported"
  return marker === sendMarker ? "echo" : "live"
}
