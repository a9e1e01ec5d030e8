/**
 * The platform API: accounts, users, memberships and bots, for the token of a platform app. It may touch only what it made itself, and the
 * simulated account; everything else is a "Non permissible resource".
 */
import { Effect } from "effect"
import type { RowTable } from "../../RowTable.ts"
import { insertUser } from "../Directory.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { AccountRow, AgentBotRow, Role, UserRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { agentBotOf } from "../render/Directory.ts"
import { members, type State } from "../State.ts"
import { profileOf } from "./Account.ts"
import { changeBot, insertBot } from "./AgentBots.ts"

const { del, get, patch, post } = Endpoint

const inPlatform = (path: string): `/${string}` => `/platform/api/v1${path}`

export const platformApiEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  post(inPlatform("/accounts"), "platform", (call) =>
    Effect.sync(() => {
      const { state } = call.simulation
      const account = state.accounts.insert((id) => ({ id, fields: {}, suspended: false, createdAt: call.now }))
      account.fields = call.body.params
      state.permissible.add(`account:${account.id}`)
      return Reply.json(shownAccount(account))
    })
  ),
  get(inPlatform("/accounts/:id"), "platform", (call) =>
    Effect.map(accountOf(call, "id"), (account) => Reply.json(shownAccount(account)))
  ),
  patch(inPlatform("/accounts/:id"), "platform", (call) =>
    Effect.map(accountOf(call, "id"), (account) => {
      account.fields = { ...account.fields, ...call.body.params }
      account.suspended = account.fields.status === "suspended"
      return Reply.json(shownAccount(account))
    })
  ),
  del(inPlatform("/accounts/:id"), "platform", (call) =>
    Effect.map(accountOf(call, "id"), (account) => {
      // A job deletes it later; what the simulator lives on is out of reach from now on, but stays.
      account.suspended = true
      if (account.id !== call.simulation.state.accountId) call.simulation.state.accounts.remove(account.id)
      return Reply.empty
    })
  ),
  get(inPlatform("/accounts/:id/account_users"), "platform", (call) =>
    Effect.map(accountOf(call, "id"), (account) => Reply.json(memberships(call.simulation.state, account)))
  ),
  post(inPlatform("/accounts/:id/account_users"), "platform", (call) => join(call)),
  del(inPlatform("/accounts/:id/account_users"), "platform", (call) => leave(call)),
  post(inPlatform("/users"), "platform", (call) => createUser(call)),
  get(inPlatform("/users/:id"), "platform", (call) => withUser(call, () => undefined)),
  patch(inPlatform("/users/:id"), "platform", (call) =>
    withUser(call, (user) => {
      user.name = Params.text(call.body.params, "name") ?? user.name
      user.email = Params.text(call.body.params, "email") ?? user.email
      user.customAttributes = Params.hash(call.body.params, "custom_attributes") ?? user.customAttributes
    })
  ),
  del(inPlatform("/users/:id"), "platform", (call) =>
    Effect.map(userOf(call), (user) => {
      user.role = null
      call.simulation.state.permissible.delete(`user:${user.id}`)
      return Reply.empty
    })
  ),
  get(inPlatform("/users/:id/login"), "platform", (call) =>
    Effect.map(userOf(call), (user) => {
      const { baseUrl, state } = call.simulation
      const query = new URLSearchParams({ email: user.email, sso_auth_token: state.random.token(32) })
      return Reply.json({ url: `${baseUrl}/app/login?${query}` })
    })
  ),
  get(inPlatform("/agent_bots"), "platform", (call) => {
    const bots = call.simulation.state.agentBots.filter((bot) => bot.platform)
    return Effect.succeed(Reply.json(bots.map((bot) => shownBot(call, bot))))
  }),
  post(inPlatform("/agent_bots"), "platform", (call) =>
    Effect.sync(() => Reply.json(shownBot(call, insertBot(call, { platform: true }))))
  ),
  get(inPlatform("/agent_bots/:id"), "platform", (call) =>
    Effect.map(botOf(call), (bot) => Reply.json(shownBot(call, bot)))
  ),
  patch(inPlatform("/agent_bots/:id"), "platform", (call) =>
    Effect.map(botOf(call), (bot) => {
      changeBot(bot, call.body.params)
      return Reply.json(shownBot(call, bot))
    })
  ),
  del(inPlatform("/agent_bots/:id"), "platform", (call) =>
    Effect.map(botOf(call), (bot) => {
      call.simulation.state.agentBots.remove(bot.id)
      return Reply.empty
    })
  )
]

