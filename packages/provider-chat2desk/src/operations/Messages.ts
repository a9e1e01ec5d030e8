/** `messages`: history, single messages, delivery reports; writing is in `MessageSend` and `MessageImport`. Source: "Messages & requests". */
import type { MessageStatus } from "@dragoman/core/domain"
import type { SupportedOperations } from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import { dataOf } from "../api/Envelope.ts"
import type { capabilities } from "../Chat2DeskCapabilities.ts"
import { invalid } from "../Chat2DeskErrors.ts"
import { toExternalId } from "../mapping/Message.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { type MessageFilter, messageHistory, messagePages, messagesOfConversation, toEntity } from "./MessageHistory.ts"
import { importMessages } from "./MessageImport.ts"
import { addNote, sendMessage } from "./MessageSend.ts"

export const messageOperations = (account: Chat2DeskAccount): SupportedOperations<typeof capabilities>["messages"] => {
  const { client } = account
  return {
    listByConversation: (conversationId, options) =>
      messagesOfConversation(account, conversationId, options?.order ?? "oldest-first"),
    list: messageHistory(account),
    get: Effect.fnUntraced(function* ({ messageId }) {
      const params = { id: yield* toNumber(messageId, "messageId") }
      return toEntity(dataOf(yield* client.messages.get({ params })))
    }),
    setStatus: Effect.fnUntraced(function* ({ messageId }, { status }) {
      const number = statusNumbers[status]
      if (number === undefined) {
        return yield* invalid({ field: "status", message: `Chat2Desk takes no report of the status ${status}` })
      }
      yield* client.messages.setStatus({ params: { id: yield* toNumber(messageId, "messageId"), status: number } })
    }),
    find: Effect.fnUntraced(function* ({ contactId, conversationId, externalId }) {
      const filter: MessageFilter = {
        ...(conversationId === undefined ? {} : { dialog_id: yield* toNumber(conversationId, "conversationId") }),
        ...(contactId === undefined ? {} : { client_id: yield* toNumber(contactId, "contactId") })
      }
      if (Object.keys(filter).length === 0) {
        return yield* invalid({
          field: "conversationId",
          message: "or contactId is needed: Chat2Desk has no search by external_id"
        })
      }
      const rows = messagePages(account, filter, "newest-first")
      const found = yield* Stream.runHead(Stream.filter(rows, (row) => toExternalId(row) === externalId))
      return Option.map(found, toEntity)
    }),
    send: sendMessage(account),
    addNote: addNote(account),
    import: importMessages(account)
  }
}

/** As `PUT /messages/<id>/status/<status>` numbers them. */
const statusNumbers: Partial<Record<MessageStatus, 1 | 2 | 3 | 5 | 6 | 7>> = {
  pending: 1,
  sent: 2,
  failed: 3,
  canceled: 5,
  delivered: 6,
  read: 7
}
