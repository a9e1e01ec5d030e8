/** Agents, teams and team members. Lists are bare arrays. Removing an agent ends the membership, not the user. */
import { Effect } from "effect"
import { insertUser } from "../Directory.ts"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { Role, TeamRow, UserRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { agentOf, teamOf } from "../render/Directory.ts"
import { members } from "../State.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const agentEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/agents"), "member", (call) =>
    Effect.succeed(Reply.json(members(call.simulation.state).map((user) => agentOf(call.simulation, user))))
  ),
  post(inAccount("/agents"), "administrator", (call) => createAgent(call)),
  patch(inAccount("/agents/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const user = yield* Lookups.named(call, call.simulation.state.users)
      changeUser(user, yield* Endpoint.required(call.body, "agent"))
      return Reply.json(agentOf(call.simulation, user))
    })
  ),
  del(inAccount("/agents/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.users), (user) => {
      user.role = null
      return Reply.empty
    })
  ),
  get(inAccount("/teams"), "member", (call) =>
    Effect.succeed(Reply.json(call.simulation.state.teams.all().map((team) => shownTeam(call, team))))
  ),
  get(inAccount("/teams/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.teams), (team) => Reply.json(shownTeam(call, team)))
  ),
  post(inAccount("/teams"), "administrator", (call) => createTeam(call)),
  patch(inAccount("/teams/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const team = yield* Lookups.named(call, call.simulation.state.teams)
      changeTeam(team, yield* Endpoint.required(call.body, "team"), call.now)
      return Reply.json(shownTeam(call, team))
    })
  ),
  del(inAccount("/teams/:id"), "administrator", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.teams), (team) => {
      call.simulation.state.teams.remove(team.id)
      for (const row of call.simulation.state.conversations.all()) {
        if (row.teamId === team.id) row.teamId = null
      }
      return Reply.empty
    })
  ),
  get(inAccount("/teams/:id/team_members"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.teams), (team) => membersReply(call, team.memberIds))
  ),
  post(inAccount("/teams/:id/team_members"), "administrator", (call) =>
    changeMembers(call, (old, given) => [...new Set([...old, ...given])])
  ),
  patch(inAccount("/teams/:id/team_members"), "administrator", (call) => changeMembers(call, (_, given) => given)),
  del(inAccount("/teams/:id/team_members"), "administrator", (call) =>
    Effect.as(
      changeMembers(call, (old, given) => old.filter((id) => !given.includes(id))),
      Reply.empty
    )
  )
]

const roleOf = (params: Params.Params): Role | undefined => {
  const role = Params.text(params, "role")
  return role === "agent" || role === "administrator" ? role : undefined
}

const createAgent = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { state } = call.simulation
  const params = yield* Endpoint.required(call.body, "agent")
  const email = Params.text(params, "email")?.toLowerCase()
  if (email === undefined) {
    return yield* Effect.fail(Reply.invalidRecord([{ attribute: "email", message: "Email can't be blank" }]))
  }
  const known = state.users.find((user) => user.email === email)
  if (known !== undefined && known.role !== null) {
    const message = "User has already been taken"
    return yield* Effect.fail(Reply.invalidRecord([{ attribute: "user_id", message }]))
  }
  const user = known ?? insertUser(state, Params.text(params, "name") ?? "", email, null)
  user.role = roleOf(params) ?? "agent"
  return Reply.json(agentOf(call.simulation, user))
})

const changeUser = (user: UserRow, params: Params.Params): void => {
  user.name = Params.text(params, "name") ?? user.name
  user.role = roleOf(params) ?? user.role
  const availability = Params.text(params, "availability") ?? Params.text(params, "availability_status")
  if (availability === "online" || availability === "busy" || availability === "offline") {
    user.availability = availability
  }
}

const shownTeam = (call: Endpoint.Call, team: TeamRow) =>
  teamOf(call.simulation, team, call.caller.type === "user" ? call.caller.user.id : undefined)

const createTeam = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { teams } = call.simulation.state
  const params = yield* Endpoint.required(call.body, "team")
  // Team names are kept in lower case and are unique in the account.
  const name = Params.text(params, "name")?.toLowerCase()
  if (name === undefined || teams.find((row) => row.name === name) !== undefined) {
    const message = name === undefined ? "Name must not be blank" : "Name has already been taken"
    return yield* Effect.fail(Reply.invalidRecord([{ attribute: "name", message }]))
  }
  const team = teams.insert((id) => ({
    id,
    name,
    description: null,
    allowAutoAssign: true,
    memberIds: [],
    createdAt: call.now,
    updatedAt: call.now
  }))
  changeTeam(team, params, call.now)
  return Reply.json(shownTeam(call, team))
})

const changeTeam = (team: TeamRow, params: Params.Params, now: number): void => {
  team.name = Params.text(params, "name")?.toLowerCase() ?? team.name
  if ("description" in params) team.description = Params.text(params, "description") ?? null
  if ("allow_auto_assign" in params) team.allowAutoAssign = Params.truthy(params.allow_auto_assign)
  team.updatedAt = now
}

const membersReply = (call: Endpoint.Call, ids: ReadonlyArray<number>) =>
  Reply.json(
    members(call.simulation.state)
      .filter((user) => ids.includes(user.id))
      .map((user) => agentOf(call.simulation, user))
  )

const changeMembers = Effect.fnUntraced(function* (
  call: Endpoint.Call,
  combine: (old: ReadonlyArray<number>, given: ReadonlyArray<number>) => ReadonlyArray<number>
) {
  const team = yield* Lookups.named(call, call.simulation.state.teams)
  const given = Params.texts(call.body.params.user_ids).map(Number)
  if (given.some((id) => !members(call.simulation.state).some((user) => user.id === id))) {
    return yield* Reply.refuse(401, { error: "Invalid User IDs" })
  }
  team.memberIds = combine(team.memberIds, given)
  return membersReply(call, team.memberIds)
})
