/** A channel is the address through which a business talks to its contacts: a WhatsApp number, a Facebook page, a web widget. */
import { Schema } from "effect"
import { ChannelId, Raw } from "./Scalars.ts"

/** The kind of channel in one vocabulary. What a vendor has beyond it is `other`, its own word in `vendorType`. */
export const ChannelType = Schema.Literals([
  "whatsapp",
  "line",
  "facebook",
  "instagram",
  "telegram",
  "viber",
  "vk",
  "wechat",
  "webchat",
  "email",
  "sms",
  "api",
  "other"
])
export type ChannelType = typeof ChannelType.Type

/** A channel as an account has it configured. */
export class Channel extends Schema.Opaque<Channel>()(
  Schema.Struct({
    id: ChannelId,
    type: ChannelType,
    /** The vendor's own word for the kind, such as `Channel::Whatsapp`. */
    vendorType: Schema.optionalKey(Schema.String),
    name: Schema.optionalKey(Schema.String),
    /** The business's own address on it: phone number, e-mail address, page id. */
    address: Schema.optionalKey(Schema.String),
    raw: Raw
  })
) {}

/** The channel of a conversation or message: as much as the vendor tells there. */
export class ChannelReference extends Schema.Opaque<ChannelReference>()(
  Schema.Struct({
    id: Schema.optionalKey(ChannelId),
    type: ChannelType,
    vendorType: Schema.optionalKey(Schema.String),
    name: Schema.optionalKey(Schema.String)
  })
) {}
