/** The trust boundary: deliveries, how they are verified, how they become events, and the endpoint that receives them. */

export * as ClaimStore from "./ClaimStore.ts"
export * as Claims from "./Claims.ts"
export * from "./Delivery.ts"
export * as Handshake from "./Handshake.ts"
export * as Receiver from "./Receiver.ts"
export { type PlainOptions, type PlainReceiver, receive } from "./receiver/PlainReceiver.ts"
export * as Signature from "./Signature.ts"
export * as Webhook from "./Webhook.ts"
