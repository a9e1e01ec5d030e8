/**
 * Contacts: the users of one channel each. Vendor's section "Contacts", and its newer guide (omnichat-wire A1.5, A1.2).
 *
 * A contact is known by platform, channel and user id; `PUT` makes or changes it. Lists are of what was updated in a range of time.
 * `userId` is the id on the platform: a phone number as digits on WhatsApp, or a BSUID where the user has a username and no phone.
 */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam, repeatable } from "./Limits.ts"
import { oneWayOfTagging, profile } from "./Profile.ts"
import { Id, Milliseconds, maybe, open, openEnum, Platform, PlatformName, pageOf, paging, Timestamp } from "./Wire.ts"

/** A custom attribute as a contact has it. */
export class ContactAttribute extends Schema.Opaque<ContactAttribute>()(
  Schema.Struct({
    key: Schema.String,
    value: open,
    type: maybe(openEnum(["text", "number", "date", "datetime", "boolean"])),
    displayName: maybe(Schema.String)
  })
) {}

/**
 * A contact. `status` is whether they are subscribed; empty text stands for null. `id` may be null where `bsuid` is not. The agent's
 * fields exist in the OMO Sales Cloud only.
 */
export class Contact extends Schema.Opaque<Contact>()(
  Schema.Struct({
    channel: Schema.Struct({ platform: PlatformName, channelId: Schema.String }),
    id: maybe(Schema.String),
    bsuid: maybe(Schema.String),
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    phone: maybe(Schema.String),
    memberId: maybe(Schema.String),
    note: maybe(Schema.String),
    status: maybe(Schema.Boolean),
    tags: maybe(Schema.Array(Schema.String)),
    customAttributes: maybe(Schema.Array(ContactAttribute)),
    lastMessageTime: maybe(Timestamp),
    subscribedAt: maybe(Timestamp),
    unsubscribedAt: maybe(Timestamp),
    updatedAt: maybe(Timestamp),
    agentName: maybe(Schema.String),
    agentEmployeeCode: maybe(Schema.String),
    agentBindTime: maybe(Timestamp),
    agentLocationName: maybe(Schema.String),
    agentLocationCode: maybe(Schema.String)
  }).check(
    Schema.makeFilter(
      ({ id, bsuid }: { readonly id?: string | null; readonly bsuid?: string | null }) =>
        typeof id === "string" || typeof bsuid === "string"
          ? undefined
          : { path: ["id"], issue: "neither an id nor a bsuid" },
      { expected: "a contact with an id or a bsuid" }
    )
  )
) {}

/** A page of contacts. */
export class ContactPage extends Schema.Opaque<ContactPage>()(pageOf(Contact)) {}

/**
 * Whose contacts: those of one user (`userId`), person (`memberId`, `phone`, `email`), or all that were updated in a range of time. The
 * older documentation allows seven days of it, the newer one names no limit.
 */
export const ContactQuery = Schema.Struct({
  platform: Platform,
  channelId: Schema.optionalKey(Id),
  userId: Schema.optionalKey(Id),
  memberId: Schema.optionalKey(Id),
  phone: Schema.optionalKey(Id),
  email: Schema.optionalKey(Id),
  /** Inclusive. */
  updatedAfter: Schema.optionalKey(Milliseconds),
  /** Exclusive. */
  updatedBefore: Schema.optionalKey(Milliseconds),
  ...paging
})

/** The body of an upsert; what is left out stays as it is. The agent's fields exist in the OMO Sales Cloud only. */
export const ContactUpsert = Schema.Struct({
  ...profile,
  /** Whether they are subscribed. */
  status: Schema.optionalKey(Schema.Boolean),
  memberId: Schema.optionalKey(Schema.NullOr(Schema.String)),
  note: Schema.optionalKey(Schema.NullOr(Schema.String)),
  agentEmployeeCode: Schema.optionalKey(Schema.NullOr(Schema.String)),
  agentLocationCode: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Of the newer guide, which does not say what it holds. */
  extraAttributes: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown))
}).check(oneWayOfTagging)

/** Web chat's channel id is the word `webchat`. */
const oneContact = { params: { platform: Platform }, query: { channelId: Id, userId: Id } }

/** `client.contacts` */
export class Contacts extends HttpApiGroup.make("contacts")
  .add(
    HttpApiEndpoint.get("list", "/v1/contacts", { query: ContactQuery, success: ok(ContactPage) }),
    /** In web chat only those that exist already: else `WEBCHAT_USER_NOT_FOUND`. */
    HttpApiEndpoint.put("upsert", "/v1/contacts/:platform", {
      ...oneContact,
      payload: ContactUpsert,
      success: done
    }).annotateMerge(repeatable),
    /** Deletes the member profile and the chat history too. */
    HttpApiEndpoint.delete("delete", "/v1/contacts/:platform", { ...oneContact, success: done })
  )
  .annotateMerge(perTeam) {}
