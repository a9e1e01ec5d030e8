/**
 * Who works on a conversation. Agent and team are separate calls, the team first, because giving a conversation to a team may choose an
 * agent. Of an agent or team that it does not know the server makes nobody, and says so only by answering `null`. Source: chatwoot-wire 3.2.
 */
import type { ConversationId } from "@dragoman/core/domain"
import type { Assignment, ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { invalid, notFound } from "../ChatwootErrors.ts"
import { fromBotId } from "../mapping/Directory.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"

export const assignConversation = ({ accountId, client }: ChatwootAccount) =>
  Effect.fnUntraced(function* (id: ConversationId, to: Assignment | null): Effect.fn.Return<void, ProviderError> {
    const params = { account_id: accountId, conversation_id: yield* toNumber(id, "conversationId") }
    const calls = yield* callsOf(to ?? { agent: null, team: null })
    if (calls.length === 0) return yield* invalid({ field: "to", message: "names neither an agent nor a team" })
    for (const [index, payload] of calls.entries()) {
      const assigned = yield* Effect.mapError(client.assignments.assign({ params, payload }), (error) =>
        index === 0 ? error : error.with({ applied: "partly", progress: { conversationId: id } })
      )
      const wanted = payload.assignee_id ?? payload.team_id ?? undefined
      if (assigned === null && wanted !== undefined) return yield* unknownAssignee(id, payload)
    }
  })

interface Call {
  readonly assignee_id?: number | null
  readonly team_id?: number | null
  readonly assignee_type?: "AgentBot"
}

const callsOf = Effect.fnUntraced(function* ({ agent, team }: Assignment) {
  const calls: Array<Call> = []
  if (team !== undefined) calls.push({ team_id: team === null ? null : yield* toNumber(team, "team") })
  if (agent !== undefined) {
    const bot = agent === null ? undefined : fromBotId(agent)
    if (bot !== undefined) calls.push({ assignee_id: bot, assignee_type: "AgentBot" })
    else calls.push({ assignee_id: agent === null ? null : yield* toNumber(agent, "agent") })
  }
  return calls
})

const unknownAssignee = (id: ConversationId, { assignee_id, team_id }: Call) => {
  const who = typeof assignee_id === "number" ? `agent ${assignee_id}` : `team ${team_id}`
  return notFound(`there is no ${who}: the conversation is now with nobody`).with({
    applied: "partly",
    progress: { conversationId: id }
  })
}
