/** Every endpoint of the simulated server. */
import type { Endpoint } from "../Endpoint.ts"
import type { Settings } from "../Simulation.ts"
import { broadcastRecipientEndpoints } from "./BroadcastRecipients.ts"
import { broadcastEndpoints } from "./Broadcasts.ts"
import { contactListEndpoints } from "./ContactLists.ts"
import { contactEndpoints } from "./Contacts.ts"
import { contactWriteEndpoints } from "./ContactWrites.ts"
import { conversationActionEndpoints } from "./ConversationActions.ts"
import { conversationEndpoints } from "./Conversations.ts"
import { dealEndpoints } from "./Deals.ts"
import { fileEndpoints } from "./Files.ts"
import { legacyWebhookEndpoints } from "./LegacyWebhooks.ts"
import { messageEndpoints } from "./Messages.ts"
import { templateHelpEndpoints } from "./TemplateHelp.ts"
import { templateEndpoints } from "./Templates.ts"
import { ticketEndpoints } from "./Tickets.ts"
import { webhookSubscriptionEndpoints } from "./WebhookSubscriptions.ts"

export const endpointsOf = ({ contactWrites }: Settings): ReadonlyArray<Endpoint> => [
  ...contactEndpoints,
  ...(contactWrites ? contactWriteEndpoints : []),
  ...conversationEndpoints,
  ...conversationActionEndpoints,
  ...messageEndpoints,
  ...fileEndpoints,
  ...legacyWebhookEndpoints,
  ...broadcastEndpoints,
  ...broadcastRecipientEndpoints,
  ...templateEndpoints,
  ...templateHelpEndpoints,
  ...contactListEndpoints,
  ...ticketEndpoints,
  ...dealEndpoints,
  ...webhookSubscriptionEndpoints
]
