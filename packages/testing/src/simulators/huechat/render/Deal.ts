/** Deals in REST: as the example of the list, and alone with the timeline that the text promises. */
import type { DealActivity, DealRow } from "../Records.ts"
import { agentIn, type State } from "../State.ts"
import { iso, isoOrNull } from "../Times.ts"
import { toContactReference } from "./Contact.ts"

export const toDeal = (state: State, deal: DealRow) => ({
  id: deal.id,
  name: deal.name,
  stage: deal.stage,
  value: deal.value,
  currency: deal.currency,
  probability: deal.probability,
  expected_close_date: deal.expectedCloseDate,
  contact: toContactReference(state.contacts.need(deal.contactId)),
  owner: named(state, deal.ownerId),
  tags: deal.tags,
  created_at: iso(deal.createdAt),
  updated_at: iso(deal.updatedAt)
})

export const toDealDetails = (state: State, deal: DealRow) => ({
  ...toDeal(state, deal),
  description: deal.description,
  custom_fields: deal.customFields,
  lost_reason: deal.lostReason,
  closed_at: isoOrNull(deal.closedAt),
  activity: deal.activity.map((entry) => toActivity(state, entry))
})

export const toActivity = (state: State, entry: DealActivity) =>
  entry.type === "note"
    ? {
        type: entry.type,
        id: entry.id,
        content: entry.content,
        author: named(state, entry.authorId),
        created_at: iso(entry.at)
      }
    : { type: entry.type, from: entry.from, to: entry.to, created_at: iso(entry.at) }

const named = (state: State, id: number | null) => {
  const agent = agentIn(state, id)
  return agent === null ? null : { id: agent.id, name: agent.name }
}
