/**
 * A new conversation, under the session that the contact has in the inbox: without its `source_id` an API inbox would make the contact a
 * second session each time. Source: chatwoot-wire 4.3.
 */
import type { AgentId, Conversation, ConversationId } from "@dragoman/core/domain"
import type { ConversationInput, ProviderError } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect } from "effect"
import { unsupported } from "../ChatwootErrors.ts"
import { fromConversationStatus } from "../mapping/Conversation.ts"
import { fromBotId } from "../mapping/Directory.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { toEntity } from "./ContactConversations.ts"
import { assignConversation } from "./ConversationAssign.ts"

export const createConversation = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  input: ConversationInput
): Effect.fn.Return<Conversation, ProviderError> {
  const { accountId, client } = account
  const params = { account_id: accountId }
  const contact_id = yield* toNumber(input.contactId, "contactId")
  const inbox_id = yield* toNumber(input.channelId, "channelId")
  const bot = input.assignee === undefined || fromBotId(input.assignee) === undefined ? undefined : input.assignee
  const agent = bot === undefined ? input.assignee : undefined
  const assignee_id = agent === undefined ? undefined : yield* toNumber(agent, "assignee")
  const team_id = input.team === undefined ? undefined : yield* toNumber(input.team, "team")
  const source_id = yield* sessionIn(account, contact_id, inbox_id)
  const wire = yield* client.conversations.create({
    params,
    payload: present({
      contact_id,
      inbox_id,
      source_id,
      status: input.status === undefined ? undefined : fromConversationStatus[input.status],
      assignee_id,
      team_id,
      custom_attributes: input.attributes,
      additional_attributes: input.subject === undefined ? undefined : { mail_subject: input.subject }
    })
  })
  const created = toEntity(wire)
  return yield* settled(account, created, { status: input.status, bot }).pipe(
    Effect.mapError((error) => error.with({ applied: "partly", progress: { conversationId: created.id } }))
  )
})

/** What creation does not do: a blocked contact or an active bot decide the status, and a bot cannot be named as the assignee. */
const settled = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  created: Conversation,
  wanted: { readonly status: Conversation["status"] | undefined; readonly bot: AgentId | undefined }
): Effect.fn.Return<Conversation, ProviderError> {
  const { status, bot } = wanted
  if (bot === undefined && (status === undefined || status === created.status)) return created
  const params = yield* ofConversation(account, created.id)
  if (bot !== undefined) yield* assignConversation(account)(created.id, { agent: bot })
  if (status !== undefined && status !== created.status) {
    yield* account.client.conversations.toggleStatus({ params, payload: { status: fromConversationStatus[status] } })
  }
  return toEntity(yield* account.client.conversations.get({ params }))
})

const ofConversation = ({ accountId }: ChatwootAccount, id: ConversationId) =>
  Effect.map(toNumber(id, "conversationId"), (conversation_id) => ({ account_id: accountId, conversation_id }))

/** In which inboxes the server makes a session for a contact who never wrote there; in the others it answers 500. */
const beginnable: ReadonlySet<string> = new Set([
  "Channel::Api",
  "Channel::WebWidget",
  "Channel::Whatsapp",
  "Channel::TwilioSms",
  "Channel::Sms",
  "Channel::Email"
])

/** An agent bot's token may not read contacts: then the server finds or makes the session by its own rules. */
const sessionIn = Effect.fnUntraced(function* (account: ChatwootAccount, contactId: number, inboxId: number) {
  const params = { account_id: account.accountId, id: contactId }
  const sessions = yield* account.client.contacts.get({ params, query: {} }).pipe(
    Effect.map(({ payload }) => payload.contact_inboxes ?? []),
    Effect.catchReason("ProviderError", "Forbidden", () => Effect.succeed(undefined))
  )
  const source = sessions?.find(({ inbox }) => inbox?.id === inboxId)?.source_id
  if (typeof source === "string" && source !== "") return source
  const kind = sessions === undefined ? undefined : (yield* account.inbox(inboxId))?.channel_type
  if (typeof kind === "string" && !beginnable.has(kind)) {
    return yield* unsupported("on this channel the contact has to write first")
  }
  return undefined
})
