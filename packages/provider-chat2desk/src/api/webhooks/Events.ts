/**
 * The bodies of webhooks that tell of messages, clients and dialogs, as the vendor's section "Webhooks" shows them (chat2desk-wire B7). Required
 * is what names the thing, nothing else; what the samples show only as `null` may be anything.
 *
 * Gotchas: no body has an id of its own. `event_time` is ISO 8601, with microseconds or without; `created` and `updated` are Unix seconds, of
 * `outbox_status` text in Moscow's time. `channels` is a list in one event and an object in others, with `null` for what is not told.
 */
import { Schema } from "effect"
import { Amount, Flag, maybe, open, openEnum, Timestamp, WireId } from "../Wire.ts"

const text = maybe(Schema.String)
const id = maybe(WireId)

/** An id that names what the event is about. */
export const EntityId = Schema.Union([Schema.Int.check(Schema.isGreaterThan(0)), Schema.NonEmptyString])

/** What every body has, and one of the two times: tickets have `timestamp`. */
export const envelope = { hook_type: Schema.optionalKey(Schema.Unknown), event_time: open, timestamp: open }

/** What is told of a client, here and there more of it. `phone` has a prefix where it is no number: `[tg] 734937551`. */
const person = {
  phone: maybe(Amount),
  client_phone: maybe(Amount),
  name: text,
  assigned_name: text,
  avatar: text,
  comment: text,
  external_id: id,
  extra_comment_1: text,
  extra_comment_2: text,
  extra_comment_3: text,
  region_id: id,
  country_id: id,
  client_source: text,
  custom_fields: open,
  /** A list of `{ id, transports }`, or one such object. */
  channels: open,
  tags: open
}

/** The client inside another body. */
export class EmbeddedClient extends Schema.Opaque<EmbeddedClient>()(Schema.Struct({ id, ...person })) {}

/** `inbox`, `outbox`, `comment`, `imported_message`. A comment's `attachments` are `null`. */
export class MessageEvent extends Schema.Opaque<MessageEvent>()(
  Schema.Struct({
    ...envelope,
    message_id: EntityId,
    type: maybe(openEnum(["from_client", "to_client", "autoreply", "system", "comment"])),
    text,
    transport: text,
    client_id: id,
    operator_id: id,
    dialog_id: id,
    channel_id: id,
    request_id: id,
    client: maybe(EmbeddedClient),
    /** A list of `{ name, link }`; `photo`, `audio`, `video` and `pdf` repeat some of it for older consumers. */
    attachments: open,
    photo: open,
    audio: open,
    video: open,
    pdf: open,
    /** `lat lng`. */
    coordinates: open,
    insta_comment: maybe(Flag),
    /** `external_id` as given through the API, `imported`, `post_url` of a comment on Instagram. */
    extra_data: open,
    external_id: id,
    /** Where buttons stand is not documented: here by the names that requests give them, or in `extra_data`. */
    inline_buttons: open,
    keyboard: open,
    interactive: open,
    is_new: maybe(Flag),
    is_new_request: maybe(Flag),
    is_new_client: maybe(Flag)
  })
) {}

/** `outbox_status`: how far an outgoing message got. */
export class MessageStatusEvent extends Schema.Opaque<MessageStatusEvent>()(
  Schema.Struct({
    ...envelope,
    data: Schema.Struct({
      /** Of the message. */
      id: EntityId,
      gateway_status: openEnum(["pending", "sent", "failed", "scheduled", "canceled", "delivered", "seen"]),
      created: maybe(Timestamp),
      dialog_id: id,
      client_id: id,
      error: open
    })
  })
) {}

/** `new_client`, `client_updated`. */
export class ClientEvent extends Schema.Opaque<ClientEvent>()(
  Schema.Struct({
    ...envelope,
    id: EntityId,
    ...person,
    client_created: maybe(Timestamp),
    client_updated: maybe(Timestamp)
  })
) {}

/** `client_added_to_blacklist`, also when the client was taken off it. */
export class BlacklistEvent extends Schema.Opaque<BlacklistEvent>()(
  Schema.Struct({ ...ClientEvent.fields, is_blocked: Schema.Boolean })
) {}

const tag = { name: text, description: text, group_id: id, group_name: text }

/** `add_tag_to_client`, `delete_tag_from_client`. Gotcha: `id` is the tag's. */
export class ClientTagEvent extends Schema.Opaque<ClientTagEvent>()(
  Schema.Struct({
    ...envelope,
    id,
    ...tag,
    name: Schema.NonEmptyString,
    client_id: EntityId,
    channel_id: id,
    transport: text,
    all_client_channels: open
  })
) {}

/** `add_tag_to_request`, `delete_tag_from_request`. Gotcha: `id` is the tag's; the dialog is not told, nor the client when it was deleted. */
export class RequestTagEvent extends Schema.Opaque<RequestTagEvent>()(
  Schema.Struct({
    ...envelope,
    id,
    ...tag,
    request_id: EntityId,
    client_id: id,
    channel_id: id,
    transport: text
  })
) {}

const segment = {
  ...envelope,
  client_id: id,
  channel_id: id,
  transport: text,
  created: maybe(Timestamp),
  updated: maybe(Timestamp)
}

/** `new_request`: the first message of a segment. `client` is whole. */
export class NewRequestEvent extends Schema.Opaque<NewRequestEvent>()(
  Schema.Struct({
    ...segment,
    request_id: EntityId,
    dialog_id: id,
    start_message_id: id,
    end_message_id: id,
    type: text,
    starter: text,
    by_client: maybe(Flag),
    is_new_client: maybe(Flag),
    client: maybe(EmbeddedClient)
  })
) {}

/** `close_request`: the end of a segment. */
export class CloseRequestEvent extends Schema.Opaque<CloseRequestEvent>()(
  Schema.Struct({ ...segment, request_id: EntityId, dialog_id: id, operator_id: id, end_message_id: id })
) {}

/** `close_dialog`. */
export class CloseDialogEvent extends Schema.Opaque<CloseDialogEvent>()(
  Schema.Struct({ ...segment, dialog_id: EntityId, request_id: id, operator_id: id, current_operator_id: id })
) {}

/** `dialog_transferred`: from `last_operator_id` (nobody: `null`) to `current_operator_id`. */
export class DialogTransferredEvent extends Schema.Opaque<DialogTransferredEvent>()(
  Schema.Struct({ ...CloseDialogEvent.fields, last_operator_id: id, scenario_id: id })
) {}
