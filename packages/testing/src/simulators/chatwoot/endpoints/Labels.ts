/** Labels: titles are downcased, have no spaces and are unique. Conversations may carry labels that do not exist here. */
import { Effect } from "effect"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { LabelRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { labelOf } from "../render/Directory.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const labelEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/labels"), "member", (call) =>
    Effect.succeed(Reply.json({ payload: call.simulation.state.labels.all().map(labelOf) }))
  ),
  get(inAccount("/labels/:id"), "member", (call) =>
    Effect.map(Lookups.named(call, call.simulation.state.labels), (label) => Reply.json(labelOf(label)))
  ),
  post(inAccount("/labels"), "administrator", (call) =>
    Effect.gen(function* () {
      const { labels } = call.simulation.state
      const params = yield* Endpoint.required(call.body, "label")
      const title = yield* titleOf(call, params, undefined)
      const color = Params.text(params, "color") ?? "#1f93ff"
      const label = labels.insert((id) => ({ id, title, description: null, color, showOnSidebar: null }))
      changeLabel(label, params, title)
      return Reply.json(labelOf(label))
    })
  ),
  patch(inAccount("/labels/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const label = yield* Lookups.named(call, call.simulation.state.labels)
      const params = yield* Endpoint.required(call.body, "label")
      changeLabel(label, params, "title" in params ? yield* titleOf(call, params, label.id) : label.title)
      return Reply.json(labelOf(label))
    })
  ),
  del(inAccount("/labels/:id"), "administrator", (call) => Lookups.removed(call, call.simulation.state.labels))
]

/** Downcased, no spaces, unique. */
const titleOf = (
  call: Endpoint.Call,
  params: Params.Params,
  selfId: number | undefined
): Effect.Effect<string, Reply.Refusal> => {
  const title = (Params.text(params, "title") ?? "").toLowerCase()
  if (!/^[\p{L}\p{N}]+[\p{L}\p{N}_-]+$/u.test(title)) {
    return Effect.fail(Reply.invalidRecord([{ attribute: "title", message: "Title is invalid" }]))
  }
  const taken = call.simulation.state.labels.find((row) => row.title === title && row.id !== selfId) !== undefined
  return taken
    ? Effect.fail(Reply.invalidRecord([{ attribute: "title", message: "Title has already been taken" }]))
    : Effect.succeed(title)
}

const changeLabel = (label: LabelRow, params: Params.Params, title: string): void => {
  label.title = title
  label.color = Params.text(params, "color") ?? label.color
  if ("description" in params) label.description = Params.text(params, "description") ?? null
  if ("show_on_sidebar" in params) label.showOnSidebar = Params.truthy(params.show_on_sidebar)
}
