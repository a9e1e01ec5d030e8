/** Every endpoint of the simulated server. */
import type { Endpoint } from "../Endpoint.ts"
import { accountEndpoints } from "./Account.ts"
import { agentBotEndpoints } from "./AgentBots.ts"
import { agentEndpoints } from "./Agents.ts"
import { attributeDefinitionEndpoints } from "./AttributeDefinitions.ts"
import { clientApiEndpoints } from "./ClientApi.ts"
import { contactRelationEndpoints } from "./ContactRelations.ts"
import { contactEndpoints } from "./Contacts.ts"
import { conversationActionEndpoints } from "./ConversationActions.ts"
import { conversationEndpoints } from "./Conversations.ts"
import { documentedEndpoints } from "./Documented.ts"
import { fileEndpoints } from "./Files.ts"
import { inboxEndpoints } from "./Inboxes.ts"
import { labelEndpoints } from "./Labels.ts"
import { messageEndpoints } from "./Messages.ts"
import { platformApiEndpoints } from "./PlatformApi.ts"
import { webhookEndpoints } from "./Webhooks.ts"

export const endpoints: ReadonlyArray<Endpoint> = [
  ...contactEndpoints,
  ...contactRelationEndpoints,
  ...conversationEndpoints,
  ...conversationActionEndpoints,
  ...messageEndpoints,
  ...inboxEndpoints,
  ...agentEndpoints,
  ...labelEndpoints,
  ...webhookEndpoints,
  ...agentBotEndpoints,
  ...attributeDefinitionEndpoints,
  ...fileEndpoints,
  ...accountEndpoints,
  ...clientApiEndpoints,
  ...platformApiEndpoints,
  ...documentedEndpoints
]
