/** What WhatsApp carries, for `ContentPlan`. Source: omnichat-wire A3. */
import type { ChannelRules } from "@dragoman/core/provider"

/**
 * Media by an address that Meta fetches; one attachment a message, its text as the caption. What the rules cannot say (a sound or a sticker
 * has no caption, a caption is shorter than a text) is settled by `separateCaptions`.
 */
export const channelRules = {
  parts: [
    "text",
    "image",
    "audio",
    "video",
    "file",
    "sticker",
    "location",
    "contacts",
    "choices",
    "template",
    "reaction",
    "products"
  ],
  maxTextLength: 4096,
  textWithMedia: true,
  maxAttachments: 1,
  maxAttachmentBytes: 100 * 1024 * 1024,
  mediaSource: "url",
  // Of a list's rows; up to three short ones become buttons.
  choices: { max: 10, maxTitleLength: 24, kinds: ["reply", "url", "location"] },
  replyWindowHours: 24
} as const satisfies ChannelRules
