/** Contacts: list, search, filter, CRUD, custom attributes, merge. Request bodies are flat; the create reply is nested once more. */
import { Effect } from "effect"
import { createContactInbox } from "../changes/ContactInboxes.ts"
import * as ContactChanges from "../changes/Contacts.ts"
import * as Endpoint from "../Endpoint.ts"
import { type Filterable, filterRows } from "../Filter.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { ContactRow, InboxRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { contactOf, contactWithInboxes } from "../render/Contact.ts"
import type { Simulation } from "../Simulation.ts"
import { iso, isoOrNull } from "../Times.ts"

const { del, get, inAccount, patch, post, put } = Endpoint

export const pageSize = 15

export const contactEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/contacts"), "member", (call) => {
    const rows = sorted(resolvedContacts(call.simulation), call.query.get("sort"))
    return Effect.succeed(listReply(call, rows, { count: rows.length }))
  }),
  get(inAccount("/contacts/search"), "member", (call) => Effect.succeed(search(call))),
  post(inAccount("/contacts/filter"), "member", (call) =>
    Effect.map(filterRows(resolvedContacts(call.simulation), filterable, call.body.params, call.now), (rows) =>
      listReply(call, sorted(rows, call.query.get("sort")), { count: rows.length })
    )
  ),
  get(inAccount("/contacts/active"), "member", (call) => {
    const rows = call.simulation.state.contacts.filter((row) => row.online)
    return Effect.succeed(listReply(call, sorted(rows, call.query.get("sort")), { count: rows.length }))
  }),
  post(inAccount("/contacts"), "member", (call) => create(call)),
  get(inAccount("/contacts/:id"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => shown(call.simulation, contact))
  ),
  put(inAccount("/contacts/:id"), "member", (call) => update(call)),
  patch(inAccount("/contacts/:id"), "member", (call) => update(call)),
  del(inAccount("/contacts/:id"), "administrator", (call) => destroy(call)),
  post(inAccount("/contacts/:id/destroy_custom_attributes"), "member", (call) =>
    Effect.map(Lookups.contactOfPath(call), (contact) => {
      const keys = Params.texts(call.body.params.custom_attributes)
      const kept = Object.entries(contact.customAttributes).filter(([key]) => !keys.includes(key))
      ContactChanges.changeContact(call.simulation, contact, { customAttributes: Object.fromEntries(kept) })
      return shown(call.simulation, contact)
    })
  ),
  post(inAccount("/actions/contact_merge"), "member", (call) => merge(call))
]

const resolvedContacts = ({ state }: Simulation): ReadonlyArray<ContactRow> =>
  state.contacts.filter(ContactChanges.isResolved)

const listReply = (call: Endpoint.Call, rows: ReadonlyArray<ContactRow>, meta: Readonly<Record<string, unknown>>) => {
  const page = Endpoint.pageOf(call.query)
  const from = (page.number - 1) * pageSize
  const render = call.query.get("include_contact_inboxes") === "false" ? contactOf : undefined
  return Reply.json({
    meta: { ...meta, current_page: page.echoed },
    payload: rows
      .slice(from, from + pageSize)
      .map((row) => (render === undefined ? contactWithInboxes(call.simulation, row) : render(row)))
  })
}

/** Substring search over everybody, resolved or not. `count` is the rows of this page; a blank `q` answers nulls. */
const search = (call: Endpoint.Call) => {
  const text = call.query.get("q")?.trim().toLowerCase() ?? ""
  if (text === "") return Reply.json({ meta: { count: null, current_page: null, has_more: null }, payload: [] })
  const found = call.simulation.state.contacts.filter((row) =>
    [row.name, row.email, row.phoneNumber, row.identifier].some((value) => value?.toLowerCase().includes(text) ?? false)
  )
  const rest = found.length - (Endpoint.pageOf(call.query).number - 1) * pageSize
  const count = Math.max(0, Math.min(pageSize, rest))
  return listReply(call, sorted(found, call.query.get("sort")), { count, has_more: rest > pageSize })
}

const shown = (simulation: Simulation, contact: ContactRow) =>
  Reply.json({ payload: contactWithInboxes(simulation, contact) })

const create = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { simulation } = call
  const { state } = simulation
  const { params } = call.body
  const inboxId = Params.integer(params, "inbox_id")
  const inbox = inboxId === undefined ? undefined : yield* Lookups.row(state.inboxes, inboxId)
  const contact = yield* ContactChanges.createContact(simulation, fieldsOf(params))
  if (inbox === undefined) {
    return createdReply(simulation, contact, null, null)
  }
  // One transaction: a contact whose session cannot be made does not stay.
  const contactInbox = yield* Effect.tapError(
    createContactInbox(simulation, contact, inbox, Params.text(params, "source_id")),
    () => Effect.sync(() => state.contacts.remove(contact.id))
  )
  return createdReply(simulation, contact, inboxRecord(state.accountId, inbox), contactInbox.sourceId)
})

