/**
 * What a third-party AI agent is sent (omnichat-wire A1.3), on web chat and LINE.
 *
 * Gotchas: the documentation calls the list `event` in its table and `events` in its sample, and the id of an event "Team ID". Each event and
 * each message is checked by itself, so that a bad one costs no other.
 */
import { Schema } from "effect"
import { maybe, open, openEnum, PlatformName, Timestamp } from "../Wire.ts"

const text = maybe(Schema.String)

/** The whole POST. */
export class AiAgentPayload extends Schema.Opaque<AiAgentPayload>()(
  Schema.Struct({
    team: maybe(Schema.Struct({ id: text, locale: text })),
    event: open,
    events: open
  })
) {}

export class AiChannel extends Schema.Opaque<AiChannel>()(
  Schema.Struct({ id: text, externalId: text, currentUrl: text, platform: PlatformName, metadata: open })
) {}

/** `replyToken` (LINE) goes back with the answer. */
export class AiMessage extends Schema.Opaque<AiMessage>()(
  Schema.Struct({
    id: Schema.NonEmptyString,
    replyToken: text,
    createdAt: maybe(Timestamp),
    sender: Schema.Struct({
      id: text,
      externalId: text,
      type: openEnum(["customer", "agent", "bot"]),
      senderName: text,
      metadata: open
    }),
    content: Schema.Struct({ type: openEnum(["text", "image"]), text: text, url: text, metadata: open })
  })
) {}

/** What all events have: `room.id` is what `client.agentMessages.send` and `client.rooms.close` take. */
const payload = Schema.Struct({
  channel: AiChannel,
  room: Schema.Struct({ id: text, type: text, metadata: open }),
  message: open
})

/** One event: the session began, the customer (or another side) wrote, the session ended. */
export class AiAgentEvent extends Schema.Opaque<AiAgentEvent>()(
  Schema.Struct({
    id: text,
    createdAt: maybe(Timestamp),
    type: openEnum(["ai-session:open", "message:new", "ai-session:close"]),
    payload
  })
) {}
