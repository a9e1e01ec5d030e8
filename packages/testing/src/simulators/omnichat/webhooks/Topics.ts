/** The topics that a webhook can subscribe to. */
export const topics: ReadonlyArray<string> = [
  "customer/create",
  "customer/update",
  "customer/channel_subscribe",
  "customer/channel_unsubscribe",
  "customer/channel_phone_binding",
  "customer/channel_omo_binding",
  "direct_msg/status",
  "whatsapp_flow/flow_create",
  "ticket/create",
  "ticket/update",
  "ticket/delete",
  "lon/send_sms"
]
