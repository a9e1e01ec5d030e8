/** The tables of one simulated account. Conversations count per account (display ids), messages over everything. */
import { makeRandom, type Random } from "../Random.ts"
import { type RowTable, rowTable } from "../RowTable.ts"
import type * as Records from "./Records.ts"
import { type ContactInboxTable, contactInboxTable, type MessageTable, messageTable } from "./Tables.ts"

export interface State {
  readonly accountId: number
  readonly platformToken: string
  readonly random: Random
  readonly accounts: RowTable<Records.AccountRow>
  readonly users: RowTable<Records.UserRow>
  /** Memberships in accounts other than the simulated one, which only the platform API knows. */
  readonly accountUsers: RowTable<Records.AccountUserRow>
  /** What the platform app made, as `account:2` or `user:3`. */
  readonly permissible: Set<string>
  readonly agentBots: RowTable<Records.AgentBotRow>
  readonly teams: RowTable<Records.TeamRow>
  readonly labels: RowTable<Records.LabelRow>
  readonly inboxes: RowTable<Records.InboxRow>
  readonly webhooks: RowTable<Records.WebhookRow>
  readonly attributeDefinitions: RowTable<Records.AttributeDefinitionRow>
  readonly contacts: RowTable<Records.ContactRow>
  readonly contactInboxes: ContactInboxTable
  readonly conversations: RowTable<Records.ConversationRow>
  readonly messages: MessageTable
  readonly blobs: Map<string, Records.BlobRow>
  readonly nextAttachmentId: () => number
}

export const makeState = (options: { readonly accountId: number; readonly platformToken: string }): State => {
  let attachmentId = 0
  return {
    ...options,
    random: makeRandom(options.accountId),
    accounts: rowTable(options.accountId),
    users: rowTable(1),
    accountUsers: rowTable(1),
    permissible: new Set(),
    agentBots: rowTable(1),
    teams: rowTable(1),
    labels: rowTable(1),
    inboxes: rowTable(1),
    webhooks: rowTable(1),
    attributeDefinitions: rowTable(1),
    contacts: rowTable(1),
    contactInboxes: contactInboxTable(),
    conversations: rowTable(1),
    messages: messageTable(),
    blobs: new Map(),
    nextAttachmentId: () => ++attachmentId
  }
}

/** Users of the simulated account; others exist only for the platform API. */
export const members = (state: State): ReadonlyArray<Records.UserRow> =>
  state.users.filter((user) => user.role !== null)

/** The messages of a conversation that count as its last one, `undefined` when there is none. */
export const lastMessage = (
  state: State,
  conversationId: number,
  matches: (message: Records.MessageRow) => boolean = () => true
): Records.MessageRow | undefined => state.messages.of(conversationId).findLast(matches)
