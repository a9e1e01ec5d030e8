/** Broadcasts and who gets them. `stats` count what happened, a message that was read being sent and delivered as well; `status_counts` count where each message is now. */
import type { BroadcastRow, RecipientRow, RecipientStatus, recipientStatuses } from "../Records.ts"
import type { State } from "../State.ts"
import { iso, isoOrNull } from "../Times.ts"

export const toBroadcast = ({ accountId }: State, broadcast: BroadcastRow) => ({
  id: broadcast.id,
  account_id: accountId,
  inbox_id: broadcast.inboxId,
  name: broadcast.name,
  template_id: broadcast.templateId,
  template_name: broadcast.templateName,
  status: broadcast.status,
  recipient_count: broadcast.recipients.length,
  stats: statsOf(broadcast),
  created_by: broadcast.createdBy,
  scheduled_at: isoOrNull(broadcast.scheduledAt),
  started_at: isoOrNull(broadcast.startedAt),
  completed_at: isoOrNull(broadcast.completedAt),
  created_at: iso(broadcast.createdAt)
})

/** Just made. */
export const toCreatedBroadcast = ({ createdAt, id, name, recipients, status }: BroadcastRow) => ({
  id,
  name,
  status,
  recipient_count: recipients.length,
  created_at: iso(createdAt)
})

/** `broadcast.completed`. */
export const toBroadcastEvent = (broadcast: BroadcastRow) => ({
  id: broadcast.id,
  name: broadcast.name,
  status: broadcast.status,
  recipient_count: broadcast.recipients.length,
  stats: statsOf(broadcast),
  started_at: isoOrNull(broadcast.startedAt),
  completed_at: isoOrNull(broadcast.completedAt)
})

export const toRecipient = ({ id: broadcastId }: BroadcastRow, recipient: RecipientRow) => ({
  id: recipient.id,
  broadcast_id: broadcastId,
  phone_number: recipient.phoneNumber,
  contact_name: recipient.contactName,
  status: recipient.status,
  wamid: recipient.wamid,
  sent_at: isoOrNull(recipient.sentAt),
  delivered_at: isoOrNull(recipient.deliveredAt),
  read_at: isoOrNull(recipient.readAt)
})

export const statusCounts = ({ recipients }: BroadcastRow): Readonly<Record<RecipientStatus, number>> => ({
  pending: count(recipients, "pending"),
  sent: count(recipients, "sent"),
  delivered: count(recipients, "delivered"),
  read: count(recipients, "read"),
  failed: count(recipients, "failed")
})

export const statsOf = ({ recipients }: Pick<BroadcastRow, "recipients">) => ({
  sent: recipients.filter(({ sentAt }) => sentAt !== null).length,
  delivered: recipients.filter(({ deliveredAt }) => deliveredAt !== null).length,
  read: recipients.filter(({ readAt }) => readAt !== null).length,
  failed: count(recipients, "failed")
})

const count = (recipients: ReadonlyArray<RecipientRow>, status: (typeof recipientStatuses)[number]): number =>
  recipients.filter((recipient) => recipient.status === status).length
