/**
 * Whom a message goes to, as requests name it: a client, and a transport of a channel. A dialog tells both in its last message; a client may be on
 * several, and then the caller has to choose. Source: "messages (POST)", "clients/<id>/transport".
 */
import type { ContactId, ConversationId } from "@dragoman/core/domain"
import type { ProviderError, SendTarget } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { DialogDetails } from "../api/Dialogs.ts"
import { rowsOf } from "../api/Envelope.ts"
import { invalid, notFound } from "../Chat2DeskErrors.ts"
import { type ChannelAddress, toChannelId, toId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, channelsOfClient, toChannelAddress, toNumber } from "./Chat2DeskAccount.ts"
import { readDialog } from "./DialogRows.ts"

export interface Target {
  readonly clientId: number
  readonly channel: ChannelAddress
  readonly conversationId?: ConversationId
}

export const sendTargetOf = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  to: SendTarget
): Effect.fn.Return<Target, ProviderError> {
  if ("conversationId" in to) {
    const dialog = yield* readDialog(account, to.conversationId, "to.conversationId")
    return { ...(yield* addressOf(dialog)), conversationId: to.conversationId }
  }
  const clientId = yield* toNumber(to.contactId, "to.contactId")
  const channel =
    to.channelId === undefined
      ? yield* onlyChannel(account, to.contactId)
      : yield* toChannelAddress(to.channelId, "to.channelId")
  return { clientId, channel }
})

export type NoteTarget = { readonly conversationId: ConversationId } | { readonly contactId: ContactId }

/** Without a channel, the vendor takes that of the client's last message. */
type NoteAddress = Pick<Target, "clientId"> & Partial<Pick<Target, "channel">> & { readonly openDialog?: false }

/** A note opens no dialog: `false` is said where the dialog is closed, because the vendor's default opens it. */
export const noteTargetOf = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  to: NoteTarget
): Effect.fn.Return<NoteAddress, ProviderError> {
  if ("conversationId" in to) {
    const dialog = yield* readDialog(account, to.conversationId)
    const target = yield* addressOf(dialog)
    return dialog.state === "closed" ? { ...target, openDialog: false } : target
  }
  const clientId = yield* toNumber(to.contactId, "contactId")
  const dialogs = rowsOf(yield* account.client.clients.dialogs({ params: { id: clientId } }))
  if (dialogs.length === 0) return yield* notFound("the contact has no conversation to note it in")
  return dialogs.every(({ state }) => state === "closed") ? { clientId, openDialog: false } : { clientId }
})

const addressOf = Effect.fnUntraced(function* ({
  last_message: last
}: DialogDetails): Effect.fn.Return<Target, ProviderError> {
  const clientId = toId(last?.client_id)
  const channelId = toId(last?.channel_id)
  const transport = last?.transport ?? ""
  if (clientId === undefined || channelId === undefined || transport === "") {
    return yield* invalid({ field: "conversationId", message: "is a dialog without messages: send to the contact" })
  }
  return { clientId: yield* toNumber(clientId, "client_id"), channel: { channelId, transport } }
})

const onlyChannel = Effect.fnUntraced(function* (account: Chat2DeskAccount, contactId: ContactId) {
  const channels = yield* channelsOfClient(account, contactId)
  const [only] = channels
  if (only !== undefined && channels.length === 1) return only
  const choices = channels.map(({ channelId, transport }) => toChannelId(channelId, transport)).join(", ")
  return yield* invalid({
    field: "to.channelId",
    message: only === undefined ? "is needed: the contact is on no channel" : `is needed: the contact is on ${choices}`
  })
})
