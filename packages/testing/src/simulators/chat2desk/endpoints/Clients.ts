/** Clients: lists by filter, one of them, and what belongs to one. Creating them is a paid option. */
import { Effect } from "effect"
import { announceNewClient, findByPhone, insertClient, setBlocked, updateClient } from "../changes/Clients.ts"
import { dialogsOf } from "../changes/Dialogs.ts"
import { type Call, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfParam, rowOfPath } from "../Lookups.ts"
import { daysOf, integer, type Params, pageOf, requiredText, text } from "../Params.ts"
import type { ClientRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toClient, toExtendedClient, toTransports } from "../render/Client.ts"
import { toDialogOfClient } from "../render/Dialog.ts"
import type { State } from "../State.ts"
import { utc } from "../Times.ts"
import { canWriteFirst, isTransport, phoneOf } from "../Transports.ts"
import { readChange } from "./ClientBody.ts"

export const clientEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/clients", (call) => list(call)),
  post("/v1/clients", (call) => create(call)),
  get("/v1/clients/:id", (call) =>
    Effect.map(clientOfPath(call), (client) => Reply.data(toExtendedClient(call.simulation.state, client)))
  ),
  put("/v1/clients/:id", (call) => update(call)),
  get("/v1/clients/:id/transport", (call) =>
    Effect.map(clientOfPath(call), (client) => Reply.data(toTransports(client)))
  ),
  get("/v1/clients/:id/dialogs", (call) =>
    Effect.map(clientOfPath(call), (client) =>
      Reply.data(dialogsOf(call.simulation.state, client).map(toDialogOfClient))
    )
  ),
  get("/v1/clients/:id/questions", (call) => questions(call)),
  get("/v1/clients/:id/last_question", (call) => lastQuestion(call)),
  get("/v1/custom_client_fields", ({ simulation: { state } }) => Effect.succeed(Reply.data(state.customFields.all())))
]

const clientOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.clients, id, "Client")

const list = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const after = yield* integer(params, "created_after")
  const filters = [
    filter(text(params, "phone"), (client, phone) => client.phone === phone),
    filter(
      text(params, "client_phone"),
      (client, phone) => client.clientPhone?.replace("+", "") === phone.replace("+", "")
    ),
    filter(text(params, "tags"), hasAnyTag),
    filter(after, (client, seconds) => client.createdAt > seconds * 1000),
    yield* byCustomField(state, params)
  ]
  return yield* pageOf(
    params,
    state.clients.filter((client) => filters.every((matches) => matches(client))),
    toClient
  )
})

type Filter = (client: ClientRow) => boolean

const filter =
  <Value>(value: Value | undefined, matches: (client: ClientRow, value: Value) => boolean): Filter =>
  (client) =>
    value === undefined || matches(client, value)

/** "Clients with at least 1 tag from the list." */
const hasAnyTag = ({ tagIds }: ClientRow, ids: string): boolean => ids.split(",").some((id) => tagIds.has(Number(id)))

const byCustomField = Effect.fnUntraced(function* (
  state: State,
  params: Params
): Effect.fn.Return<Filter, Reply.Refusal> {
  if (text(params, "custom_field[id]") === undefined) return () => true
  const { id } = yield* rowOfParam(state.customFields, params, "custom_field[id]", "Custom field")
  return filter(text(params, "custom_field[text]"), (client, sought) => {
    const value = client.customFields.get(id) ?? ""
    return value.toLowerCase().includes(sought.toLowerCase())
  })
})

/** That it is a bad request to do so without the option is inferred, and so is its text. */
const writeFirstIsOff = Reply.badRequest({ client: ["Write first option is turned off"] })

const alreadyExists = ({ id }: ClientRow) =>
  Reply.badRequest({ client: ["Client already exists", JSON.stringify({ id })] })

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  if (!state.settings.writeFirst) return yield* Reply.refused(writeFirstIsOff)
  const given = yield* requiredText(params, "phone")
  const transport = yield* requiredText(params, "transport")
  if (!isTransport(transport) || !canWriteFirst(transport)) {
    return yield* Reply.refused(Reply.invalid("transport", `Transport ${transport} is not supported`))
  }
  const channel =
    text(params, "channel_id") === undefined
      ? state.channels.all()[0]
      : yield* rowOfParam(state.channels, params, "channel_id", "Channel")
  if (channel?.transports.includes(transport) !== true) {
    return yield* Reply.refused(Reply.invalid("transport", `Channel has no transport ${transport}`))
  }
  if (transport !== "email" && transport !== "external" && !/^\d{5,15}$/.test(given)) {
    return yield* Reply.refused(Reply.notNumeric("phone"))
  }
  const phone = phoneOf(transport, given)
  const known = findByPhone(state, phone)
  if (known !== undefined) return yield* Reply.refused(alreadyExists(known))
  const client = insertClient(simulation, {
    phone,
    address: { channelId: channel.id, transport },
    assignedName: text(params, "nickname") ?? null,
    clientPhone: text(params, "assigned_phone") ?? null,
    source: "api"
  })
  announceNewClient(simulation, client)
  return Reply.data(toExtendedClient(state, client))
})

const update = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const client = yield* clientOfPath(call)
  const change = yield* readChange(simulation.state, params)
  const banned = yield* integer(params, "ban_status")
  if (Object.keys(change).length > 0) updateClient(simulation, client, change)
  if (banned !== undefined) setBlocked(simulation, client, banned !== 0)
  return Reply.data(toExtendedClient(simulation.state, client))
})

const questions = Effect.fnUntraced(function* (call: Call) {
  const client = yield* clientOfPath(call)
  const isWithin = yield* daysOf(call.params)
  const sent = call.simulation.state.questions.filter(
    ({ clientId, createdAt }) => clientId === client.id && isWithin(createdAt)
  )
  return Reply.data(
    sent.map(({ createdAt, menuItemId: id, text }) => ({ created: utc(createdAt), id, image: null, text }))
  )
})

/** What is answered where there is none is not documented. */
const lastQuestion = Effect.fnUntraced(function* (call: Call) {
  const client = yield* clientOfPath(call)
  const last = call.simulation.state.questions.findLast(({ clientId }) => clientId === client.id)
  return Reply.data(last === undefined ? null : { id: last.menuItemId, text: last.text, image: null })
})
