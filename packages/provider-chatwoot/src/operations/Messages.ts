/** `messages`: history, single messages, delivery reports; writing is in `MessageSend` and `MessageImport`. Source: chatwoot-wire 2, 3.3, 4. */
import type { Message } from "@dragoman/core/domain"
import type { MessageRef, ProviderError, SupportedOperations } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { invalid, notFound } from "../ChatwootErrors.ts"
import { type ChatwootAccount, toNumber } from "./ChatwootAccount.ts"
import { conversationsOfContact } from "./ContactConversations.ts"
import { messageHistory, toEntity } from "./MessageHistory.ts"
import { importMessages } from "./MessageImport.ts"
import { addNote, sendMessage } from "./MessageSend.ts"

export const messageOperations = (account: ChatwootAccount): SupportedOperations<typeof capabilities>["messages"] => {
  const { accountId, client } = account

  /** A message is found in its conversation only. */
  const target = Effect.fnUntraced(function* ({ conversationId, messageId }: MessageRef) {
    const message_id = yield* toNumber(messageId, "messageId")
    if (conversationId === undefined) {
      return yield* invalid({
        field: "conversationId",
        message: "is needed: Chatwoot finds a message in its conversation only"
      })
    }
    return { account_id: accountId, conversation_id: yield* toNumber(conversationId, "conversationId"), message_id }
  })

  const get = Effect.fnUntraced(function* (ref: MessageRef) {
    const { message_id, ...params } = yield* target(ref)
    // Together the two are `after <= id < before`: a page of exactly this message.
    const { payload } = yield* client.messages.list({ params, query: { after: message_id, before: message_id + 1 } })
    const row = payload.find(({ id }) => id === message_id)
    return row === undefined ? yield* notFound("no such message in this conversation") : yield* toEntity(account, row)
  })

  return {
    listByConversation: (conversationId, options) =>
      messageHistory(account, conversationId, options?.order ?? "oldest-first"),
    get,
    delete: (ref) => Effect.asVoid(Effect.flatMap(target(ref), (params) => client.messages.delete({ params }))),
    retry: Effect.fnUntraced(function* (ref) {
      const reply = yield* client.messages.retry({ params: yield* target(ref) })
      return typeof reply === "object" ? yield* toEntity(account, reply) : yield* get(ref)
    }),
    setStatus: Effect.fnUntraced(function* (ref, { failure, status }) {
      if (status !== "sent" && status !== "delivered" && status !== "read" && status !== "failed") {
        return yield* invalid({ field: "status", message: `Chatwoot has no message status ${status}` })
      }
      const payload = failure === undefined ? { status } : { status, external_error: failure }
      yield* client.messages.update({ params: yield* target(ref), payload })
    }),
    find: Effect.fnUntraced(function* ({ contactId, conversationId, externalId }) {
      const wanted = (message: Message) => message.externalId === externalId
      const among = (id: NonNullable<typeof conversationId>): Stream.Stream<Message, ProviderError> =>
        Stream.filter(messageHistory(account, id, "newest-first"), wanted)
      if (conversationId !== undefined) return yield* Stream.runHead(among(conversationId))
      if (contactId !== undefined) {
        return yield* Stream.runHead(Stream.flatMap(conversationsOfContact(account, contactId), ({ id }) => among(id)))
      }
      return yield* invalid({
        field: "conversationId",
        message: "or contactId is needed: Chatwoot has no search by source_id"
      })
    }),
    send: sendMessage(account),
    addNote: addNote(account),
    import: importMessages(account)
  }
}
