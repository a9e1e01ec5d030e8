/**
 * Contacts: list and search. Vendor's section "Contacts".
 *
 * That is all the vendor documents: the scopes `contacts:write` and `contacts:delete` have no endpoint (see `ContactWrites`), and the
 * "Get contact by phone" that one text recommends does not exist (huechat-wire 37). `per_page` is in a table and in no address (20).
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perMinute } from "./Limits.ts"
import { Contact } from "./shapes/Contact.ts"
import { countUpTo, Id, inAccount, maybe, page, SearchText } from "./Wire.ts"

/** How to sort; a minus sign in front is descending. */
export const ContactSort = Schema.Literals([
  "name",
  "email",
  "phone_number",
  "last_activity_at",
  "company",
  "city",
  "country",
  "created_at",
  "-name",
  "-email",
  "-phone_number",
  "-last_activity_at",
  "-company",
  "-city",
  "-country",
  "-created_at"
])

/** A page of contacts: `count` is the total, 142 beside one row in the sample. */
export class ContactPage extends Schema.Opaque<ContactPage>()(
  Schema.Struct({
    meta: maybe(Schema.Struct({ count: maybe(Schema.Number), current_page: maybe(Id) })),
    payload: Schema.Array(Contact)
  })
) {}

/** `client.contacts` */
export class Contacts extends HttpApiGroup.make("contacts").add(
  /** Scope `contacts:read`. 25 rows a page unless told otherwise, newest first. */
  HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/contacts", {
    params: inAccount,
    query: { ...page, per_page: Schema.optionalKey(countUpTo(100)), sort: Schema.optionalKey(ContactSort) },
    success: ok(ContactPage)
  }).annotateMerge(perMinute("contacts.list")),
  /**
   * Scope `contacts:read`. A part of name, email, phone number or identifier, whatever its case; phone numbers without plus sign, spaces
   * and dashes. The best match comes first.
   */
  HttpApiEndpoint.get("search", "/api/v1/accounts/:account_id/contacts/search", {
    params: inAccount,
    query: { q: SearchText, ...page },
    success: ok(ContactPage)
  }).annotateMerge(perMinute("contacts.search"))
) {}
