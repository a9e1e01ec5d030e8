/**
 * Writing contacts, as Chatwoot does it. **None of this is documented by HueChat**: its scopes `contacts:write` ("create/update/block") and
 * `contacts:delete` promise it, its v1 is Chatwoot's heir, and that is all that speaks for these four (huechat-wire 37). The provider calls
 * them only when its user has enabled them; an account that does not have them answers 404.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { oneOf } from "./Envelopes.ts"
import { perMinute } from "./Limits.ts"
import { Contact } from "./shapes/Contact.ts"
import { Attributes, Id, IntegerId, inAccount, nameOfAtMost, okOrEmpty } from "./Wire.ts"

/** E.164 with its plus sign, e.g. `+15550100`. */
const PhoneNumber = Schema.String.check(Schema.isPattern(/^\+[1-9]\d{1,14}$/))

const text = Schema.optionalKey(Schema.NullOr(Schema.String))
const details = {
  name: Schema.optionalKey(Schema.NullOr(nameOfAtMost(255))),
  email: text,
  phone_number: Schema.optionalKey(Schema.NullOr(PhoneNumber)),
  identifier: text,
  additional_attributes: Schema.optionalKey(Attributes),
  custom_attributes: Schema.optionalKey(Attributes)
}

/** The body of a new contact; with `inbox_id` it is made known to that inbox. */
export const ContactCreate = Schema.Struct({ inbox_id: Schema.optionalKey(IntegerId), ...details })

/** The body of a changed contact; what is left out stays as it is. */
export const ContactUpdate = Schema.Struct(details)

/** The reply to a new contact: Chatwoot's `{ payload: { contact } }`, or a contact in any other envelope. */
export const ContactCreated = Schema.Union([
  Schema.Struct({ payload: Schema.Struct({ contact: Contact }) }),
  oneOf("contact", Contact)
])

const ofContact = { ...inAccount, id: Id }
const contactOrNothing = okOrEmpty(oneOf("contact", Contact))

/** `client.contactWrites` */
export class ContactWrites extends HttpApiGroup.make("contactWrites").add(
  /** Undocumented. Scope `contacts:write`. */
  HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/contacts", {
    params: inAccount,
    payload: ContactCreate,
    success: ok(ContactCreated)
  }).annotateMerge(perMinute("contactWrites.create")),
  /** Undocumented. Scope `contacts:write`. */
  HttpApiEndpoint.put("update", "/api/v1/accounts/:account_id/contacts/:id", {
    params: ofContact,
    payload: ContactUpdate,
    success: contactOrNothing
  }).annotateMerge(perMinute("contactWrites.update", "safe")),
  /** Undocumented. Scope `contacts:write`. Blocks a contact or lifts it: the update of that one field. */
  HttpApiEndpoint.put("block", "/api/v1/accounts/:account_id/contacts/:id", {
    params: ofContact,
    payload: Schema.Struct({ blocked: Schema.Boolean }),
    success: contactOrNothing
  }).annotateMerge(perMinute("contactWrites.update", "safe")),
  /** Undocumented. Scope `contacts:delete`. */
  HttpApiEndpoint.delete("delete", "/api/v1/accounts/:account_id/contacts/:id", {
    params: ofContact,
    success: done
  }).annotateMerge(perMinute("contactWrites.delete"))
) {}
