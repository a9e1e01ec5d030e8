/** The tables of one simulated account: v1's by counted ids, v2's by UUIDs. */
import { makeRandom, type Random } from "../Random.ts"
import { type RowTable, rowTable } from "../RowTable.ts"
import type * as Records from "./Records.ts"

export interface State {
  readonly accountId: number
  readonly random: Random
  /** By token. */
  readonly keys: Map<string, Records.KeyRow>
  readonly agents: RowTable<Records.AgentRow>
  readonly teams: RowTable<Records.TeamRow>
  readonly inboxes: RowTable<Records.InboxRow>
  readonly contacts: RowTable<Records.ContactRow>
  readonly conversations: RowTable<Records.ConversationRow>
  readonly messages: RowTable<Records.MessageRow>
  /** The messages of a conversation, oldest first. */
  readonly histories: Map<number, Array<Records.MessageRow>>
  readonly attachments: RowTable<Records.AttachmentRow>
  readonly legacyWebhooks: RowTable<Records.LegacyWebhookRow>
  readonly subscriptions: Map<string, Records.SubscriptionRow>
  readonly broadcasts: Map<string, Records.BroadcastRow>
  readonly templates: Map<string, Records.TemplateRow>
  /** What Meta has, by Meta's id: what a synchronization brings in. */
  readonly metaTemplates: RowTable<Records.MetaTemplateRow>
  /** Texts that the AI wrote, by month, such as `2026-01`. */
  readonly generations: Map<string, number>
  readonly contactLists: Map<string, Records.ContactListRow>
  readonly tickets: Map<string, Records.TicketRow>
  readonly deals: Map<string, Records.DealRow>
}

export const makeState = (accountId: number): State => ({
  accountId,
  random: makeRandom(accountId),
  keys: new Map(),
  agents: rowTable(1),
  teams: rowTable(1),
  inboxes: rowTable(1),
  contacts: rowTable(1),
  conversations: rowTable(1),
  messages: rowTable(1),
  histories: new Map(),
  attachments: rowTable(1),
  legacyWebhooks: rowTable(1),
  subscriptions: new Map(),
  broadcasts: new Map(),
  templates: new Map(),
  metaTemplates: rowTable(100_000_001),
  generations: new Map(),
  contactLists: new Map(),
  tickets: new Map(),
  deals: new Map()
})

export const historyOf = (state: State, conversationId: number): ReadonlyArray<Records.MessageRow> =>
  state.histories.get(conversationId) ?? []

/** Incoming messages that no agent has seen. */
export const unreadCount = (state: State, { agentLastSeenAt, id }: Records.ConversationRow): number =>
  historyOf(state, id).filter(
    ({ createdAt, messageType }) =>
      messageType === "incoming" && (agentLastSeenAt === null || createdAt > agentLastSeenAt)
  ).length

/** Nobody where there is no id. */
export const agentIn = (state: State, id: number | null): Records.AgentRow | null =>
  id === null ? null : (state.agents.get(id) ?? null)
