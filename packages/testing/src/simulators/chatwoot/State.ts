/** The tables of one simulated account. Conversations count per account (display ids), messages over everything. */
import { makeRandom, type Random } from "../Random.ts"
import type * as Records from "./Records.ts"
import {
  type ContactInboxTable,
  contactInboxTable,
  filter,
  type MessageTable,
  messageTable,
  type Table,
  table
} from "./Tables.ts"

export interface State {
  readonly accountId: number
  readonly platformToken: string
  readonly random: Random
  readonly accounts: Table<Records.AccountRow>
  readonly users: Table<Records.UserRow>
  /** Memberships in accounts other than the simulated one, which only the platform API knows. */
  readonly accountUsers: Table<Records.AccountUserRow>
  /** What the platform app made, as `account:2` or `user:3`. */
  readonly permissible: Set<string>
  readonly agentBots: Table<Records.AgentBotRow>
  readonly teams: Table<Records.TeamRow>
  readonly labels: Table<Records.LabelRow>
  readonly inboxes: Table<Records.InboxRow>
  readonly webhooks: Table<Records.WebhookRow>
  readonly attributeDefinitions: Table<Records.AttributeDefinitionRow>
  readonly contacts: Table<Records.ContactRow>
  readonly contactInboxes: ContactInboxTable
  readonly conversations: Table<Records.ConversationRow>
  readonly messages: MessageTable
  readonly blobs: Map<string, Records.BlobRow>
  readonly nextAttachmentId: () => number
}

export const makeState = (options: { readonly accountId: number; readonly platformToken: string }): State => {
  let attachmentId = 0
  return {
    ...options,
    random: makeRandom(options.accountId),
    accounts: table(),
    users: table(),
    accountUsers: table(),
    permissible: new Set(),
    agentBots: table(),
    teams: table(),
    labels: table(),
    inboxes: table(),
    webhooks: table(),
    attributeDefinitions: table(),
    contacts: table(),
    contactInboxes: contactInboxTable(),
    conversations: table(),
    messages: messageTable(),
    blobs: new Map(),
    nextAttachmentId: () => ++attachmentId
  }
}

/** Users of the simulated account; others exist only for the platform API. */
export const members = (state: State): Array<Records.UserRow> => filter(state.users, (user) => user.role !== null)

/** The messages of a conversation that count as its last one, `undefined` when there is none. */
export const lastMessage = (
  state: State,
  conversationId: number,
  matches: (message: Records.MessageRow) => boolean = () => true
): Records.MessageRow | undefined => state.messages.of(conversationId).findLast(matches)
