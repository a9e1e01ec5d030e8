/** The tables of one simulated company. */
import { makeRandom, type Random } from "../Random.ts"
import { type RowTable, rowTable } from "../RowTable.ts"
import type * as Records from "./Records.ts"

export interface Company {
  readonly id: number
  readonly name: string
}

export const apiModes = { locked: 0, demo: 10_000, normal: 250_000, unlimited: Number.POSITIVE_INFINITY } as const
export type ApiMode = keyof typeof apiModes

/** What the company has booked, and how it is set up. */
export interface Settings {
  /** Whether clients may be created: a paid option. */
  writeFirst: boolean
  apiMode: ApiMode
  /** Requests beyond those of the API mode that were bought. */
  paidRequests: number
  operatorsLimit: number
  mode: "online" | "offline"
  customInfo: unknown
}

export interface State {
  readonly company: Company
  /** The API token, whose MD5 signs webhooks: a new one takes the place of the old in both. */
  readonly credentials: { token: string }
  readonly settings: Settings
  readonly random: Random
  readonly channels: RowTable<Records.ChannelRow>
  readonly customFields: RowTable<Records.CustomFieldRow>
  readonly clients: RowTable<Records.ClientRow>
  readonly dialogs: RowTable<Records.DialogRow>
  readonly requests: RowTable<Records.RequestRow>
  readonly messages: RowTable<Records.MessageRow>
  readonly operators: RowTable<Records.OperatorRow>
  readonly operatorGroups: RowTable<Records.OperatorGroupRow>
  readonly tagGroups: RowTable<Records.TagGroupRow>
  readonly tags: RowTable<Records.TagRow>
  readonly tickets: RowTable<Records.TicketRow>
  readonly templates: RowTable<Records.TemplateRow>
  readonly templateGroups: RowTable<Records.TemplateGroupRow>
  readonly menuItems: RowTable<Records.MenuItemRow>
  readonly questions: Array<Records.QuestionRow>
  readonly webhooks: RowTable<Records.WebhookRow>
}

export const makeState = (company: Company, token: string, settings: Settings): State => ({
  company,
  credentials: { token },
  settings,
  random: makeRandom(2),
  channels: rowTable(18_337),
  customFields: rowTable(1),
  clients: rowTable(30_247_382),
  dialogs: rowTable(4_236_638),
  requests: rowTable(8_891_565),
  messages: rowTable(115_816_153),
  operators: rowTable(40_818),
  operatorGroups: rowTable(3_373),
  tagGroups: rowTable(14_779),
  tags: rowTable(22_113),
  tickets: rowTable(1),
  templates: rowTable(1),
  templateGroups: rowTable(1),
  menuItems: rowTable(61_528),
  questions: [],
  webhooks: rowTable(537_680)
})

/** How many dialogs an operator has on hand. */
export const openDialogsOf = ({ dialogs }: State, operatorId: number): number =>
  dialogs.filter((dialog) => dialog.operatorId === operatorId && dialog.state === "open").length

/** The administrator, on whose behalf is done what names nobody. */
export const adminOf = ({ operators }: State): Records.OperatorRow => {
  const admin = operators.find(({ role }) => role === "admin")
  if (admin === undefined) throw new Error("the company has no administrator")
  return admin
}
