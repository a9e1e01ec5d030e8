/**
 * One planned message, written. JSON where there is nothing to upload, `multipart/form-data` with streamed files where there is; both
 * ways the body is made in one place, `mapping/Outbound`. Source: chatwoot-wire 4.1.
 */
import type { Message, OutboundMediaPart, PlannedMessage } from "@dragoman/core/domain"
import { fetchSource, type ProviderError, toMultipartFile } from "@dragoman/core/provider"
import { Effect } from "effect"
import { HttpClient } from "effect/http"
import { providerName } from "../ChatwootErrors.ts"
import { toChannelReference } from "../mapping/Channel.ts"
import { toMessage } from "../mapping/Message.ts"
import { type Envelope, fromPlanned } from "../mapping/Outbound.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"

/** Writes it into the conversation and answers what the server made of it. */
export const writeMessage = Effect.fnUntraced(function* (
  account: ChatwootAccount,
  conversationId: string,
  planned: PlannedMessage,
  envelope: Envelope
): Effect.fn.Return<Message, ProviderError> {
  const params = { account_id: account.accountId, conversation_id: yield* toNumber(conversationId, "conversationId") }
  const body = fromPlanned(planned, envelope)
  const media = yield* Effect.forEach(planned.media, (part) => uploadOf(account, part))
  const signedIds = media.filter((item) => typeof item === "string")
  const { messages } = account.client
  const written =
    media.length === signedIds.length
      ? messages.create({ params, payload: signedIds.length === 0 ? body : { ...body, attachments: signedIds } })
      : messages.createMultipart({ params, payload: toForm(body, media) })
  const wire = yield* written
  const channel = toChannelReference(envelope.channelKind, wire.inbox_id)
  return withRaw(toMessage(wire, { channel }), wire)
})

/** What goes into `attachments[]`: a file, or the signed id of a file that was uploaded before. */
const uploadOf = (
  account: ChatwootAccount,
  { fileName, mimeType, source }: OutboundMediaPart
): Effect.Effect<File | string, ProviderError> =>
  "mediaId" in source
    ? Effect.succeed(source.mediaId)
    : fetchSource(source, { provider: providerName, fileName, mimeType, allowPrivateHosts: account.trustedHosts }).pipe(
        Effect.map(toMultipartFile),
        Effect.provideService(HttpClient.HttpClient, account.http)
      )

/** Objects as the server reads them from a form: `content_attributes` as JSON text, `template_params` as bracketed keys. */
const toForm = (body: ReturnType<typeof fromPlanned>, media: ReadonlyArray<File | string>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) {
    if (name === "template_params") appendBracketed(form, name, value)
    else form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value))
  }
  for (const item of media) {
    if (typeof item === "string") form.append("attachments[]", item)
    else form.append("attachments[]", item)
  }
  return form
}

const appendBracketed = (form: FormData, name: string, value: unknown): void => {
  if (typeof value !== "object" || value === null) form.append(name, String(value))
  else if (Array.isArray(value)) for (const item of value) appendBracketed(form, `${name}[]`, item)
  else for (const [key, item] of Object.entries(value)) appendBracketed(form, `${name}[${key}]`, item)
}
