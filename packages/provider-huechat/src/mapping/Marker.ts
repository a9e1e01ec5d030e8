/**
 * How our own writes are known again when HueChat tells of them: words in `content_attributes`, the one field of a message that takes keys of
 * one's own. The documentation shows no reply that has the field, so that the id a caller gave stands in `source_id` as well where that cannot
 * be the channel's (huechat-wire 35, 36).
 */

import type { Origin } from "@dragoman/core/domain"
import { asObject, wordOf } from "@dragoman/core/wire"

/** The key in `content_attributes`. */
export const markerKey = "dragoman"

/** Its value on a message that `messages.send` or `messages.addNote` wrote. */
export const sendMarker = "send"

/** Its value on a message that `messages.import` wrote. */
export const importMarker = "import"

/** Where the id that a caller gave a message stands. */
export const externalIdKey = "dragoman_external_id"

/** Where the time stands at which an imported message was really written. */
export const createdAtKey = "dragoman_created_at"

/** A message without the marker was written by somebody else. */
export const toOrigin = (contentAttributes: unknown): Origin => {
  const marker = asObject(contentAttributes)[markerKey]
  if (marker === importMarker) return "imported"
  return marker === sendMarker ? "echo" : "live"
}

/** What our own keys say. */
export const toMarks = (contentAttributes: unknown) => {
  const attributes = asObject(contentAttributes)
  return { externalId: wordOf(attributes[externalIdKey]), createdAt: attributes[createdAtKey] }
}
