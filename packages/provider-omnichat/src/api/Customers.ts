/**
 * Customers: a person, who has a contact on each channel. Vendor's section "Customers". Known by the member id that the business gave
 * them, or by `omniCustomerId`, under which they can be written only.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam, repeatable } from "./Limits.ts"
import { oneWayOfTagging, profile } from "./Profile.ts"
import { Amount, Id, maybe, open, PlatformName, Timestamp } from "./Wire.ts"

/** A custom attribute as a customer has it; `type` counts text, number, date, date and time, boolean from 1. */
export class CustomerAttribute extends Schema.Opaque<CustomerAttribute>()(
  Schema.Struct({
    key: Schema.String,
    value: open,
    type: maybe(Amount),
    displayName: maybe(Schema.String),
    status: maybe(Schema.Boolean)
  })
) {}

/** One of the person's contacts: `channelUserId` is its user id. */
export class LinkedUser extends Schema.Opaque<LinkedUser>()(
  Schema.Struct({
    platform: maybe(PlatformName),
    channelId: maybe(Schema.String),
    channelUserId: maybe(Schema.String),
    bsuid: maybe(Schema.String),
    channelUsername: maybe(Schema.String),
    channelName: maybe(Schema.String),
    roomId: maybe(Schema.String),
    subscribed: maybe(Schema.Boolean)
  })
) {}

/** A customer. */
export class Customer extends Schema.Opaque<Customer>()(
  Schema.Struct({
    username: maybe(Schema.String),
    omniCustomerId: maybe(Schema.String),
    memberId: maybe(Schema.String),
    name: maybe(Schema.String),
    profilePicture: maybe(Schema.String),
    phone: maybe(Schema.String),
    email: maybe(Schema.String),
    socialChannelSubscribed: maybe(Schema.Boolean),
    tags: maybe(Schema.Array(Schema.String)),
    reachable: maybe(Schema.Boolean),
    customAttributes: maybe(Schema.Array(CustomerAttribute)),
    linkedUsers: maybe(Schema.Array(LinkedUser)),
    pointBalance: maybe(Amount),
    accumulatedPoints: maybe(Amount),
    lastMessageReceivedAt: maybe(Timestamp),
    lastCsMessageSentAt: maybe(Timestamp),
    lastMarketingMessageSentAt: maybe(Timestamp),
    createdAt: maybe(Timestamp),
    updatedAt: maybe(Timestamp)
  })
) {}

/** One customer; null where nobody has the member id, as far as that is not answered with an error. */
export class CustomerReply extends Schema.Opaque<CustomerReply>()(
  Schema.Struct({ content: Schema.NullOr(Customer) })
) {}

/** The body of an upsert; what is left out stays as it is. */
export const CustomerUpsert = Schema.Struct(profile).check(oneWayOfTagging)

/** `client.customers` */
export class Customers extends HttpApiGroup.make("customers")
  .add(
    HttpApiEndpoint.get("get", "/v1/customers", { query: { memberId: Id }, success: ok(CustomerReply) }),
    HttpApiEndpoint.put("upsert", "/v1/customers", {
      query: { memberId: Id },
      payload: CustomerUpsert,
      success: done
    }).annotateMerge(repeatable),
    HttpApiEndpoint.put("upsertByOmniCustomerId", "/v1/customers", {
      query: { omniCustomerId: Id },
      payload: CustomerUpsert,
      success: done
    }).annotateMerge(repeatable),
    /** Deletes the member profile and the chat history too. */
    HttpApiEndpoint.delete("delete", "/v1/customers", { query: { memberId: Id }, success: done })
  )
  .annotateMerge(perTeam) {}
