/**
 * A new conversation. HueChat recommends an idempotency key for it and has none (huechat-wire 35), so that a creation whose outcome is not known is
 * settled by looking: which of the contact's conversations in the inbox was not there before? One answers, none or several leave it open.
 */
import type { Conversation, ConversationId } from "@dragoman/core/domain"
import type { ConversationInput, ProviderError } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Stream } from "effect"
import { unsupported } from "../HueChatErrors.ts"
import { fromConversationStatus } from "../mapping/Conversation.ts"
import { conversationsOfContact, toEntity } from "./ConversationRows.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"

export const createConversation = Effect.fnUntraced(function* (
  account: HueChatAccount,
  input: ConversationInput
): Effect.fn.Return<Conversation, ProviderError> {
  const payload = yield* fromInput(input)
  const { accountId, client } = account
  // Two at once could not tell their conversations apart.
  const created = yield* account.inTurn(`conversations ${payload.contact_id} ${payload.inbox_id}`)(
    Effect.gen(function* () {
      const before = new Set((yield* presentOnes(account, input)).map(({ id }) => id))
      return yield* Effect.catch(
        Effect.map(client.conversations.create({ params: { account_id: accountId }, payload }), toEntity),
        (error) => settled(account, input, before, error)
      )
    })
  )
  return yield* input.status === "closed" ? closed(account, created) : readBack(account, created, input)
})

/** `snoozed` is named by errors only, and would need a date that this input does not have (huechat-wire 26). */
const fromInput = Effect.fnUntraced(function* (input: ConversationInput) {
  if (input.subject !== undefined) return yield* unsupported("HueChat's conversations have no subject")
  if (input.status === "snoozed") {
    return yield* unsupported("HueChat begins conversations open or pending: snooze it by conversations.setStatus")
  }
  return present({
    inbox_id: yield* toInteger(input.channelId, "channelId"),
    contact_id: yield* toInteger(input.contactId, "contactId"),
    status: input.status === "pending" ? ("pending" as const) : ("open" as const),
    assignee_id: input.assignee === undefined ? undefined : yield* toInteger(input.assignee, "assignee"),
    team_id: input.team === undefined ? undefined : yield* toInteger(input.team, "team"),
    custom_attributes: input.attributes
  })
})

const presentOnes = Effect.fnUntraced(function* (account: HueChatAccount, { channelId, contactId }: ConversationInput) {
  const inbox_id = yield* toInteger(channelId, "channelId")
  return yield* Stream.runCollect(conversationsOfContact(account, contactId, { inbox_id }))
})

/** Whether the creation was done all the same. When that cannot be seen, its own error stands. */
const settled = Effect.fnUntraced(function* (
  account: HueChatAccount,
  input: ConversationInput,
  before: ReadonlySet<ConversationId>,
  error: ProviderError
): Effect.fn.Return<Conversation, ProviderError> {
  if (error.applied !== "unknown" && error.applied !== "yes") return yield* error
  const now = yield* Effect.mapError(presentOnes(account, input), () => error)
  const [found, ...others] = now.filter(({ id }) => !before.has(id))
  return found === undefined || others.length > 0 ? yield* error : found
})

/** The reply to a creation does not tell the kind of the inbox. What was created is told also where it cannot be read. */
const readBack = (account: HueChatAccount, created: Conversation, { channelId, contactId }: ConversationInput) =>
  Effect.catch(read(account, created.id), () =>
    Effect.succeed<Conversation>({ ...created, contactId, channel: { ...created.channel, id: channelId } })
  )

const read = ({ accountId, client }: HueChatAccount, conversation_id: ConversationId) =>
  Effect.map(client.conversations.get({ params: { account_id: accountId, conversation_id } }), toEntity)

const closed = (account: HueChatAccount, { id }: Conversation): Effect.Effect<Conversation, ProviderError> => {
  const params = { account_id: account.accountId, conversation_id: id }
  return account.client.conversations.toggleStatus({ params, payload: { status: fromConversationStatus.closed } }).pipe(
    Effect.andThen(read(account, id)),
    Effect.mapError((error) => error.with({ applied: "partly", progress: { conversationId: id } }))
  )
}
