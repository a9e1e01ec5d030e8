/**
 * What a provider can do, as one value: the single truth that the compiler checks the implementation against, that `ContentPlan` and
 * migration read, and from which the matrix in the documentation and `dragoman providers` are printed.
 *
 * The static value says what the provider implements. What an account can really do depends on its token, plan and server version and
 * can only be narrower: `Provider.effectiveCapabilities`.
 */
import type { ContentType } from "../domain/Content.ts"
import type { ConversationPriority, ConversationStatus } from "../domain/Conversation.ts"
import type { OperationName } from "./Operations.ts"

/**
 * `native`: the vendor has it. `emulated`: several calls give the same result. `partial`: it works with the restriction in the note.
 * `none`: it cannot be done.
 */
export type LevelName = "native" | "emulated" | "partial" | "none"

export interface Level<Name extends LevelName = LevelName> {
  readonly level: Name
  readonly note?: string
}

export const native: Level<"native"> = { level: "native" }
export const emulated = (note: string): Level<"emulated"> => ({ level: "emulated", note })
export const partial = (note: string): Level<"partial"> => ({ level: "partial", note })
export const none = (note?: string): Level<"none"> => (note === undefined ? { level: "none" } : { level: "none", note })

/** What one kind of channel can carry. */
export interface ChannelRules {
  /** The part types that arrive as what they are. Others are degraded or refused by `ContentPlan`. */
  readonly parts: ReadonlyArray<ContentType>
  /** Longest text of one message, in characters. */
  readonly maxTextLength: number
  /** Media with their caption, or text with attachments, in one message; else each is a message of its own. */
  readonly textWithMedia: boolean
  /** How many attachments one message takes. */
  readonly maxAttachments: number
  /** Bytes of one attachment, where the vendor documents a limit. */
  readonly maxAttachmentBytes?: number
  /** What the vendor wants of media: the bytes, an address that it fetches, or either. */
  readonly mediaSource: "bytes" | "url" | "either"
  /** Buttons or list entries, where `choices` are native. */
  readonly choices?: {
    readonly max: number
    readonly maxTitleLength: number
    readonly kinds: ReadonlyArray<"reply" | "url" | "phone" | "email" | "location">
  }
  /** Hours after the contact's last message in which free text may be sent. Absent: always. */
  readonly replyWindowHours?: number
  /** Operations that are narrower here than the provider's. */
  readonly operations?: Partial<Readonly<Record<OperationName, Level>>>
}

export interface Capabilities {
  readonly provider: string
  /** The vendor's name as it writes it. */
  readonly title: string
  readonly operations: Readonly<Record<OperationName, Level>>
  /** Rules by the vendor's own channel kind, with a default for those that are not named. */
  readonly channels: { readonly default: ChannelRules } & Readonly<Record<string, ChannelRules>>
  readonly values: {
    readonly statuses: ReadonlyArray<ConversationStatus>
    readonly priorities: ReadonlyArray<ConversationPriority>
    readonly tags: { readonly on: ReadonlyArray<"contact" | "conversation" | "message">; readonly rule?: string }
    readonly attributes: { readonly on: ReadonlyArray<"contact" | "conversation"> }
  }
  /**
   * What keeps a repeated send from being doubled. `honoured`: the vendor refuses or merges it by the idempotency key. `echoed`: the
   * `externalId` comes back: `messages.find` looks it up, or, where that is `none`, webhooks tell it. `none`: nothing does.
   */
  readonly idempotency: "honoured" | "echoed" | "none"
  readonly import: {
    readonly time: Level
    readonly author: Level
    readonly direction: Level
    readonly note: Level
    readonly attachment: Level
    readonly externalId: Level
    /** Messages in one vendor call. */
    readonly batchSize: number
    /** Whether the contact gets messages that are imported. */
    readonly notifiesContact: boolean
  }
  readonly webhooks: { readonly signed: Level; readonly redelivers: Level; readonly ordered: Level }
}

/** The rules of a channel kind, or the default's. */
export const channelRules = (capabilities: Capabilities, vendorType: string | undefined): ChannelRules =>
  (vendorType !== undefined && Object.hasOwn(capabilities.channels, vendorType)
    ? capabilities.channels[vendorType]
    : undefined) ?? capabilities.channels.default
