/** What a conversation *is*: pure data, described by schemas, identical to its JSON. No services, no HTTP. */
export * from "./Channel.ts"
export * from "./Contact.ts"
export type { ContactInput, ContactPatch } from "./ContactInput.ts"
export * from "./Content.ts"
export * from "./Conversation.ts"
export * from "./Directory.ts"
export * from "./Event.ts"
export * from "./Message.ts"
export type {
  MediaSource,
  OutboundContent,
  OutboundFile,
  OutboundMediaPart,
  OutboundPart,
  PlannedMessage
} from "./Outbound.ts"
export * as Outbound from "./Outbound.ts"
export * from "./PlainText.ts"
export * from "./Scalars.ts"
export * from "./Snapshot.ts"
