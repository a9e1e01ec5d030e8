/**
 * Documented events outside the domain as `provider.event`: the name and the payload (typed by `ProviderEventPayloads`), with the ids of the
 * contact and the conversation that a ticket or a deal names.
 */
import { asObject, type Fact, present, wordOf } from "@dragoman/core/wire"
import { toContactId, toItsConversationId } from "./Ids.ts"
import { redactAll } from "./Secrets.ts"
import type { Told } from "./Surroundings.ts"

/** A broadcast, a template, a ticket, a deal. */
export const providerEvent = (payload: object, { name, occurredAt }: Told): ReadonlyArray<Fact> => {
  const { contact_id, conversation_id } = asObject(payload)
  const contactId = wordOf(contact_id)
  const conversationId = toItsConversationId({ conversation_id })
  const around = present({
    contact: contactId === undefined ? undefined : { id: toContactId(contactId) },
    conversation: conversationId === undefined ? undefined : { id: conversationId }
  })
  return [{ type: "provider.event", occurredAt, data: { name, payload, ...around }, raw: payload }]
}

/** What is documented by its name alone: the payload is `data`, or the whole body where there is none. */
export const namedEvent = (payload: unknown, { body, name, occurredAt }: Told): ReadonlyArray<Fact> => {
  redactAll(body)
  const whole = payload ?? body
  return [{ type: "provider.event", occurredAt, data: { name, payload: whole }, raw: whole }]
}
