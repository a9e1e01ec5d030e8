/**
 * One planned message, written: JSON where there is nothing to upload, `multipart/form-data` with streamed files where there is (huechat-wire 31).
 * Every write has an `echo_id`, so that the client repeats it after a failure: the server answers the message that it made of the first.
 */
import type {
  ChannelReference,
  ConversationId,
  Message,
  OutboundMediaPart,
  PlannedMessage
} from "@dragoman/core/domain"
import { fetchSource, type ProviderError, toMultipartFile } from "@dragoman/core/provider"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { maxAttachmentBytes, messageForm } from "../api/Uploads.ts"
import { providerName } from "../HueChatErrors.ts"
import { toMessage } from "../mapping/Message.ts"
import { type Envelope, fromPlanned } from "../mapping/Outbound.ts"
import { type HueChatAccount, withRaw } from "./HueChatAccount.ts"

/** Where a message goes: the channel is known before anything is written, so that nothing has to be asked afterwards. */
export interface Place {
  readonly conversationId: ConversationId
  readonly channel: ChannelReference
}

/** Writes it into the conversation and answers what the server made of it. */
export const writeMessage = Effect.fnUntraced(function* (
  account: HueChatAccount,
  place: Place,
  planned: PlannedMessage,
  envelope: Envelope
): Effect.fn.Return<Message, ProviderError> {
  const params = { account_id: account.accountId, conversation_id: place.conversationId }
  const body = fromPlanned(planned, envelope)
  const files = yield* Effect.forEach(planned.media, (part) => fileOf(account, part))
  const { messages } = account.client
  const wire = yield* files.length === 0
    ? messages.create({ params, payload: body })
    : messages.createMultipart({ params, payload: messageForm(body, files) })
  return withRaw(toMessage(wire, place), wire)
})

const fileOf = (
  account: HueChatAccount,
  { fileName, mimeType, source }: OutboundMediaPart
): Effect.Effect<File, ProviderError> =>
  fetchSource(source, {
    provider: providerName,
    fileName,
    mimeType,
    maxBytes: maxAttachmentBytes,
    allowPrivateHosts: account.trustedHosts
  }).pipe(Effect.map(toMultipartFile), Effect.provideService(HttpClient.HttpClient, account.http))
