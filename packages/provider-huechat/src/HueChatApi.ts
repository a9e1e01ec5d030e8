/**
 * The whole of HueChat's HTTP API as one value, a group for each section of the vendor's documentation, and one group that it does not have
 * (`contactWrites`).
 *
 * It declares, it does not call: `HttpApiClient` makes a client of it, `HueChatClient` one with credentials, limits and errors. A request
 * with a key that its endpoint does not know is refused before it is sent.
 */
import { HttpApi } from "effect/http-api"
import { Broadcasts } from "./api/Broadcasts.ts"
import { ContactLists } from "./api/ContactLists.ts"
import { Contacts } from "./api/Contacts.ts"
import { ContactWrites } from "./api/ContactWrites.ts"
import { Conversations } from "./api/Conversations.ts"
import { Deals } from "./api/Deals.ts"
import { Messages } from "./api/Messages.ts"
import { OutboundWebhooks } from "./api/OutboundWebhooks.ts"
import { Templates } from "./api/Templates.ts"
import { Tickets } from "./api/Tickets.ts"
import { Webhooks } from "./api/Webhooks.ts"

const strict = { onExcessProperty: "error", errors: "all" } as const

/** Every endpoint of HueChat. */
export class HueChatApi extends HttpApi.make("huechat")
  .add(
    Broadcasts,
    ContactLists,
    Contacts,
    ContactWrites,
    Conversations,
    Deals,
    Messages,
    OutboundWebhooks,
    Templates,
    Tickets,
    Webhooks
  )
  .annotate(HttpApi.PayloadParseOptions, strict)
  .annotate(HttpApi.QueryParseOptions, strict) {}
