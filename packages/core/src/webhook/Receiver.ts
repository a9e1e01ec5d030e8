/**
 * One endpoint for every vendor's webhooks: raw request -> size limit -> account -> verify -> decode -> claim -> handler -> commit -> reply.
 * It never throws and never lets an unproven delivery near a handler.
 *
 * It answers before the handler's work is durable anywhere else: where a vendor does not send again what was refused, an outage of the
 * application loses events (`onLost` tells which). The intake, which stores first, is the answer to that; this is the door before it.
 *
 * | status | when |
 * |---|---|
 * | 200 | every event is handled, or was before; a probe; a challenge, whose answer is the body |
 * | 400 | the body is not JSON, or did not arrive whole |
 * | 401, 403 | the signature, the challenge was refused |
 * | 404, 405, 413 | no such account; not GET, HEAD or POST; larger than `maxBodyBytes` |
 * | 500 | the handler failed: the vendor sends it again, or `onLost` was told; another delivery of the event is still at work; the receiver closes, or is mounted wrongly |
 */
export type { Accounts } from "./receiver/Acceptance.ts"
export { make, type Options, type Receiver } from "./receiver/Endpoint.ts"
export { type Handler, type HandlerContext, type HandlerResult, type Handlers, on } from "./receiver/Handler.ts"
export { type NodeHandler, type NodeRequest, type NodeResponse, toNodeHandler } from "./receiver/NodeHandler.ts"
export { type ReceiverReply, type ReceiverRequest, Refusal } from "./receiver/Request.ts"
export { layerRoutes } from "./receiver/Routes.ts"
export { toWebHandler, type WebHandler } from "./receiver/WebHandler.ts"
