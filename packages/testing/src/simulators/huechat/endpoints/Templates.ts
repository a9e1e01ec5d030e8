/** WhatsApp templates: listed, made, changed, deleted, handed to Meta, and what one is told about them. */
import { Effect } from "effect"
import { giveToMeta, insertTemplate, type Synchronized, synchronize, takeFromMeta } from "../changes/Templates.ts"
import { allows, type Call, del, type Endpoint, get, post, put, v2 } from "../Endpoint.ts"
import { existing, named } from "../Lookups.ts"
import * as Params from "../Params.ts"
import { type Hash, type TemplateRow, templateCategories } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toTemplate } from "../render/Template.ts"

const read = (perMinute: number) => allows("templates:read", perMinute)
const write = (perMinute: number) => allows("templates:write", perMinute)
const path = (rest = "") => v2(`/templates${rest}`)

export const templateEndpoints: ReadonlyArray<Endpoint> = [
  get(path(), read(120), (call) => list(call)),
  post(path(), write(30), (call) => create(call)),
  get(path("/analytics/:template_id"), read(60), (call) => analytics(call)),
  get(path("/inboxes"), read(120), (call) => inboxes(call)),
  post(path("/resubmit"), write(10), (call) => resubmit(call)),
  post(path("/sync"), write(5), (call) => sync(call)),
  del(path("/:template_id"), allows("templates:delete", 30), (call) =>
    Effect.map(templateOf(call), (template) => {
      takeFromMeta(call.simulation.state, template)
      call.simulation.state.templates.delete(template.id)
      return Reply.json({ success: true })
    })
  ),
  get(path("/:template_id"), read(240), (call) => Effect.map(templateOf(call), (template) => shown(call, template))),
  put(path("/:template_id"), write(30), (call) => update(call)),
  get("/api/v2/templates/categories", "public", () =>
    Effect.succeed(Reply.json({ success: true, categories: templateCategories }))
  )
]

const templateOf = (call: Call): Effect.Effect<TemplateRow, Reply.Refusal> =>
  named(call, "template_id", call.simulation.state.templates)

const shown = ({ simulation: { state } }: Call, template: TemplateRow, status = 200) =>
  Reply.json({ success: true, template: toTemplate(state, template) }, status)

const list = ({ query, simulation: { state } }: Call) => {
  const inboxId = Params.integer(query, "inbox_id")
  const rows = [...state.templates.values()].filter(
    (row) =>
      (inboxId === undefined || row.inboxId === inboxId) &&
      (query.category === undefined || row.category === query.category) &&
      (query.status === undefined || row.status === query.status)
  )
  return Effect.succeed(Reply.json({ success: true, templates: rows.map((row) => toTemplate(state, row)) }))
}

const create = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const name = yield* nameOf(params)
  const language = yield* Params.requiredText(params, "language")
  const category = yield* Params.oneOf(params, "category", templateCategories)
  if (category === undefined) return yield* Reply.required("category")
  const inboxId = yield* Params.requiredInteger(params, "inbox_id")
  yield* existing(simulation.state.inboxes, inboxId, "inbox")
  const template = insertTemplate(simulation, {
    inboxId,
    name,
    language,
    category,
    components: yield* componentsOf(params),
    status: Params.isTrue(params, "submit_to_meta") ? "pending" : "draft",
    exampleValues: Params.object(params, "example_values")
  })
  return shown(call, template, 201)
})

const nameOf = Effect.fnUntraced(function* (params: Hash) {
  const name = yield* Params.requiredText(params, "name")
  return /^[a-z0-9_]+$/.test(name)
    ? name
    : yield* Reply.invalid("name", "Template names have lowercase letters, numbers and underscores only")
})

const componentsOf = Effect.fnUntraced(function* (params: Hash) {
  const components = Params.objects(params, "components")
  if (components === undefined) return yield* Reply.required("components")
  return components.some(({ type }) => type === "BODY")
    ? components
    : yield* Reply.invalid("components", "A template needs a BODY component")
})

/** What Meta is looking at cannot be changed; what it has approved or rejected becomes a draft, to be submitted again. */
const update = Effect.fnUntraced(function* (call: Call) {
  const template = yield* templateOf(call)
  const { params } = call
  if (template.status === "pending") {
    return yield* Reply.refuse(409, "template_pending", "A template under review cannot be updated")
  }
  const category = yield* Params.oneOf(params, "category", templateCategories)
  Object.assign(template, {
    name: "name" in params ? yield* nameOf(params) : template.name,
    language: Params.text(params, "language") ?? template.language,
    category: category ?? template.category,
    components: "components" in params ? yield* componentsOf(params) : template.components,
    exampleValues: Params.object(params, "example_values") ?? template.exampleValues,
    status: "draft"
  })
  return shown(call, template)
})

/** The caller's own access to Meta is asked for, and not looked at. */
const resubmit = Effect.fnUntraced(function* (call: Call) {
  const { params, simulation } = call
  const template = simulation.state.templates.get(yield* Params.requiredText(params, "template_id"))
  yield* Params.requiredText(params, "waba_id")
  yield* Params.requiredText(params, "access_token")
  if (template === undefined) return yield* Reply.notFound("template")
  if (template.status === "pending" || template.status === "approved") {
    return yield* Reply.refuse(409, `already_${template.status}`, `The template is already ${template.status}`)
  }
  template.status = "pending"
  template.rejectionReason = null
  giveToMeta(simulation.state, template)
  return shown(call, template)
})

const sync = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const inboxId = yield* Params.requiredInteger(params, "inbox_id")
  yield* Params.requiredText(params, "waba_id")
  yield* Params.requiredText(params, "access_token")
  yield* existing(simulation.state.inboxes, inboxId, "inbox")
  const counts: Synchronized = synchronize(simulation, inboxId)
  return Reply.json({
    success: true,
    synced: counts.created + counts.updated + counts.deleted,
    ...counts,
    errors: []
  })
})

const inboxes = ({ simulation: { state } }: Call) =>
  Effect.succeed(
    Reply.json({
      success: true,
      inboxes: state.inboxes
        .filter(({ channelType }) => channelType === "Channel::Whatsapp")
        .map(({ channelType, id, name, phoneNumber, wabaId }) => ({
          id,
          name,
          channel_type: channelType,
          phone_number: phoneNumber,
          waba_id: wabaId
        }))
    })
  )

/** What the text names: sends, rates, quality. Nobody presses buttons or opts out here. */
const analytics = Effect.fnUntraced(function* (call: Call) {
  const template = yield* templateOf(call)
  const recipients = [...call.simulation.state.broadcasts.values()]
    .filter(({ templateId }) => templateId === template.id)
    .flatMap((broadcast) => broadcast.recipients)
  const share = (count: number) => (recipients.length === 0 ? 0 : count / recipients.length)
  return Reply.json({
    success: true,
    analytics: {
      template_id: template.id,
      total_sends: recipients.filter(({ sentAt }) => sentAt !== null).length,
      delivery_rate: share(recipients.filter(({ deliveredAt }) => deliveredAt !== null).length),
      read_rate: share(recipients.filter(({ readAt }) => readAt !== null).length),
      button_click_rate: 0,
      opt_out_rate: 0,
      quality_score: template.qualityScore
    }
  })
})
