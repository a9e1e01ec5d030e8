/** Tags and their groups, and giving them to clients and requests. */
import { Effect } from "effect"
import { insertTag, tagClient, tagRequest, untagClient, untagRequest } from "../changes/Tags.ts"
import { type Call, del, type Endpoint, get, post } from "../Endpoint.ts"
import { rowOfParam, rowOfPath } from "../Lookups.ts"
import { integer, integers, pageOf, requiredText, text } from "../Params.ts"
import type { TagRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toTag } from "../render/Tag.ts"

export const tagEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/tags", ({ params, simulation: { state } }) => pageOf(params, state.tags.all(), (tag) => toTag(state, tag))),
  get("/v1/tags/:id", (call) => Effect.map(tagOfPath(call), (tag) => Reply.data(toTag(call.simulation.state, tag)))),
  post("/v1/tags", (call) => create(call)),
  post("/v1/tags/assign_to", (call) => assignTo(call)),
  del("/v1/tags/:id/delete_from", (call) => deleteFrom(call)),
  post("/v1/tag_groups", (call) => createGroup(call))
]

const tagOfPath = ({ id, simulation: { state } }: Call) => rowOfPath(state.tags, id, "Tag")

const longestLabel = 20

/** 201, and a list of one. */
const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const label = yield* requiredText(params, "tag_label")
  if (label.length > longestLabel) {
    return yield* Reply.refused(Reply.invalid("tag_label", `Parameter must not exceed ${longestLabel} characters.`))
  }
  const group = yield* rowOfParam(simulation.state.tagGroups, params, "tag_group_id", "Tag group")
  const description = text(params, "tag_description") ?? ""
  const tag = insertTag(simulation, { label, description, groupId: group.id })
  return Reply.data([toTag(simulation.state, tag)], 201)
})

const assignTo = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  const ids = integers(params, "tag_ids")
  if (ids === undefined || ids.length === 0) return yield* Reply.refused(Reply.missing("tag_ids"))
  const tags: Array<TagRow> = []
  for (const id of ids) tags.push(yield* rowOfPath(state.tags, id, "Tag"))
  switch (yield* requiredText(params, "assignee_type")) {
    case "client": {
      const client = yield* rowOfParam(state.clients, params, "assignee_id", "Client")
      for (const tag of tags) tagClient(simulation, client, tag)
      return Reply.success
    }
    case "request": {
      const request = yield* rowOfParam(state.requests, params, "assignee_id", "Request")
      for (const tag of tags) tagRequest(simulation, request, tag)
      return Reply.success
    }
    default:
      return yield* Reply.refused(Reply.invalid("assignee_type", "Only 'client' or 'request' are allowed."))
  }
})

/** The tag itself stays. */
const deleteFrom = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const tag = yield* tagOfPath(call)
  if (text(params, "client_id") !== undefined) {
    untagClient(simulation, yield* rowOfParam(simulation.state.clients, params, "client_id", "Client"), tag)
  } else {
    untagRequest(simulation, yield* rowOfParam(simulation.state.requests, params, "request_id", "Request"), tag)
  }
  return Reply.success
})

const createGroup = Effect.fnUntraced(function* ({ params, simulation: { state } }: Call) {
  const name = yield* requiredText(params, "tag_group_name")
  const orderShow = (yield* integer(params, "order_show")) ?? 1
  const display = (yield* integer(params, "display")) ?? 1
  const { id } = state.tagGroups.insert((next) => ({ id: next, name, orderShow, display }))
  return Reply.data({ id, group_name: name, order_show: orderShow, display })
})
