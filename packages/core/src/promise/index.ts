/** The skin for programs that do not use Effect: promises, async iterables, errors as classes. Webhooks have theirs in `receive`. */

export { AccountFailed, UnknownAccount } from "../gateway/Gateway.ts"
export * from "../provider/ProviderError.ts"
export { receive } from "../webhook/receiver/PlainReceiver.ts"
export { type Connection, type ConnectOptions, connect, type PromiseProvider } from "./Connect.ts"
export { openGateway, type PromiseGateway } from "./OpenGateway.ts"
export type { Promised, PromiseListing } from "./Promised.ts"
