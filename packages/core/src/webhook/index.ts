/** The trust boundary: deliveries, how they are verified, and how they become events. */
export * from "./Delivery.ts"
export * as Signature from "./Signature.ts"
export * as Webhook from "./Webhook.ts"
