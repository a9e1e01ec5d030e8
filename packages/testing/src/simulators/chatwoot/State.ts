/**
 * The tables of one simulated account, and how rows are found. Ids count up from 1 per table, as a fresh server's do; conversations
 * count per account (display ids), messages over everything.
 */
import { makeRandom, type Random } from "./Random.ts"
import type * as Records from "./Records.ts"

export interface Table<Row> {
  readonly rows: Map<number, Row>
  readonly insert: (make: (id: number) => Row) => Row
  /** With an id of the caller's choice; later ids count on from it. */
  readonly insertAt: (id: number, row: Row) => void
}

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
  readonly contactInboxes: Table<Records.ContactInboxRow>
  readonly conversations: Table<Records.ConversationRow>
  readonly messages: MessageTable
  readonly blobs: Map<string, Records.BlobRow>
  readonly nextAttachmentId: () => number
}

/** Messages, also by conversation: an account may hold a great many. */
export interface MessageTable extends Table<Records.MessageRow> {
  /** In ascending id. */
  readonly of: (conversationId: number) => ReadonlyArray<Records.MessageRow>
  readonly remove: (conversationId: number) => void
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
    contactInboxes: table(),
    conversations: table(),
    messages: messageTable(),
    blobs: new Map(),
    nextAttachmentId: () => ++attachmentId
  }
}

export const find = <Row>(self: Table<Row>, matches: (row: Row) => boolean): Row | undefined => {
  for (const row of self.rows.values()) if (matches(row)) return row
  return undefined
}

export const filter = <Row>(self: Table<Row>, matches: (row: Row) => boolean): Array<Row> => {
  const found: Array<Row> = []
  for (const row of self.rows.values()) if (matches(row)) found.push(row)
  return found
}

/** The row of an id that another row refers to. A miss is a bug of the simulator. */
export const need = <Row>(self: Table<Row>, id: number): Row => {
  const row = self.rows.get(id)
  if (row === undefined) throw new Error(`the simulator lost row ${id}`)
  return row
}

/** Users of the simulated account; others exist only for the platform API. */
export const members = (state: State): Array<Records.UserRow> => filter(state.users, (user) => user.role !== null)

/** The messages of a conversation that count as its last one, `undefined` when there is none. */
export const lastMessage = (
  state: State,
  conversationId: number,
  matches: (message: Records.MessageRow) => boolean = () => true
): Records.MessageRow | undefined => state.messages.of(conversationId).findLast(matches)

const table = <Row>(): Table<Row> => {
  const rows = new Map<number, Row>()
  let lastId = 0
  return {
    rows,
    insert: (make) => {
      const row = make(lastId + 1)
      lastId += 1
      rows.set(lastId, row)
      return row
    },
    insertAt: (id, row) => {
      lastId = Math.max(lastId, id)
      rows.set(id, row)
    }
  }
}

const messageTable = (): MessageTable => {
  const { insert, insertAt, rows } = table<Records.MessageRow>()
  const byConversation = new Map<number, Array<Records.MessageRow>>()
  return {
    rows,
    insertAt,
    insert: (make) => {
      const row = insert(make)
      const siblings = byConversation.get(row.conversationId)
      if (siblings === undefined) byConversation.set(row.conversationId, [row])
      else siblings.push(row)
      return row
    },
    of: (conversationId) => byConversation.get(conversationId) ?? [],
    remove: (conversationId) => {
      for (const message of byConversation.get(conversationId) ?? []) rows.delete(message.id)
      byConversation.delete(conversationId)
    }
  }
}
