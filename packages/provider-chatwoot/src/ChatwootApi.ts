/**
 * The whole of Chatwoot's HTTP API as one value, a group for each section of the vendor's documentation.
 *
 * It declares, it does not call: `HttpApiClient` makes a client of it, `ChatwootClient` one with credentials, limits and errors. A
 * request with a key that its endpoint does not know is refused before it is sent. The application API and the platform API take
 * different tokens, the public API none.
 */
import { HttpApi } from "effect/http-api"
import { Account } from "./api/Account.ts"
import { AccountAgentBots } from "./api/AccountAgentBots.ts"
import { Agents } from "./api/Agents.ts"
import { AuditLogs } from "./api/AuditLogs.ts"
import { AutomationRules } from "./api/AutomationRules.ts"
import { CannedResponses } from "./api/CannedResponses.ts"
import { ContactLabels } from "./api/ContactLabels.ts"
import { Contacts } from "./api/Contacts.ts"
import { ConversationAssignments } from "./api/ConversationAssignments.ts"
import { Conversations } from "./api/Conversations.ts"
import { CustomAttributes } from "./api/CustomAttributes.ts"
import { CustomFilters } from "./api/CustomFilters.ts"
import { CsatSurvey } from "./api/client/CsatSurvey.ts"
import { PublicContacts } from "./api/client/PublicContacts.ts"
import { PublicConversations } from "./api/client/PublicConversations.ts"
import { PublicInboxes } from "./api/client/PublicInboxes.ts"
import { PublicMessages } from "./api/client/PublicMessages.ts"
import { Errata } from "./api/Errata.ts"
import { HelpCenter } from "./api/HelpCenter.ts"
import { Inboxes } from "./api/Inboxes.ts"
import { Integrations } from "./api/Integrations.ts"
import { Labels } from "./api/Labels.ts"
import { Messages } from "./api/Messages.ts"
import { Profile } from "./api/Profile.ts"
import { PlatformAccounts } from "./api/platform/PlatformAccounts.ts"
import { PlatformAccountUsers } from "./api/platform/PlatformAccountUsers.ts"
import { PlatformAgentBots } from "./api/platform/PlatformAgentBots.ts"
import { PlatformUsers } from "./api/platform/PlatformUsers.ts"
import { Reports } from "./api/Reports.ts"
import { Teams } from "./api/Teams.ts"
import { Uploads } from "./api/Uploads.ts"
import { Webhooks } from "./api/Webhooks.ts"

const strict = { onExcessProperty: "error", errors: "all" } as const

/** Every endpoint of Chatwoot. */
export class ChatwootApi extends HttpApi.make("chatwoot")
  .add(
    Account,
    AccountAgentBots,
    Agents,
    AuditLogs,
    AutomationRules,
    CannedResponses,
    ContactLabels,
    Contacts,
    ConversationAssignments,
    Conversations,
    CustomAttributes,
    CustomFilters,
    Errata,
    HelpCenter,
    Inboxes,
    Integrations,
    Labels,
    Messages,
    Profile,
    Reports,
    Teams,
    Uploads,
    Webhooks,
    CsatSurvey,
    PublicContacts,
    PublicConversations,
    PublicInboxes,
    PublicMessages,
    PlatformAccounts,
    PlatformAccountUsers,
    PlatformAgentBots,
    PlatformUsers
  )
  .annotate(HttpApi.PayloadParseOptions, strict)
  .annotate(HttpApi.QueryParseOptions, strict) {}
