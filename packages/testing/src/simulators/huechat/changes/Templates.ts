/** Templates made, handed to Meta, judged by it, and brought into line with what it has. */
import type { Hash, TemplateRow } from "../Records.ts"
import { toApproval, toRejection } from "../render/Template.ts"
import type { Simulation } from "../Simulation.ts"
import type { State } from "../State.ts"

export type NewTemplate = Pick<TemplateRow, "inboxId" | "name" | "language" | "category" | "status" | "components"> & {
  /** Of one that Meta has already. */
  readonly metaTemplateId?: string
  readonly exampleValues?: Hash | undefined
}

/** What is more than a draft is Meta's too. */
export const insertTemplate = ({ now, state }: Pick<Simulation, "now" | "state">, fields: NewTemplate): TemplateRow => {
  const { exampleValues = {}, metaTemplateId = null, ...told } = fields
  const template: TemplateRow = {
    id: state.random.uuid(),
    ...told,
    exampleValues,
    metaTemplateId,
    qualityScore: fields.status === "approved" ? "HIGH" : null,
    rejectionReason: fields.status === "rejected" ? "POLICY_VIOLATION" : null,
    createdAt: now()
  }
  state.templates.set(template.id, template)
  if (template.status !== "draft" && metaTemplateId === null) giveToMeta(state, template)
  return template
}

/** Meta has it from now on, as it is now, and in place of what it had. */
export const giveToMeta = (state: State, template: TemplateRow): void => {
  takeFromMeta(state, template)
  const { category, components, inboxId, language, name, status } = template
  const { id } = state.metaTemplates.insert((id) => ({ id, inboxId, name, language, category, components, status }))
  template.metaTemplateId = String(id)
}

export const takeFromMeta = ({ metaTemplates }: State, { metaTemplateId }: TemplateRow): void => {
  if (metaTemplateId !== null) metaTemplates.remove(Number(metaTemplateId))
}

export const approveTemplate = (simulation: Simulation, template: TemplateRow): void => {
  const previous = template.status
  Object.assign(template, { status: "approved", rejectionReason: null, qualityScore: "HIGH" })
  tellMeta(simulation.state, template)
  simulation.publish({ event: "template.approved", data: toApproval(template, previous, simulation.now()) })
}

export const rejectTemplate = (
  simulation: Simulation,
  template: TemplateRow,
  { detail, reason }: { readonly reason: string; readonly detail: string }
): void => {
  const previous = template.status
  Object.assign(template, { status: "rejected", rejectionReason: reason, qualityScore: null })
  tellMeta(simulation.state, template)
  simulation.publish({ event: "template.rejected", data: toRejection(template, previous, detail) })
}

const tellMeta = (state: State, { metaTemplateId, status }: TemplateRow): void => {
  const row = metaTemplateId === null ? undefined : state.metaTemplates.get(Number(metaTemplateId))
  if (row !== undefined) row.status = status
}

export interface Synchronized {
  readonly created: number
  readonly updated: number
  readonly deleted: number
}

/** What Meta has of an inbox is what there is; drafts are ours alone. No event tells of it. */
export const synchronize = (simulation: Simulation, inboxId: number): Synchronized => {
  const { metaTemplates, templates } = simulation.state
  const theirs = metaTemplates.filter((row) => row.inboxId === inboxId)
  const ours = [...templates.values()].filter((row) => row.inboxId === inboxId && row.metaTemplateId !== null)
  const gone = ours.filter(({ metaTemplateId }) => !theirs.some(({ id }) => String(id) === metaTemplateId))
  for (const { id } of gone) templates.delete(id)
  let created = 0
  for (const { id, ...fields } of theirs) {
    const known = ours.find(({ metaTemplateId }) => metaTemplateId === String(id))
    if (known === undefined) {
      insertTemplate(simulation, { ...fields, metaTemplateId: String(id) })
      created += 1
    } else Object.assign(known, fields)
  }
  return { created, updated: theirs.length - created, deleted: gone.length }
}
