/** `messages`: history and single messages; writing is in `MessageSend` and `MessageImport`. Source: huechat.md, "Messages". */
import type { ConversationId, Message } from "@dragoman/core/domain"
import type { MessageRef, ProviderError, SupportedOperations } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import type { capabilities } from "../HueChatCapabilities.ts"
import { invalid } from "../HueChatErrors.ts"
import { conversationsOfContact } from "./ConversationRows.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"
import { messageHistory, messageIn } from "./MessageHistory.ts"
import { importMessages } from "./MessageImport.ts"
import { addNote, sendMessage } from "./MessageSend.ts"

export const messageOperations = (account: HueChatAccount): SupportedOperations<typeof capabilities>["messages"] => {
  const { messages } = account.client

  /** A message is found in its conversation only. */
  const placeOf = ({ conversationId }: MessageRef): Effect.Effect<ConversationId, ProviderError> =>
    conversationId === undefined
      ? Effect.fail(
          invalid({ field: "conversationId", message: "is needed: HueChat finds a message in its conversation only" })
        )
      : Effect.succeed(conversationId)

  const target = Effect.fnUntraced(function* (ref: MessageRef) {
    const id = yield* toInteger(ref.messageId, "messageId")
    return { account_id: account.accountId, conversation_id: yield* placeOf(ref), id }
  })

  const get = (ref: MessageRef) =>
    Effect.flatMap(placeOf(ref), (conversationId) => messageIn(account, conversationId, ref.messageId))

  return {
    listByConversation: (conversationId, options) =>
      messageHistory(account, conversationId, options?.order ?? "oldest-first"),
    get,
    delete: (ref) => Effect.asVoid(Effect.flatMap(target(ref), (params) => messages.delete({ params }))),
    retry: Effect.fnUntraced(function* (ref) {
      yield* messages.retry({ params: yield* target(ref) })
      // The reply to a retry is not documented.
      return yield* Effect.mapError(get(ref), (error) => error.with({ applied: "yes" }))
    }),
    find: Effect.fnUntraced(function* ({ contactId, conversationId, externalId }) {
      const wanted = (message: Message) => message.externalId === externalId
      const among = (id: ConversationId): Stream.Stream<Message, ProviderError> =>
        Stream.filter(messageHistory(account, id, "newest-first"), wanted)
      if (conversationId !== undefined) return yield* Stream.runHead(among(conversationId))
      if (contactId !== undefined) {
        return yield* Stream.runHead(Stream.flatMap(conversationsOfContact(account, contactId), ({ id }) => among(id)))
      }
      return yield* invalid({
        field: "conversationId",
        message: "or contactId is needed: HueChat has no search by external id"
      })
    }),
    send: sendMessage(account),
    addNote: addNote(account),
    import: importMessages(account)
  }
}
