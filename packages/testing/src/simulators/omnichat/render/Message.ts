/** Messages as the history shows them. The web chat is called `website` here, and `webchat` everywhere else. */
import { need } from "../../RowTable.ts"
import type { MessageRow } from "../Records.ts"
import { addressOf, type State } from "../State.ts"

export const toMessage = (state: State, message: MessageRow) => ({
  channel:
    message.platform === "webchat"
      ? { platform: "website", channelId: "website" }
      : { platform: message.platform, channelId: message.channelId },
  id: message.id,
  time: message.time,
  senderName: message.sender.name,
  senderUserId: message.sender.userId,
  senderPhone: message.sender.phone,
  senderEmail: message.sender.email,
  senderType: message.senderType,
  messageType: message.messageType,
  messageStatus: message.messageStatus,
  message: message.message,
  mediaUrl: message.mediaUrl,
  roomId: message.roomId,
  customerUserId: addressOf(need(state.contacts, message.contactKey))
})
