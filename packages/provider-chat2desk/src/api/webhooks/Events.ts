/**
 * The bodies of webhooks that tell of messages, clients and dialogs, as the vendor's section "Webhooks" shows them (chat2desk-wire B7). Required
 * is what names the thing. Of what becomes an event of the domain the rest may be anything, and is read where it is what it should be: a value
 * of another type costs an event that value, and not the event. (To check them all would also take longer than to read the few.)
 *
 * Gotchas: no body has an id of its own. `event_time` is ISO 8601, with microseconds or without; `created` and `updated` are Unix seconds, of
 * `outbox_status` text in Moscow's time. `channels` is a list in one event and an object in others, with `null` for what is not told.
 */
import { Schema } from "effect"
import { Flag, maybe, open, Timestamp, WireId } from "../Wire.ts"

const text = maybe(Schema.String)
const id = maybe(WireId)

/** An id that names what the event is about. */
export const EntityId = Schema.Union([Schema.Int.check(Schema.isGreaterThan(0)), Schema.NonEmptyString])

/** What every body has, and one of the two times: tickets have `timestamp`. */
export const envelope = { hook_type: Schema.optionalKey(Schema.Unknown), event_time: open, timestamp: open }

/** What is told of a client, here and there more of it. `phone` has a prefix where it is no number: `[tg] 734937551`. */
const person = {
  phone: open,
  client_phone: open,
  name: open,
  assigned_name: open,
  avatar: open,
  comment: open,
  external_id: open,
  extra_comment_1: open,
  extra_comment_2: open,
  extra_comment_3: open,
  region_id: open,
  country_id: open,
  client_source: open,
  custom_fields: open,
  /** A list of `{ id, transports }`, or one such object. */
  channels: open,
  tags: open
}

/** `inbox`, `outbox`, `comment`, `imported_message`. A comment's `attachments` are `null`. */
export class MessageEvent extends Schema.Opaque<MessageEvent>()(
  Schema.Struct({
    ...envelope,
    message_id: EntityId,
    /** `from_client`, `to_client`, `autoreply`, `system`, `comment`. */
    type: open,
    text: open,
    transport: open,
    client_id: open,
    operator_id: open,
    dialog_id: open,
    channel_id: open,
    request_id: open,
    /** `{ id, phone, client_phone, name, assigned_name, external_id }`. */
    client: open,
    /** A list of `{ name, link }`; `photo`, `audio`, `video` and `pdf` repeat some of it for older consumers. */
    attachments: open,
    photo: open,
    audio: open,
    video: open,
    pdf: open,
    /** `lat lng`. */
    coordinates: open,
    insta_comment: open,
    /** `external_id` as given through the API, `imported`, `post_url` of a comment on Instagram. */
    extra_data: open,
    external_id: open,
    /** Where buttons stand is not documented: here by the names that requests give them, or in `extra_data`. */
    inline_buttons: open,
    keyboard: open,
    interactive: open,
    is_new: open,
    is_new_request: open,
    is_new_client: open
  })
) {}

/** `outbox_status`: how far an outgoing message got. */
export class MessageStatusEvent extends Schema.Opaque<MessageStatusEvent>()(
  Schema.Struct({
    ...envelope,
    data: Schema.Struct({
      /** Of the message. */
      id: EntityId,
      /** `pending`, `sent`, `failed`, `scheduled`, `canceled`, `delivered`, `seen`. */
      gateway_status: EntityId,
      created: open,
      dialog_id: open,
      client_id: open,
      error: open
    })
  })
) {}

/** `new_client`, `client_updated`. */
export class ClientEvent extends Schema.Opaque<ClientEvent>()(
  Schema.Struct({ ...envelope, id: EntityId, ...person, client_created: open, client_updated: open })
) {}

/** `client_added_to_blacklist`, also when the client was taken off it. */
export class BlacklistEvent extends Schema.Opaque<BlacklistEvent>()(
  Schema.Struct({ ...ClientEvent.fields, is_blocked: Flag })
) {}

const tag = { name: text, description: text, group_id: id, group_name: text }

/** `add_tag_to_client`, `delete_tag_from_client`. Gotcha: `id` is the tag's. */
export class ClientTagEvent extends Schema.Opaque<ClientTagEvent>()(
  Schema.Struct({
    ...envelope,
    id: open,
    /** Of the tag. */
    name: Schema.NonEmptyString,
    description: open,
    group_id: open,
    group_name: open,
    client_id: EntityId,
    channel_id: open,
    transport: open,
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
    type: open,
    starter: open,
    by_client: open,
    is_new_client: open,
    /** As `client_updated` tells of one. */
    client: open
  })
) {}

/** `close_request`: the end of a segment. */
export class CloseRequestEvent extends Schema.Opaque<CloseRequestEvent>()(
  Schema.Struct({ ...segment, request_id: EntityId, dialog_id: id, operator_id: id, end_message_id: id })
) {}

const dialog = {
  ...envelope,
  dialog_id: EntityId,
  request_id: open,
  client_id: open,
  channel_id: open,
  transport: open,
  operator_id: open,
  current_operator_id: open,
  /** Unix seconds. */
  created: open,
  updated: open
}

/** `close_dialog`. */
export class CloseDialogEvent extends Schema.Opaque<CloseDialogEvent>()(Schema.Struct(dialog)) {}

/** `dialog_transferred`: from `last_operator_id` (nobody: `null`) to `current_operator_id`. */
export class DialogTransferredEvent extends Schema.Opaque<DialogTransferredEvent>()(
  Schema.Struct({ ...dialog, last_operator_id: open, scenario_id: open })
) {}
