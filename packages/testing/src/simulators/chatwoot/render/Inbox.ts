/** An inbox (`_inbox.json.jbuilder`): channel fields are null where they do not apply, secrets show to administrators only. */
import type { InboxRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"

export const inboxOf = ({ baseUrl }: Simulation, inbox: InboxRow, shows: { readonly secrets: boolean }) => {
  const isWidget = inbox.channelType === "Channel::WebWidget"
  return {
    id: inbox.id,
    avatar_url: "",
    channel_id: inbox.channelId,
    name: inbox.name,
    channel_type: inbox.channelType,
    greeting_enabled: inbox.greetingEnabled,
    greeting_message: inbox.greetingMessage,
    ...inbox.settings,
    working_hours: workingHours,
    callback_webhook_url: null,
    lock_to_single_conversation: inbox.lockToSingleConversation,
    widget_color: isWidget ? "#1f93ff" : null,
    website_url: isWidget ? "https://www.example.com" : null,
    hmac_mandatory: isWidget || inbox.channelType === "Channel::Api" ? inbox.hmacMandatory : null,
    welcome_title: isWidget ? "" : null,
    welcome_tagline: isWidget ? "" : null,
    web_widget_script: isWidget ? `<script src="${baseUrl}/packs/js/sdk.js"></script>` : null,
    website_token: isWidget ? inbox.identifier : null,
    selected_feature_flags: isWidget ? ["attachments", "emoji_picker", "end_conversation"] : null,
    reply_time: isWidget ? "in_a_few_minutes" : null,
    messaging_service_sid: null,
    phone_number: inbox.phoneNumber,
    provider: inbox.provider,
    ...(inbox.channelType === "Channel::Whatsapp" ? { message_templates: inbox.messageTemplates } : {}),
    ...(inbox.channelType === "Channel::Api" ? apiChannel(inbox, shows) : {})
  }
}

const apiChannel = (inbox: InboxRow, shows: { readonly secrets: boolean }) => ({
  webhook_url: inbox.webhookUrl,
  inbox_identifier: inbox.identifier,
  additional_attributes: inbox.channelAttributes,
  ...(shows.secrets ? { hmac_token: inbox.hmacToken, secret: inbox.secret } : {})
})

/** The settings of a fresh inbox that nothing in the simulator depends on. */
export const inboxSettings = {
  working_hours_enabled: false,
  enable_email_collect: true,
  csat_survey_enabled: false,
  csat_config: {},
  enable_auto_assignment: false,
  auto_assignment_config: {},
  out_of_office_message: null,
  timezone: "UTC",
  allow_messages_after_resolved: true,
  sender_name_type: "friendly",
  business_name: null,
  allowed_domains: ""
}

export const workingHours = [0, 1, 2, 3, 4, 5, 6].map((day) => {
  const closed = day === 0 || day === 6
  return {
    day_of_week: day,
    closed_all_day: closed,
    open_hour: closed ? null : 9,
    open_minutes: closed ? null : 0,
    close_hour: closed ? null : 17,
    close_minutes: closed ? null : 0,
    open_all_day: false
  }
})
