/** The names of events: dotted in v2, eighteen of them; with underscores in v1, which knows eight. */

export const events: ReadonlyArray<string> = [
  "conversation.created",
  "conversation.status_changed",
  "conversation.updated",
  "conversation.label_added",
  "conversation.label_removed",
  "message.created",
  "message.updated",
  "contact.created",
  "contact.updated",
  "contact.deleted",
  "broadcast.completed",
  "template.approved",
  "template.rejected",
  "ticket.created",
  "ticket.closed",
  "deal.won",
  "deal.lost",
  "webhook.test"
]

/** `webwidget_triggered` is subscribed to and never comes: nothing here has a web widget. */
export const legacyEvents: ReadonlyArray<string> = [
  "conversation_created",
  "conversation_status_changed",
  "conversation_updated",
  "message_created",
  "message_updated",
  "contact_created",
  "contact_updated",
  "webwidget_triggered"
]

export const legacyName = (event: string): string => event.replace(".", "_")
