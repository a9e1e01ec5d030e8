/**
 * Contact events as facts. `contact_updated` is chatty: every message of the contact moves `last_activity_at`. Being blocked or labelled
 * has no event of its own at Chatwoot and is derived from it.
 */
import { type Fact, timeOf, toTimestamp } from "@dragoman/core/wire"
import type { ContactEvent } from "../api/webhooks/Events.ts"
import { labelFacts, rawChanges, readChanges, toContactChanges, unreadFacts } from "./ChangedAttributes.ts"
import { toContact } from "./Contact.ts"
import { toVendorAccount } from "./Surroundings.ts"

export const contactCreated = (payload: ContactEvent): ReadonlyArray<Fact> => {
  const contact = toContact(payload)
  return [
    {
      type: "contact.created",
      key: contact.id,
      vendorAccount: toVendorAccount(payload),
      data: { contact },
      raw: payload
    }
  ]
}

export const contactUpdated = (payload: ContactEvent): ReadonlyArray<Fact> => {
  const contact = toContact(payload)
  const told = readChanges(payload.changed_attributes)
  const shared = {
    occurredAt: toTimestamp(timeOf(told.changes?.get("updated_at")?.after)),
    vendorAccount: toVendorAccount(payload)
  }
  const updated: Fact = {
    ...shared,
    type: "contact.updated",
    data: told.changes === undefined ? { contact } : { contact, changes: toContactChanges(told.changes.values()) },
    raw: payload
  }
  const block = told.changes?.get("blocked")
  const blocked: ReadonlyArray<Fact> =
    block === undefined || Boolean(block.before) === Boolean(block.after)
      ? []
      : [
          {
            ...shared,
            type: block.after === true ? "contact.blocked" : "contact.unblocked",
            data: { contact },
            raw: rawChanges([block])
          }
        ]
  return [
    updated,
    ...blocked,
    ...labelFacts(told).map(
      (fact): Fact => ({ ...shared, type: `contact.${fact.type}`, data: { contact, tag: fact.tag }, raw: fact.raw })
    ),
    ...unreadFacts(told, payload.event)
  ]
}
