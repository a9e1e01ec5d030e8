/**
 * A message as a webhook tells it, and the body of each kind, which stands under the key that `type` names. The body is checked by itself
 * once the kind is known. Source: omnichat-wire A2.3, A2.4.
 */
import { Schema } from "effect"
import { maybe, numeric, open } from "./Notation.ts"

const text = maybe(Schema.String)

/**
 * What every kind has. `timestamp`: text of Unix seconds. `from`: digits without `+`, absent where only the BSUID is known. In a group,
 * `from` is the participant. `to` and `to_user_id` stand in echoes, `history_context` in history.
 */
export class InboundMessage extends Schema.Opaque<InboundMessage>()(
  Schema.Struct({
    id: Schema.NonEmptyString,
    type: text,
    timestamp: open,
    from: text,
    from_user_id: text,
    to: text,
    to_user_id: text,
    group_id: text,
    context: open,
    referral: open,
    errors: open,
    history_context: open
  })
) {}

/** The quoted message, the mark of a forwarded one, the product that is asked about: any of them, and none may be there. */
export class Context extends Schema.Opaque<Context>()(
  Schema.Struct({
    id: text,
    from: text,
    forwarded: maybe(Schema.Boolean),
    frequently_forwarded: maybe(Schema.Boolean),
    referred_product: maybe(Schema.Struct({ catalog_id: text, product_retailer_id: Schema.NonEmptyString }))
  })
) {}

/** The advertisement or post through which the contact came; it can sit on any kind. */
export class Referral extends Schema.Opaque<Referral>()(
  Schema.Struct({ source_url: text, source_id: text, source_type: text, headline: text, body: text })
) {}

/** In upper case: DELIVERED, ERROR, PENDING, PLAYED, READ, SENT. `from_me` is a forwarder's. */
export class HistoryContext extends Schema.Opaque<HistoryContext>()(
  Schema.Struct({ status: text, from_me: maybe(Schema.Boolean) })
) {}

export class TextBody extends Schema.Opaque<TextBody>()(Schema.Struct({ body: Schema.String })) {}

/** Image, video, audio, voice, document, sticker. `id` is a handle for an API call with Meta's own token; so is `url`, where it is told. */
export class MediaBody extends Schema.Opaque<MediaBody>()(
  Schema.Struct({
    id: text,
    url: text,
    mime_type: text,
    /** Base64 or hex. */
    sha256: text,
    caption: text,
    filename: text,
    voice: maybe(Schema.Boolean)
  })
) {}

/** Gotcha: the numbers come as text at some forwarders. */
export class LocationBody extends Schema.Opaque<LocationBody>()(
  Schema.Struct({ latitude: numeric, longitude: numeric, name: text, address: text })
) {}

const named = Schema.Struct({ formatted_name: text, first_name: text, last_name: text })

/** One card of the kind `contacts`. */
export class CardBody extends Schema.Opaque<CardBody>()(
  Schema.Struct({
    name: maybe(named),
    phones: maybe(Schema.Array(Schema.Struct({ phone: text, wa_id: text }))),
    emails: maybe(Schema.Array(Schema.Struct({ email: text }))),
    org: maybe(Schema.Struct({ company: text }))
  })
) {}
export const ContactsBody = Schema.Array(CardBody)

/** Gotcha: a reaction that was taken back has an empty `emoji`, or none. */
export class ReactionBody extends Schema.Opaque<ReactionBody>()(
  Schema.Struct({ message_id: Schema.NonEmptyString, emoji: text })
) {}

/** A template's quick reply. */
export class ButtonBody extends Schema.Opaque<ButtonBody>()(Schema.Struct({ text: text, payload: text })) {}

/** The reply stands under the key that its own `type` names. */
export class InteractiveBody extends Schema.Opaque<InteractiveBody>()(Schema.Struct({ type: Schema.NonEmptyString })) {}

/** `button_reply` and `list_reply`. */
export class ChoiceReplyBody extends Schema.Opaque<ChoiceReplyBody>()(
  Schema.Struct({ id: text, title: Schema.String, description: text })
) {}

/** A flow's or an address form's answer. Gotcha: `response_json` is text, and not always of an object. */
export class FormReplyBody extends Schema.Opaque<FormReplyBody>()(
  Schema.Struct({ name: text, body: text, response_json: Schema.Unknown })
) {}

/** Gotcha: numbers as text in samples. */
export class OrderBody extends Schema.Opaque<OrderBody>()(
  Schema.Struct({
    catalog_id: text,
    text: text,
    product_items: Schema.Array(
      Schema.Struct({
        product_retailer_id: Schema.NonEmptyString,
        quantity: maybe(numeric),
        item_price: maybe(numeric),
        currency: text
      })
    )
  })
) {}

/** A line of WhatsApp's own. The new number is `wa_id` or, in older reports, `new_wa_id`; the new BSUID is `user_id`. */
export class SystemBody extends Schema.Opaque<SystemBody>()(
  Schema.Struct({ type: text, body: text, wa_id: text, new_wa_id: text, user_id: text })
) {}

/** What the contact's app can show and the API cannot: polls, view-once media, deletions. */
export class UnsupportedBody extends Schema.Opaque<UnsupportedBody>()(Schema.Struct({ type: text })) {}

/** A message's new content. The edit has an id of its own. */
export class EditBody extends Schema.Opaque<EditBody>()(
  Schema.Struct({
    original_message_id: Schema.NonEmptyString,
    message: Schema.Struct({ type: text, context: open, referral: open, errors: open })
  })
) {}

export class RevokeBody extends Schema.Opaque<RevokeBody>()(
  Schema.Struct({ original_message_id: Schema.NonEmptyString })
) {}
