/**
 * The inbox as REST answers it, and its opening hours.
 *
 * Source: `models/_inbox.json.jbuilder` (chatwoot-wire 3.5). One object carries the keys of every channel; those of other channels are
 * null. Keys of an API inbox are at the end: `hmac_token` and `secret` (the key that signs its webhooks, from 4.13.0 on) are told to
 * administrators only.
 */
import { Schema } from "effect"
import { maybe, open, openEnum } from "../Wire.ts"

/** The kinds of channel; later releases add to them. */
export const channelTypes = [
  "Channel::Api",
  "Channel::WebWidget",
  "Channel::Whatsapp",
  "Channel::TwilioSms",
  "Channel::Sms",
  "Channel::Telegram",
  "Channel::Line",
  "Channel::Email",
  "Channel::FacebookPage",
  "Channel::Instagram",
  "Channel::Tiktok",
  "Channel::TwitterProfile"
] as const

/** The hours of one day of the week, Sunday being 0. Hours are null on a closed day. */
export class WorkingHours extends Schema.Opaque<WorkingHours>()(
  Schema.Struct({
    day_of_week: maybe(Schema.Int),
    closed_all_day: maybe(Schema.Boolean),
    open_all_day: maybe(Schema.Boolean),
    open_hour: maybe(Schema.Int),
    open_minutes: maybe(Schema.Int),
    close_hour: maybe(Schema.Int),
    close_minutes: maybe(Schema.Int)
  })
) {}

/** An inbox. */
export class Inbox extends Schema.Opaque<Inbox>()(
  Schema.Struct({
    id: Schema.Int,
    name: maybe(Schema.String),
    avatar_url: maybe(Schema.String),
    channel_id: maybe(Schema.Int),
    channel_type: maybe(openEnum(channelTypes)),
    provider: maybe(Schema.String),
    medium: maybe(Schema.String),
    phone_number: maybe(Schema.String),
    email: maybe(Schema.String),
    greeting_enabled: maybe(Schema.Boolean),
    greeting_message: maybe(Schema.String),
    working_hours_enabled: maybe(Schema.Boolean),
    working_hours: maybe(Schema.Array(WorkingHours)),
    out_of_office_message: maybe(Schema.String),
    timezone: maybe(Schema.String),
    enable_email_collect: maybe(Schema.Boolean),
    csat_survey_enabled: maybe(Schema.Boolean),
    csat_config: open,
    enable_auto_assignment: maybe(Schema.Boolean),
    auto_assignment_config: open,
    allow_messages_after_resolved: maybe(Schema.Boolean),
    lock_to_single_conversation: maybe(Schema.Boolean),
    sender_name_type: maybe(openEnum(["friendly", "professional"])),
    business_name: maybe(Schema.String),
    callback_webhook_url: maybe(Schema.String),
    help_center: open,
    allowed_domains: maybe(Schema.String),
    widget_color: maybe(Schema.String),
    website_url: maybe(Schema.String),
    website_token: maybe(Schema.String),
    web_widget_script: maybe(Schema.String),
    welcome_title: maybe(Schema.String),
    welcome_tagline: maybe(Schema.String),
    reply_time: maybe(Schema.String),
    selected_feature_flags: maybe(Schema.Array(Schema.String)),
    messaging_service_sid: maybe(Schema.String),
    hmac_mandatory: maybe(Schema.Boolean),
    webhook_url: maybe(Schema.String),
    inbox_identifier: maybe(Schema.String),
    additional_attributes: open,
    hmac_token: maybe(Schema.String),
    secret: maybe(Schema.String)
  })
) {}
