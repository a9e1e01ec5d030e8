/**
 * Who works on a conversation: agent and team in one call. Of an agent that it does not know HueChat may make nobody, which it tells only by
 * answering `null` instead of whom it is with now (huechat-wire C1).
 */
import type { ConversationId } from "@dragoman/core/domain"
import type { Assignment, ProviderError } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect } from "effect"
import { invalid, notFound } from "../HueChatErrors.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"

export const assignConversation = ({ accountId, client }: HueChatAccount) =>
  Effect.fnUntraced(function* (
    conversation_id: ConversationId,
    to: Assignment | null
  ): Effect.fn.Return<void, ProviderError> {
    const { agent, team } = to ?? { agent: null, team: null }
    if (agent === undefined && team === undefined) {
      return yield* invalid({ field: "to", message: "names neither an agent nor a team" })
    }
    const payload = present({ assignee_id: yield* toId(agent, "agent"), team_id: yield* toId(team, "team") })
    const params = { account_id: accountId, conversation_id }
    const assigned = yield* client.conversations.assign({ params, payload })
    const wanted = agent ?? (agent === undefined ? team : undefined) ?? undefined
    if (assigned === null && wanted !== undefined) {
      return yield* notFound(`HueChat knows no ${wanted}: the conversation is now with nobody`).with({
        applied: "partly",
        progress: { conversationId: conversation_id }
      })
    }
  })

const toId = (id: string | null | undefined, field: string): Effect.Effect<number | null | undefined, ProviderError> =>
  id === null || id === undefined ? Effect.succeed(id) : toInteger(id, field)