const owned = <Row extends { readonly id: number }>(
  call: Endpoint.Call,
  table: RowTable<Row>,
  kind: "account" | "user",
  id: number | undefined
): Effect.Effect<Row, Reply.Refusal> =>
  Effect.flatMap(Lookups.row(table, id), (row) => {
    const { accountId, permissible } = call.simulation.state
    const isOwn = permissible.has(`${kind}:${row.id}`) || (kind === "account" && row.id === accountId)
    return isOwn ? Effect.succeed(row) : Effect.fail(Reply.nonPermissible)
  })

const accountOf = (call: Endpoint.Call, parameter: string): Effect.Effect<AccountRow, Reply.Refusal> =>
  Effect.flatMap(call.id(parameter), (id) => owned(call, call.simulation.state.accounts, "account", id))

const userOf = (call: Endpoint.Call): Effect.Effect<UserRow, Reply.Refusal> =>
  Effect.flatMap(call.id("id"), (id) => owned(call, call.simulation.state.users, "user", id))

const botOf = (call: Endpoint.Call): Effect.Effect<AgentBotRow, Reply.Refusal> =>
  Effect.flatMap(Lookups.named(call, call.simulation.state.agentBots), (bot) =>
    bot.platform ? Effect.succeed(bot) : Effect.fail(Reply.nonPermissible)
  )

const shownAccount = (account: AccountRow) => ({ id: account.id, name: account.fields.name })

const shownBot = (call: Endpoint.Call, bot: AgentBotRow) => agentBotOf(call.simulation, bot, { secrets: true })

const withUser = (call: Endpoint.Call, act: (user: UserRow) => void): Endpoint.Handled =>
  Effect.map(userOf(call), (user) => {
    act(user)
    return Reply.json(profileOf(call.simulation, user))
  })

/** An address that exists is that user, who now belongs to the platform app too. */
const createUser = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { state } = call.simulation
  const { params } = call.body
  const email = Params.text(params, "email")?.toLowerCase()
  if (email === undefined) {
    return yield* Effect.fail(Reply.invalidRecord([{ attribute: "email", message: "Email can't be blank" }]))
  }
  const known = state.users.find((user) => user.email === email)
  const user = known ?? insertUser(state, Params.text(params, "name") ?? "", email, null)
  user.customAttributes = Params.hash(params, "custom_attributes") ?? user.customAttributes
  state.permissible.add(`user:${user.id}`)
  return Reply.json(profileOf(call.simulation, user))
})

const memberships = (state: State, account: AccountRow) =>
  account.id === state.accountId
    ? members(state).map((user) => ({ account_id: account.id, user_id: user.id, role: user.role }))
    : state.accountUsers
        .filter((row) => row.accountId === account.id)
        .map((row) => ({
          account_id: row.accountId,
          user_id: row.userId,
          role: row.role
        }))

const join = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { state } = call.simulation
  const { params } = call.body
  const account = yield* accountOf(call, "id")
  const user = yield* Lookups.row(state.users, Params.integer(params, "user_id"))
  const role: Role = Params.text(params, "role") === "administrator" ? "administrator" : "agent"
  if (account.id === state.accountId) user.role = role
  else state.accountUsers.insert((id) => ({ id, accountId: account.id, userId: user.id, role }))
  return Reply.json({ account_id: account.id, user_id: user.id, role })
})

const leave = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { state } = call.simulation
  const account = yield* accountOf(call, "id")
  const user = yield* Lookups.row(state.users, Params.integer(call.body.params, "user_id"))
  if (account.id === state.accountId) user.role = null
  for (const row of state.accountUsers.filter((one) => one.accountId === account.id && one.userId === user.id)) {
    state.accountUsers.remove(row.id)
  }
  return Reply.empty
})
