/**
 * How a broadcast runs: from a draft, at once or at its time, one message after the other, until all are out or somebody cancels. What
 * becomes of a message follows its sending at once; the test says how far it gets, by phone number.
 */
import { Effect } from "effect"
import type { BroadcastRow, RecipientRow, RecipientStatus } from "../Records.ts"
import { toBroadcastEvent } from "../render/Broadcast.ts"
import type { Simulation } from "../Simulation.ts"
import type { State } from "../State.ts"

/** Phone numbers, or ids of contacts who have one; what is neither gets nothing and is left out. */
export const recipientsOf = ({ contacts }: State, given: ReadonlyArray<unknown>): ReadonlyArray<RecipientRow> => {
  const people = given.flatMap((one) => {
    const contact =
      typeof one === "number" ? contacts.get(one) : contacts.find(({ phoneNumber }) => phoneNumber === one)
    const phoneNumber = contact?.phoneNumber ?? one
    return typeof phoneNumber === "string" && /^\+\d{6,15}$/.test(phoneNumber)
      ? [{ phoneNumber, contactName: contact?.name ?? null }]
      : []
  })
  const byNumber = new Map(people.map((person) => [person.phoneNumber, person]))
  return [...byNumber.values()].map((person, index) => ({
    id: index + 1,
    ...person,
    status: "pending",
    wamid: null,
    sentAt: null,
    deliveredAt: null,
    readAt: null
  }))
}

/** Sends, or waits for its time. */
export const startBroadcast = (simulation: Simulation, broadcast: BroadcastRow): void => {
  const { scheduledAt } = broadcast
  if (scheduledAt === null || scheduledAt <= simulation.now()) {
    begin(simulation, broadcast)
    simulation.background(run(simulation, broadcast))
    return
  }
  broadcast.status = "scheduled"
  const whenDue = Effect.suspend(() => {
    if (broadcast.status !== "scheduled" || broadcast.scheduledAt !== scheduledAt) return Effect.void
    begin(simulation, broadcast)
    return run(simulation, broadcast)
  })
  simulation.background(Effect.delay(whenDue, scheduledAt - simulation.now()))
}

const begin = (simulation: Simulation, broadcast: BroadcastRow): void => {
  broadcast.status = "in_progress"
  broadcast.startedAt = simulation.now()
}

const run = Effect.fnUntraced(function* (simulation: Simulation, broadcast: BroadcastRow) {
  for (const recipient of broadcast.recipients) {
    yield* Effect.sleep(simulation.settings.broadcastPace)
    if (broadcast.status !== "in_progress") return
    deliver(simulation, recipient)
  }
  broadcast.status = "completed"
  broadcast.completedAt = simulation.now()
  const data = toBroadcastEvent(broadcast)
  simulation.publish({ event: "broadcast.completed", inboxId: broadcast.inboxId, data })
})

const deliver = ({ now, outcomes, state }: Simulation, recipient: RecipientRow): void => {
  const outcome: RecipientStatus = outcomes.get(recipient.phoneNumber) ?? "delivered"
  recipient.status = outcome
  if (outcome === "pending" || outcome === "failed") return
  recipient.wamid = `wamid.${state.random.token(24)}`
  recipient.sentAt = now()
  if (outcome !== "sent") recipient.deliveredAt = now()
  if (outcome === "read") recipient.readAt = now()
}
