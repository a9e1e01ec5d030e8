/**
 * Omnichat for Dragoman: `Omnichat.layer(options)` for its operations, `OmnichatWebhook.make(options)` for what it sends, `OmnichatApi` and
 * `OmnichatClient` for every endpoint there is.
 */
export * as Omnichat from "./Omnichat.ts"
export { OmnichatApi } from "./OmnichatApi.ts"
export * as OmnichatCapabilities from "./OmnichatCapabilities.ts"
export * as OmnichatClient from "./OmnichatClient.ts"
export * as OmnichatWebhook from "./OmnichatWebhook.ts"
