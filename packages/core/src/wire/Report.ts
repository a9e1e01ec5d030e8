/**
 * From one delivery to the events in it. A {@link Report} is what the boundary knows of a delivery; {@link toEvent} puts a fact into its
 * envelope and names it.
 *
 * The id of an event names the fact. Its last part, the key, is the entity's id for what happens once; message id, status and time for a
 * status; and the delivery's own id plus the position in it for everything else.
 */
import type { EventOf, EventType, Origin } from "../domain/Event.ts"
import type { Timestamp } from "../domain/Scalars.ts"

export interface Report {
  readonly provider: string
  /** The name under which the application configured the account. */
  readonly account: string
  readonly receivedAt: Timestamp
  /** The vendor's id of the delivery. */
  readonly deliveryId?: string
  /** The delivery id, else a hash of the raw body; computed when first asked for. */
  readonly deliveryKey: () => string
}

/** A fact before it is put into its envelope. `Type` is distributed, so that each type meets its own data. */
export type Fact<Type extends EventType = EventType> = Type extends EventType
  ? {
      readonly type: Type
      /** What names the fact among those of its type. Absent: the delivery and the position in it name it. */
      readonly key?: string
      readonly data: EventOf<Type>["data"]
      readonly raw: unknown
      readonly occurredAt?: Timestamp | undefined
      readonly vendorAccount?: string | undefined
    } & (EventOf<Type> extends { readonly origin: Origin } ? { readonly origin: Origin } : unknown)
  : never

/** The facts of one delivery as events, in order; a fact that stands twice in it is one event. */
export const toEvents = (report: Report, facts: ReadonlyArray<Fact>): ReadonlyArray<EventOf<EventType>> => {
  if (facts.length === 1 && facts[0] !== undefined) return [toEvent(report, facts[0], 0)]
  const seen = new Set<string>()
  const events: Array<EventOf<EventType>> = []
  facts.forEach((fact, position) => {
    const event = toEvent(report, fact, position)
    if (seen.has(event.id)) return
    seen.add(event.id)
    events.push(event)
  })
  return events
}

/** A fact that nobody documented or that does not fit its documentation, kept whole. */
export const unknownFact = (raw: unknown, problem: string, name?: string): Fact => ({
  type: "unknown",
  data: name === undefined ? { problem } : { problem, name },
  raw
})

/** The key of a status: the same report of it has one key, a later one of the same word another. */
export const statusKey = (messageId: string, vendorStatus: string, time: string | number | undefined): string =>
  [messageId, vendorStatus, ...(time === undefined ? [] : [String(time)])].map(unmistakable).join(":")

/** `<provider>:<account>:<type>:<key>`, the account percent-encoded where it has a `:`. */
export const eventId = (provider: string, account: string, type: EventType, key: string): string =>
  `${provider}:${unmistakable(account)}:${type}:${key}`

/** Without what could be taken for two parts of an id; most text stays as it is. (`encodeURIComponent` takes ten times as long.) */
const unmistakable = (part: string): string =>
  /[:%]/.test(part) ? part.replaceAll("%", "%25").replaceAll(":", "%3A") : part

const toEvent = (report: Report, fact: Fact, position: number): EventOf<EventType> => {
  const key = fact.key ?? `${report.deliveryKey()}:${position}`
  const event: Record<string, unknown> = {
    id: eventId(report.provider, report.account, fact.type, key),
    type: fact.type,
    provider: report.provider,
    account: report.account
  }
  if (report.deliveryId !== undefined) event.deliveryId = report.deliveryId
  if (fact.vendorAccount !== undefined) event.vendorAccount = fact.vendorAccount
  if (fact.occurredAt !== undefined) event.occurredAt = fact.occurredAt
  event.receivedAt = report.receivedAt
  if ("origin" in fact) event.origin = fact.origin
  event.data = fact.data
  event.raw = fact.raw
  return event as EventOf<EventType>
}
