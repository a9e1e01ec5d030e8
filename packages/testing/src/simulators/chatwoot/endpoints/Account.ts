/** The account itself and the owner of the token. */
import { Effect } from "effect"
import * as Endpoint from "../Endpoint.ts"
import * as Params from "../Params.ts"
import type { Role, UserRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"
import type { State } from "../State.ts"
import { iso } from "../Times.ts"

const { get, inAccount, patch, put } = Endpoint

/** The release whose behaviour is simulated. */
const version = "4.15.1"

export const accountEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount(""), "member", (call) => Effect.succeed(Reply.json(accountOf(call.simulation)))),
  patch(inAccount(""), "administrator", (call) => {
    const account = call.simulation.state.accounts.need(call.simulation.state.accountId)
    const keys = ["name", "locale", "domain", "support_email", "auto_resolve_after", "auto_resolve_message"]
    account.fields = {
      ...account.fields,
      ...Object.fromEntries(Object.entries(call.body.params).filter(([key]) => keys.includes(key)))
    }
    return Effect.succeed(Reply.json(accountOf(call.simulation)))
  }),
  get("/api/v1/profile", "profile", (call) => Effect.succeed(profileReply(call))),
  put("/api/v1/profile", "profile", (call) =>
    Effect.map(Endpoint.required(call.body, "profile"), (params) => {
      if (call.caller.type === "user") {
        call.caller.user.name = Params.text(params, "name") ?? call.caller.user.name
        call.caller.user.email = Params.text(params, "email") ?? call.caller.user.email
      }
      return profileReply(call)
    })
  )
]

const accountOf = ({ state }: Simulation) => {
  const account = state.accounts.need(state.accountId)
  return {
    id: account.id,
    name: account.fields.name,
    locale: account.fields.locale,
    domain: account.fields.domain,
    support_email: account.fields.support_email,
    status: account.suspended ? "suspended" : "active",
    created_at: iso(account.createdAt),
    cache_keys: {},
    features: { inbox_management: true, labels: true, team_management: true, channel_api: true },
    settings: {
      auto_resolve_after: account.fields.auto_resolve_after ?? null,
      auto_resolve_message: account.fields.auto_resolve_message ?? null,
      auto_resolve_ignore_waiting: false
    },
    custom_attributes: {},
    latest_chatwoot_version: version
  }
}

const profileReply = (call: Endpoint.Call) =>
  call.caller.type === "user" ? Reply.json(profileOf(call.simulation, call.caller.user)) : Reply.empty

/** The user with their memberships; also what the platform API answers for a user. */
export const profileOf = ({ state }: Simulation, user: UserRow) => {
  const accounts = membershipsOf(state, user)
  return {
    id: user.id,
    access_token: user.token,
    account_id: accounts[0]?.accountId ?? null,
    available_name: user.name,
    avatar_url: "",
    confirmed: true,
    display_name: null,
    message_signature: null,
    email: user.email,
    hmac_identifier: "",
    inviter_id: null,
    name: user.name,
    provider: "email",
    pubsub_token: `pubsub-${user.id}`,
    role: user.role,
    ui_settings: {},
    uid: user.email,
    type: null,
    custom_attributes: user.customAttributes,
    accounts: accounts.flatMap((membership) => shownMembership(state, user, membership))
  }
}

interface Membership {
  readonly accountId: number
  readonly role: Role
}

const membershipsOf = (state: State, user: UserRow): ReadonlyArray<Membership> => [
  ...(user.role === null ? [] : [{ accountId: state.accountId, role: user.role }]),
  ...state.accountUsers.filter((row) => row.userId === user.id)
]

const shownMembership = (state: State, user: UserRow, { accountId, role }: Membership) => {
  const account = state.accounts.get(accountId)
  if (account === undefined) return []
  return [
    {
      id: account.id,
      name: account.fields.name,
      status: account.suspended ? "suspended" : "active",
      active_at: null,
      role,
      permissions: [role],
      availability: user.availability,
      availability_status: user.availability,
      auto_offline: true
    }
  ]
}
