/**
 * HueChat for Dragoman: `HueChat.layer(options)` for its operations, `HueChatWebhook.make(options)` for what it sends, `HueChatApi` and
 * `HueChatClient` for every endpoint there is.
 */
export * as HueChat from "./HueChat.ts"
export { HueChatApi } from "./HueChatApi.ts"
export * as HueChatCapabilities from "./HueChatCapabilities.ts"
export * as HueChatClient from "./HueChatClient.ts"
export * as HueChatWebhook from "./HueChatWebhook.ts"
