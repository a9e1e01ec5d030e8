/** What the body of a ticket may say, and everything that may be wrong with it at once. */
import { Effect } from "effect"
import { list, type Params, text } from "../Params.ts"
import type { TicketRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { State } from "../State.ts"

/** Of a body that was judged: only what it names. `issue_ids` is what the documentation's comments call `request_ids`. */
export const readTicket = (params: Params): Partial<TicketRow> => {
  const requests = list(params, "request_ids") ?? list(params, "issue_ids")
  return {
    ...textual(params, "summary"),
    ...textual(params, "description"),
    ...textual(params, "deadline"),
    ...numeric(params, "status", "status"),
    ...numeric(params, "priority", "priority"),
    ...numeric(params, "assignee_id", "assigneeId"),
    ...numeric(params, "reporter_id", "reporterId"),
    ...(requests === undefined ? {} : { requestIds: requests.map(String) })
  }
}

const textual = (params: Params, name: "summary" | "description" | "deadline") => {
  const value = text(params, name)
  return value === undefined ? {} : { [name]: value }
}

const numeric = (params: Params, name: string, key: keyof TicketRow) => {
  const value = text(params, name)
  return value === undefined ? {} : { [key]: Number(value) }
}

type Problems = ReadonlyArray<Reply.Problem>

export const judge = (
  state: State,
  params: Params,
  { isNew, now }: { readonly isNew: boolean; readonly now: number }
): Effect.Effect<void, Reply.Refusal> => {
  const problems: Readonly<Record<string, Problems>> = {
    summary: summaryProblems(params, isNew),
    description: descriptionProblems(params, isNew),
    priority: rangeProblems(params, "priority", 3, isNew),
    status: rangeProblems(params, "status", 4, false),
    request_ids: requestProblems(state, params),
    deadline: deadlineProblems(params, now),
    assignee_id: operatorProblems(state, params, "assignee_id"),
    reporter_id: isNew ? operatorProblems(state, params, "reporter_id") : []
  }
  const errors = Object.fromEntries(Object.entries(problems).filter(([, found]) => found.length > 0))
  return Object.keys(errors).length === 0 ? Effect.void : Reply.refused(Reply.badRequest(errors))
}

const longestSummary = 255

const summaryProblems = (params: Params, isNew: boolean): Problems => {
  const { length } = text(params, "summary") ?? ""
  if (isNew && (length === 0 || length > longestSummary)) {
    return [Reply.problem("Parameter 'summary' cannot be empty and must not exceed 255 characters.")]
  }
  return length > longestSummary ? [Reply.problem("Parameter must not exceed 255 characters.")] : []
}

const descriptionProblems = (params: Params, isNew: boolean): Problems => {
  if (text(params, "description") !== undefined) return []
  if (isNew) return [Reply.problem("Parameter 'description' cannot be empty")]
  return params.description === undefined ? [] : [Reply.problem("Parameter cannot be empty.")]
}

const rangeProblems = (params: Params, name: string, most: number, isRequired: boolean): Problems => {
  const value = text(params, name)
  if (value === undefined) return isRequired ? [Reply.problem("Parameter must be a numeric value.")] : []
  if (!/^\d+$/.test(value)) return [Reply.problem("Parameter must be a numeric value.")]
  return Number(value) >= 1 && Number(value) <= most
    ? []
    : [Reply.problem(`Parameter must be a numeric value between 1 and ${most}.`)]
}

const requestProblems = ({ requests }: State, params: Params): Problems => {
  const ids = (list(params, "request_ids") ?? list(params, "issue_ids") ?? []).map(String)
  const areNumbers = ids.every((id) => /^\d+$/.test(id))
  const exist = ids.every((id) => requests.get(Number(id)) !== undefined)
  return [
    ...(areNumbers ? [] : [Reply.problem("Parameter must be a numeric value.")]),
    ...(exist ? [] : [Reply.problem("One of provided request_ids is not found", "not_found")])
  ]
}

const deadlineProblems = (params: Params, now: number): Problems => {
  const value = text(params, "deadline")
  if (value === undefined) return []
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) return [Reply.problem("Parameter must be in ISO 8601 format")]
  return time > now ? [] : [Reply.problem("Parameter must be later than the current date")]
}

const operatorProblems = ({ operators }: State, params: Params, name: string): Problems => {
  const value = text(params, name)
  if (value === undefined) return []
  return [
    ...(/^\d+$/.test(value) ? [] : [Reply.problem("Parameter must be a numeric value.")]),
    ...(operators.get(Number(value)) === undefined ? [Reply.problem("Not found", "not_found")] : [])
  ]
}
