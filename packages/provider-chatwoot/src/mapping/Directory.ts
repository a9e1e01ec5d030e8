/** The people, groups and labels that conversations refer to. */
import type { Agent, AgentId, AgentReference, Tag, Team, TeamId, TeamReference } from "@dragoman/core/domain"
import { joinId, openEnum, parseId, present, toText } from "@dragoman/core/wire"
import type { Agent as WireAgent } from "../api/Agents.ts"
import type { Label } from "../api/Labels.ts"
import type { Team as WireTeam } from "../api/Teams.ts"

/** Agents and bots are counted apart: a bot's id says what it is, `AgentBot:5`, so that it is never taken for agent 5. */
export const toAgentId = (id: number): AgentId => String(id) as AgentId
export const toBotId = (id: number, kind = "AgentBot"): AgentId => joinId([kind, String(id)]) as AgentId

/** The vendor's id behind {@link toBotId}; `undefined` for an agent's. */
export const fromBotId = (id: AgentId): number | undefined => {
  const [kind, number] = parseId(id, 2) ?? []
  return kind === "AgentBot" && number !== undefined && /^\d+$/.test(number) ? Number(number) : undefined
}

export const toAgent = (wire: WireAgent): Agent =>
  present({
    id: toAgentId(wire.id),
    name: toText(wire.name) ?? toText(wire.available_name),
    email: toText(wire.email),
    availability: toAvailability(wire.availability_status)
  })

/** What is read of whoever a conversation is assigned to. */
export interface AssigneeSource {
  readonly id: number
  readonly name?: string | null
  readonly email?: string | null
  readonly type?: string | null
}

/** `assignee_type` came with 4.8, as did bots as assignees; a bot in a webhook also says so itself. */
export const toAssignee = (wire: AssigneeSource, assigneeType: string | null | undefined): AgentReference =>
  present({
    id: assigneeType === "AgentBot" || wire.type === "agent_bot" ? toBotId(wire.id) : toAgentId(wire.id),
    name: toText(wire.name),
    email: toText(wire.email)
  })

export const toTeamId = (id: number): TeamId => String(id) as TeamId

export const toTeam = (wire: WireTeam): Team => toTeamReference(wire)

export const toTeamReference = (wire: { readonly id: number; readonly name?: string | null }): TeamReference =>
  present({ id: toTeamId(wire.id), name: toText(wire.name) })

export const toTag = (wire: Label): Tag =>
  present({
    id: String(wire.id),
    name: wire.title ?? String(wire.id),
    description: toText(wire.description),
    color: toText(wire.color)
  })

const toAvailability = openEnum({ online: "online", busy: "busy", offline: "offline" } as const, undefined)
