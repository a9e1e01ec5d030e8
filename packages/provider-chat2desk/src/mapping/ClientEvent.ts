/**
 * `new_client`, `client_updated`, `client_added_to_blacklist` and the tags of clients as facts. An update does not say what changed: it has the
 * contact, and no changes.
 */
import type { Fact } from "@dragoman/core/wire"
import type { BlacklistEvent, ClientEvent, ClientTagEvent } from "../api/webhooks/Events.ts"
import { toContactSnapshot, toOccurredAt } from "./EventSnapshot.ts"
import { toContactId } from "./Ids.ts"

export const clientCreated = (body: ClientEvent): ReadonlyArray<Fact> => {
  const contact = toContactSnapshot(toContactId(body.id), body)
  return [{ type: "contact.created", key: contact.id, occurredAt: toOccurredAt(body), data: { contact }, raw: body }]
}

export const clientUpdated = (body: ClientEvent): ReadonlyArray<Fact> => [
  {
    type: "contact.updated",
    occurredAt: toOccurredAt(body),
    data: { contact: toContactSnapshot(toContactId(body.id), body) },
    raw: body
  }
]

/** One event for both ways, in spite of its name. */
export const clientBlocked = (body: BlacklistEvent): ReadonlyArray<Fact> => [
  {
    type: body.is_blocked ? "contact.blocked" : "contact.unblocked",
    occurredAt: toOccurredAt(body),
    data: { contact: toContactSnapshot(toContactId(body.id), body) },
    raw: body
  }
]

export const clientTagged =
  (type: "contact.tagged" | "contact.untagged") =>
  (body: ClientTagEvent): ReadonlyArray<Fact> => [
    {
      type,
      occurredAt: toOccurredAt(body),
      data: { contact: { id: toContactId(body.client_id) }, tag: body.name },
      raw: body
    }
  ]
