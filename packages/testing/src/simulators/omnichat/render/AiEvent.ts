/** What third-party AI agents are sent: a list of one event, whose type is in the body. */
import type { ContactRow, MessageRow, RoomRow } from "../Records.ts"
import { addressOf, type State } from "../State.ts"

export type AiEventType = "ai-session:open" | "message:new" | "ai-session:close"

export interface AiEventFacts {
  readonly type: AiEventType
  readonly room: RoomRow
  readonly contact: ContactRow
  readonly message?: MessageRow
  readonly now: number
}

export const toAiEvents = (state: State, { contact, message, now, room, type }: AiEventFacts) => ({
  team: { id: state.team.id, locale: "en" },
  events: [
    {
      id: state.random.uuid(),
      createdAt: new Date(now).toISOString(),
      type,
      payload: {
        channel: {
          id: `${room.platform}-${room.channelId}`,
          externalId: room.channelId,
          ...(room.platform === "webchat" ? { currentUrl: "https://shop.example.com/" } : {}),
          platform: room.platform,
          metadata: {}
        },
        room: { id: room.roomId, type: "individual", metadata: {} },
        ...(message === undefined ? {} : { message: toAiMessage(state, contact, message) })
      }
    }
  ]
})

/** LINE answers need the token that came with the message. */
const toAiMessage = (state: State, contact: ContactRow, message: MessageRow) => ({
  id: message.id,
  ...(message.platform === "line" ? { replyToken: state.random.token(32) } : {}),
  createdAt: new Date(message.time).toISOString(),
  sender: {
    id: contact.omniCustomerId,
    externalId: addressOf(contact),
    type: message.senderType,
    senderName: message.sender.name,
    metadata: {}
  },
  content:
    message.messageType === "photo"
      ? { type: "image", url: message.mediaUrl, metadata: {} }
      : { type: "text", text: message.message, metadata: {} }
})
