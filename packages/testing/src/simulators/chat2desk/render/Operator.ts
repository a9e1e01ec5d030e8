/** Operators: in lists and alone, and in the two events about them. */
import { accessRights } from "../AccessRights.ts"
import type { OperatorRow } from "../Records.ts"
import { openDialogsOf, type State } from "../State.ts"
import { utcOrNull } from "../Times.ts"

const base = (operator: OperatorRow) => ({
  id: operator.id,
  email: operator.email,
  phone: operator.phone,
  role: operator.role,
  access_right_id: operator.accessRightId,
  online: operator.online ? 1 : 0,
  offline_type: offlineTypes[operator.statusId] ?? "busy",
  avatar: operator.avatar,
  first_name: operator.firstName,
  last_name: operator.lastName,
  external_id: operator.externalId,
  last_visit: utcOrNull(operator.lastVisitAt),
  status_id: operator.statusId,
  two_factor: false,
  status: operator.status,
  access_right_name: accessRights.find(({ id }) => id === operator.accessRightId)?.name ?? null
})

/** `busy` and `break` are documented. */
const offlineTypes = ["working", "busy", "break", "training", "tech_break", "holiday"]

export const toOperator = (state: State, operator: OperatorRow) => ({
  ...base(operator),
  opened_dialogs: openDialogsOf(state, operator.id)
})

/** Of a new one, which has no dialogs yet. */
export const toNewOperator = base

/** Of `operator_status_changed`: the id is text here. */
export const toStatusChange = (operator: OperatorRow) => {
  const { email, id, offline_type, online, status_id } = base(operator)
  return { id: String(id), email, online, offline_type, status_id }
}

/** The statuses that an operator can have, in both languages. */
export const operatorStatuses = [
  ["Working", "Работает"],
  ["Busy", "Занят"],
  ["Having break", "Перерыв"],
  ["On training", "На обучении"],
  ["Tech. brake", "Тех. перерыв"],
  ["Away on holiday", "В отпуске"]
].map(([en, ru], id) => ({ id, name: { en, ru } }))
