/**
 * Who works on a dialog: an operator, or a group, of which the server chooses one and keeps no trace. A dialog is handed on, never taken away:
 * the API has no word for nobody. Source: "dialogs/<id> (PUT)", "transfer_to_group".
 */
import type { ConversationId } from "@dragoman/core/domain"
import type { Assignment, ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { invalid, unsupported } from "../Chat2DeskErrors.ts"
import { toId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { readDialog } from "./DialogRows.ts"

export const assignConversation = (account: Chat2DeskAccount) =>
  Effect.fnUntraced(function* (id: ConversationId, to: Assignment | null): Effect.fn.Return<void, ProviderError> {
    const { agent, team } = to ?? { agent: null, team: null }
    if (agent === undefined && team === undefined) {
      return yield* invalid({ field: "to", message: "names neither an agent nor a team" })
    }
    if (agent !== undefined && agent !== null) {
      if (team !== undefined && team !== null) {
        return yield* invalid({
          field: "to",
          message: "Chat2Desk takes an agent or a team: the team would choose another"
        })
      }
      return yield* toOperator(account, id, yield* toNumber(agent, "agent"))
    }
    if (team !== undefined && team !== null) return yield* toGroup(account, id, yield* toNumber(team, "team"))
    if (agent === null) yield* toNobody(account, id)
  })

const toOperator = Effect.fnUntraced(function* (
  { client, forceAssign }: Chat2DeskAccount,
  conversationId: ConversationId,
  operator_id: number
) {
  const params = { id: yield* toNumber(conversationId, "conversationId") }
  // As text: the documentation's samples have it so.
  yield* client.dialogs.update({ params, payload: { operator_id, ...(forceAssign ? {} : { force_assign: "false" }) } })
})

/** The way leads through any message of the dialog. */
const toGroup = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  conversationId: ConversationId,
  group_id: number
) {
  const { last_message } = yield* readDialog(account, conversationId)
  const messageId = toId(last_message?.id)
  if (messageId === undefined) {
    return yield* invalid({ field: "team", message: "a dialog without messages cannot be handed to a group" })
  }
  const query = { group_id, ...(account.forceAssign ? {} : { force_assign: false }) }
  const params = { id: yield* toNumber(messageId, "messageId") }
  yield* account.client.messages.transferToGroup({ params, query })
})

const toNobody = Effect.fnUntraced(function* (account: Chat2DeskAccount, conversationId: ConversationId) {
  const { operator_id } = yield* readDialog(account, conversationId)
  if (toId(operator_id) === undefined) return
  return yield* unsupported("Chat2Desk hands a dialog on, and takes it from nobody: assign it to another operator")
})
