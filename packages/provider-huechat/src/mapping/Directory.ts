/** The people and groups that conversations name, and the templates of WhatsApp inboxes. HueChat has no endpoint that lists agents or teams. */
import type { Agent, AgentReference, Team, TeamReference, Template } from "@dragoman/core/domain"
import { openEnum, present, toText, wordOf } from "@dragoman/core/wire"
import { toAgentId, toTeamId, type WireId } from "./Ids.ts"

/** What is read of an agent. */
export interface AgentSource {
  readonly id: WireId
  readonly name?: string | null
  readonly email?: string | null
  readonly availability_status?: string | null
}

/** What is read of a team. */
export interface TeamSource {
  readonly id: WireId
  readonly name?: string | null
}

export const toAgentReference = (wire: AgentSource): AgentReference =>
  present({ id: toAgentId(wire.id), name: toText(wire.name), email: toText(wire.email) })

export const toAgent = (wire: AgentSource): Agent =>
  present({ ...toAgentReference(wire), availability: toAvailability(wire.availability_status) })

export const toTeamReference = (wire: TeamSource): TeamReference =>
  present({ id: toTeamId(wire.id), name: toText(wire.name) })

export const toTeam = (wire: TeamSource): Team => toTeamReference(wire)

/** What is read of a template. Its language goes through as it is: `en` or `en_US` (huechat-wire 47). */
export interface TemplateSource {
  readonly id?: WireId | null
  readonly inbox_id?: WireId | null
  readonly name?: string | null
  readonly language?: string | null
  readonly status?: string | null
  readonly category?: string | null
  readonly components?: ReadonlyArray<unknown> | null
}

/** `undefined` for one without a name, by which channels call it. */
export const toTemplate = (wire: TemplateSource): Template | undefined => {
  const name = toText(wire.name)
  if (name === undefined) return undefined
  return present({
    id: wordOf(wire.id),
    name,
    language: toText(wire.language),
    status: toText(wire.status),
    category: toText(wire.category),
    channelId: wordOf(wire.inbox_id),
    components: wire.components ?? []
  })
}

const toAvailability = openEnum({ online: "online", busy: "busy", offline: "offline" } as const, undefined)
