/**
 * The whole of Omnichat's HTTP API as one value, a group for each section of the vendor's documentation, and what its newer guide adds
 * (`agentMessages`, `rooms.close`, `rooms.toHumanAgent`).
 *
 * It declares, it does not call: `HttpApiClient` makes a client of it, `OmnichatClient` one with credentials, limits and errors. A
 * request with a key that its endpoint does not know is refused before it is sent.
 */
import { HttpApi } from "effect/http-api"
import { AgentMessages } from "./api/AgentMessages.ts"
import { Broadcasts } from "./api/Broadcasts.ts"
import { Channels } from "./api/Channels.ts"
import { Chatbots } from "./api/Chatbots.ts"
import { Contacts } from "./api/Contacts.ts"
import { Customers } from "./api/Customers.ts"
import { Headless } from "./api/Headless.ts"
import { Identities } from "./api/Identities.ts"
import { Loyalty } from "./api/Loyalty.ts"
import { Messages } from "./api/Messages.ts"
import { MetaBusiness } from "./api/MetaBusiness.ts"
import { OmoSales } from "./api/OmoSales.ts"
import { Rooms } from "./api/Rooms.ts"
import { SystemUsers } from "./api/SystemUsers.ts"
import { TaggingLogs } from "./api/TaggingLogs.ts"
import { WhatsAppTemplates } from "./api/WhatsAppTemplates.ts"

const strict = { onExcessProperty: "error", errors: "all" } as const

/** Every endpoint of Omnichat. */
export class OmnichatApi extends HttpApi.make("omnichat")
  .add(
    AgentMessages,
    Broadcasts,
    Channels,
    Chatbots,
    Contacts,
    Customers,
    Headless,
    Identities,
    Loyalty,
    Messages,
    MetaBusiness,
    OmoSales,
    Rooms,
    SystemUsers,
    TaggingLogs,
    WhatsAppTemplates
  )
  .annotate(HttpApi.PayloadParseOptions, strict)
  .annotate(HttpApi.QueryParseOptions, strict) {}
