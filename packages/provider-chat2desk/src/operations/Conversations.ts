/** `conversations`: dialogs. `DialogRows` reads them, `ConversationAssign` hands them on. Source: "Dialogs", "Messages & requests". */
import type { ConversationId } from "@dragoman/core/domain"
import { type ProviderError, type SupportedOperations, singlePage } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { capabilities } from "../Chat2DeskCapabilities.ts"
import { invalid, notFound } from "../Chat2DeskErrors.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { assignConversation } from "./ConversationAssign.ts"
import { dialogsOfClient, getConversation, listDialogs, readDialog, readLastRequest } from "./DialogRows.ts"
import { markRead } from "./MarkRead.ts"
import { type Tagged, tagOperations } from "./Tags.ts"

export const conversationOperations = (
  account: Chat2DeskAccount
): SupportedOperations<typeof capabilities>["conversations"] => ({
  list: (query) => listDialogs(account, query),
  listByContact: (contactId) => singlePage(dialogsOfClient(account, contactId)),
  get: (id) => getConversation(account, id),
  setStatus: Effect.fnUntraced(function* (id, { status, snoozedUntil }) {
    if (status !== "open" && status !== "closed") {
      return yield* invalid({ field: "status", message: `a dialog is open or closed, not ${status}` })
    }
    if (snoozedUntil !== undefined) {
      return yield* invalid({ field: "snoozedUntil", message: "goes with the status snoozed, which Chat2Desk has not" })
    }
    yield* account.client.dialogs.update({
      params: { id: yield* toNumber(id, "conversationId") },
      payload: { state: status }
    })
  }),
  assign: assignConversation(account),
  ...tagOperations(account, (id: ConversationId) => taggedRequest(account, id)),
  markRead: (id, options) => markRead(account, id, options?.messageId)
})

/** The tags of a dialog are those of its last request. */
const taggedRequest = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  id: ConversationId
): Effect.fn.Return<Tagged, ProviderError> {
  const request = yield* readLastRequest(account, yield* readDialog(account, id))
  if (request === undefined) return yield* notFound("the dialog has no request yet, and tags are on requests")
  return { type: "request", id: yield* toNumber(String(request.id), "last_request_id"), tags: request.tags }
})
