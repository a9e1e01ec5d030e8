/** Templates for quick answers and their groups. What is wrong with a template is refused without an envelope. */
import { Effect } from "effect"
import { type Call, del, type Endpoint, get, post, put } from "../Endpoint.ts"
import { rowOfPath } from "../Lookups.ts"
import { integer, type Params, pageOf, requiredText, text } from "../Params.ts"
import type { TemplateGroupRow, TemplateRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { utc } from "../Times.ts"

export const templateEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/templates", ({ params, simulation: { state } }) => pageOf(params, state.templates.all(), toTemplate)),
  get("/v1/templates/:id", (call) => Effect.map(templateOfPath(call), (template) => Reply.data(toTemplate(template)))),
  post("/v1/templates", (call) => create(call)),
  put("/v1/templates/:id", (call) => update(call)),
  del("/v1/templates/:id", (call) =>
    Effect.map(templateOfPath(call), ({ id }) => {
      call.simulation.state.templates.remove(id)
      return Reply.success
    })
  ),
  get("/v1/templates_groups", ({ params, simulation: { state } }) =>
    pageOf(params, state.templateGroups.all(), (group) => group)
  ),
  get("/v1/templates_groups/:id", (call) => Effect.map(groupOfPath(call), (group) => Reply.data(group))),
  post("/v1/templates_groups", ({ params, simulation: { state } }) =>
    Effect.map(requiredText(params, "name"), (name) => Reply.data(state.templateGroups.insert((id) => ({ id, name }))))
  ),
  put("/v1/templates_groups/:id", (call) => renameGroup(call)),
  del("/v1/templates_groups/:id", (call) =>
    Effect.map(groupOfPath(call), ({ id }) => {
      call.simulation.state.templateGroups.remove(id)
      return Reply.success
    })
  )
]

const templateOfPath = ({ id, simulation: { state } }: Call): Effect.Effect<TemplateRow, Reply.Refusal> =>
  rowOfPath(state.templates, id, "Template")

const groupOfPath = ({ id, simulation: { state } }: Call): Effect.Effect<TemplateGroupRow, Reply.Refusal> =>
  rowOfPath(state.templateGroups, id, "Templates group")

const toTemplate = (template: TemplateRow) => ({
  id: template.id,
  shortcut: template.shortcut,
  text: template.text,
  name: template.name,
  file: template.file,
  group_id: template.groupId,
  type: "common",
  user_id: template.userId,
  created: utc(template.createdAt)
})

const longestName = 60

const create = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const fields = yield* readTemplate(params, { isNew: true })
  const template = simulation.state.templates.insert((id) => ({
    id,
    shortcut: null,
    text: "",
    name: "",
    file: null,
    groupId: null,
    userId: null,
    createdAt: simulation.now(),
    ...fields
  }))
  return Reply.data(toTemplate(template))
})

const update = Effect.fnUntraced(function* (call: Call) {
  const template = yield* templateOfPath(call)
  Object.assign(template, yield* readTemplate(call.params, { isNew: false }))
  return Reply.data(toTemplate(template))
})

/** "Either the group ID or the user ID must be provided. Specifying both is not allowed." */
const readTemplate = Effect.fnUntraced(function* (
  params: Params,
  { isNew }: { readonly isNew: boolean }
): Effect.fn.Return<Partial<TemplateRow>, Reply.Refusal> {
  const name = text(params, "name")
  const groupId = yield* integer(params, "group_id")
  const userId = yield* integer(params, "user_id")
  const isNameWrong = name === undefined ? isNew : name.length > longestName
  const both = ["Cannot specify both groups_template_id and user_id"]
  const errors = {
    ...(isNameWrong ? { name: ["Parameter 'name' cannot be empty and must not exceed 60 characters."] } : {}),
    ...(groupId !== undefined && userId !== undefined ? { group_id: both, user_id: both } : {})
  }
  if (Object.keys(errors).length > 0) return yield* Reply.refused(Reply.bare(errors))
  return {
    ...textual(params, "shortcut"),
    ...textual(params, "text"),
    ...textual(params, "name"),
    ...textual(params, "file"),
    ...(groupId === undefined ? {} : { groupId, userId: null }),
    ...(userId === undefined ? {} : { userId, groupId: null })
  }
})

const textual = (params: Params, name: "shortcut" | "text" | "name" | "file") => {
  const value = text(params, name)
  return value === undefined ? {} : { [name]: value }
}

const renameGroup = Effect.fnUntraced(function* (call: Call) {
  const group = yield* groupOfPath(call)
  group.name = yield* requiredText(call.params, "name")
  return Reply.data(group)
})
