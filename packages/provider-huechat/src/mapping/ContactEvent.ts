/** Contact events as facts. Being blocked has no event of its own and is derived from `contact.updated`; contacts have no labels at HueChat. */
import type { Fact } from "@dragoman/core/wire"
import type { ContactReported, ContactUpdated } from "../api/webhooks/Events.ts"
import { changeOf, rawChanges, readChanges, toContactChanges, unreadFacts } from "./ChangedFields.ts"
import { toContact } from "./Contact.ts"
import { type Told, toVendorAccount } from "./Surroundings.ts"
import { toTime } from "./Time.ts"

/** `contact.created`, and `contact.deleted` with the little that is left to tell. */
export const contactReported =
  (type: "contact.created" | "contact.deleted") =>
  (payload: ContactReported, told: Told): ReadonlyArray<Fact> => {
    const contact = toContact(payload)
    return [
      {
        type,
        key: contact.id,
        occurredAt: told.occurredAt ?? toTime(type === "contact.deleted" ? payload.deleted_at : payload.created_at),
        vendorAccount: toVendorAccount(payload.account_id),
        data: { contact },
        raw: payload
      }
    ]
  }

export const contactUpdated = (payload: ContactUpdated, told: Told): ReadonlyArray<Fact> => {
  const { account_id, id } = payload
  const current = payload.current ?? payload
  const contact = toContact({ ...current, id })
  const read = readChanges(payload.changes)
  const shared = { occurredAt: told.occurredAt, vendorAccount: toVendorAccount(account_id ?? current.account_id) }
  const changes = read.changes === undefined ? undefined : toContactChanges(read.changes)
  const updated: Fact = {
    ...shared,
    type: "contact.updated",
    data: changes === undefined ? { contact } : { contact, changes },
    raw: payload
  }
  const block = changeOf(read, "blocked")
  if (block === undefined || Boolean(block.before) === Boolean(block.after)) {
    return [updated, ...unreadFacts(read, told)]
  }
  const blocked: Fact = {
    ...shared,
    type: block.after === true ? "contact.blocked" : "contact.unblocked",
    data: { contact },
    raw: rawChanges({ id }, [block])
  }
  return [updated, blocked, ...unreadFacts(read, told)]
}
