/**
 * The events beyond the domain: broadcasts, templates, tickets, deals and the test of a webhook. They become `provider.event`s, with `data` of the
 * delivery as the payload.
 *
 * Nothing but the id is required, and the times differ from REST's: ISO text for due dates and the run of a broadcast, Unix seconds for the rest
 * (huechat-wire 21).
 */
import { Schema } from "effect"
import { maybe } from "../Wire.ts"
import { maybeId, time, WebhookActor, WebhookId } from "./Objects.ts"

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
    started_at: time,
    completed_at: time
  })
) {}

/** `template.approved`, `template.rejected`: Meta's decision, and in words why it was a rejection. */
export class TemplateDecided extends Schema.Opaque<TemplateDecided>()(
  Schema.Struct({
    id: WebhookId,
    name: maybe(Schema.String),
    language: maybe(Schema.String),
    category: maybe(Schema.String),
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    meta_template_id: maybe(Schema.String),
    approved_at: time,
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
    contact_id: maybeId,
    conversation_id: maybeId,
    assignee_id: maybeId,
    due_date: time,
    created_at: time
  })
) {}

/** `ticket.closed`. */
export class TicketClosed extends Schema.Opaque<TicketClosed>()(
  Schema.Struct({
    id: WebhookId,
    title: maybe(Schema.String),
    previous_status: maybe(Schema.String),
    current_status: maybe(Schema.String),
    contact_id: maybeId,
    conversation_id: maybeId,
    closed_by: maybe(WebhookActor),
    closed_at: time,
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
    contact_id: maybeId,
    conversation_id: maybeId,
    owner_id: maybeId,
    closed_at: time,
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
