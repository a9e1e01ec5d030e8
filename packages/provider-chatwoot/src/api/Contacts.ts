/**
 * Contacts: list, search, filter, create, change, merge, and what belongs to one. Vendor's section "Contacts".
 *
 * Source: `api/v1/accounts/contacts_controller.rb` (chatwoot-wire 2, 3.1). A page has 15 rows. `list` and `filter` only know
 * *resolved* contacts (email, phone number or identifier set) where `search` and `get` know all. `list` has no default order: send
 * `sort` or pages repeat rows. Bodies are flat. The vendor's file is wrong on the nesting of `create` and `update`.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Filter } from "./Filter.ts"
import { drawsOn, perHost, repeatable } from "./Limits.ts"
import { Contact, InboxSlim } from "./shapes/Contact.ts"
import { Conversation } from "./shapes/Conversation.ts"
import { Attachment } from "./shapes/Message.ts"
import {
  Attributes,
  File,
  inAccount,
  inAccountById,
  maxCharacters,
  maybe,
  multipart,
  open,
  PageNumber,
  PhoneNumber
} from "./Wire.ts"

/** How to sort; a minus sign in front is descending. */
export const ContactSort = Schema.Literals([
  "name",
  "email",
  "phone_number",
  "last_activity_at",
  "created_at",
  "company_name",
  "city",
  "country",
  "-name",
  "-email",
  "-phone_number",
  "-last_activity_at",
  "-created_at",
  "-company_name",
  "-city",
  "-country"
])

/**
 * A page of contacts. `count` is the total, except in a search from 4.11.0 on, where it counts this page's rows and `has_more` says
 * whether there is another.
 */
export class ContactPage extends Schema.Opaque<ContactPage>()(
  Schema.Struct({
    meta: maybe(
      Schema.Struct({ count: maybe(Schema.Int), current_page: maybe(PageNumber), has_more: maybe(Schema.Boolean) })
    ),
    payload: Schema.Array(Contact)
  })
) {}

/** One contact, as `get`, `update` and `destroyCustomAttributes` answer it. */
export class ContactReply extends Schema.Opaque<ContactReply>()(Schema.Struct({ payload: Contact })) {}

/**
 * The reply to create. Without `inbox_id` both keys of `contact_inbox` are null; else `inbox` is the raw database record, with ISO
 * dates and without channel fields.
 */
export class ContactCreated extends Schema.Opaque<ContactCreated>()(
  Schema.Struct({
    payload: Schema.Struct({
      contact: Contact,
      contact_inbox: maybe(Schema.Struct({ inbox: open, source_id: maybe(Schema.String) }))
    })
  })
) {}

/** An inbox in which the contact can be written to, and the `source_id` to do so with. */
export class ContactableInbox extends Schema.Opaque<ContactableInbox>()(
  Schema.Struct({ inbox: maybe(InboxSlim), source_id: maybe(Schema.String) })
) {}

/** An attachment of any conversation of a contact. */
export class ContactAttachment extends Schema.Opaque<ContactAttachment>()(
  Schema.Struct({ ...Attachment.fields, conversation_id: maybe(Schema.Int) })
) {}

const text = Schema.optionalKey(Schema.NullOr(Schema.String))
const details = {
  name: Schema.optionalKey(Schema.NullOr(maxCharacters(255))),
  email: text,
  phone_number: Schema.optionalKey(Schema.NullOr(PhoneNumber)),
  identifier: text,
  blocked: Schema.optionalKey(Schema.Boolean),
  avatar_url: Schema.optionalKey(Schema.String),
  additional_attributes: Schema.optionalKey(Attributes),
  custom_attributes: Schema.optionalKey(Attributes)
}

/**
 * The body of a new contact. `email`, `phone_number` and `identifier` are unique per account: 422 with the offending key in
 * `attributes`. With `inbox_id` a session is made in that inbox, under `source_id` or a new UUID; a `source_id` that another contact
 * owns answers 500.
 */
export const ContactCreate = Schema.Struct({
  inbox_id: Schema.optionalKey(Schema.Int),
  source_id: Schema.optionalKey(Schema.String),
  ...details
})

/** The body of an update. Attributes are merged, not replaced: `destroyCustomAttributes` removes one. */
export const ContactUpdate = Schema.Struct(details)

/** A new contact with a picture: the fields of {@link ContactCreate}, objects as `custom_attributes[key]`. */
export const ContactCreateForm = multipart(Schema.Struct({ ...ContactCreate.fields, avatar: Schema.optionalKey(File) }))

/** A changed contact with a picture: the fields of {@link ContactUpdate}, objects as `custom_attributes[key]`. */
export const ContactUpdateForm = multipart(Schema.Struct({ ...details, avatar: Schema.optionalKey(File) }))

const page = { page: Schema.optionalKey(Schema.Int) }
const withInboxes = { include_contact_inboxes: Schema.optionalKey(Schema.Boolean) }

