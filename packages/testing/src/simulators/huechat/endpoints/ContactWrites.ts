/**
 * What the documentation gives scopes for and does not describe: reading one contact, making, changing, blocking and deleting it. With
 * the option `contactWrites` they are as Chatwoot's, of which v1 is the heir; without it these paths are a 404, as documented.
 */
import { Effect } from "effect"
import { type ContactPatch, changeContact, deleteContact, insertContact } from "../changes/Contacts.ts"
import { allows, type Call, del, type Endpoint, get, patch, post, put, v1 } from "../Endpoint.ts"
import { numbered } from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { ContactRow, Hash } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toContact } from "../render/Contact.ts"
import type { State } from "../State.ts"

const write = allows("contacts:write", 120)

export const contactWriteEndpoints: ReadonlyArray<Endpoint> = [
  post(v1("/contacts"), write, (call) => create(call)),
  get(v1("/contacts/:contact_id"), allows("contacts:read", 240), (call) =>
    Effect.map(contactOf(call), (contact) => Reply.json({ payload: toContact(contact) }))
  ),
  put(v1("/contacts/:contact_id"), write, (call) => update(call)),
  patch(v1("/contacts/:contact_id"), write, (call) => update(call)),
  del(v1("/contacts/:contact_id"), allows("contacts:delete", 60), (call) =>
    Effect.map(contactOf(call), (contact) => {
      deleteContact(call.simulation, contact)
      return Reply.empty
    })
  )
]

const contactOf = (call: Call): Effect.Effect<ContactRow, Reply.Refusal> =>
  numbered(call, "contact_id", call.simulation.state.contacts)

/** The reply is nested once more than that of an update. */
const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const fields = fieldsOf(params)
  yield* checked(simulation.state, fields, undefined)
  const contact = insertContact(simulation, fields)
  return Reply.json({ payload: { contact: toContact(contact), contact_inbox: { inbox: null, source_id: null } } })
})

/** Attributes are merged, as the Chatwoot of the same name does. */
const update = Effect.fnUntraced(function* (call: Call) {
  const contact = yield* contactOf(call)
  const fields = fieldsOf(call.params)
  yield* checked(call.simulation.state, fields, contact)
  changeContact(call.simulation, contact, {
    ...fields,
    additionalAttributes: { ...contact.additionalAttributes, ...fields.additionalAttributes },
    customAttributes: { ...contact.customAttributes, ...fields.customAttributes }
  })
  return Reply.json({ payload: toContact(contact) })
})

/** What is not told stays as it is; `null` takes it away. */
const fieldsOf = (params: Hash): ContactPatch => {
  const clearable = (name: string) => (name in params ? (Params.text(params, name) ?? null) : undefined)
  return {
    name: Params.text(params, "name"),
    email: clearable("email"),
    phoneNumber: clearable("phone_number"),
    identifier: clearable("identifier"),
    blocked: "blocked" in params ? Params.isTrue(params, "blocked") : undefined,
    additionalAttributes: Params.object(params, "additional_attributes"),
    customAttributes: Params.object(params, "custom_attributes")
  }
}

/** Addresses are of the right form, and nobody else's. */
const checked = Effect.fnUntraced(function* (
  { contacts }: State,
  { email, identifier, phoneNumber }: ContactPatch,
  self: ContactRow | undefined
) {
  const refuse = (field: string, problem: string) => Reply.refuse(422, "validation_failed", `${field} ${problem}`)
  if (typeof email === "string" && !/^[^@\s]+@[^@\s]+$/.test(email)) return yield* refuse("Email", "is invalid")
  if (typeof phoneNumber === "string" && !/^\+[1-9]\d{1,14}$/.test(phoneNumber)) {
    return yield* refuse("Phone number", "should be in e164 format")
  }
  const others = contacts.filter((row) => row !== self)
  const isTaken = (read: (row: ContactRow) => string | null, value: string | null | undefined) =>
    typeof value === "string" && others.some((row) => read(row) === value)
  if (isTaken((row) => row.email, email)) return yield* refuse("Email", "has already been taken")
  if (isTaken((row) => row.phoneNumber, phoneNumber)) return yield* refuse("Phone number", "has already been taken")
  if (isTaken((row) => row.identifier, identifier)) return yield* refuse("Identifier", "has already been taken")
})
