/** Rows by id, and the two tables that are also looked up otherwise. Ids count up from 1, as a fresh server's do. */
import type { ContactInboxRow, MessageRow } from "./Records.ts"

export interface Table<Row> {
  readonly rows: Map<number, Row>
  readonly insert: (make: (id: number) => Row) => Row
  /** With an id of the caller's choice; later ids count on from it. */
  readonly insertAt: (id: number, row: Row) => void
}

/** Messages, also by conversation: an account may hold a great many. */
export interface MessageTable extends Table<MessageRow> {
  /** In ascending id. */
  readonly of: (conversationId: number) => ReadonlyArray<MessageRow>
  readonly remove: (conversationId: number) => void
}

/** Sessions, also by contact and by what the channel calls them. */
export interface ContactInboxTable extends Table<ContactInboxRow> {
  readonly ofContact: (contactId: number) => ReadonlyArray<ContactInboxRow>
  readonly bySource: (inboxId: number, sourceId: string) => ContactInboxRow | undefined
  /** Gives all sessions of one contact to another. */
  readonly move: (fromContactId: number, toContactId: number) => void
  readonly removeOf: (contactId: number) => void
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

export const table = <Row>(): Table<Row> => {
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

export const messageTable = (): MessageTable => {
  const { insert, insertAt, rows } = table<MessageRow>()
  const byConversation = new Map<number, Array<MessageRow>>()
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

export const contactInboxTable = (): ContactInboxTable => {
  const { insert, insertAt, rows } = table<ContactInboxRow>()
  const byContact = new Map<number, Array<ContactInboxRow>>()
  const bySource = new Map<string, ContactInboxRow>()
  const sourceKey = (inboxId: number, sourceId: string) => `${inboxId}:${sourceId}`
  const give = (row: ContactInboxRow): void => {
    const siblings = byContact.get(row.contactId)
    if (siblings === undefined) byContact.set(row.contactId, [row])
    else siblings.push(row)
  }
  const take = (contactId: number): ReadonlyArray<ContactInboxRow> => {
    const taken = byContact.get(contactId) ?? []
    byContact.delete(contactId)
    return taken
  }
  return {
    rows,
    insertAt,
    insert: (make) => {
      const row = insert(make)
      bySource.set(sourceKey(row.inboxId, row.sourceId), row)
      give(row)
      return row
    },
    ofContact: (contactId) => byContact.get(contactId) ?? [],
    bySource: (inboxId, sourceId) => bySource.get(sourceKey(inboxId, sourceId)),
    move: (fromContactId, toContactId) => {
      for (const row of take(fromContactId)) {
        row.contactId = toContactId
        give(row)
      }
    },
    removeOf: (contactId) => {
      for (const row of take(contactId)) {
        rows.delete(row.id)
        bySource.delete(sourceKey(row.inboxId, row.sourceId))
      }
    }
  }
}
