/**
 * Who is sent what, when, and what follows. Account, API-inbox, rule and macro webhooks are never retried; an agent bot is tried 3 times,
 * 3 s apart, on 429 and 500 only. Deliveries to one URL go out in order unless they are held back; the log says how each ended.
 */
import { Duration, Effect, type Scope } from "effect"
import { HttpClient } from "effect/http"
import { type DispatchControl, makeDispatch } from "../../WebhookDispatch.ts"
import { isSuccess } from "../../WebhookPost.ts"
import { insertActivity } from "../changes/Activity.ts"
import { changeConversation } from "../changes/Conversations.ts"
import { markFailed } from "../changes/Messages.ts"
import type { Notice, Simulation } from "../Simulation.ts"
import { type Delivery, type DeliveryRecord, post } from "./Attempt.ts"
import { targetsOf } from "./Targets.ts"

/** The test's hand on the deliveries. What is held back is rendered on release: its nested data is newer than its event. */
export interface WebhookControl extends DispatchControl<DeliveryRecord> {
  /** Sends each of the next `times` deliveries twice; by default with another delivery id, as a server under load does. */
  readonly double: (times?: number, options?: { readonly sameDeliveryId?: boolean }) => Effect.Effect<void>
}

export interface Deliveries extends WebhookControl {
  readonly publish: (simulation: Simulation, notice: Notice) => void
}

const botAttempts = 3
const botPause = Duration.seconds(3)

export const makeDeliveries: Effect.Effect<Deliveries, never, HttpClient.HttpClient | Scope.Scope> = Effect.gen(
  function* () {
    const http = yield* HttpClient.HttpClient
    const { send, ...control } = yield* makeDispatch<Delivery, DeliveryRecord>({
      urlOf: ({ target }) => target.url,
      attempt: (delivery, number) => post(http, delivery, number),
      isObsolete,
      pauseAfter: ({ target }, { outcome }, number) =>
        target.kind === "bot" && (outcome === 429 || outcome === 500) && number < botAttempts ? botPause : undefined,
      ended: (delivery, record) => {
        if (!isSuccess(record.outcome)) afterFailure(delivery, record)
      }
    })
    return {
      ...control,
      publish: (simulation, notice) => {
        for (const target of targetsOf(simulation, notice)) {
          send({ simulation, notice, target, deliveryId: simulation.state.random.uuid() })
        }
      },
      double: (times = 1, options = {}) =>
        control.double(times, (delivery) =>
          options.sameDeliveryId === true
            ? delivery
            : { ...delivery, deliveryId: delivery.simulation.state.random.uuid() }
        )
    }
  }
)

/** The job finds that its conversation was deleted in the meantime, and drops the event. */
const isObsolete = ({ notice, simulation }: Delivery): boolean =>
  notice.conversationId !== undefined && simulation.state.conversations.get(notice.conversationId) === undefined

/** An API inbox's message is marked as failed; a bot that does not answer hands its pending conversation to people. */
const afterFailure = ({ notice, simulation, target }: Delivery, record: DeliveryRecord): void => {
  const { state } = simulation
  const message = notice.messageId === undefined ? undefined : state.messages.get(notice.messageId)
  if (message === undefined) return
  if (target.kind === "inbox") markFailed(simulation, message, failureText(record))
  if (target.kind !== "bot") return
  const conversation = state.conversations.get(message.conversationId)
  if (conversation?.status !== "pending") return
  changeConversation(simulation, conversation, { status: "open" })
  insertActivity(simulation, conversation, "Conversation was marked open by system due to an error with the agent bot.")
}

const failureText = ({ outcome, url }: DeliveryRecord): string => {
  if (outcome === "timeout") return "Timed out reading data from server"
  return outcome === "unreachable" ? `Failed to open TCP connection to ${new URL(url).host}` : `${outcome} response`
}
