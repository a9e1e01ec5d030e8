/**
 * The WhatsApp Cloud API as it goes over the wire, in both directions: webhooks to facts, content to messages, error codes to reasons. It
 * knows nothing of the vendor that forwards it.
 */
export * from "./Errors.ts"
export * from "./Ids.ts"
export { isWebhookPayload, toFacts } from "./inbound/Payload.ts"
export { channelRules } from "./outbound/ChannelRules.ts"
export * from "./outbound/Check.ts"
export { defaultLabels, type Labels } from "./outbound/Choices.ts"
export { type Envelope, fromPlanned, separateCaptions } from "./outbound/Planned.ts"
export * from "./wire/SendReply.ts"
export { type KnownMessage, type OtherMessage, SendRequest } from "./wire/SendRequest.ts"
export type { HistoryChunk, ProviderEventPayloads, ReportedError, UserPreference } from "./wire/Webhook.ts"
