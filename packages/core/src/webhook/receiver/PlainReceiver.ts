/**
 * The receiver for programs that do not use Effect: one call, plain functions, nothing to provide and nothing to run.
 *
 * @example
 * const receiver = receive({
 *   accounts: { acme: ChatwootWebhook.make({ secrets: [process.env.CHATWOOT_SECRET ?? ""] }) },
 *   on: { "message.created": async (event) => save(event.data.message) },
 *   onLost: (event, error) => appendFile("lost.ndjson", `${JSON.stringify(event)}\n`)
 * })
 * http.createServer(receiver.node).listen(3000) // or Bun.serve({ fetch: receiver.fetch })
 */
import { Cause, Context, Effect, Layer, ManagedRuntime } from "effect"
import type { Event } from "../../domain/Event.ts"
import * as Claims from "../Claims.ts"
import { make, type Options, type Receiver } from "./Endpoint.ts"
import { type HandlerResult, type Handlers, on } from "./Handler.ts"
import { type NodeHandler, toNodeHandler } from "./NodeHandler.ts"
import { reply } from "./Request.ts"
import { toWebHandler, type WebHandler } from "./WebHandler.ts"

export interface PlainOptions extends Omit<Options, "handler" | "onLost"> {
  /** What to do with events, by type; `otherwise` gets the rest. */
  readonly on: Handlers
  /** Told of an event that could not be handled and that its vendor will not send again, with what the handler threw. */
  readonly onLost: (event: Event, error: unknown) => HandlerResult
  /**
   * Where it is written down which events were handled. Default: in the memory of this process. Loggers and a tracer that the layer
   * sets are the receiver's.
   */
  readonly claims?: Layer.Layer<Claims.Claims, unknown>
}

export interface PlainReceiver {
  /** Web-standard, for Bun, Deno, Workers, Next.js, Hono. */
  readonly fetch: WebHandler
  /** For Node's `http`, Express and Fastify. */
  readonly node: NodeHandler
  /** Turns new deliveries away and waits for running handlers, for a while. */
  readonly close: () => Promise<void>
}

/** A webhook endpoint from plain functions. */
export const receive = ({
  on: handlers,
  onLost,
  claims = Claims.layerMemory(),
  ...options
}: PlainOptions): PlainReceiver => {
  const runtime = ManagedRuntime.make(
    Layer.effect(
      Built,
      make({ ...options, handler: on(handlers), onLost: (event, cause) => onLost(event, Cause.squash(cause)) })
    ).pipe(Layer.provide(claims))
  )
  // Kept, because a receiver that is closed still tells `onLost` of what arrives, while its runtime would only refuse.
  let built: Receiver | undefined
  const start = Effect.map(runtime.contextEffect, (context) => {
    built = Context.get(context, Built)
    return built
  })
  const receiver: Receiver = {
    receive: (request) =>
      built !== undefined
        ? built.receive(request)
        : Effect.matchCauseEffect(start, {
            onSuccess: (started) => started.receive(request),
            onFailure: (cause) =>
              Effect.as(Effect.logError("the receiver could not be started", cause), reply(500, "unavailable"))
          })
  }
  return { fetch: toWebHandler(receiver), node: toNodeHandler(receiver), close: () => runtime.dispose() }
}

class Built extends Context.Service<Built, Receiver>()("@dragoman/core/webhook/PlainReceiver") {}
