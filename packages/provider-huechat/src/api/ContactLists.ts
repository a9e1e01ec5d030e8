/**
 * Contact lists: named groups of contacts. Vendor's section "Contact Lists".
 *
 * Members are removed by a DELETE with a JSON body (huechat-wire 23): a proxy that strips it leaves nothing to remove, and there is no other way.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf, PageMeta, rowsOf } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { Contact } from "./shapes/Contact.ts"
import { countUpTo, Id, IntegerId, inAccount, maybe, nameOfAtMost, okOrEmpty, page, Timestamp } from "./Wire.ts"

/** A contact list. */
export class ContactList extends Schema.Opaque<ContactList>()(
  Schema.Struct({
    id: Id,
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    member_count: maybe(Schema.Number),
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** A page of contact lists. */
export class ContactListPage extends Schema.Opaque<ContactListPage>()(
  Schema.Struct({ data: Schema.Array(ContactList), meta: maybe(PageMeta) })
) {}

/** The reply to adding members. */
export class MembersAdded extends Schema.Opaque<MembersAdded>()(
  Schema.Struct({
    added: maybe(Schema.Number),
    already_members: maybe(Schema.Number),
    not_found: maybe(Schema.Array(Schema.Unknown)),
    list_member_count: maybe(Schema.Number)
  })
) {}

/** The body of a new list; names are unique in an account. */
export const ContactListCreate = Schema.Struct({
  name: nameOfAtMost(255),
  description: Schema.optionalKey(Schema.String)
})

/** The body of a changed list. */
export const ContactListUpdate = Schema.Struct({
  name: Schema.optionalKey(nameOfAtMost(255)),
  description: Schema.optionalKey(Schema.String)
})

/** Whom to add or remove, at most 1000 at once. */
export const Members = Schema.Struct({
  contact_ids: Schema.Array(IntegerId).check(Schema.isMinLength(1), Schema.isMaxLength(1000))
})

const ofList = { ...inAccount, list_id: Id }

/** `client.contactLists` */
export class ContactLists extends HttpApiGroup.make("contactLists").add(
  /** Scope `contact_lists:read`. `q`: a part of the name. 25 rows a page unless told otherwise. */
  HttpApiEndpoint.get("list", "/api/v2/accounts/:account_id/contact-lists", {
    params: inAccount,
    query: { ...page, per_page: Schema.optionalKey(countUpTo(100)), q: Schema.optionalKey(Schema.String) },
    success: ok(ContactListPage)
  }).annotateMerge(perMinute("contactLists.list")),
  /** Scope `contact_lists:write`. */
  HttpApiEndpoint.post("create", "/api/v2/accounts/:account_id/contact-lists", {
    params: inAccount,
    payload: ContactListCreate,
    success: ok(ContactList)
  }).annotateMerge(perMinute("contactLists.create")),
  /** Scope `contact_lists:read`. */
  HttpApiEndpoint.get("get", "/api/v2/accounts/:account_id/contact-lists/:list_id", {
    params: ofList,
    success: ok(oneOf("contact_list", ContactList))
  }).annotateMerge(perMinute("contactLists.get")),
  /** Scope `contact_lists:write`. */
  HttpApiEndpoint.patch("update", "/api/v2/accounts/:account_id/contact-lists/:list_id", {
    params: ofList,
    payload: ContactListUpdate,
    success: done
  }).annotateMerge(perMinute("contactLists.update", "safe")),
  /** Scope `contact_lists:delete`. The contacts stay. */
  HttpApiEndpoint.delete("delete", "/api/v2/accounts/:account_id/contact-lists/:list_id", {
    params: ofList,
    success: done
  }).annotateMerge(perMinute("contactLists.delete")),
  /** Scope `contact_lists:read`. No sample. */
  HttpApiEndpoint.get("members", "/api/v2/accounts/:account_id/contact-lists/:list_id/members", {
    params: ofList,
    query: { ...page, per_page: Schema.optionalKey(countUpTo(200)) },
    success: ok(rowsOf("members", Contact))
  }).annotateMerge(perMinute("contactLists.members")),
  /** Scope `contact_lists:write`. Who is a member already is skipped. */
  HttpApiEndpoint.post("addMembers", "/api/v2/accounts/:account_id/contact-lists/:list_id/members", {
    params: ofList,
    payload: Members,
    success: okOrEmpty(MembersAdded)
  }).annotateMerge(perMinute("contactLists.addMembers", "safe")),
  /** Scope `contact_lists:write`. Who is no member is skipped. */
  HttpApiEndpoint.delete("removeMembers", "/api/v2/accounts/:account_id/contact-lists/:list_id/members", {
    params: ofList,
    payload: Members,
    success: done
  }).annotateMerge(perMinute("contactLists.removeMembers", "safe"))
) {}
