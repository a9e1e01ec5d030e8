/** Giving the dialog of a message to an operator, or to whom of a group has the fewest dialogs. */
import { Effect } from "effect"
import { assign, mayTake } from "../changes/Dialogs.ts"
import type { Call } from "../Endpoint.ts"
import { rowOfParam, rowOfPath } from "../Lookups.ts"
import { flag, requiredInteger } from "../Params.ts"
import type { DialogRow, MessageRow, OperatorRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { openDialogsOf } from "../State.ts"

export const transfer = Effect.fnUntraced(function* (call: Call, message: MessageRow) {
  yield* transferDialog(call, call.simulation.state.dialogs.need(message.dialogId))
  return Reply.done
})

/** To the request's `operator_id`. `force_assign`, which is the default, passes over who is online and how much they have to do. */
export const transferDialog = Effect.fnUntraced(function* ({ params, simulation }: Call, dialog: DialogRow) {
  const operator = yield* rowOfParam(simulation.state.operators, params, "operator_id", "Operator")
  if (!mayTake(simulation.state, operator, flag(params, "force_assign", true))) {
    return yield* Reply.refused(
      Reply.badRequest([Reply.problem(`Could not transfer to operator ${operator.id}.`, "not_found")])
    )
  }
  assign(simulation, dialog, operator)
})

export const transferToGroup = Effect.fnUntraced(function* ({ params, simulation }: Call, message: MessageRow) {
  const { state } = simulation
  const group = yield* rowOfPath(state.operatorGroups, yield* requiredInteger(params, "group_id"), "Operator Group")
  const force = flag(params, "force_assign", true)
  const [operator] = group.operatorIds
    .flatMap((id): ReadonlyArray<OperatorRow> => {
      const member = state.operators.get(id)
      return member !== undefined && mayTake(state, member, force) ? [member] : []
    })
    .toSorted((one, other) => rank(one) - rank(other) || openDialogsOf(state, one.id) - openDialogsOf(state, other.id))
  if (operator === undefined) {
    return yield* Reply.refused(Reply.badRequest([Reply.problem("No available operator found!", "not_found")]))
  }
  assign(simulation, state.dialogs.need(message.dialogId), operator)
  return Reply.data({ assignee: { id: operator.id, email: operator.email } })
})

/** Those who are there come first. */
const rank = ({ online }: OperatorRow): number => (online ? 0 : 1)
