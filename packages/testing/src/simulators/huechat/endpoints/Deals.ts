/** Deals: listed with the pipeline beside them, made, changed, noted, deleted, summed up. */
import { Effect } from "effect"
import { changeDeal, insertDeal, isClosed, stages, usualProbability } from "../changes/Deals.ts"
import { allows, type Call, del, type Endpoint, get, patch, post, v2 } from "../Endpoint.ts"
import { existing, named, referred } from "../Lookups.ts"
import { dataBody, pageOf, sorted } from "../Paging.ts"
import * as Params from "../Params.ts"
import type { DealActivity, DealRow, Hash } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toActivity, toDeal, toDealDetails } from "../render/Deal.ts"
import { pipeline } from "./Pipeline.ts"

const read = (perMinute: number) => allows("deals:read", perMinute)
const write = (perMinute: number) => allows("deals:write", perMinute)
const path = (rest = "") => v2(`/deals${rest}`)

export const dealEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(120), (call) => list(call)),
  post(path(), write(60), (call) => create(call)),
  get(path("/pipeline"), read(60), (call) => pipeline(call)),
  get(path("/:deal_id"), read(240), (call) =>
    Effect.map(dealOf(call), (deal) => Reply.json(toDealDetails(call.simulation.state, deal)))
  ),
  patch(path("/:deal_id"), write(60), (call) => update(call)),
  del(path("/:deal_id"), allows("deals:delete", 30), (call) =>
    Effect.map(dealOf(call), ({ id }) => {
      call.simulation.state.deals.delete(id)
      return Reply.noContent
    })
  ),
  post(path("/:deal_id/notes"), write(120), (call) => note(call))
]

const dealOf = (call: Call): Effect.Effect<DealRow, Reply.Refusal> =>
  named(call, "deal_id", call.simulation.state.deals)

/** The summary is of the whole pipeline, whatever the filter: the example has one deal, and dozens in its summary. */
const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query, { usual: 25, maximum: 100 })
  const all = [...state.deals.values()]
  const rows = yield* sorted(
    all.filter((deal) => matches(deal, query)).toReversed(),
    Params.text(query, "sort") ?? "-created_at",
    sortKeys
  )
  const counts = Object.keys(stages).map((stage) => [stage, all.filter((deal) => deal.stage === stage).length])
  const open = all.filter((deal) => !isClosed(deal))
  return Reply.json(
    dataBody(rows, page, (deal) => toDeal(state, deal), {
      pipeline_summary: Object.fromEntries(counts),
      total_pipeline_value: open.reduce((sum, { value }) => sum + value, 0)
    })
  )
})

const matches = (deal: DealRow, query: Hash): boolean => {
  const [ownerId, contactId] = [Params.integer(query, "owner_id"), Params.integer(query, "contact_id")]
  const { expected_close_after: after, expected_close_before: before } = query
  const date = deal.expectedCloseDate
  return (
    (query.stage === undefined || deal.stage === query.stage) &&
    (ownerId === undefined || deal.ownerId === ownerId) &&
    (contactId === undefined || deal.contactId === contactId) &&
    (query.min_value === undefined || deal.value >= Number(query.min_value)) &&
    (query.max_value === undefined || deal.value <= Number(query.max_value)) &&
    (after === undefined || (date !== null && date > String(after))) &&
    (before === undefined || (date !== null && date < String(before)))
  )
}

const sortKeys: Readonly<Record<string, (row: DealRow) => string | number>> = {
  value: (row) => row.value,
  name: (row) => row.name.toLowerCase(),
  probability: (row) => row.probability,
  expected_close_date: (row) => row.expectedCloseDate ?? "9999-12-31",
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt
}

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { agents, contacts } = simulation.state
  const name = yield* nameOf(params)
  const contact = yield* existing(contacts, yield* Params.requiredInteger(params, "contact_id"), "contact")
  const value = Params.number(params, "value")
  if (value === undefined) return yield* Reply.required("value")
  const currency = yield* currencyOf(params)
  const owner = yield* referred(agents, Params.integer(params, "owner_id"), "owner")
  const stage = Params.text(params, "stage") ?? "lead"
  const deal = insertDeal(simulation, {
    name,
    contactId: contact.id,
    value,
    currency,
    stage,
    probability: (yield* probabilityOf(params)) ?? usualProbability(stage),
    expectedCloseDate: (yield* dateOf(params)) ?? null,
    ownerId: owner?.id ?? null,
    description: Params.text(params, "description") ?? null,
    tags: Params.texts(params, "tags") ?? [],
    customFields: Params.object(params, "custom_fields") ?? {}
  })
  return Reply.json(toDealDetails(simulation.state, deal), 201)
})

const update = Effect.fnUntraced(function* (call: Call) {
  const deal = yield* dealOf(call)
  const { params, simulation } = call
  const given = params.owner_id === null ? null : Params.integer(params, "owner_id")
  const owner = yield* referred(simulation.state.agents, given, "owner")
  changeDeal(simulation, deal, {
    name: "name" in params ? yield* nameOf(params) : undefined,
    value: Params.number(params, "value"),
    currency: "currency" in params ? yield* currencyOf(params) : undefined,
    stage: Params.text(params, "stage"),
    probability: yield* probabilityOf(params),
    expectedCloseDate: yield* dateOf(params),
    ownerId: owner === null ? null : owner?.id,
    description: "description" in params ? (Params.text(params, "description") ?? null) : undefined,
    tags: Params.texts(params, "tags"),
    customFields: { ...deal.customFields, ...Params.object(params, "custom_fields") },
    lostReason: Params.text(params, "lost_reason")
  })
  return Reply.json(toDealDetails(simulation.state, deal))
})

const note = Effect.fnUntraced(function* (call: Call) {
  const deal = yield* dealOf(call)
  const { agent, now, simulation } = call
  const content = yield* Params.requiredText(call.params, "content")
  const id = simulation.state.random.uuid()
  const entry: DealActivity = { type: "note", id, content, authorId: agent.id, at: now }
  deal.activity = [...deal.activity, entry]
  deal.updatedAt = now
  return Reply.json({ ...toActivity(simulation.state, entry), deal_id: deal.id }, 201)
})

const nameOf = Effect.fnUntraced(function* (params: Hash) {
  const name = yield* Params.requiredText(params, "name")
  return name.length > 255 ? yield* Reply.refuse(422, "name_too_long", "Deal name exceeds 255 characters") : name
})

const currencyOf = Effect.fnUntraced(function* (params: Hash) {
  const currency = yield* Params.requiredText(params, "currency")
  return /^[A-Z]{3}$/.test(currency)
    ? currency
    : yield* Reply.refuse(422, "invalid_currency", "currency must be an ISO 4217 code")
})

const probabilityOf = Effect.fnUntraced(function* (params: Hash) {
  const probability = Params.integer(params, "probability")
  return probability !== undefined && (probability < 0 || probability > 100)
    ? yield* Reply.refuse(422, "invalid_probability", "probability must be between 0 and 100")
    : probability
})

const dateOf = Effect.fnUntraced(function* (params: Hash) {
  const date = params.expected_close_date
  if (date === undefined || date === null) return date
  return typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date)
    ? date
    : yield* Reply.refuse(422, "invalid_expected_close_date", "expected_close_date must be a date, YYYY-MM-DD")
})
