/**
 * The channels of an inbox, as creating and updating one take them (section "Inboxes").
 *
 * Source: the vendor's OpenAPI file, schemas `inbox_create_*_channel_payload` and `inbox_update_*_channel_payload`. `type` is read on
 * create only; other channels (Facebook, Instagram, Twilio) are connected in the dashboard.
 */
import { Schema } from "effect"
import { Attributes } from "./Wire.ts"

const string = Schema.optionalKey(Schema.String)
const boolean = Schema.optionalKey(Schema.Boolean)
const integer = Schema.optionalKey(Schema.Int)

const webWidget = {
  welcome_title: string,
  welcome_tagline: string,
  widget_color: string,
  reply_time: Schema.optionalKey(Schema.Literals(["in_a_few_minutes", "in_a_few_hours", "in_a_day"])),
  pre_chat_form_enabled: boolean,
  pre_chat_form_options: Schema.optionalKey(Attributes),
  continuity_via_email: boolean,
  hmac_mandatory: boolean,
  allowed_domains: string,
  selected_feature_flags: Schema.optionalKey(
    Schema.Array(
      Schema.Literals([
        "attachments",
        "emoji_picker",
        "end_conversation",
        "use_inbox_avatar_for_bot",
        "allow_mobile_webview"
      ])
    )
  )
}

const api = {
  webhook_url: string,
  hmac_mandatory: boolean,
  additional_attributes: Schema.optionalKey(Attributes)
}

const email = {
  imap_enabled: boolean,
  imap_login: string,
  imap_password: string,
  imap_address: string,
  imap_port: integer,
  imap_enable_ssl: boolean,
  imap_authentication: string,
  smtp_enabled: boolean,
  smtp_login: string,
  smtp_password: string,
  smtp_address: string,
  smtp_port: integer,
  smtp_domain: string,
  smtp_enable_starttls_auto: boolean,
  smtp_enable_ssl_tls: boolean,
  smtp_openssl_verify_mode: string,
  smtp_authentication: string,
  provider: string,
  verified_for_sending: boolean
}

/** The channel of a new inbox, told apart by `type`. */
export const ChannelCreate = Schema.Union([
  Schema.Struct({ type: Schema.Literal("web_widget"), website_url: Schema.String, ...webWidget }),
  Schema.Struct({ type: Schema.Literal("api"), ...api }),
  Schema.Struct({ type: Schema.Literal("email"), email: Schema.String, ...email }),
  Schema.Struct({
    type: Schema.Literal("line"),
    line_channel_id: Schema.String,
    line_channel_secret: Schema.String,
    line_channel_token: Schema.String
  }),
  Schema.Struct({ type: Schema.Literal("telegram"), bot_token: Schema.String }),
  Schema.Struct({
    type: Schema.Literal("whatsapp"),
    phone_number: Schema.String,
    provider: Schema.Literal("whatsapp_cloud"),
    provider_config: Schema.Struct({
      api_key: Schema.String,
      phone_number_id: Schema.String,
      business_account_id: Schema.String
    })
  }),
  Schema.Struct({
    type: Schema.Literal("whatsapp"),
    phone_number: Schema.String,
    provider: Schema.optionalKey(Schema.Literal("default")),
    provider_config: Schema.Struct({ api_key: Schema.String })
  }),
  Schema.Struct({
    type: Schema.Literal("sms"),
    phone_number: Schema.String,
    provider_config: Schema.optionalKey(Attributes)
  })
])

/**
 * The changed settings of an inbox's channel: those of one kind of channel. No key tells the kinds apart; encoding finds the one that
 * fits because `ChatwootApi` refuses unknown keys.
 */
export const ChannelUpdate = Schema.Union([
  Schema.Struct({ website_url: string, ...webWidget }),
  Schema.Struct(api),
  Schema.Struct({ email: string, ...email }),
  Schema.Struct({ line_channel_id: string, line_channel_secret: string, line_channel_token: string }),
  Schema.Struct({ bot_token: string }),
  Schema.Struct({
    phone_number: string,
    provider: Schema.optionalKey(Schema.Literals(["whatsapp_cloud", "default"])),
    provider_config: Schema.optionalKey(
      Schema.Struct({ api_key: string, phone_number_id: string, business_account_id: string })
    )
  }),
  Schema.Struct({ phone_number: string, provider_config: Schema.optionalKey(Attributes) })
])
