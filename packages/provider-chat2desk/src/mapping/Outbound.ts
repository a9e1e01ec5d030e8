/**
 * A message on its way out, as the body of `POST /messages`, and what was sent as a message of the domain: the reply tells ids only, so that the
 * rest of it is what went out, read as a row would be.
 *
 * One attachment a message, by its address; the text stands beside it.
 */
import type { Message, OutboundMediaPart, PlannedMessage } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { Result } from "effect"
import { fromChoices } from "./Buttons.ts"
import type { ChannelAddress, WireId } from "./Ids.ts"
import { toMessage } from "./Message.ts"

/** What a message is besides its content. */
export interface Envelope {
  readonly clientId: number
  readonly type: "to_client" | "comment" | "system"
  /** Absent: where the client wrote last. */
  readonly channel?: ChannelAddress | undefined
  readonly operatorId?: number | undefined
  readonly externalId?: string | undefined
  /** The message that is quoted. */
  readonly replyTo?: number | undefined
  /** `false` leaves a dialog closed that is; the vendor opens it otherwise. */
  readonly openDialog?: boolean | undefined
}

/** The body. Whether the choices fit was decided before: those that do not were turned into text. */
export const fromPlanned = ({ media, special, text }: PlannedMessage, envelope: Envelope) => {
  const { channel } = envelope
  const [part] = media
  const choices = special?.type === "choices" ? fromChoices(special, channel?.transport ?? "") : undefined
  return present({
    client_id: envelope.clientId,
    ...(text === undefined ? {} : { text }),
    ...(choices !== undefined && Result.isSuccess(choices) ? choices.success : {}),
    ...(part === undefined ? {} : fromMedia(part)),
    type: envelope.type === "to_client" ? undefined : envelope.type,
    transport: channel?.transport,
    channel_id: channel === undefined ? undefined : Number(channel.channelId),
    operator_id: envelope.operatorId,
    external_id: envelope.externalId,
    reply_message_id: envelope.replyTo,
    open_dialog: envelope.openDialog
  })
}

const fromMedia = ({ fileName, source }: OutboundMediaPart) =>
  present({ attachment: "url" in source ? source.url : undefined, attachment_filename: fileName })

/** What the vendor answers to a message. */
export interface SentReply {
  readonly message_id: WireId
  readonly channel_id?: WireId | null | undefined
  readonly transport?: string | null | undefined
  readonly operator_id?: WireId | null | undefined
  readonly client_id?: WireId | null | undefined
  readonly dialog_id?: WireId | null | undefined
  readonly type?: string | null | undefined
}

/** What was sent. The time is the vendor's to tell, and a row tells it. */
export const toSent = (reply: SentReply, planned: PlannedMessage, envelope: Envelope): Message => {
  const body = fromPlanned(planned, envelope)
  const [part] = planned.media
  return toMessage({
    ...body,
    ...reply,
    id: reply.message_id,
    client_id: reply.client_id ?? envelope.clientId,
    type: reply.type ?? envelope.type,
    ...(part === undefined || body.attachment === undefined ? {} : toFile(part, body.attachment)),
    extra_data: { external_id: envelope.externalId }
  })
}

/** As a row has it: in the list, and once more where it says what kind of file this is. */
const toFile = ({ fileName, type }: OutboundMediaPart, link: string) => {
  const field = type === "file" ? undefined : type === "audio" || type === "video" ? type : "photo"
  return { attachments: [{ name: fileName ?? "", link }], ...(field === undefined ? { pdf: link } : { [field]: link }) }
}