const createdReply = (simulation: Simulation, contact: ContactRow, inbox: object | null, sourceId: string | null) =>
  Reply.json({
    payload: { contact: contactWithInboxes(simulation, contact), contact_inbox: { inbox, source_id: sourceId } }
  })

/** The raw record, with ISO dates and nothing of its channel. */
const inboxRecord = (accountId: number, inbox: InboxRow) => ({
  id: inbox.id,
  channel_id: inbox.channelId,
  account_id: accountId,
  name: inbox.name,
  created_at: iso(inbox.createdAt),
  updated_at: iso(inbox.updatedAt),
  channel_type: inbox.channelType,
  ...inbox.settings,
  greeting_enabled: inbox.greetingEnabled,
  greeting_message: inbox.greetingMessage,
  lock_to_single_conversation: inbox.lockToSingleConversation
})

const update = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const contact = yield* Lookups.contactOfPath(call)
  yield* ContactChanges.updateContact(call.simulation, contact, fieldsOf(call.body.params))
  return shown(call.simulation, contact)
})

const destroy = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const contact = yield* Lookups.contactOfPath(call)
  if (contact.online) {
    return yield* Reply.refuse(422, { message: `Contact ${contact.name} is online, please try again later` })
  }
  ContactChanges.deleteContact(call.simulation, contact)
  return Reply.empty
})

const merge = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { contacts } = call.simulation.state
  const base = yield* Lookups.row(contacts, Params.integer(call.body.params, "base_contact_id"))
  const mergee = yield* Lookups.row(contacts, Params.integer(call.body.params, "mergee_contact_id"))
  return Reply.json(contactOf(ContactChanges.mergeContacts(call.simulation, base, mergee)))
})

/** The parameters that contacts permit; all others are ignored. */
const fieldsOf = (params: Params.Params): ContactChanges.ContactFields => {
  const nullable = (key: string) => (key in params ? (Params.text(params, key) ?? null) : undefined)
  const name = params.name
  return {
    name: typeof name === "string" ? name : undefined,
    email: nullable("email"),
    phoneNumber: nullable("phone_number"),
    identifier: nullable("identifier"),
    avatarUrl: Params.text(params, "avatar_url"),
    blocked: "blocked" in params ? Params.truthy(params.blocked) : undefined,
    additionalAttributes: Params.hash(params, "additional_attributes"),
    customAttributes: Params.hash(params, "custom_attributes")
  }
}

/** Without `sort` there is no order at all: Postgres moves updated rows to the end of its heap, and so does this. */
const sorted = (rows: ReadonlyArray<ContactRow>, sort: string | null): ReadonlyArray<ContactRow> => {
  const key = sort?.replace(/^-/, "") ?? ""
  const read = sortKeys[key] ?? ((row: ContactRow) => row.updatedAt)
  const direction = sortKeys[key] !== undefined && sort?.startsWith("-") ? -1 : 1
  return rows.toSorted((one, other) => {
    const [left, right] = [read(one), read(other)]
    return left === right ? one.id - other.id : left < right ? -direction : direction
  })
}

const sortKeys: Readonly<Record<string, (row: ContactRow) => string | number>> = {
  name: (row) => row.name.toLowerCase(),
  email: (row) => row.email ?? "",
  phone_number: (row) => row.phoneNumber ?? "",
  last_activity_at: (row) => row.lastActivityAt ?? Number.POSITIVE_INFINITY,
  created_at: (row) => row.createdAt,
  company_name: (row) => String(row.additionalAttributes.company_name ?? ""),
  city: (row) => String(row.additionalAttributes.city ?? ""),
  country: (row) => String(row.additionalAttributes.country ?? "")
}

const filterable: Filterable<ContactRow> = {
  keys: [
    "name",
    "phone_number",
    "email",
    "identifier",
    "country_code",
    "city",
    "company_name",
    "labels",
    "created_at",
    "last_activity_at",
    "blocked"
  ],
  custom: (row) => row.customAttributes,
  read: (row, key) => {
    switch (key) {
      case "name":
        return row.name
      case "phone_number":
        return row.phoneNumber
      case "email":
        return row.email
      case "identifier":
        return row.identifier
      case "labels":
        return row.labels
      case "created_at":
        return iso(row.createdAt)
      case "last_activity_at":
        return isoOrNull(row.lastActivityAt)
      case "blocked":
        return row.blocked
      default:
        return String(row.additionalAttributes[key] ?? "")
    }
  }
}
