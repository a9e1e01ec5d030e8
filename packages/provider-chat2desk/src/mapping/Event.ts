/**
 * From the body of a delivery to its facts: a table from `hook_type` to the schema that the body must fit and the facts that it becomes. A name
 * that is not in it, or a body that does not fit, is a fact of type `unknown` that says why.
 *
 * Three events bear another name in the body than in the subscription; both are read. The first form of `ai_hints_requested` is documented
 * without a name, and told by what is in it and what is not: a message without a name is none.
 */
import { asObject, type Fact, type Fit, fitOf, unknownFact } from "@dragoman/core/wire"
import type { Schema } from "effect"
import * as Events from "../api/webhooks/Events.ts"
import { hookTypes } from "../api/webhooks/HookTypes.ts"
import * as ProviderEvents from "../api/webhooks/ProviderEvents.ts"
import { clientBlocked, clientCreated, clientTagged, clientUpdated } from "./ClientEvent.ts"
import { dialogClosed, dialogTransferred, requestCreated } from "./DialogEvent.ts"
import { toOccurredAt } from "./EventSnapshot.ts"
import { messageCreated, messageStatusChanged } from "./MessageEvent.ts"
import { outside } from "./ProviderEvent.ts"

export const toFacts = (json: unknown): ReadonlyArray<Fact> => {
  const { hook_type: name } = asObject(json)
  if (typeof name === "string") {
    const reading = readings.get(name) ?? readings.get(subscriptions.get(name) ?? "")
    return reading === undefined ? [unread(json, `hook_type: ${name} is not documented`, name)] : reading(json, name)
  }
  if (name === undefined && hints.is(json) && !("type" in json)) return hintsRequested(json)
  return [unread(json, "hook_type: Expected string")]
}

/** Every documented `hook_type`. */
export const documentedNames = (): ReadonlyArray<string> => [...readings.keys()]

type Reading = (json: unknown, name: string) => ReadonlyArray<Fact>

/** One row of the table. */
const reading = <A>(schema: Schema.Codec<A>, toFacts: (body: A) => ReadonlyArray<Fact>): Reading => {
  const { is, problem }: Fit<A> = fitOf(schema)
  return (json, name) => (is(json) ? toFacts(json) : [unread(json, problem(json), name)])
}

const unread = (json: unknown, problem: string, name?: string): Fact => ({
  ...unknownFact(json, problem, name),
  occurredAt: toOccurredAt(asObject(json))
})

const hints = fitOf(ProviderEvents.HintsEvent)
const hintsRequested = outside("ai_hints_requested")

const readings: ReadonlyMap<string, Reading> = new Map([
  ["inbox", reading(Events.MessageEvent, messageCreated("from_client"))],
  ["outbox", reading(Events.MessageEvent, messageCreated("to_client"))],
  ["imported_message", reading(Events.MessageEvent, messageCreated("system", true))],
  ["comment", reading(Events.MessageEvent, messageCreated("comment"))],
  ["outbox_status", reading(Events.MessageStatusEvent, messageStatusChanged)],
  ["new_client", reading(Events.ClientEvent, clientCreated)],
  ["client_updated", reading(Events.ClientEvent, clientUpdated)],
  ["client_added_to_blacklist", reading(Events.BlacklistEvent, clientBlocked)],
  ["add_tag_to_client", reading(Events.ClientTagEvent, clientTagged("contact.tagged"))],
  ["delete_tag_from_client", reading(Events.ClientTagEvent, clientTagged("contact.untagged"))],
  ["new_request", reading(Events.NewRequestEvent, requestCreated)],
  ["close_request", reading(Events.CloseRequestEvent, outside("close_request"))],
  ["close_dialog", reading(Events.CloseDialogEvent, dialogClosed)],
  ["dialog_transferred", reading(Events.DialogTransferredEvent, dialogTransferred)],
  ["add_tag_to_request", reading(Events.RequestTagEvent, outside("add_tag_to_request"))],
  ["delete_tag_from_request", reading(Events.RequestTagEvent, outside("delete_tag_from_request"))],
  ["new_tag", reading(ProviderEvents.NewTagEvent, outside("new_tag"))],
  ["operator_status_updated", reading(ProviderEvents.OperatorStatusEvent, outside("operator_status_updated"))],
  [
    "operator_authentication_updated",
    reading(ProviderEvents.OperatorAuthenticationEvent, outside("operator_authentication_updated"))
  ],
  ["device_update", reading(ProviderEvents.DeviceEvent, outside("device_update"))],
  ["new_qr_code", reading(ProviderEvents.QrCodeEvent, outside("new_qr_code"))],
  ["ticket_created", reading(ProviderEvents.TicketCreatedEvent, outside("ticket_created"))],
  ["ticket_updated", reading(ProviderEvents.TicketUpdatedEvent, outside("ticket_updated"))],
  ["ticket_deleted", reading(ProviderEvents.TicketDeletedEvent, outside("ticket_deleted"))],
  ["ai_hints_requested", reading(ProviderEvents.HintsEvent, hintsRequested)]
])

const subscriptions: ReadonlyMap<string, string> = new Map(Object.entries(hookTypes))
