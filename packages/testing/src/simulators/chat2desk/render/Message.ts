/** Messages: as REST has them, as the messages of a request (in camel case), and as webhooks tell of them. */
import type { MessageRow } from "../Records.ts"
import type { State } from "../State.ts"
import { msk, unix, utc } from "../Times.ts"
import { mediaFields } from "./Attachments.ts"
import { toMessageClient } from "./Client.ts"

/** Without `is_new`, which only lists have. */
export const toMessage = (message: MessageRow) => ({
  ai_tips: null,
  attachments: message.attachments,
  ...mediaFields(message),
  channel_id: message.channelId,
  client_id: message.clientId,
  created: utc(message.createdAt),
  dialog_id: message.dialogId,
  extra_data: extraData(message),
  id: message.id,
  operator_id: message.operatorId,
  read: message.read ? 1 : 0,
  recipient_status: recipientStatus(message),
  remote_id: null,
  request_id: message.requestId,
  text: message.text,
  transport: message.transport,
  type: message.type,
  ...(message.postUrl === null ? {} : { insta_comment: true })
})

export const toListedMessage = (message: MessageRow) => ({
  ...toMessage(message),
  is_new: message.type === "from_client" && !message.read ? 1 : 0
})

/** Its documented samples are `null`; that it then has the words of `gateway_status` is inferred. */
const recipientStatus = ({ status, type }: MessageRow) =>
  type !== "from_client" && (status === "delivered" || status === "seen" || status === "failed") ? status : null

const extraData = (message: MessageRow) => ({
  ...(message.externalId === null ? {} : { external_id: message.externalId }),
  ...(message.imported ? { imported: true } : {}),
  ...(message.postUrl === null ? {} : { post_url: message.postUrl })
})

export const toRequestMessage = (state: State, message: MessageRow) => ({
  ai_tips: null,
  ...mediaFields(message),
  channelID: message.channelId,
  clientID: message.clientId,
  companyID: state.company.id,
  conversationID: null,
  created: unix(message.createdAt),
  dialogID: message.dialogId,
  extra_data: extraData(message),
  extra_type: "normal",
  gateway_status: message.status,
  id: message.id,
  is_menu: null,
  job_id: null,
  operatorID: message.operatorId,
  read: message.read ? 1 : 0,
  recipient_status: recipientStatus(message),
  remote_id: null,
  sent_at: null,
  text: message.text,
  transport: message.transport,
  type: requestTypes[message.type]
})

/** `in` and `out` are documented; what the rest is called is inferred. */
const requestTypes: Readonly<Record<MessageRow["type"], string>> = {
  from_client: "in",
  to_client: "out",
  autoreply: "autoreply",
  system: "system",
  comment: "comment"
}

export interface MessageNews {
  readonly isNewRequest: boolean
  readonly isNewClient: boolean
}

/** Of `inbox`, `outbox`, `imported_message` and `comment`, which has no attachments but `null` and no `is_new`. */
export const toMessageHook = (state: State, message: MessageRow, news: MessageNews) => {
  const { video: _, ...media } = mediaFields(message)
  const isComment = message.type === "comment"
  return {
    message_id: message.id,
    type: message.type,
    text: message.text,
    transport: message.transport,
    client_id: message.clientId,
    operator_id: message.operatorId,
    dialog_id: message.dialogId,
    channel_id: message.channelId,
    ...media,
    client: toMessageClient(state.clients.need(message.clientId), message.imported ? null : ""),
    request_id: message.requestId,
    attachments: isComment ? null : message.attachments,
    is_new_request: news.isNewRequest,
    is_new_client: news.isNewClient,
    insta_comment: message.postUrl !== null,
    extra_data: extraData(message),
    ...(isComment ? {} : { is_new: message.type === "from_client" && !message.imported })
  }
}

/** Of `outbox_status`: everything lies under `data`, and the time is Moscow's. */
export const toStatusHook = (message: MessageRow) => ({
  data: {
    id: message.id,
    gateway_status: message.status,
    created: msk(message.createdAt),
    dialog_id: message.dialogId,
    client_id: message.clientId,
    error: message.error
  }
})
