/** The rows that a request names: in its path, where a miss is plainly `not_found`, and in its body, where it is `contact_not_found`. */
import { Effect } from "effect"
import type { RowTable } from "../RowTable.ts"
import type { Call } from "./Endpoint.ts"
import type { ConversationRow, MessageRow } from "./Records.ts"
import * as Reply from "./Reply.ts"

/** A row of v2, by the UUID in the path. */
export const named = <Row>(
  call: Call,
  parameter: string,
  rows: ReadonlyMap<string, Row>
): Effect.Effect<Row, Reply.Refusal> => Reply.orRefuse(rows.get(call.path(parameter)), Reply.notFound())

/** A row of v1, by the number in the path. */
export const numbered = <Row>(
  call: Call,
  parameter: string,
  rows: RowTable<Row>
): Effect.Effect<Row, Reply.Refusal> => {
  const given = call.path(parameter)
  return Reply.orRefuse(/^\d+$/.test(given) ? rows.get(Number(given)) : undefined, Reply.notFound())
}

/** By its `display_id`; the UUID finds nothing. */
export const conversationOf = (call: Call): Effect.Effect<ConversationRow, Reply.Refusal> =>
  numbered(call, "conversation_id", call.simulation.state.conversations)

/** A message of the conversation in the path. */
export const messageOf = (call: Call): Effect.Effect<MessageRow, Reply.Refusal> =>
  Effect.flatMap(conversationOf(call), (conversation) =>
    Effect.filterOrFail(
      numbered(call, "id", call.simulation.state.messages),
      (message) => message.conversationId === conversation.id,
      () => Reply.notFound()
    )
  )

/** A row that the body names by a number: `undefined` and `null` as they came. */
export const referred = <Row>(
  rows: RowTable<Row>,
  id: number | null | undefined,
  what: string
): Effect.Effect<Row | null | undefined, Reply.Refusal> => {
  if (id === undefined || id === null) return Effect.succeed(id)
  return Reply.orRefuse(rows.get(id), Reply.notFound(what))
}

export const existing = <Row>(rows: RowTable<Row>, id: number, what: string): Effect.Effect<Row, Reply.Refusal> =>
  Reply.orRefuse(rows.get(id), Reply.notFound(what))
