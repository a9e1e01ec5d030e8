/** Agents and message templates. An agent's id is what an assignment names them by. */
import type { Agent, AgentId, Template } from "@dragoman/core/domain"
import { joinId, parseId, present, toText } from "@dragoman/core/wire"
import type { SystemUser } from "../api/SystemUsers.ts"
import type { WhatsAppTemplate } from "../api/WhatsAppTemplates.ts"

/** What is read of an agent, wherever one is named. */
export interface AgentSource {
  readonly username: string
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly employeeCode?: string | null
  readonly shops?: ReadonlyArray<{ readonly code?: string | null }> | null
}

/**
 * The e-mail where there is one, else the phone, else employee code and shop (`S0001:S-001`). Whoever has none of these is told by their
 * Omnichat user id, and cannot be assigned.
 */
export const toAgentId = ({ email, employeeCode, phone, shops, username }: AgentSource): AgentId => {
  const shop = shops?.map(({ code }) => toText(code)).find((code) => code !== undefined)
  const code = toText(employeeCode)
  const employee = code === undefined || shop === undefined ? undefined : joinId([code, shop])
  return (toText(email) ?? toText(phone) ?? employee ?? username) as AgentId
}

/** An agent as an assignment names one; `undefined` for an id that none of the three can be. */
export const fromAgentId = (id: AgentId) => {
  if (id.includes("@")) return { agentEmail: id }
  const [agentEmployeeCode, agentShopLocationCode] = parseId(id, 2) ?? []
  if (agentEmployeeCode !== undefined && agentShopLocationCode !== undefined) {
    return { agentEmployeeCode, agentShopLocationCode }
  }
  return /^\+?[\d\s()-]+$/.test(id) ? { agentPhone: id } : undefined
}

export const toAgent = (wire: SystemUser): Agent =>
  present({
    id: toAgentId(wire),
    name: toText(wire.name),
    email: toText(wire.email),
    availability: toAvailability(wire.available)
  })

const toAvailability = (available: boolean | null | undefined): Agent["availability"] => {
  if (available === null || available === undefined) return undefined
  return available ? "online" : "offline"
}

export const toTemplate = (wire: WhatsAppTemplate, channelId: string): Template =>
  present({
    id: toText(wire.id),
    name: wire.name,
    language: toText(wire.language),
    status: toText(wire.status),
    category: toText(wire.category),
    channelId,
    components: wire.components ?? []
  })
