/**
 * Chatwoot for Dragoman: `Chatwoot.layer(options)` for its operations, `ChatwootWebhook.make(options)` for what it sends, `ChatwootApi` and
 * `ChatwootClient` for every endpoint there is.
 */
export * as Chatwoot from "./Chatwoot.ts"
export { ChatwootApi } from "./ChatwootApi.ts"
export * as ChatwootCapabilities from "./ChatwootCapabilities.ts"
export * as ChatwootClient from "./ChatwootClient.ts"
export * as ChatwootWebhook from "./ChatwootWebhook.ts"
