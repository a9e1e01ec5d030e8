/** Contacts by platform, channel and user, and the member ids of LINE users. */
import { Effect, Predicate } from "effect"
import {
  announceCustomer,
  changeProfile,
  deleteContact,
  linkToMember,
  type ProfileChange,
  setSubscribed,
  welcome
} from "../changes/Contacts.ts"
import { type Call, del, type Endpoint, get, post, put } from "../Endpoint.ts"
import {
  type JsonObject,
  pageBody,
  pageOf,
  parameter,
  requiredParameter,
  requiredPlatform,
  requiredWindow,
  text,
  texts
} from "../Params.ts"
import type { AgentRow, ContactRow, Platform } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toListed } from "../render/Customer.ts"
import { customerOf, findChannel, findContact, type State } from "../State.ts"
import { hasGoodExtras, readProfile } from "./ProfileBody.ts"

export const contactEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/contacts", "general", (call) => list(call)),
  put("/v1/contacts/:platform", "general", (call) => upsert(call)),
  del("/v1/contacts/:platform", "general", (call) => remove(call)),
  post("/v1/identities/member-data", "general", (call) => memberData(call))
]

const list = Effect.fnUntraced(function* ({ query, simulation: { contactRange, state } }: Call) {
  const platform = yield* requiredPlatform(parameter(query, "platform"))
  const channelId = parameter(query, "channelId")
  const sought = identityOf(query)
  const page = yield* pageOf(query)
  const isWanted =
    sought === undefined
      ? yield* requiredWindow(query, ["updatedAfter", "updatedBefore"], contactRange).pipe(
          Effect.map((isWithin) => (contact: ContactRow) => isWithin(contact.updatedAt))
        )
      : (contact: ContactRow) => sought(state, contact)
  const found = [...state.contacts.values()].filter(
    (contact) =>
      contact.platform === platform && (channelId === undefined || contact.channelId === channelId) && isWanted(contact)
  )
  return Reply.json(pageBody(found, page, (contact) => toListed(state, contact)))
})

/** What a query names a person by; without any, a window of updates is asked for. */
const identityOf = (query: URLSearchParams): ((state: State, contact: ContactRow) => boolean) | undefined => {
  const userId = parameter(query, "userId")
  if (userId !== undefined) return (_, contact) => contact.userId === userId || contact.bsuid === userId
  for (const field of ["memberId", "phone", "email"] as const) {
    const value = parameter(query, field)
    if (value !== undefined) return (state, contact) => customerOf(state, contact)[field] === value
  }
  return undefined
}

/** The contact that path and query name, which may not exist yet. */
const addressed = Effect.fnUntraced(function* ({ path, query, simulation: { state } }: Call) {
  const platform = yield* requiredPlatform(onWebchat(path("platform")))
  const channelId = onWebchat(yield* requiredParameter(query, "channelId"))
  const userId = yield* requiredParameter(query, "userId")
  if (findChannel(state, platform, channelId) === undefined) return yield* Reply.refused(Reply.channelNotFound)
  return { platform, channelId, userId, contact: findContact(state, platform, channelId, userId) }
})

/** The page about deleting calls the web chat `website`, platform and channel. */
const onWebchat = (name: string): string => (name === "website" ? "webchat" : name)

const upsert = Effect.fnUntraced(function* (call: Call) {
  const { body, simulation } = call
  const { state } = simulation
  const { channelId, contact: known, platform, userId } = yield* addressed(call)
  const change = yield* readProfile(state, body, known && customerOf(state, known))
  const agent = yield* boundAgent(state, body)
  if (body.status !== undefined && body.status !== null && !Predicate.isBoolean(body.status)) {
    return yield* Reply.refused(Reply.invalidBody("status must be a boolean"))
  }
  if (!hasGoodExtras(body)) return yield* Reply.refused(Reply.invalidBody("extraAttributes must be an object"))
  if (known === undefined && platform === "webchat") {
    return yield* Reply.refused(
      Reply.coded(404, "WEBCHAT_USER_NOT_FOUND", "Webchat user not found for the given user ID")
    )
  }
  const contact = known ?? welcome(simulation, { platform, channelId, userId, name: change.name ?? null })
  apply(call, contact, { ...change, ...(agent === undefined ? {} : { agent: agent.username }) })
  if (Predicate.isBoolean(body.status)) setSubscribed(simulation, contact, body.status)
  return Reply.noContent
})

const apply = ({ simulation }: Call, contact: ContactRow, { memberId, name, ...change }: ProfileChange): void => {
  if (name !== undefined) contact.name = name
  if (memberId !== undefined) linkToMember(simulation, contact, memberId)
  const customer = customerOf(simulation.state, contact)
  changeProfile(simulation, customer, change, { source: "open_api", contact })
  announceCustomer(simulation, customer, "customer/update")
}

const boundAgent = Effect.fnUntraced(function* (state: State, body: JsonObject) {
  const employeeCode = text(body, "agentEmployeeCode")
  if (employeeCode === undefined) return undefined
  const shop = text(body, "agentLocationCode")
  const agent = state.agents.find((one) => one.employeeCode === employeeCode && worksAt(one, shop))
  return (
    agent ??
    (yield* Reply.refused(
      Reply.coded(404, "AGENT_NOT_FOUND", "Agent not found for the given employee code and location")
    ))
  )
})

const worksAt = (agent: AgentRow, shopCode: string | undefined): boolean =>
  shopCode === undefined || (agent.shops ?? []).some((shop) => shop.code === shopCode)

const remove = Effect.fnUntraced(function* (call: Call) {
  const { contact } = yield* addressed(call)
  if (contact === undefined) return yield* Reply.refused(Reply.userNotFound)
  deleteContact(call.simulation, contact)
  return Reply.noContent
})

/** Other platforms are documented as not supported yet. */
const memberData = Effect.fnUntraced(function* ({ body, simulation: { state } }: Call) {
  const platform: Platform = "line"
  if (body.platform !== platform) return yield* Reply.refused(Reply.invalidPlatform(String(body.platform)))
  const channelId = text(body, "channelId")
  const ids = texts(body, "ids")
  if (channelId === undefined || ids === undefined || ids.length > 100) {
    return yield* Reply.refused(Reply.invalidBody("channelId and at most 100 ids are required"))
  }
  const content = ids.map((id) => {
    const contact = findContact(state, platform, channelId, id)
    return { id, memberId: contact === undefined ? null : customerOf(state, contact).memberId }
  })
  return Reply.json({ content, totalElements: content.length })
})
