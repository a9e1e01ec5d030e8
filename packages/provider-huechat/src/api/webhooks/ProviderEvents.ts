/**
 * The events beyond the domain: broadcasts, templates, tickets, deals and the test of a webhook. They become `provider.event`s, with `data` of the
 * delivery as the payload.
 *
 * Nothing but the id is required, and the times differ from REST's: ISO text for due dates and the run of a broadcast, Unix seconds for the rest
 * (huechat-wire 21).
 */
import { Schema } from "effect"
import { maybe, openEnum, Timestamp } from "../Wire.ts"
import { WebhookActor, WebhookId } from "./Objects.ts"

/** `broadcast.completed`. The counts of `stats` contain each other: who read it is among the delivered (huechat-wire 45). */
export class BroadcastCompleted extends Schema.Opaque<BroadcastCompleted>()(
  Schema.Struct({
    id: WebhookId,
    name: maybe(Schema.String),
    status: maybe(Schema.String),
    recipient_count: maybe(Schema.Number),
    stats: maybe(
      Schema.Struct({
        sent: maybe(Schema.Number),
        delivered: maybe(Schema.Number),
        read: maybe(Schema.Number),
        failed: maybe(Schema.Number)
      })
    ),
    started_at: maybe(Timestamp),
    completed_at: maybe(Timestamp)
  })
) {}

/** `template.approved`, `template.rejected`: Meta's decision, and in words why it was a rejection. */
export class TemplateDecided extends Schema.Opaque<TemplateDecided>()(
  Schema.Struct({
    id: WebhookId,
    name: maybe(Schema.String),
    language: maybe(Schema.String),
    category: maybe(openEnum(["MARKETING", "UTILITY", "AUTHENTICATION"])),
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    meta_template_id: maybe(Schema.String),
    approved_at: maybe(Timestamp),
    rejection_reason: maybe(Schema.String),
    rejection_detail: maybe(Schema.String)
  })
) {}

/** `ticket.created`. Its status and priority are a ticket's own: `in_progress`, `critical` (huechat-wire 24, 25). */
export class TicketCreated extends Schema.Opaque<TicketCreated>()(
  Schema.Struct({
    id: WebhookId,
    title: maybe(Schema.String),
    status: maybe(Schema.String),
    priority: maybe(Schema.String),
    contact_id: maybe(WebhookId),
    conversation_id: maybe(WebhookId),
    assignee_id: maybe(WebhookId),
    due_date: maybe(Timestamp),
    created_at: maybe(Timestamp)
  })
) {}

/** `ticket.closed`. */
export class TicketClosed extends Schema.Opaque<TicketClosed>()(
  Schema.Struct({
    id: WebhookId,
    title: maybe(Schema.String),
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    contact_id: maybe(WebhookId),
    conversation_id: maybe(WebhookId),
    closed_by: maybe(WebhookActor),
    closed_at: maybe(Timestamp),
    resolution_time_seconds: maybe(Schema.Number)
  })
) {}

/** `deal.won`, and `deal.lost`, which the documentation names and does not show. */
export class DealClosed extends Schema.Opaque<DealClosed>()(
  Schema.Struct({
    id: WebhookId,
    name: maybe(Schema.String),
    value: maybe(Schema.Number),
    currency: maybe(Schema.String),
    stage: maybe(Schema.String),
    contact_id: maybe(WebhookId),
    conversation_id: maybe(WebhookId),
    owner_id: maybe(WebhookId),
    closed_at: maybe(Timestamp),
    sales_cycle_days: maybe(Schema.Number)
  })
) {}

/** The payload of a `provider.event`, by its name. */
export interface ProviderEventPayloads {
  readonly "broadcast.completed": BroadcastCompleted
  readonly "template.approved": TemplateDecided
  readonly "template.rejected": TemplateDecided
  readonly "ticket.created": TicketCreated
  readonly "ticket.closed": TicketClosed
  readonly "deal.won": DealClosed
  readonly "deal.lost": DealClosed
  /** The endpoint that tests a webhook sends it; what is in it is not documented. */
  readonly "webhook.test": unknown
  /** `webwidget_triggered` of v1, as undocumented. */
  readonly "webwidget.triggered": unknown
}
