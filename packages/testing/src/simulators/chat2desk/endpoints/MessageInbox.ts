/** What a client wrote in the company's own app comes in through the API, on an external channel. */
import { Effect } from "effect"
import { updateClient } from "../changes/Clients.ts"
import type { Call } from "../Endpoint.ts"
import { rowOfParam } from "../Lookups.ts"
import { object, type Params, text } from "../Params.ts"
import { type Incoming, receive, type Sender } from "../Receive.ts"
import type { AttachmentRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { attachmentOf } from "../render/Attachments.ts"
import { readCustomFields } from "./ClientBody.ts"
import { isLink, toSent } from "./MessageSend.ts"

/** The reply is not documented: it is that of sending. */
export const receiveInbox = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  const channel = yield* rowOfParam(state.channels, params, "channel_id", "Channel")
  if (!channel.transports.includes("external")) {
    return yield* Reply.refused(Reply.invalid("channel_id", "Channel is not external."))
  }
  const person = object(params, "from_client") ?? {}
  const from = yield* senderOf(person)
  const fields = yield* readCustomFields(state, object(person, "custom_fields") ?? {})
  const incoming = yield* incomingOf(params)
  const arrival = receive(simulation, { channelId: channel.id, transport: "external" }, { ...incoming, from })
  const clientPhone = text(person, "client_phone")
  if (clientPhone !== undefined || fields.size > 0) {
    const change = { customFields: fields, ...(clientPhone === undefined ? {} : { clientPhone }) }
    updateClient(simulation, state.clients.need(arrival.clientId), change)
  }
  return Reply.data(toSent(state.messages.need(arrival.messageId)))
})

/** "Only one of these two parameters is accepted: id or phone. If both or none is used, then an error is returned." */
const senderOf = (person: Params): Effect.Effect<Sender, Reply.Refusal> => {
  const id = text(person, "id")
  const phone = text(person, "phone")
  if ((id === undefined) === (phone === undefined)) {
    return Reply.refused(Reply.invalid("from_client", "Either id or phone must be specified."))
  }
  if (phone !== undefined && !/^\d+$/.test(phone)) return Reply.refused(Reply.notNumeric("phone"))
  const name = text(person, "nickname")
  const avatar = text(person, "avatar")
  return Effect.succeed({
    ...(id === undefined ? {} : { id }),
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
    ...(avatar === undefined ? {} : { avatar })
  })
}

const incomingOf = Effect.fnUntraced(function* (
  params: Params
): Effect.fn.Return<Omit<Incoming, "from">, Reply.Refusal> {
  const body = text(params, "body")
  const coordinates = text(params, "location")
  const externalId = text(object(params, "extra_data") ?? {}, "external_id")
  const attachments = yield* attachmentsOf(params)
  if (body === undefined && coordinates === undefined && attachments.length === 0) {
    return yield* Reply.refused(Reply.missing("body"))
  }
  return {
    attachments,
    ...(body === undefined ? {} : { text: body }),
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(externalId === undefined ? {} : { externalId })
  }
})

/** `image` and `video` are the older names of one that has no file name. */
const attachmentsOf = (params: Params): Effect.Effect<ReadonlyArray<AttachmentRow>, Reply.Refusal> => {
  const link = text(params, "attachment")
  const older = text(params, "image") ?? text(params, "video")
  if (link === undefined && older === undefined) return Effect.succeed([])
  if (!isLink(link ?? older ?? "")) return Reply.refused(Reply.invalid("attachment", "Parameter must be a direct URL."))
  return Effect.succeed([
    link === undefined ? attachmentOf(older ?? "") : attachmentOf(link, text(params, "attachment_filename"))
  ])
}
