/** The receiver itself: the two halves put together, with its options, its scope, and a reply for everything that can happen. */
import { type Cause, Context, Duration, Effect, Fiber, FiberSet, Schedule, type Scope } from "effect"
import type { Event } from "../../domain/Event.ts"
import { Claims } from "../Claims.ts"
import { type Accepted, type Accounts, accept } from "./Acceptance.ts"
import { type Handler, type HandlerResult, toEffect } from "./Handler.ts"
import { type DeliveryOutcome, giveUp, handle } from "./Handling.ts"
import { isRefusal, type ReceiverReply, type ReceiverRequest, type Refusal, reply } from "./Request.ts"

export interface Options<R = never> {
  /** The accounts that deliver here, by the name that stands last in their webhook's URL; or how one is looked up by it. */
  readonly accounts: Accounts<R>
  /** Handles one event; see `on` for handlers by type. Must bear an event that it has seen: redelivery is at least once. */
  readonly handler: Handler<R>
  /** Told of an event that could not be handled and that its vendor will not send again. Write it down somewhere. */
  readonly onLost: (event: Event, cause: Cause.Cause<unknown>) => HandlerResult<R>
  /** Told of every request that was not accepted, for metrics and alarms. It is logged anyway. */
  readonly onRefused?: (refusal: Refusal) => HandlerResult<R>
  /** The path below which account names stand, such as `/webhooks`. Without it the last segment of any path is the name. */
  readonly prefix?: string
  /**
   * 5 MB by default. Bodies hold text and links, never files: Meta caps its payloads at 3 MB, and Chatwoot repeats a message of at most
   * 150,000 characters a few times. More than that is no delivery.
   */
  readonly maxBodyBytes?: number
  /** How a failed handler is tried again where the vendor will not; always within the vendor's time-out. Default: 200 ms, doubling, jittered. */
  readonly retry?: Schedule.Schedule<unknown, Cause.Cause<unknown>>
  /** After this long a handler counts as failed, so that one that hangs cannot hold an event forever. Default: a minute. */
  readonly handlerTimeout?: Duration.Input
  /** How long closing waits for handlers that still run before it interrupts them. Default: 10 seconds. */
  readonly drainFor?: Duration.Input
}

/** A receiver, ready to be mounted: `toWebHandler`, `toNodeHandler`, or `layerRoutes` which makes its own. */
export interface Receiver {
  /** Answers a request. Never fails; a caller that is interrupted stops waiting, but its delivery is still handled. */
  readonly receive: (request: ReceiverRequest) => Effect.Effect<ReceiverReply>
}

/**
 * Makes a receiver with the services of its handlers. When the scope closes, deliveries that will be sent again are turned away (500), and
 * running handlers may finish for `drainFor`; those that are then interrupted have failed, with all that follows from it.
 */
export const make = Effect.fnUntraced(function* <R = never>(
  options: Options<R>
): Effect.fn.Return<Receiver, never, Claims | Scope.Scope | R> {
  const claims = yield* Claims
  const services = yield* Effect.context<R>()
  const running = yield* FiberSet.make<DeliveryOutcome>()
  let closing = false
  yield* Effect.addFinalizer(() => {
    closing = true
    return Effect.timeoutOption(FiberSet.awaitEmpty(running), options.drainFor ?? "10 seconds")
  })
  const handling = {
    handler: options.handler,
    onLost: options.onLost,
    retry: options.retry ?? defaultRetry,
    handlerTimeout: Duration.fromInputUnsafe(options.handlerTimeout ?? "1 minute")
  }
  const acceptance = {
    accounts: options.accounts,
    prefix: options.prefix,
    maxBodyBytes: options.maxBodyBytes ?? 5_000_000
  }

  const answer = Effect.fnUntraced(
    function* (request: ReceiverRequest) {
      const accepted = yield* accept(acceptance, request)
      if (!isDelivery(accepted)) return accepted
      // What comes again may be turned away; what does not is taken as long as anything runs at all.
      if (closing && accepted.webhook.redelivers) return unavailable
      if (running.state._tag === "Closed") return replies[yield* giveUp(handling, accepted)]
      return replies[yield* Fiber.join(yield* FiberSet.run(running, handle(claims, handling, accepted)))]
    },
    Effect.withSpan("Receiver.receive", undefined, { captureStackTrace: false })
  )

  return {
    receive: (request) =>
      answer(request).pipe(
        Effect.catchIf(isRefusal, (refused) => refuse(options, request, refused)),
        Effect.catchCause((cause) =>
          Effect.as(Effect.logError("a webhook request could not be answered", cause), reply(500, "internal error"))
        ),
        Effect.map((answered) => (request.method === "HEAD" ? { ...answered, body: "" } : answered)),
        Effect.updateContext((caller: Context.Context<never>) => Context.merge(services, caller))
      )
  }
})

const defaultRetry = Schedule.jittered(Schedule.exponential("200 millis"))

const isDelivery = (accepted: Accepted | ReceiverReply): accepted is Accepted => "events" in accepted

// 500 even where 503 would be the better word: some vendors send again after nothing else.
const unavailable = reply(500, "closing")

const replies: Readonly<Record<DeliveryOutcome, ReceiverReply>> = {
  handled: reply(200, "ok"),
  duplicate: reply(200, "already handled"),
  failed: reply(500, "the delivery could not be handled"),
  busy: reply(500, "the same event is still being handled")
}

const refuse = <R>(options: Options<R>, request: ReceiverRequest, refused: Refusal) => {
  const { status, message } = refused
  const report = Effect.suspend(() => toEffect<unknown, R>(options.onRefused?.(refused)))
  return (status === 500 ? Effect.logError(message) : Effect.logWarning(`refused a webhook request: ${message}`)).pipe(
    Effect.andThen(report),
    Effect.catchCause((failure) => Effect.logError("reporting a refused request failed", failure)),
    Effect.annotateLogs({ status, path: request.path }),
    Effect.as(reply(status, refused.reply, status === 405 ? { allow: "GET, HEAD, POST" } : {}))
  )
}
