/** What happens to templates, tickets and deals outside the API: Meta judges, agents close, customers sign or do not. */
import { Effect } from "effect"
import { need } from "../RowTable.ts"
import { changeDeal } from "./changes/Deals.ts"
import { approveTemplate, insertTemplate, type NewTemplate, rejectTemplate } from "./changes/Templates.ts"
import { changeTicket } from "./changes/Tickets.ts"
import type { MetaTemplateRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"

export interface BusinessControl {
  /** Meta approves, whatever the template's status was. */
  readonly approveTemplate: (templateId: string) => Effect.Effect<void>
  readonly rejectTemplate: (
    templateId: string,
    why?: { readonly reason?: string; readonly detail?: string }
  ) => Effect.Effect<void>
  readonly addTemplate: (template: NewTemplate) => Effect.Effect<{ readonly templateId: string }>
  /** A template that somebody made at Meta: a synchronization brings it in. */
  readonly addMetaTemplate: (
    template: Omit<MetaTemplateRow, "id">
  ) => Effect.Effect<{ readonly metaTemplateId: string }>
  /** Somebody deleted it at Meta: a synchronization takes it away. */
  readonly dropMetaTemplate: (metaTemplateId: string) => Effect.Effect<void>
  /** `agentId` by default the first. */
  readonly closeTicket: (ticketId: string, agentId?: number) => Effect.Effect<void>
  readonly winDeal: (dealId: string) => Effect.Effect<void>
  readonly loseDeal: (dealId: string, reason?: string) => Effect.Effect<void>
}

export const businessControl = (simulation: Simulation): BusinessControl => {
  const { agents, deals, metaTemplates, templates, tickets } = simulation.state
  return {
    approveTemplate: (id) => Effect.sync(() => approveTemplate(simulation, need(templates, id))),
    rejectTemplate: (id, { detail = "Template content does not comply.", reason = "POLICY_VIOLATION" } = {}) =>
      Effect.sync(() => rejectTemplate(simulation, need(templates, id), { reason, detail })),
    addTemplate: (template) => Effect.sync(() => ({ templateId: insertTemplate(simulation, template).id })),
    addMetaTemplate: (template) =>
      Effect.sync(() => ({ metaTemplateId: String(metaTemplates.insert((id) => ({ id, ...template })).id) })),
    dropMetaTemplate: (id) => Effect.sync(() => void metaTemplates.remove(Number(id))),
    closeTicket: (id, agentId = 1) =>
      Effect.sync(() => changeTicket(simulation, need(tickets, id), { status: "closed" }, agents.need(agentId))),
    winDeal: (id) => Effect.sync(() => changeDeal(simulation, need(deals, id), { stage: "closed_won" })),
    loseDeal: (id, lostReason) =>
      Effect.sync(() => changeDeal(simulation, need(deals, id), { stage: "closed_lost", lostReason }))
  }
}
