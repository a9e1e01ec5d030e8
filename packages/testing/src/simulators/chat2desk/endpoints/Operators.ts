/** Operators, their groups and access rights. What is wrong with an operator is refused without an envelope. */
import { Effect } from "effect"
import { accessRights } from "../AccessRights.ts"
import { setPresence } from "../changes/Operators.ts"
import { type Call, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfPath } from "../Lookups.ts"
import { flag, integer, type Params, pageOf, requiredText, text } from "../Params.ts"
import type { OperatorRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { operatorStatuses, toNewOperator, toOperator } from "../render/Operator.ts"
import type { State } from "../State.ts"

export const operatorEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/operators", (call) => list(call)),
  post("/v1/operators", (call) => create(call)),
  put("/v1/operators/:id", (call) => update(call)),
  // A bare list.
  get("/v1/operators/statuses", () => Effect.succeed(Reply.json(operatorStatuses))),
  get("/v1/operators_groups", ({ simulation: { state } }) =>
    Effect.succeed(
      Reply.data(
        state.operatorGroups.all().map(({ id, name, operatorIds }) => ({ id, name, operator_ids: operatorIds }))
      )
    )
  ),
  get("/v1/access_rights", () => Effect.succeed(Reply.data(accessRights))),
  get("/v1/access_rights/:id", ({ id }) => {
    const right = accessRights.find((one) => one.id === id)
    return right === undefined ? Reply.refused(noAccessRight(id)) : Effect.succeed(Reply.data(right))
  })
]

/** `not_found` with a 400, and an object where others have text. */
const noAccessRight = (id: number) =>
  new Reply.Refusal({
    status: 400,
    body: { message: "not_found", errors: { text: `Access rights id #${id} not found` }, status: "error" }
  })

const list = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const online = yield* integer(params, "online")
  const statusId = yield* integer(params, "status_id")
  const email = text(params, "email")
  const phone = text(params, "phone")
  const role = text(params, "role")
  const isBusy = text(params, "disableNewChats") === undefined ? undefined : flag(params, "disableNewChats", false)
  const found = state.operators.filter(
    (operator) =>
      (online === undefined || operator.online === (online === 1)) &&
      (statusId === undefined || operator.statusId === statusId) &&
      (email === undefined || operator.email === email) &&
      (phone === undefined || operator.phone === phone) &&
      (role === undefined || operator.role === role) &&
      (isBusy === undefined || isBusy === (operator.statusId !== 0))
  )
  return yield* pageOf(params, found, (operator) => toOperator(state, operator))
})

const create = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const email = yield* requiredText(params, "email")
  if (state.operators.find((one) => one.email === email) !== undefined) {
    return yield* Reply.refused(Reply.bare({ email: ["must be uniqueness"] }))
  }
  const active = state.operators.filter(({ status }) => status !== "disabled")
  if (active.length >= state.settings.operatorsLimit) {
    return yield* Reply.refused(Reply.bare({ operators_limit: ["operators limit"] }))
  }
  const change = yield* changeOf(params)
  const operator = state.operators.insert((id) => ({
    id,
    email,
    phone: null,
    role: "operator",
    accessRightId: null,
    online: false,
    avatar: null,
    firstName: null,
    lastName: null,
    externalId: null,
    lastVisitAt: null,
    statusId: 0,
    status: "enabled",
    dialogLimit: 50,
    ...change
  }))
  return Reply.data(toNewOperator(operator))
})

const update = Effect.fnUntraced(function* ({ id, params, simulation }: Call) {
  const { state } = simulation
  const operator = yield* rowOfPath(state.operators, id, "Operator")
  const email = text(params, "email")
  if (isTaken(state, email, operator)) return yield* Reply.refused(Reply.bare({ email: ["has already been taken"] }))
  const { statusId, ...change } = yield* changeOf(params)
  Object.assign(operator, change, email === undefined ? {} : { email })
  if (statusId !== undefined) setPresence(simulation, operator, { statusId })
  return Reply.success
})

const isTaken = ({ operators }: State, email: string | undefined, by: OperatorRow): boolean =>
  email !== undefined && operators.find((one) => one.email === email && one !== by) !== undefined

const changeOf = Effect.fnUntraced(function* (params: Params): Effect.fn.Return<Partial<OperatorRow>, Reply.Refusal> {
  const rightId = yield* integer(params, "access_rights_id")
  const right = accessRights.find(({ id }) => id === rightId)
  if (rightId !== undefined && right === undefined) {
    const error = "Access rights not found for this company!"
    return yield* Reply.refused(Reply.bare({ access_rights_id: [{ error }] }))
  }
  const statusId = text(params, "status_id")
  if (statusId !== undefined && operatorStatuses[Number(statusId)] === undefined) {
    return yield* Reply.refused(Reply.bare({ status_id: [{ error: "This status id is not correct!" }] }))
  }
  return {
    ...(right === undefined ? {} : { accessRightId: right.id, role: right.role }),
    ...(statusId === undefined ? {} : { statusId: Number(statusId) }),
    ...named(params, "avatar", "avatar"),
    ...named(params, "external_id", "externalId"),
    ...named(params, "first_name", "firstName"),
    ...named(params, "last_name", "lastName")
  }
})

const named = (params: Params, name: string, key: keyof OperatorRow) => {
  const value = text(params, name)
  return value === undefined ? {} : { [key]: value }
}
