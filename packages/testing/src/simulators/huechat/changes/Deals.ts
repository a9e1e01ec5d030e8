/** Deals made and changed: stages and values in the timeline, the two ends of the pipeline as events. */
import { day } from "../../Milliseconds.ts"
import type { DealActivity, DealRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { unix } from "../Times.ts"
import { assign } from "./Changes.ts"

/** The default pipeline, with the probabilities that go without saying; which ones these are is not documented. */
export const stages: Readonly<Record<string, number>> = {
  lead: 10,
  contacted: 20,
  qualified: 40,
  proposal: 60,
  negotiation: 75,
  closed_won: 100,
  closed_lost: 0
}

/** Half for a stage of the customer's own. */
export const usualProbability = (stage: string): number => stages[stage] ?? 50

export const isClosed = ({ stage }: Pick<DealRow, "stage">): boolean =>
  stage === "closed_won" || stage === "closed_lost"

export type NewDeal = Omit<DealRow, "id" | "lostReason" | "activity" | "closedAt" | "createdAt" | "updatedAt">

export const insertDeal = ({ now, state }: Simulation, fields: NewDeal): DealRow => {
  const createdAt = now()
  const deal: DealRow = {
    id: state.random.uuid(),
    ...fields,
    lostReason: null,
    activity: [],
    closedAt: isClosed(fields) ? createdAt : null,
    createdAt,
    updatedAt: createdAt
  }
  state.deals.set(deal.id, deal)
  return deal
}

export interface DealPatch {
  readonly name?: string | undefined
  readonly value?: number | undefined
  readonly currency?: string | undefined
  readonly stage?: string | undefined
  readonly probability?: number | undefined
  readonly expectedCloseDate?: string | null | undefined
  readonly ownerId?: number | null | undefined
  readonly description?: string | null | undefined
  readonly tags?: ReadonlyArray<string> | undefined
  readonly customFields?: DealRow["customFields"] | undefined
  readonly lostReason?: string | null | undefined
}

/** A new stage brings its usual probability along, unless another is told. */
export const changeDeal = (simulation: Simulation, deal: DealRow, patch: DealPatch): void => {
  const { stage, value } = deal
  const now = simulation.now()
  assign(deal, patch)
  deal.updatedAt = now
  const moved = deal.stage !== stage
  if (moved && patch.probability === undefined) deal.probability = usualProbability(deal.stage)
  const entries: ReadonlyArray<DealActivity> = [
    ...(moved ? [{ type: "stage_changed" as const, from: stage, to: deal.stage, at: now }] : []),
    ...(deal.value === value ? [] : [{ type: "value_changed" as const, from: value, to: deal.value, at: now }])
  ]
  deal.activity = [...deal.activity, ...entries]
  if (!moved) return
  deal.closedAt = isClosed(deal) ? now : null
  if (deal.stage === "closed_won") simulation.publish({ event: "deal.won", data: toClosedEvent(deal, now) })
  if (deal.stage === "closed_lost") {
    simulation.publish({ event: "deal.lost", data: { ...toClosedEvent(deal, now), lost_reason: deal.lostReason } })
  }
}

/** Of `deal.lost` there is no sample: the same, and the reason. */
const toClosedEvent = (deal: DealRow, closedAt: number) => ({
  id: deal.id,
  name: deal.name,
  value: deal.value,
  currency: deal.currency,
  stage: deal.stage,
  contact_id: deal.contactId,
  owner_id: deal.ownerId,
  closed_at: unix(closedAt),
  sales_cycle_days: Math.round((closedAt - deal.createdAt) / day)
})
