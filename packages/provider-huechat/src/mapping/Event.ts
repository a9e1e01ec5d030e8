/**
 * From the body of a delivery to its facts: a table from event names to the schema that `data` must fit and the facts that it becomes. A name that
 * is not in it, or a body that does not fit, is a fact of type `unknown` that says why: it is kept whole, and the vendor is answered with success,
 * because ten failures in a row switch a webhook off (huechat-wire 13).
 *
 * A fact that no entity's id names is named by `event_uuid`, which a retry repeats (huechat-wire 14). It stands in the body and is opaque (15);
 * without it, as in v1, a hash of the body takes its place.
 */
import { asObject, type Fact, fitOf, isObject, textOf, unknownFact } from "@dragoman/core/wire"
import type { Schema } from "effect"
import {
  ContactReported,
  ContactUpdated,
  ConversationCreated,
  ConversationLabel,
  ConversationStatusChanged,
  ConversationUpdated,
  Envelope,
  MessageCreated,
  MessageUpdated
} from "../api/webhooks/Events.ts"
import {
  BroadcastCompleted,
  DealClosed,
  TemplateDecided,
  TicketClosed,
  TicketCreated
} from "../api/webhooks/ProviderEvents.ts"
import { contactReported, contactUpdated } from "./ContactEvent.ts"
import {
  conversationCreated,
  conversationLabel,
  conversationStatusChanged,
  conversationUpdated
} from "./ConversationEvent.ts"
import { messageCreated, messageUpdated } from "./MessageEvent.ts"
import { namedEvent, providerEvent } from "./ProviderEvent.ts"
import { redactAll, redactPayload } from "./Secrets.ts"
import type { Told } from "./Surroundings.ts"
import { toTime } from "./Time.ts"

export interface EventOptions {
  /**
   * Whether v1 is read, of which the documentation gives the names of the events and no body (huechat-wire 3, 5). The names are those of v2 with a
   * `_` in the place of the first `.`; what v2 has in `data` is there or is the body itself, as the platform that HueChat descends from sends it.
   */
  readonly legacy: boolean
}

/** `event_uuid`, which v1 has not. */
export const deliveryIdIn = (json: unknown): string | undefined =>
  isObject(json) ? textOf(json.event_uuid) : undefined

/** `json` was parsed here and is nobody else's: secrets in it are overwritten. */
export const toFacts = (json: unknown, options: EventOptions): ReadonlyArray<Fact> => {
  if (!isObject(json)) return [unread(json, "Expected object")]
  const { event } = json
  if (typeof event !== "string") return [unread(json, "event: Expected string")]
  const legacy = options.legacy && !event.includes(".")
  const name = legacy ? event.replace("_", ".") : event
  const reading = readings.get(name)
  if (reading === undefined || (name === widgetEvent && !legacy)) {
    return [unread(json, `event: ${event} is not documented`, event)]
  }
  if (!legacy && name !== testEvent && !envelopeFit.is(json)) {
    return [unread(json, envelopeFit.problem(json), event)]
  }
  const data = legacy && !isObject(json.data) ? json : json.data
  redactPayload(data)
  return reading(data, { name, occurredAt: toTime(json.timestamp), legacy, body: json })
}

/** Every documented name of v2. */
export const documentedNames = (): ReadonlyArray<string> => [...readings.keys()].filter((name) => name !== widgetEvent)

const unread = (json: unknown, problem: string, name?: string): Fact => {
  redactAll(json)
  return { ...unknownFact(json, problem, name), occurredAt: toTime(asObject(json).timestamp) }
}

type Reading = (data: unknown, told: Told) => ReadonlyArray<Fact>

/** One row of the table. */
const reading = <A>(schema: Schema.Codec<A>, toFacts: (data: A, told: Told) => ReadonlyArray<Fact>): Reading => {
  const { is, problem } = fitOf(schema)
  return (data, told) => (is(data) ? toFacts(data, told) : [unread(told.body, problem(data, "data"), told.name)])
}

const envelopeFit = fitOf(Envelope)

/** It may come without anything but its name: no sample shows it. */
const testEvent = "webhook.test"

/** Of v1 alone. */
const widgetEvent = "webwidget.triggered"

const outside = <A extends object>(schema: Schema.Codec<A>): Reading => reading<A>(schema, providerEvent)

const template = outside(TemplateDecided)
const deal = outside(DealClosed)

const readings: ReadonlyMap<string, Reading> = new Map([
  ["conversation.created", reading(ConversationCreated, conversationCreated)],
  ["conversation.status_changed", reading(ConversationStatusChanged, conversationStatusChanged)],
  ["conversation.updated", reading(ConversationUpdated, conversationUpdated)],
  ["conversation.label_added", reading(ConversationLabel, conversationLabel("conversation.tagged"))],
  ["conversation.label_removed", reading(ConversationLabel, conversationLabel("conversation.untagged"))],
  ["message.created", reading(MessageCreated, messageCreated)],
  ["message.updated", reading(MessageUpdated, messageUpdated)],
  ["contact.created", reading(ContactReported, contactReported("contact.created"))],
  ["contact.updated", reading(ContactUpdated, contactUpdated)],
  ["contact.deleted", reading(ContactReported, contactReported("contact.deleted"))],
  ["broadcast.completed", outside(BroadcastCompleted)],
  ["template.approved", template],
  ["template.rejected", template],
  ["ticket.created", outside(TicketCreated)],
  ["ticket.closed", outside(TicketClosed)],
  ["deal.won", deal],
  ["deal.lost", deal],
  [testEvent, namedEvent],
  [widgetEvent, namedEvent]
])
