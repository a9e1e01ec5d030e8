/**
 * Sending webhooks as the server does: signed, one POST with a 5 s time-out, any 2xx is success. Account and API-inbox webhooks are never
 * retried; an agent bot is tried 3 times, 3 s apart, on 429 and 500 only. Deliveries to one URL go out in order unless they are held
 * back; the log says how each ended.
 */
import { Signature } from "@dragoman/core/webhook"
import { Clock, Duration, Effect, FiberSet, Latch, Queue, Redacted, Result, type Scope } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { insertActivity } from "../changes/Activity.ts"
import { changeConversation } from "../changes/Conversations.ts"
import { markFailed } from "../changes/Messages.ts"
import { railsJson } from "../Reply.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { type Target, targetsOf } from "./Targets.ts"

/** `X-Chatwoot-Signature: sha256=<hex>` over `{X-Chatwoot-Timestamp}.{body}`. */
export const signatureScheme: Signature.SignatureScheme = Signature.timestampedHmac({
  signatureHeader: "X-Chatwoot-Signature",
  timestampHeader: "X-Chatwoot-Timestamp",
  toleranceSeconds: 300,
  prefix: "sha256="
})

/** One attempt to deliver, with what came of it: an HTTP status, `timeout`, or `unreachable`. */
export interface DeliveryRecord {
  readonly deliveryId: string
  readonly kind: Target["kind"]
  readonly event: string
  readonly url: string
  /** 1, and up to 3 for bots. */
  readonly attempt: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly outcome: number | "timeout" | "unreachable"
}

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

interface Delivery {
  readonly simulation: Simulation
  readonly notice: Notice
  readonly target: Target
  readonly deliveryId: string
}

const timeout = Duration.seconds(5)
const botAttempts = 3
const botPause = Duration.seconds(3)

export const makeDeliveries: Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> = Effect.gen(
  function* () {
    const http = yield* HttpClient.HttpClient
    const run = yield* FiberSet.makeRuntime<never>()
    const idle = yield* Latch.make(true)
    const lines = new Map<string, Queue.Queue<Delivery>>()
    const log: Array<DeliveryRecord> = []
    let onTheWay = 0
    let held: Array<Delivery> | undefined
    const doubling = { left: 0, sameId: false }

    const finish = Effect.sync(() => {
      onTheWay -= 1
      if (onTheWay === 0) idle.openUnsafe()
    })
    const attempt = Effect.fnUntraced(function* (delivery: Delivery, number: number): Effect.fn.Return<void> {
      if (isObsolete(delivery)) return yield* finish
      const record = yield* post(http, delivery, number)
      log.push(record)
      const again = delivery.target.kind === "bot" && (record.outcome === 429 || record.outcome === 500)
      if (again && number < botAttempts) {
        run(Effect.delay(attempt(delivery, number + 1), botPause))
        return
      }
      if (!isSuccess(record)) afterFailure(delivery, record)
      yield* finish
    })
    const send = (delivery: Delivery): void => {
      onTheWay += 1
      idle.closeUnsafe()
      const line = lines.get(delivery.target.url) ?? openLine(delivery.target.url)
      Queue.offerUnsafe(line, delivery)
    }
    const openLine = (url: string): Queue.Queue<Delivery> => {
      const line = Effect.runSync(Queue.unbounded<Delivery>())
      lines.set(url, line)
      run(Effect.forever(Effect.flatMap(Queue.take(line), (delivery) => attempt(delivery, 1))))
      return line
    }
    const copies = (delivery: Delivery): ReadonlyArray<Delivery> => {
      if (doubling.left === 0) return [delivery]
      doubling.left -= 1
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
      log: Effect.sync(() => [...log]),
      settled: idle.await,
      double: (times = 1, options = {}) =>
        Effect.sync(() => {
          doubling.left = times
          doubling.sameId = options.sameDeliveryId ?? false
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
)

/** The job finds that its conversation was deleted in the meantime, and drops the event. */
const isObsolete = ({ notice, simulation }: Delivery): boolean =>
  notice.conversationId !== undefined && !simulation.state.conversations.rows.has(notice.conversationId)

const isSuccess = ({ outcome }: DeliveryRecord): boolean =>
  typeof outcome === "number" && outcome >= 200 && outcome < 300

const post = Effect.fnUntraced(function* (http: HttpClient.HttpClient, delivery: Delivery, attempt: number) {
  const { deliveryId, notice, target } = delivery
  const body = railsJson({ ...notice.payload(), event: notice.event })
  const bytes = new TextEncoder().encode(body)
  const timestamp = Math.floor((yield* Clock.currentTimeMillis) / 1000)
  const signed = yield* Signature.sign(signatureScheme, {
    secret: Redacted.make(target.secret),
    body: bytes,
    timestamp
  })
  const headers: Record<string, string> = {
    ...signed,
    accept: "application/json",
    "accept-encoding": "gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
    "user-agent": "Ruby",
    "x-chatwoot-delivery": deliveryId
  }
  const request = HttpClientRequest.post(target.url).pipe(
    HttpClientRequest.setHeaders(headers),
    HttpClientRequest.bodyUint8Array(bytes, "application/json")
  )
  const outcome = yield* http.execute(request).pipe(
    Effect.map((response): DeliveryRecord["outcome"] => response.status),
    Effect.scoped,
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
    Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.succeed("timeout" as const) }),
    Effect.result,
    Effect.map(Result.getOrElse(() => "unreachable" as const))
  )
  const record: DeliveryRecord = {
    deliveryId,
    kind: target.kind,
    event: notice.event,
    url: target.url,
    attempt,
    body,
    headers,
    outcome
  }
  return record
})

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
