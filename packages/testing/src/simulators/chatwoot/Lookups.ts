/** Finding the record that a request names, with the refusals that the server gives when it does not exist or must not be seen. */
import { Effect } from "effect"
import type { RowTable } from "../RowTable.ts"
import { type Caller, seesConversation, seesInbox } from "./Authentication.ts"
import type { Call, Handled } from "./Endpoint.ts"
import type { ContactRow, ConversationRow, InboxRow, MessageRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"

export const row = <Row>(table: RowTable<Row>, id: number | undefined): Effect.Effect<Row, Reply.Refusal> =>
  Reply.orRefuse(id === undefined ? undefined : table.get(id), Reply.notFound)

/** The row that a path parameter names. */
export const named = <Row>(call: Call, table: RowTable<Row>, parameter = "id"): Effect.Effect<Row, Reply.Refusal> =>
  Effect.flatMap(call.id(parameter), (id) => row(table, id))

/** Removes that row: an empty answer. */
export const removed = <Row extends { readonly id: number }>(call: Call, table: RowTable<Row>): Handled =>
  Effect.map(named(call, table), ({ id }) => {
    table.remove(id)
    return Reply.empty
  })

export const contactOfPath = (call: Call): Effect.Effect<ContactRow, Reply.Refusal> =>
  named(call, call.simulation.state.contacts)

/** Agents outside the conversation's inbox are refused with 401. */
export const conversationOfPath = (call: Call): Effect.Effect<ConversationRow, Reply.Refusal> =>
  Effect.flatMap(named(call, call.simulation.state.conversations, "conversation_id"), (conversation) =>
    seesConversation(call.simulation.state, call.caller, conversation)
      ? Effect.succeed(conversation)
      : Effect.fail(Reply.notAuthorized)
  )

export const inboxFor = (
  { state }: Simulation,
  caller: Caller,
  id: number | undefined
): Effect.Effect<InboxRow, Reply.Refusal> =>
  Effect.flatMap(row(state.inboxes, id), (inbox) =>
    seesInbox(caller, inbox) ? Effect.succeed(inbox) : Effect.fail(Reply.notAuthorized)
  )

export const messageOfPath = (call: Call, conversation: ConversationRow): Effect.Effect<MessageRow, Reply.Refusal> =>
  Effect.flatMap(named(call, call.simulation.state.messages, "message_id"), (message) =>
    message.conversationId === conversation.id ? Effect.succeed(message) : Effect.fail(Reply.notFound)
  )
