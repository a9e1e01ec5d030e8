/**
 * A topic's body as facts: a table from topics to the schema that the body must fit and the facts that it becomes. The topic itself comes from
 * a header. One that is not in the table, or a body that does not fit, is a fact of type `unknown` that says why.
 */
import { type Fact, fitOf, unknownFact } from "@dragoman/core/wire"
import type { Schema } from "effect"
import {
  ChannelTopic,
  CustomerTopic,
  DirectMessageTopic,
  FlowTopic,
  OmoBindingTopic,
  PhoneBindingTopic,
  SmsTopic,
  TicketDeleteTopic,
  TicketTopic
} from "../api/webhooks/Topics.ts"
import { customerCreated, customerUpdated, phoneBound, userChanged } from "./CustomerEvent.ts"
import { directMessageStatus } from "./MessageStatusEvent.ts"
import { ticketCreated, ticketUpdated } from "./TicketEvent.ts"
import { toTime } from "./Time.ts"
import type { Told } from "./TopicContact.ts"

export const topicFacts = (json: unknown, told: Told): ReadonlyArray<Fact> => {
  const reading = readings.get(told.topic)
  if (reading === undefined) return [unread(json, `topic: ${told.topic} is not documented`, told)]
  return reading(json, told)
}

/** Every documented topic. */
export const documentedTopics = (): ReadonlyArray<string> => [...readings.keys()]

type Reading = (json: unknown, told: Told) => ReadonlyArray<Fact>

/** One row of the table. */
const reading = <A>(schema: Schema.Codec<A>, toFacts: (body: A, told: Told) => ReadonlyArray<Fact>): Reading => {
  const { is, problem } = fitOf(schema)
  return (json, told) => (is(json) ? toFacts(json, told) : [unread(json, problem(json), told)])
}

const unread = (json: unknown, problem: string, { at, team, topic }: Told): Fact => ({
  ...unknownFact(json, problem, topic),
  occurredAt: at,
  vendorAccount: team
})

/** It says nothing of a contact or a conversation that an id could be made of. */
const outside = (body: unknown, { at, team, topic }: Told): ReadonlyArray<Fact> => [
  {
    type: "provider.event",
    occurredAt: at,
    vendorAccount: team,
    data: { name: topic, payload: body },
    raw: body
  }
]

const flowAnswered = (body: FlowTopic, told: Told): ReadonlyArray<Fact> =>
  outside(body, { ...told, at: told.at ?? toTime(body.responseTime) })

const channelTopic = reading(ChannelTopic, userChanged)

const readings: ReadonlyMap<string, Reading> = new Map([
  ["customer/create", reading(CustomerTopic, customerCreated)],
  ["customer/update", reading(CustomerTopic, customerUpdated)],
  ["customer/channel_subscribe", channelTopic],
  ["customer/channel_unsubscribe", channelTopic],
  ["customer/channel_phone_binding", reading(PhoneBindingTopic, phoneBound)],
  ["customer/channel_omo_binding", reading(OmoBindingTopic, userChanged)],
  ["direct_msg/status", reading(DirectMessageTopic, directMessageStatus)],
  ["whatsapp_flow/flow_create", reading(FlowTopic, flowAnswered)],
  ["ticket/create", reading(TicketTopic, ticketCreated)],
  ["ticket/update", reading(TicketTopic, ticketUpdated)],
  ["ticket/delete", reading(TicketDeleteTopic, outside)],
  ["lon/send_sms", reading(SmsTopic, outside)]
])
