/**
 * A customer of an API inbox. Vendor's section "Contacts API" of the client API.
 *
 * Source: chatwoot-wire 3.7. `source_id` of the reply is the `contact_identifier` of every other path here.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost } from "../Limits.ts"
import { Attributes, File, maybe, multipart, PhoneNumber } from "../Wire.ts"
import { inPublicInbox, ofPublicContact } from "./PublicInboxes.ts"

/** The contact of a session. `update` may answer the raw record instead, which has no `source_id`. */
export class PublicContact extends Schema.Opaque<PublicContact>()(
  Schema.Struct({
    id: maybe(Schema.Int),
    source_id: maybe(Schema.String),
    pubsub_token: maybe(Schema.String),
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone_number: maybe(Schema.String)
  })
) {}

/** The body of a new or changed contact. `identifier_hash` is the HMAC-SHA256 of `identifier` under the inbox's `hmac_token`. */
export const PublicContactInput = Schema.Struct({
  identifier: Schema.optionalKey(Schema.String),
  identifier_hash: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  name: Schema.optionalKey(Schema.String),
  phone_number: Schema.optionalKey(PhoneNumber),
  custom_attributes: Schema.optionalKey(Attributes)
})

/** A contact with a picture: the fields of {@link PublicContactInput}, objects as `custom_attributes[key]`. */
export const PublicContactForm = multipart(
  Schema.Struct({ ...PublicContactInput.fields, avatar: Schema.optionalKey(File) })
)

/** `client.publicContacts` */
export class PublicContacts extends HttpApiGroup.make("publicContacts")
  .add(
    HttpApiEndpoint.post("create", "/public/api/v1/inboxes/:inbox_identifier/contacts", {
      params: inPublicInbox,
      payload: PublicContactInput,
      success: ok(PublicContact)
    }),
    HttpApiEndpoint.post("createMultipart", "/public/api/v1/inboxes/:inbox_identifier/contacts", {
      params: inPublicInbox,
      payload: PublicContactForm,
      success: ok(PublicContact)
    }),
    HttpApiEndpoint.get("get", "/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_identifier", {
      params: ofPublicContact,
      success: ok(PublicContact)
    }),
    HttpApiEndpoint.patch("update", "/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_identifier", {
      params: ofPublicContact,
      payload: PublicContactInput,
      success: ok(PublicContact)
    }),
    HttpApiEndpoint.patch("updateMultipart", "/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_identifier", {
      params: ofPublicContact,
      payload: PublicContactForm,
      success: ok(PublicContact)
    })
  )
  .annotateMerge(perHost) {}
