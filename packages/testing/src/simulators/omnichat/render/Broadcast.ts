/** Broadcasts and what became of them, counted from their messages. Clicks, answers, money and opt-outs do not happen here: they are 0. */
import type { BroadcastRow, MessageStatus } from "../Records.ts"
import { customerOf, findChannel, findContact, type State } from "../State.ts"
import { localOrNull } from "../Times.ts"

type Recipient = BroadcastRow["recipients"][number]

export const toBroadcast = (state: State, broadcast: BroadcastRow) => {
  const { channelId, id, platform, recipients, sentAt, subject, tags } = broadcast
  const statuses = recipients.map((recipient) => statusOf(state, recipient))
  const count = (...wanted: ReadonlyArray<MessageStatus>) =>
    statuses.filter((status) => status !== undefined && wanted.includes(status)).length
  const sent = count("sent", "delivered", "read")
  const success = count("delivered", "read")
  const failed = sentAt === null ? 0 : recipients.length - sent
  const read = count("read")
  return {
    id,
    platform,
    channelId,
    channelName: findChannel(state, platform, channelId)?.channelName ?? null,
    subject,
    recipientType: 3,
    type: 3,
    mode: "manual",
    sentAt: localOrNull(sentAt),
    status: sentAt === null ? 4 : 1,
    recipientCount: recipients.length,
    success,
    successRate: rate(success, recipients.length),
    sent,
    sentRate: rate(sent, recipients.length),
    failed,
    failRate: rate(failed, recipients.length),
    read,
    readRate: rate(read, success),
    clicked: 0,
    clickRate: rate(0, success),
    purchase: 0,
    revenue: "HK$ 0.00",
    tags
  }
}

export const toBroadcastDetails = (state: State, broadcast: BroadcastRow) => {
  const summary = toBroadcast(state, broadcast)
  const none = rate(0, summary.success)
  const messageSuccess = summary.success * broadcast.messagesEach
  const messageCount = summary.recipientCount * broadcast.messagesEach
  return {
    ...summary,
    respondRate: none,
    responded: 0,
    unsubscribeRate: none,
    unsubscribed: 0,
    cost: "HK$ 0.00",
    roas: "0.00%",
    messageCount,
    messageSuccess,
    messageSuccessRate: rate(messageSuccess, messageCount),
    responseRateWithin12Hour: none,
    responseRateWithin24Hour: none,
    responseRateWithin48Hour: none,
    respondedWithin12Hour: 0,
    respondedWithin24Hour: 0,
    respondedWithin48Hour: 0
  }
}

export const toRecipient = (state: State, broadcast: BroadcastRow, recipient: Recipient) => {
  const contact = findContact(state, broadcast.platform, broadcast.channelId, recipient.userId)
  const customer = contact && customerOf(state, contact)
  const status = statusOf(state, recipient)
  const failed = status === undefined || status === "error"
  return {
    name: contact?.name ?? customer?.name ?? null,
    phone: customer?.phone ?? null,
    success: !failed,
    sentAt: failed ? null : localOrNull(broadcast.sentAt),
    clicked: false,
    clickedAt: null,
    read: status === "read",
    readAt: status === "read" ? localOrNull(broadcast.sentAt) : null,
    responded: false,
    respondedAt: null,
    messageId: recipient.messageId,
    error: status === "error" ? "Undeliverable" : recipient.error
  }
}

const statusOf = (state: State, { messageId }: Recipient): MessageStatus | undefined =>
  messageId === null ? undefined : state.messages.get(messageId)?.messageStatus

const rate = (part: number, whole: number): string => `${whole === 0 ? "0.00" : ((100 * part) / whole).toFixed(2)}%`
