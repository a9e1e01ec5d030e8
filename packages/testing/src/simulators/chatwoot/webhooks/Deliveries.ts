/**
 * Who is sent what, when, and what follows. Account, API-inbox, rule and macro webhooks are never retried; an agent bot is tried 3 times,
 * 3 s apart, on 429 and 500 only. Deliveries to one URL go out in order unless they are held back; the log says how each ended.
 */
import { Duration, Effect, FiberSet, Latch, Queue, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { insertActivity } from "../changes/Activity.ts"
import { changeConversation } from "../changes/Conversations.ts"
import { markFailed } from "../changes/Messages.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { type Delivery, type DeliveryRecord, post } from "./Attempt.ts"
import { targetsOf } from "./Targets.ts"

/** The test's hand on the deliveries. */
export interface WebhookControl {
  /** Every attempt so far, in the order in which they ended. */
  readonly log: Effect.Effect<ReadonlyArray<DeliveryRecord>>
  /** Waits until nothing is on its way and no retry is due. Deliveries that are held back are not waited for. */
  readonly settled: Effect.Effect<void>
  /** Sends each of the next `times` deliveries twice; by default with another delivery id, as a server under load does. */
  readonly double: (times?: number, options?: { readonly sameDeliveryId?: boolean }) => Effect.Effect<void>
  /** Keeps deliveries back until `release`, which renders them then: their nested data is newer than their event. */
  readonly hold: Effect.Effect<void>
  readonly release: (options?: { readonly reversed?: boolean }) => Effect.Effect<void>
}

export interface Deliveries extends WebhookControl {
  readonly publish: (simulation: Simulation, notice: Notice) => void
}

const botAttempts = 3
const botPause = Duration.seconds(3)

export const makeDeliveries: Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> = Effect.gen(
  function* () {
    const http = yield* HttpClient.HttpClient
    const run = yield* FiberSet.makeRuntime<never>()
    const work = makeWork(yield* Latch.make(true))
    const log: Array<DeliveryRecord> = []

    const attempt = Effect.fnUntraced(function* (delivery: Delivery, number: number): Effect.fn.Return<void> {
      if (isObsolete(delivery)) return work.end()
      const record = yield* post(http, delivery, number)
      log.push(record)
      const isAgain = delivery.target.kind === "bot" && (record.outcome === 429 || record.outcome === 500)
      if (isAgain && number < botAttempts) {
        // Beside the line: what comes after it does not wait for the retry.
        run(Effect.delay(attempt(delivery, number + 1), botPause))
        return
      }
      if (!isSuccess(record)) afterFailure(delivery, record)
      work.end()
    })

    const lines = new Map<string, Queue.Queue<Delivery>>()
    const openLine = (url: string): Queue.Queue<Delivery> => {
      const line = Effect.runSync(Queue.unbounded<Delivery>())
      lines.set(url, line)
      run(Effect.forever(Effect.flatMap(Queue.take(line), (delivery) => attempt(delivery, 1))))
      return line
    }
    const gate = makeGate((delivery) => {
      work.begin()
      Queue.offerUnsafe(lines.get(delivery.target.url) ?? openLine(delivery.target.url), delivery)
    })
    return { ...gate, log: Effect.sync(() => [...log]), settled: work.settled }
  }
)

/** Counts what is under way. */
const makeWork = (idle: Latch.Latch) => {
  let count = 0
  return {
    begin: () => {
      count += 1
      idle.closeUnsafe()
    },
    end: () => {
      count -= 1
      if (count === 0) idle.openUnsafe()
    },
    settled: idle.await
  }
}

/** Where deliveries are doubled and held back. */
const makeGate = (send: (delivery: Delivery) => void): Omit<Deliveries, "log" | "settled"> => {
  let held: Array<Delivery> | undefined
  let doubling = { left: 0, sameId: false }
  const copies = (delivery: Delivery): ReadonlyArray<Delivery> => {
    if (doubling.left === 0) return [delivery]
    doubling = { ...doubling, left: doubling.left - 1 }
    const { random } = delivery.simulation.state
    return [delivery, doubling.sameId ? delivery : { ...delivery, deliveryId: random.uuid() }]
  }
  return {
    publish: (simulation, notice) => {
      for (const target of targetsOf(simulation, notice)) {
        for (const delivery of copies({ simulation, notice, target, deliveryId: simulation.state.random.uuid() })) {
          if (held === undefined) send(delivery)
          else held.push(delivery)
        }
      }
    },
    double: (times = 1, options = {}) =>
      Effect.sync(() => {
        doubling = { left: times, sameId: options.sameDeliveryId ?? false }
      }),
    hold: Effect.sync(() => {
      held ??= []
    }),
    release: (options = {}) =>
      Effect.sync(() => {
        const waiting = held ?? []
        held = undefined
        for (const delivery of options.reversed === true ? waiting.toReversed() : waiting) send(delivery)
      })
  }
}

/** The job finds that its conversation was deleted in the meantime, and drops the event. */
const isObsolete = ({ notice, simulation }: Delivery): boolean =>
  notice.conversationId !== undefined && !simulation.state.conversations.rows.has(notice.conversationId)

const isSuccess = ({ outcome }: DeliveryRecord): boolean =>
  typeof outcome === "number" && outcome >= 200 && outcome < 300

/** An API inbox's message is marked as failed; a bot that does not answer hands its pending conversation to people. */
const afterFailure = ({ notice, simulation, target }: Delivery, record: DeliveryRecord): void => {
  const { state } = simulation
  const message = notice.messageId === undefined ? undefined : state.messages.rows.get(notice.messageId)
  if (message === undefined) return
  if (target.kind === "inbox") markFailed(simulation, message, failureText(record))
  if (target.kind !== "bot") return
  const conversation = state.conversations.rows.get(message.conversationId)
  if (conversation?.status !== "pending") return
  changeConversation(simulation, conversation, { status: "open" })
  insertActivity(simulation, conversation, "Conversation was marked open by system due to an error with the agent bot.")
}

const failureText = ({ outcome, url }: DeliveryRecord): string => {
  if (outcome === "timeout") return "Timed out reading data from server"
  return outcome === "unreachable" ? `Failed to open TCP connection to ${new URL(url).host}` : `${outcome} response`
}
