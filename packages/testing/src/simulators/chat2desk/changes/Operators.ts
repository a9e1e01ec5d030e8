/** Operators come to work, take breaks and leave. */
import type { OperatorRow } from "../Records.ts"
import { toStatusChange } from "../render/Operator.ts"
import type { Simulation } from "../Simulation.ts"

/** Absent keys stay as they are. */
export const setPresence = (
  simulation: Simulation,
  operator: OperatorRow,
  presence: { readonly online?: boolean; readonly statusId?: number }
): void => {
  const { online = operator.online, statusId = operator.statusId } = presence
  if (online === operator.online && statusId === operator.statusId) return
  Object.assign(operator, { online, statusId })
  simulation.publish({ event: "operator_status_changed", channelId: null, body: toStatusChange(operator) })
}

export const authenticateOperator = (
  simulation: Simulation,
  operator: OperatorRow,
  event: "login" | "logout",
  platform: "web" | "mobile"
): void => {
  if (event === "login") operator.lastVisitAt = simulation.now()
  setPresence(simulation, operator, { online: event === "login" })
  simulation.publish({
    event: "operator_authentication_updated",
    channelId: null,
    body: { id: operator.id, email: operator.email, event, platform, ip_address: "" }
  })
}
