/**
 * HueChat's inboxes as channels: the kind by its class name (`Channel::WebWidget`, the only one that the documentation shows), the id of the inbox
 * as the channel's. There is no endpoint that lists inboxes: they are met in conversations and among the inboxes of templates
 * (huechat-wire 38).
 */
import type { Channel, ChannelReference, ChannelType } from "@dragoman/core/domain"
import { openEnum, present, textOf, toText } from "@dragoman/core/wire"
import { toChannelId, type WireId } from "./Ids.ts"

/** The class names of the platform that HueChat descends from, and the channels that its pages speak of, in any spelling. */
export const toChannelType = (vendorType: string | null | undefined): ChannelType =>
  knownType(
    vendorType
      ?.replace(/^Channel::/, "")
      .replace(/[\s_-]/g, "")
      .toLowerCase()
  )

const knownType = openEnum<ChannelType, "other">(
  {
    api: "api",
    webwidget: "webchat",
    webchat: "webchat",
    whatsapp: "whatsapp",
    twiliosms: "sms",
    sms: "sms",
    telegram: "telegram",
    line: "line",
    email: "email",
    facebookpage: "facebook",
    facebook: "facebook",
    instagram: "instagram"
  },
  "other"
)

/** The channel of a conversation or message: its kind and the inbox, as far as they are told there. */
export const toChannelReference = (
  vendorType: string | null | undefined,
  inboxId: WireId | null | undefined,
  name?: string | null
): ChannelReference =>
  present({
    id: inboxId === null || inboxId === undefined || inboxId === "" ? undefined : toChannelId(inboxId),
    type: toChannelType(vendorType),
    vendorType: toText(vendorType),
    name: toText(name)
  })

/** What is read of an inbox that templates can be used in; its reply is undocumented beyond that it is WhatsApp's. */
export interface TemplateInboxSource {
  readonly id: WireId
  readonly name?: unknown
  readonly channel_type?: unknown
  readonly phone_number?: unknown
}

/** `GET /templates/inboxes` answers WhatsApp inboxes alone, whether or not a row says so. */
export const toTemplateChannel = (wire: TemplateInboxSource): Channel =>
  present({
    id: toChannelId(wire.id),
    type: "whatsapp" as const,
    vendorType: textOf(wire.channel_type),
    name: textOf(wire.name),
    address: textOf(wire.phone_number)
  })
