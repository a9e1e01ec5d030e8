/** Contact lists and who is on them. Members go by a `DELETE` with a body. */
import { Effect } from "effect"
import { allows, type Call, del, type Endpoint, get, patch, post, v2 } from "../Endpoint.ts"
import { named } from "../Lookups.ts"
import { dataBody, pageOf } from "../Paging.ts"
import * as Params from "../Params.ts"
import type { ContactListRow, Hash } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toContact } from "../render/Contact.ts"
import { iso } from "../Times.ts"

const read = (perMinute: number) => allows("contact_lists:read", perMinute)
const write = allows("contact_lists:write", 60)
const path = (rest = "") => v2(`/contact-lists${rest}`)

export const contactListEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(120), (call) => list(call)),
  post(path(), write, (call) => create(call)),
  get(path("/:list_id"), read(240), (call) => Effect.map(listOf(call), (row) => Reply.json(toContactList(row)))),
  patch(path("/:list_id"), write, (call) => update(call)),
  del(path("/:list_id"), allows("contact_lists:delete", 30), (call) =>
    Effect.map(listOf(call), ({ id }) => {
      call.simulation.state.contactLists.delete(id)
      return Reply.noContent
    })
  ),
  get(path("/:list_id/members"), read(120), (call) => members(call)),
  post(path("/:list_id/members"), write, (call) => addMembers(call)),
  del(path("/:list_id/members"), write, (call) => removeMembers(call))
]

const listOf = (call: Call): Effect.Effect<ContactListRow, Reply.Refusal> =>
  named(call, "list_id", call.simulation.state.contactLists)

const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const page = yield* pageOf(query, { usual: 25, maximum: 100 })
  const words = Params.text(query, "q")?.toLowerCase() ?? ""
  const rows = [...state.contactLists.values()].filter(({ name }) => name.toLowerCase().includes(words))
  return Reply.json(dataBody(rows, page, toContactList))
})

const create = Effect.fnUntraced(function* ({ now, params, simulation: { state } }: Call) {
  const name = yield* nameOf(state.contactLists, params, undefined)
  const row: ContactListRow = {
    id: state.random.uuid(),
    name,
    description: Params.text(params, "description") ?? null,
    memberIds: new Set(),
    createdAt: now,
    updatedAt: now
  }
  state.contactLists.set(row.id, row)
  return Reply.json(toContactList(row), 201)
})

const update = Effect.fnUntraced(function* (call: Call) {
  const row = yield* listOf(call)
  const { params, simulation } = call
  if ("name" in params) row.name = yield* nameOf(simulation.state.contactLists, params, row)
  if ("description" in params) row.description = Params.text(params, "description") ?? null
  row.updatedAt = call.now
  return Reply.json(toContactList(row))
})

const nameOf = Effect.fnUntraced(function* (
  lists: ReadonlyMap<string, ContactListRow>,
  params: Hash,
  self: ContactListRow | undefined
) {
  const name = yield* Params.requiredText(params, "name")
  if (name.length > 255) return yield* Reply.refuse(422, "name_too_long", "List name exceeds 255 characters")
  if ([...lists.values()].some((row) => row !== self && row.name === name)) {
    return yield* Reply.refuse(409, "name_already_exists", "A list with this name already exists in the account")
  }
  return name
})

const members = Effect.fnUntraced(function* (call: Call) {
  const row = yield* listOf(call)
  const page = yield* pageOf(call.query, { usual: 100, maximum: 200 })
  const { contacts } = call.simulation.state
  return Reply.json(dataBody([...row.memberIds], page, (id) => toContact(contacts.need(id))))
})

const contactIds = Effect.fnUntraced(function* ({ params }: Call) {
  const ids = Params.integers(params, "contact_ids")
  if (ids === undefined || ids.length === 0) return yield* Reply.required("contact_ids")
  if (ids.length > 1000) return yield* Reply.refuse(400, "too_many_contacts", "Up to 1000 contacts per request")
  return new Set(ids)
})

const addMembers = Effect.fnUntraced(function* (call: Call) {
  const row = yield* listOf(call)
  const ids = [...(yield* contactIds(call))]
  const { contacts } = call.simulation.state
  const known = ids.filter((id) => contacts.get(id) !== undefined)
  const added = known.filter((id) => !row.memberIds.has(id))
  for (const id of added) row.memberIds.add(id)
  return Reply.json({
    added: added.length,
    already_members: known.length - added.length,
    not_found: ids.filter((id) => !known.includes(id)),
    list_member_count: row.memberIds.size
  })
})

/** The reply is not shown: as that of adding. */
const removeMembers = Effect.fnUntraced(function* (call: Call) {
  const row = yield* listOf(call)
  const removed = [...(yield* contactIds(call))].filter((id) => row.memberIds.delete(id))
  return Reply.json({ removed: removed.length, list_member_count: row.memberIds.size })
})

const toContactList = (row: ContactListRow) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  member_count: row.memberIds.size,
  created_at: iso(row.createdAt),
  updated_at: iso(row.updatedAt)
})
