/**
 * The second half of the receiver: every event of a delivery through claim, handler and commit, in order.
 *
 * Where the vendor sends a refused delivery again, the first failure ends the delivery: what was committed stays so, the rest comes back.
 * Where it does not, this is the only chance: the handler is tried again until the vendor would give up waiting, what still fails is
 * reported as lost, and the other events are handled all the same.
 */
import { Cause, Duration, Effect, Exit, Schedule } from "effect"
import type { Event } from "../../domain/Event.ts"
import type { Claims } from "../Claims.ts"
import type { Accepted } from "./Acceptance.ts"
import { type Handler, type HandlerResult, runHandler, toEffect } from "./Handler.ts"

export interface HandlingOptions<R> {
  readonly handler: Handler<R>
  readonly onLost: (event: Event, cause: Cause.Cause<unknown>) => HandlerResult<R>
  readonly retry: Schedule.Schedule<unknown, Cause.Cause<unknown>>
  readonly handlerTimeout: Duration.Duration
}

/** How a delivery ended: `failed` as soon as one of its events was not handled, `busy` when the only trouble is that another has it. */
export type DeliveryOutcome = "handled" | "duplicate" | "failed" | "busy"

/**
 * Handles the events of a delivery. Never fails: what goes wrong is logged, reported, and in the outcome. When it is interrupted, the
 * events that were not handled have failed, so that each lost one is reported.
 */
export const handle = <R>(
  claims: Claims["Service"],
  options: HandlingOptions<R>,
  delivery: Accepted
): Effect.Effect<DeliveryOutcome, never, R> =>
  Effect.uninterruptibleMask(
    Effect.fnUntraced(function* (restore) {
      let outcome: DeliveryOutcome = "duplicate"
      for (const event of delivery.events) {
        const exit = yield* Effect.exit(restore(attempts(claims, options, delivery, event)))
        const handled = Exit.isSuccess(exit) ? exit.value : yield* failed(options, delivery, event, exit.cause)
        outcome = worse(outcome, handled)
        if (delivery.webhook.redelivers && (handled === "failed" || handled === "busy")) break
      }
      return outcome
    })
  )

/** What becomes of a delivery that nothing can be done for any more, because the receiver is closed. */
export const giveUp = Effect.fnUntraced(function* <R>(options: HandlingOptions<R>, delivery: Accepted) {
  for (const event of delivery.events) yield* failed(options, delivery, event, Cause.interrupt())
  return "failed" as const
})

const severity: ReadonlyArray<DeliveryOutcome> = ["duplicate", "handled", "busy", "failed"]

const worse = (left: DeliveryOutcome, right: DeliveryOutcome): DeliveryOutcome =>
  severity.indexOf(left) < severity.indexOf(right) ? right : left

/** The part of a vendor's time-out that is kept for the reply to travel. */
const replyShare = 0.2

/** The tries that an event gets: one where it will come again, else as many as there is time for. */
const attempts = <R>(
  claims: Claims["Service"],
  options: HandlingOptions<R>,
  delivery: Accepted,
  event: Event
): Effect.Effect<DeliveryOutcome, unknown, R> => {
  const { redelivers, redeliveryWindowSeconds, timeoutSeconds } = delivery.webhook
  const patience = Duration.seconds(timeoutSeconds * (1 - replyShare))
  const attempt = claims.once(
    event.id,
    {
      keepFor: Duration.seconds(redeliveryWindowSeconds),
      lease: Duration.sum(options.handlerTimeout, Duration.seconds(timeoutSeconds)),
      patience
    },
    runHandler(options.handler, event).pipe(
      Effect.timeout(options.handlerTimeout),
      Effect.withSpan("Receiver.handle", { attributes: spanAttributes(event) }, { captureStackTrace: false })
    )
  )
  return annotated(
    event,
    redelivers ? attempt : retryUntil(attempt, options.retry, delivery.receivedAt + Duration.toMillis(patience))
  )
}

const spanAttributes = ({ provider, account, type }: Event) => ({
  "dragoman.provider": provider,
  "dragoman.account": account,
  "dragoman.event": type
})

const annotated = <A, E, R>(event: Event, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.annotateLogs(effect, { provider: event.provider, account: event.account, event: event.type })

/** Tries again on failures and defects alike, as long as the next try would begin before `deadline`. */
const retryUntil = <A, E, R>(
  attempt: Effect.Effect<A, E, R>,
  schedule: Schedule.Schedule<unknown, Cause.Cause<unknown>>,
  deadline: number
): Effect.Effect<A, unknown, R> =>
  Effect.sandbox(attempt).pipe(
    Effect.retry({
      while: (cause) => !isBusy(cause),
      schedule: Schedule.while(schedule, ({ now, duration }) => now + Duration.toMillis(duration) <= deadline)
    }),
    Effect.catch(Effect.failCause)
  )

const failed = <R>(
  options: HandlingOptions<R>,
  delivery: Accepted,
  event: Event,
  cause: Cause.Cause<unknown>
): Effect.Effect<DeliveryOutcome, never, R> => {
  if (isBusy(cause)) return Effect.succeed("busy")
  const report = delivery.webhook.redelivers
    ? Effect.logWarning("the handler failed; the vendor will send the event again", cause)
    : Effect.andThen(
        Effect.logError("the handler failed and the vendor will not send the event again: it is lost", cause),
        Effect.suspend(() => toEffect<unknown, R>(options.onLost(event, cause)))
      )
  return annotated(
    event,
    report.pipe(
      Effect.catchCause((failure) => Effect.logError("reporting the lost event failed", failure)),
      Effect.as<DeliveryOutcome>("failed")
    )
  )
}

/** Another delivery of the same event is at work, and its outcome counts. */
const isBusy = (cause: Cause.Cause<unknown>): boolean => {
  const error = Cause.squash(cause)
  return typeof error === "object" && error !== null && "_tag" in error && error._tag === "StillInProgress"
}
