/**
 * Chat2Desk for Dragoman: `Chat2Desk.layer(options)` for its operations, `Chat2DeskWebhook.make(options)` for what it sends, `Chat2DeskApi` and
 * `Chat2DeskClient` for every endpoint there is.
 */
export * as Chat2Desk from "./Chat2Desk.ts"
export { Chat2DeskApi } from "./Chat2DeskApi.ts"
export * as Chat2DeskCapabilities from "./Chat2DeskCapabilities.ts"
export * as Chat2DeskClient from "./Chat2DeskClient.ts"
export * as Chat2DeskWebhook from "./Chat2DeskWebhook.ts"
