/**
 * Who calls, by the rules of `access_token_auth_helper.rb`. Rack folds `Api-Access-Token` and `api_access_token` into one header, so both
 * are read; `Authorization: Bearer` is not. Agents get 401, never 403, where they lack a role.
 */
import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import type { AgentBotRow, ConversationRow, InboxRow, UserRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { State } from "./State.ts"

export type Caller =
  | { readonly type: "user"; readonly user: UserRow }
  | { readonly type: "bot"; readonly bot: AgentBotRow }
  | { readonly type: "platform" }
  | { readonly type: "nobody" }

/**
 * Who may call an endpoint: `public` needs no token, `platform` a platform app's; `profile` a user's of any account; `member` any user
 * of the account, `member-or-bot` also its bots, `administrator` only those.
 */
export type Access = "public" | "platform" | "profile" | "member" | "member-or-bot" | "administrator"

export const tokenOf = (request: HttpServerRequest.HttpServerRequest): string =>
  request.headers.api_access_token ?? request.headers["api-access-token"] ?? ""

export const authenticate = (
  state: State,
  access: Access,
  token: string,
  accountId: string | undefined
): Effect.Effect<Caller, Reply.Refusal> => {
  switch (access) {
    case "public":
      return Effect.succeed({ type: "nobody" })
    case "platform":
      return token === state.platformToken
        ? Effect.succeed({ type: "platform" })
        : Effect.fail(Reply.invalidPlatformToken)
    default:
      return token === "" ? Effect.fail(Reply.signInFirst) : accountCaller(state, access, token, accountId)
  }
}

const accountCaller = (
  state: State,
  access: Exclude<Access, "public" | "platform">,
  token: string,
  accountId: string | undefined
): Effect.Effect<Caller, Reply.Refusal> => {
  const bot = state.agentBots.find((row) => row.token === token)
  if (bot !== undefined) {
    if (access !== "member-or-bot") return Effect.fail(Reply.notForBots)
    return bot.platform || accountId !== String(state.accountId)
      ? Effect.fail(Reply.botNotAuthorized)
      : Effect.succeed({ type: "bot", bot })
  }
  const user = state.users.find((row) => row.token === token)
  if (user === undefined) return Effect.fail(Reply.invalidToken)
  if (access === "profile") return Effect.succeed({ type: "user", user })
  const account = state.accounts.get(Number(accountId))
  if (account === undefined) return Effect.fail(Reply.notFound)
  if (account.id !== state.accountId || user.role === null) return Effect.fail(Reply.notInAccount)
  if (account.suspended) return Effect.fail(Reply.accountSuspended)
  return access === "administrator" && user.role !== "administrator"
    ? Effect.fail(Reply.notAuthorized)
    : Effect.succeed({ type: "user", user })
}

export const isAdministrator = (caller: Caller): boolean =>
  caller.type === "user" && caller.user.role === "administrator"

/** Agents see the inboxes they are members of; administrators and the account's bots see all. */
export const seesInbox = (caller: Caller, inbox: InboxRow): boolean =>
  caller.type !== "user" || isAdministrator(caller) || inbox.memberIds.includes(caller.user.id)

export const seesConversation = (state: State, caller: Caller, conversation: ConversationRow): boolean => {
  const inbox = state.inboxes.get(conversation.inboxId)
  return inbox !== undefined && seesInbox(caller, inbox)
}
