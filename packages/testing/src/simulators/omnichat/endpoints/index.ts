/** Every endpoint of the simulated server. */
import type { Endpoint } from "../Endpoint.ts"
import { agentMessageEndpoints } from "./AgentMessages.ts"
import { broadcastEndpoints } from "./Broadcasts.ts"
import { contactEndpoints } from "./Contacts.ts"
import { customerEndpoints } from "./Customers.ts"
import { directMessageEndpoints } from "./DirectMessages.ts"
import { directoryEndpoints } from "./Directory.ts"
import { documentedEndpoints } from "./Documented.ts"
import { headlessEndpoints } from "./Headless.ts"
import { messageEndpoints } from "./Messages.ts"
import { roomEndpoints } from "./Rooms.ts"

export const endpoints: ReadonlyArray<Endpoint> = [
  ...contactEndpoints,
  ...customerEndpoints,
  ...messageEndpoints,
  ...directMessageEndpoints,
  ...headlessEndpoints,
  ...agentMessageEndpoints,
  ...roomEndpoints,
  ...broadcastEndpoints,
  ...directoryEndpoints,
  ...documentedEndpoints
]
