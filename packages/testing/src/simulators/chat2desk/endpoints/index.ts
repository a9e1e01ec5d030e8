/** Every endpoint of the simulated server. */
import type { Endpoint } from "../Endpoint.ts"
import { clientEndpoints } from "./Clients.ts"
import { companyEndpoints } from "./Company.ts"
import { dialogEndpoints } from "./Dialogs.ts"
import { documentedEndpoints } from "./Documented.ts"
import { messageEndpoints } from "./Messages.ts"
import { operatorEndpoints } from "./Operators.ts"
import { tagEndpoints } from "./Tags.ts"
import { templateEndpoints } from "./Templates.ts"
import { ticketEndpoints } from "./Tickets.ts"
import { webhookEndpoints } from "./Webhooks.ts"

export const endpoints: ReadonlyArray<Endpoint> = [
  ...clientEndpoints,
  ...messageEndpoints,
  ...dialogEndpoints,
  ...webhookEndpoints,
  ...operatorEndpoints,
  ...tagEndpoints,
  ...ticketEndpoints,
  ...templateEndpoints,
  ...companyEndpoints,
  ...documentedEndpoints
]
