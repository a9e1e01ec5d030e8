/** Chatwoot's inboxes as channels: the kind by its class name (`Channel::Whatsapp`), the id of the inbox as the channel's. */
import type { Channel, ChannelId, ChannelReference, ChannelType } from "@dragoman/core/domain"
import { openEnum, present, toText } from "@dragoman/core/wire"
import type * as Wire from "../api/shapes/Inbox.ts"

/** The channel whose messages keep our `source_id`. */
export const apiChannel = "Channel::Api"

/** TikTok and X have no word of their own in the domain. A Twilio inbox may be WhatsApp: only its `medium` tells, see {@link toChannel}. */
export const toChannelType: (vendorType: string | null | undefined) => ChannelType = openEnum<ChannelType, "other">(
  {
    "Channel::Api": "api",
    "Channel::WebWidget": "webchat",
    "Channel::Whatsapp": "whatsapp",
    "Channel::TwilioSms": "sms",
    "Channel::Sms": "sms",
    "Channel::Telegram": "telegram",
    "Channel::Line": "line",
    "Channel::Email": "email",
    "Channel::FacebookPage": "facebook",
    "Channel::Instagram": "instagram"
  },
  "other"
)

/** The channel of a conversation or message: its kind and the inbox, as far as they are told there. */
export const toChannelReference = (
  vendorType: string | null | undefined,
  inboxId: number | null | undefined,
  name?: string | null
): ChannelReference =>
  present({
    id: inboxId === null || inboxId === undefined ? undefined : (String(inboxId) as ChannelId),
    type: toChannelType(vendorType),
    vendorType: toText(vendorType),
    name: toText(name)
  })

/** An inbox. Its address is what the channel has of one: phone number, e-mail address, website, the identifier of an API inbox. */
export const toChannel = (wire: Wire.Inbox): Channel =>
  present({
    id: String(wire.id) as ChannelId,
    type:
      wire.channel_type === "Channel::TwilioSms" && wire.medium === "whatsapp"
        ? "whatsapp"
        : toChannelType(wire.channel_type),
    vendorType: toText(wire.channel_type),
    name: toText(wire.name),
    address:
      toText(wire.phone_number) ?? toText(wire.email) ?? toText(wire.website_url) ?? toText(wire.inbox_identifier)
  })
