/**
 * From the body of a POST to its facts: every entry, every change, every message, status and error in it, in order. What does not fit is a
 * fact of type `unknown` of its own and costs no other; a `field` that is not about messages or people is a `provider.event` whole.
 *
 * Pure, and never empty: a POST that carries nothing is one `unknown`.
 */
import { type Fact, fitOf, toText, unknownFact } from "@dragoman/core/wire"
import { Predicate } from "effect"
import { toUser } from "../Ids.ts"
import type { InboundMessage } from "../wire/InboundMessage.ts"
import { HistoryContext } from "../wire/InboundMessage.ts"
import {
  Change,
  Entry,
  HistoryChunk,
  HistoryThread,
  MessagesValue,
  UserPreference,
  WebhookPayload
} from "../wire/Webhook.ts"
import { type Circumstance, messageFact, received } from "./Message.ts"
import { toPerson } from "./Person.ts"
import { type Place, rawOf, timeOf, toPlace, unreadContacts, unreadFact } from "./Place.ts"
import { statusFact } from "./Status.ts"
import { userIdUpdated } from "./Succession.ts"

/** Whether a body is one of Meta's webhook payloads, for endpoints that other senders post to as well. */
export const isWebhookPayload = (json: unknown): boolean =>
  Predicate.isObject(json) && json.object === "whatsapp_business_account"

export const toFacts = (json: unknown): ReadonlyArray<Fact> => {
  if (!payloadFit.is(json)) return [unknownFact(json, payloadFit.problem(json))]
  const facts = json.entry.flatMap(entryFacts)
  return facts.length > 0 ? facts : [unknownFact(json, "the delivery carries nothing")]
}

const entryFacts = (json: unknown): ReadonlyArray<Fact> => {
  if (!entryFit.is(json)) return [unknownFact(json, entryFit.problem(json, "entry"))]
  return json.changes.flatMap((change) =>
    changeFit.is(change) ? changeFacts(change, json) : [unknownFact(change, changeFit.problem(change, "change"))]
  )
}

const changeFacts = (change: Change, entry: Entry): ReadonlyArray<Fact> => {
  const { field, value } = change
  const reading = readings.get(field)
  const vendorAccount = toText(entry.id)
  const occurredAt = timeOf(entry.time)
  const whole: Fact = {
    type: "provider.event",
    occurredAt,
    vendorAccount,
    data: { name: field, payload: value },
    raw: change
  }
  if (reading === undefined) return [whole]
  if (!valueFit.is(value)) return [unknownFact(change, valueFit.problem(value, "value"), field)]
  const place = toPlace(value, vendorAccount)
  const facts = [...reading(value, place), ...unreadContacts(value.contacts, place)]
  return facts.length > 0 ? facts : [unknownFact(change, "value: the change carries nothing", field)]
}

type Reading = (value: MessagesValue, place: Place) => ReadonlyArray<Fact>

const each = (
  list: ReadonlyArray<unknown> | null | undefined,
  name: string,
  toFact: (item: unknown, at: string) => Fact
): ReadonlyArray<Fact> => (list ?? []).map((item, index) => toFact(item, `${name}.${index}`))

const messages: Reading = (value, place) => [
  ...each(value.messages, "messages", (message, at) => messageFact(message, place, received, at)),
  ...each(value.statuses, "statuses", (status, at) => statusFact(status, place, at)),
  ...each(value.errors, "errors", (error) => providerEvent("errors", error, place))
]

/** What a person of the business wrote in the phone app. */
const echo: Circumstance = { origin: "live", direction: () => "outbound" }

const echoes: Reading = (value, place) =>
  each(value.message_echoes, "message_echoes", (message, at) => messageFact(message, place, echo, at))

/**
 * Threads of messages from before; then, in reports of their own, the media that those left out, as `messages`. A business that does not
 * share its history is told by `errors`.
 */
const history: Reading = (value, place) => [
  ...(value.history ?? []).flatMap((chunk, index) => chunkFacts(chunk, place, `history.${index}`)),
  ...each(value.messages, "messages", (message, at) =>
    messageFact(message, place, { ...imported(place, undefined), completes: true }, at)
  )
]

const chunkFacts = (chunk: unknown, place: Place, at: string): ReadonlyArray<Fact> => {
  if (!chunkFit.is(chunk)) return [unreadFact(chunk, place, chunkFit.problem(chunk, at), "history")]
  const threads = chunk.threads ?? []
  if (threads.length === 0) return [providerEvent("history", chunk, place)]
  return threads.flatMap((thread, index) => {
    const where = `${at}.threads.${index}`
    if (!threadFit.is(thread)) return [unreadFact(thread, place, threadFit.problem(thread, where), "history")]
    const circumstance = imported(place, toText(thread.id))
    return each(thread.messages, `${where}.messages`, (message, spot) =>
      messageFact(message, place, circumstance, spot)
    )
  })
}

const imported = (place: Place, thread: string | undefined): Circumstance => ({
  origin: "imported",
  direction: (message) => (isOurs(message, place) ? "outbound" : "inbound"),
  thread
})

/** Ours has the business's number as sender; only an echo has a receiver. */
const isOurs = ({ from, history_context, to, to_user_id }: InboundMessage, { channelId }: Place): boolean =>
  toText(to) !== undefined ||
  toText(to_user_id) !== undefined ||
  (from !== null && from !== undefined && toUser(from) === channelId) ||
  (historyContextFit.is(history_context) && history_context.from_me === true)

/** A contact who wants no marketing messages any more, or wants them again. */
const preferences: Reading = (value, place) =>
  each(value.user_preferences, "user_preferences", (preference, at) => {
    if (!preferenceFit.is(preference)) {
      return unreadFact(preference, place, preferenceFit.problem(preference, at), "user_preferences")
    }
    const contact = toPerson(place, { number: preference.wa_id, bsuid: preference.user_id })?.contact
    return {
      type: "provider.event",
      occurredAt: timeOf(preference.timestamp),
      vendorAccount: place.vendorAccount,
      data: { name: "user_preferences", payload: preference, ...(contact === undefined ? {} : { contact }) },
      raw: rawOf(preference, place)
    }
  })

const userIds: Reading = (value, place) =>
  each(value.user_id_update, "user_id_update", (update, at) => userIdUpdated(update, place, at))

const providerEvent = (name: string, payload: unknown, place: Place): Fact => ({
  type: "provider.event",
  vendorAccount: place.vendorAccount,
  data: { name, payload },
  raw: rawOf(payload, place)
})

/** The fields that are about messages and people; every other one is kept whole. */
const readings: ReadonlyMap<string, Reading> = new Map([
  ["messages", messages],
  ["smb_message_echoes", echoes],
  ["history", history],
  ["user_preferences", preferences],
  ["user_id_update", userIds]
])

const payloadFit = fitOf(WebhookPayload)
const entryFit = fitOf(Entry)
const changeFit = fitOf(Change)
const valueFit = fitOf(MessagesValue)
const chunkFit = fitOf(HistoryChunk)
const threadFit = fitOf(HistoryThread)
const preferenceFit = fitOf(UserPreference)
const historyContextFit = fitOf(HistoryContext)
