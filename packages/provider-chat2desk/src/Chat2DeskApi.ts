/**
 * The whole of Chat2Desk's HTTP API as one value, a group or two for each section of the vendor's documentation.
 *
 * It declares, it does not call: `HttpApiClient` makes a client of it, `Chat2DeskClient` one with credentials, limits and errors. A
 * request with a key that its endpoint does not know is refused before it is sent.
 */
import { HttpApi } from "effect/http-api"
import { AccessRights } from "./api/AccessRights.ts"
import { Channels } from "./api/Channels.ts"
import { Clients } from "./api/Clients.ts"
import { Companies } from "./api/Companies.ts"
import { DataTypes } from "./api/DataTypes.ts"
import { Dialogs } from "./api/Dialogs.ts"
import { Messages } from "./api/Messages.ts"
import { Operators } from "./api/Operators.ts"
import { Other } from "./api/Other.ts"
import { Requests } from "./api/Requests.ts"
import { SelfServiceMenu } from "./api/SelfServiceMenu.ts"
import { Statistics } from "./api/Statistics.ts"
import { Tags } from "./api/Tags.ts"
import { TemplateGroups, Templates } from "./api/Templates.ts"
import { Tickets } from "./api/Tickets.ts"
import { Webhooks } from "./api/Webhooks.ts"

const strict = { onExcessProperty: "error", errors: "all" } as const

/** Every endpoint of Chat2Desk. */
export class Chat2DeskApi extends HttpApi.make("chat2desk")
  .add(
    AccessRights,
    Channels,
    Clients,
    Companies,
    DataTypes,
    Dialogs,
    Messages,
    Operators,
    Other,
    Requests,
    SelfServiceMenu,
    Statistics,
    Tags,
    TemplateGroups,
    Templates,
    Tickets,
    Webhooks
  )
  .annotate(HttpApi.PayloadParseOptions, strict)
  .annotate(HttpApi.QueryParseOptions, strict) {}
