/** The Chatwoot simulator, see {@link ChatwootSimulator}. Loads without vitest. */
export { ChatwootSimulator, type Options, type Service } from "./ChatwootSimulator.ts"
export type { Control, Received, ReceivedAttachment, Sender } from "./Control.ts"
export type { Inboxes, Tokens } from "./Directory.ts"
export { defaultLimits, type Limits } from "./Limits.ts"
export type * from "./Records.ts"
export type { Seeded, SeedOptions } from "./Seed.ts"
export { type DeliveryRecord, signatureScheme, type WebhookControl } from "./webhooks/Deliveries.ts"
export { accountEvents } from "./webhooks/Targets.ts"
