/** The figures of the deals' pipeline: everything that is open, and what was closed within the period. */
import { Effect } from "effect"
import { day } from "../../Milliseconds.ts"
import { isClosed, stages } from "../changes/Deals.ts"
import type { Call } from "../Endpoint.ts"
import * as Params from "../Params.ts"
import type { DealRow } from "../Records.ts"
import * as Reply from "../Reply.ts"

const periods: Readonly<Record<string, number>> = { week: 7, month: 30, quarter: 91, year: 365 }

export const pipeline = Effect.fnUntraced(function* ({ now, query, simulation: { state } }: Call) {
  const period = Params.text(query, "period") ?? "month"
  const days = periods[period]
  if (days === undefined) return yield* Reply.invalid("period", "period must be one of week/month/quarter/year")
  const ownerId = Params.integer(query, "owner_id")
  const deals = [...state.deals.values()].filter(
    (deal) =>
      (ownerId === undefined || deal.ownerId === ownerId) &&
      (deal.closedAt === null || deal.closedAt >= now - days * day)
  )
  const won = deals.filter(({ stage }) => stage === "closed_won")
  const closed = deals.filter(isClosed)
  return Reply.json({
    period,
    stages: byStage(deals),
    weighted_forecast: sum(
      deals.filter((deal) => !isClosed(deal)).map((deal) => (deal.value * deal.probability) / 100)
    ),
    win_rate: closed.length === 0 ? 0 : rounded(won.length / closed.length),
    average_deal_size: mean(won.map(({ value }) => value)),
    average_sales_cycle_days: Math.round(
      mean(closed.map(({ closedAt, createdAt }) => ((closedAt ?? createdAt) - createdAt) / day))
    )
  })
})

/** The default pipeline, and whatever stages the customer has besides. */
const byStage = (deals: ReadonlyArray<DealRow>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(stages), ...deals.map(({ stage }) => stage)])].map((stage) => {
      const values = deals.filter((deal) => deal.stage === stage).map(({ value }) => value)
      return [stage, { count: values.length, value: sum(values) }]
    })
  )

const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)
const mean = (values: ReadonlyArray<number>): number => (values.length === 0 ? 0 : rounded(sum(values) / values.length))
const rounded = (value: number): number => Math.round(value * 100) / 100