/** `client.contacts` */
export class Contacts extends HttpApiGroup.make("contacts")
  .add(
    HttpApiEndpoint.get("list", "/api/v1/accounts/:account_id/contacts", {
      params: inAccount,
      query: {
        sort: Schema.optionalKey(ContactSort),
        ...page,
        ...withInboxes,
        "labels[]": Schema.optionalKey(Schema.Array(Schema.String))
      },
      success: ok(ContactPage)
    }),
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/contacts", {
      params: inAccount,
      payload: ContactCreate,
      success: ok(ContactCreated)
    }),
    HttpApiEndpoint.post("createMultipart", "/api/v1/accounts/:account_id/contacts", {
      params: inAccount,
      payload: ContactCreateForm,
      success: ok(ContactCreated)
    }),
    HttpApiEndpoint.get("get", "/api/v1/accounts/:account_id/contacts/:id", {
      params: inAccountById,
      query: withInboxes,
      success: ok(ContactReply)
    }),
    /** Documented as 204 without a body; servers answer 200 with the contact. */
    HttpApiEndpoint.put("update", "/api/v1/accounts/:account_id/contacts/:id", {
      params: inAccountById,
      payload: ContactUpdate,
      success: ok(ContactReply)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.put("updateMultipart", "/api/v1/accounts/:account_id/contacts/:id", {
      params: inAccountById,
      payload: ContactUpdateForm,
      success: ok(ContactReply)
    }),
    /** Refused with 422 while the contact is online, with 401 for an agent's token. Its conversations go later, by a job. */
    HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/contacts/:id", {
      params: inAccountById,
      success: done
    }),
    /** At most 20 conversations, the rest is cut off silently. */
    HttpApiEndpoint.get("conversations", "/api/v1/accounts/:account_id/contacts/:id/conversations", {
      params: inAccountById,
      success: ok(Schema.Struct({ payload: Schema.Array(Conversation) }))
    }),
    /** Looks for a part of name, email, phone number or identifier. A blank `q` answers an empty page. */
    HttpApiEndpoint.get("search", "/api/v1/accounts/:account_id/contacts/search", {
      params: inAccount,
      query: { q: Schema.String, sort: Schema.optionalKey(ContactSort), ...page, ...withInboxes },
      success: ok(ContactPage)
    }).annotateMerge(drawsOn("contactSearch")),
    HttpApiEndpoint.post("filter", "/api/v1/accounts/:account_id/contacts/filter", {
      params: inAccount,
      query: { ...page, ...withInboxes },
      payload: Filter,
      success: ok(ContactPage)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.post("createInbox", "/api/v1/accounts/:account_id/contacts/:id/contact_inboxes", {
      params: inAccountById,
      payload: Schema.Struct({ inbox_id: Schema.Int, source_id: Schema.optionalKey(Schema.String) }),
      success: ok(ContactableInbox)
    }),
    HttpApiEndpoint.get("contactableInboxes", "/api/v1/accounts/:account_id/contacts/:id/contactable_inboxes", {
      params: inAccountById,
      success: ok(Schema.Struct({ payload: Schema.Array(ContactableInbox) }))
    }),
    /** The base contact receives everything; the mergee is deleted for good. */
    HttpApiEndpoint.post("merge", "/api/v1/accounts/:account_id/actions/contact_merge", {
      params: inAccount,
      payload: Schema.Struct({ base_contact_id: Schema.Int, mergee_contact_id: Schema.Int }),
      success: ok(Contact)
    }),
    /** Undocumented by the vendor; in its routes. Contacts who are online now. */
    HttpApiEndpoint.get("active", "/api/v1/accounts/:account_id/contacts/active", {
      params: inAccount,
      query: { sort: Schema.optionalKey(ContactSort), ...page, ...withInboxes },
      success: ok(ContactPage)
    }),
    /** Undocumented by the vendor; in its routes. Removes custom attributes by key. */
    HttpApiEndpoint.post(
      "destroyCustomAttributes",
      "/api/v1/accounts/:account_id/contacts/:id/destroy_custom_attributes",
      {
        params: inAccountById,
        payload: Schema.Struct({ custom_attributes: Schema.Array(Schema.String) }),
        success: ok(ContactReply)
      }
    ).annotateMerge(repeatable),
    /** Undocumented by the vendor; in the routes of recent versions. Pages of 100, newest first. */
    HttpApiEndpoint.get("attachments", "/api/v1/accounts/:account_id/contacts/:id/attachments", {
      params: inAccountById,
      query: page,
      success: ok(
        Schema.Struct({
          meta: maybe(Schema.Struct({ total_count: maybe(Schema.Int) })),
          payload: Schema.Array(ContactAttachment)
        })
      )
    })
  )
  .annotateMerge(perHost) {}
