/**
 * The payloads of `provider.event`s by their name: what the vendor sends beyond the domain. A name that is not here is a `field` of Meta's, whose
 * `value` is the payload.
 */
import type * as WhatsApp from "../../whatsapp/index.ts"
import type { AiAgentEvent } from "./AiAgent.ts"
import type {
  ChannelTopic,
  CustomerTopic,
  DirectMessageTopic,
  FlowTopic,
  OmoBindingTopic,
  SmsTopic,
  TicketDeleteTopic
} from "./Topics.ts"

export interface ProviderEventPayloads extends WhatsApp.ProviderEventPayloads {
  /** A person without a contact on any channel. */
  readonly "customer/create": CustomerTopic
  readonly "customer/update": CustomerTopic
  readonly "customer/channel_subscribe": ChannelTopic
  readonly "customer/channel_unsubscribe": ChannelTopic
  readonly "customer/channel_omo_binding": OmoBindingTopic
  /** `clicked` and `responded`. */
  readonly "direct_msg/status": DirectMessageTopic
  readonly "whatsapp_flow/flow_create": FlowTopic
  readonly "ticket/delete": TicketDeleteTopic
  readonly "lon/send_sms": SmsTopic
  readonly "ai-session:open": AiAgentEvent
  readonly "ai-session:close": AiAgentEvent
}
