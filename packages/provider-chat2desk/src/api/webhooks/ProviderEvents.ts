/**
 * The bodies of webhooks beyond the domain: tags of the company, operators, devices, tickets and the assistant. Vendor's section "Webhooks".
 *
 * Four of the vendor's samples are not JSON; what they mean is in these schemas, and how they were mended is noted beside the fixtures.
 */
import { Schema } from "effect"
import { Amount, maybe, open, openEnum, Timestamp, WireId } from "../Wire.ts"
import { type CloseRequestEvent, EntityId, envelope, type NewRequestEvent, type RequestTagEvent } from "./Events.ts"
import type { HookType } from "./HookTypes.ts"

const text = maybe(Schema.String)
const id = maybe(WireId)

/** `operator_status_updated`. Gotcha: the operator's `id` is text. */
export class OperatorStatusEvent extends Schema.Opaque<OperatorStatusEvent>()(
  Schema.Struct({
    ...envelope,
    id: EntityId,
    email: text,
    /** 1 or 0. */
    online: open,
    offline_type: text,
    status_id: id
  })
) {}

/** `operator_authentication_updated`: an operator logged in or out. */
export class OperatorAuthenticationEvent extends Schema.Opaque<OperatorAuthenticationEvent>()(
  Schema.Struct({
    ...envelope,
    id: EntityId,
    email: text,
    event: maybe(openEnum(["login", "logout"])),
    platform: maybe(openEnum(["web", "mobile"])),
    ip_address: text
  })
) {}

/** `new_tag`: a tag that the company can use from now on. */
export class NewTagEvent extends Schema.Opaque<NewTagEvent>()(
  Schema.Struct({ ...envelope, id: EntityId, label: text, description: text, group_id: id, group_name: text })
) {}

/** `device_update`: the account of a messenger changed its state. */
export class DeviceEvent extends Schema.Opaque<DeviceEvent>()(
  Schema.Struct({ ...envelope, transport: text, channel_id: id, status: text })
) {}

/** `new_qr_code`: a WhatsApp account lost its connection, and this code restores it. Gotcha: `phone` is a number. */
export class QrCodeEvent extends Schema.Opaque<QrCodeEvent>()(
  Schema.Struct({ ...envelope, qrcode_data: text, qrcode_image: text, phone: maybe(Amount), device_owner: text })
) {}

/** A ticket. Gotchas: ids are `TICK-1`, numbers, and for `updater_id` the words `Public API`; times are ISO 8601. */
export class Ticket extends Schema.Opaque<Ticket>()(
  Schema.Struct({
    id: EntityId,
    reporter_id: id,
    updater_id: id,
    assignee_id: id,
    summary: text,
    description: text,
    status: maybe(WireId),
    priority: maybe(WireId),
    deadline: maybe(Timestamp),
    request_ids: open,
    created_at: maybe(Timestamp),
    updated_at: maybe(Timestamp)
  })
) {}

/** `ticket_created`. */
export class TicketCreatedEvent extends Schema.Opaque<TicketCreatedEvent>()(
  Schema.Struct({ ...envelope, ticket: Ticket })
) {}

/** `ticket_updated`. `updates` are sentences by what was changed: `"update_status": "1 → 2"`. */
export class TicketUpdatedEvent extends Schema.Opaque<TicketUpdatedEvent>()(
  Schema.Struct({ ...envelope, ticket: Ticket, updates: open })
) {}

/** `ticket_deleted`. Gotcha: a key with a blank in it. */
export class TicketDeletedEvent extends Schema.Opaque<TicketDeletedEvent>()(
  Schema.Struct({ ...envelope, id, ticket: Ticket, "deleted by": id })
) {}

/**
 * `ai_hints_requested`: the assistant is asked for hints (`operator_id`, `dialog_id`, ... and no `hint_id`), or told which one was taken. The
 * documentation shows the first form without a `hook_type`.
 */
export class HintsEvent extends Schema.Opaque<HintsEvent>()(
  Schema.Struct({
    ...envelope,
    client_id: EntityId,
    message_id: EntityId,
    hint_id: id,
    operator_id: id,
    dialog_id: id,
    request_id: id,
    channel_id: id
  })
) {}

/** The payloads of `provider.event`s by their name, which is the body's `hook_type`. */
export interface ProviderEventPayloads {
  /** Beside the `conversation.status_changed` that it is as well. */
  readonly new_request: NewRequestEvent
  readonly close_request: CloseRequestEvent
  readonly add_tag_to_request: RequestTagEvent
  readonly delete_tag_from_request: RequestTagEvent
  readonly new_tag: NewTagEvent
  readonly operator_status_updated: OperatorStatusEvent
  readonly operator_authentication_updated: OperatorAuthenticationEvent
  readonly device_update: DeviceEvent
  readonly new_qr_code: QrCodeEvent
  readonly ticket_created: TicketCreatedEvent
  readonly ticket_updated: TicketUpdatedEvent
  readonly ticket_deleted: TicketDeletedEvent
  readonly ai_hints_requested: HintsEvent
}

/** A `hook_type` whose events stay the vendor's own. */
export type ProviderEventName = keyof ProviderEventPayloads & HookType
