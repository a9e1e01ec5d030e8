/** The two tables that are looked up otherwise than by id as well. */
import { type RowTable, rowTable } from "../RowTable.ts"
import type { ContactInboxRow, MessageRow } from "./Records.ts"

/** Messages, also by conversation: an account may hold a great many. */
export interface MessageTable extends RowTable<MessageRow> {
  /** In ascending id. */
  readonly of: (conversationId: number) => ReadonlyArray<MessageRow>
  readonly removeOf: (conversationId: number) => void
}

/** Sessions, also by contact and by what the channel calls them. */
export interface ContactInboxTable extends RowTable<ContactInboxRow> {
  readonly ofContact: (contactId: number) => ReadonlyArray<ContactInboxRow>
  readonly bySource: (inboxId: number, sourceId: string) => ContactInboxRow | undefined
  /** Gives all sessions of one contact to another. */
  readonly move: (fromContactId: number, toContactId: number) => void
  readonly removeOf: (contactId: number) => void
}

export const messageTable = (): MessageTable => {
  const table = rowTable<MessageRow>(1)
  const byConversation = makeGroups((row: MessageRow) => row.conversationId)
  return {
    ...table,
    insert: (make) => byConversation.add(table.insert(make)),
    of: byConversation.of,
    removeOf: (conversationId) => {
      for (const { id } of byConversation.take(conversationId)) table.remove(id)
    }
  }
}

export const contactInboxTable = (): ContactInboxTable => {
  const table = rowTable<ContactInboxRow>(1)
  const byContact = makeGroups((row: ContactInboxRow) => row.contactId)
  const bySource = new Map<string, ContactInboxRow>()
  const sourceKey = (inboxId: number, sourceId: string) => `${inboxId}:${sourceId}`
  return {
    ...table,
    insert: (make) => {
      const row = table.insert(make)
      bySource.set(sourceKey(row.inboxId, row.sourceId), row)
      return byContact.add(row)
    },
    ofContact: byContact.of,
    bySource: (inboxId, sourceId) => bySource.get(sourceKey(inboxId, sourceId)),
    move: (fromContactId, toContactId) => {
      for (const row of byContact.take(fromContactId)) {
        row.contactId = toContactId
        byContact.add(row)
      }
    },
    removeOf: (contactId) => {
      for (const row of byContact.take(contactId)) {
        table.remove(row.id)
        bySource.delete(sourceKey(row.inboxId, row.sourceId))
      }
    }
  }
}

/** Rows by the row that they belong to, in the order in which they came. */
const makeGroups = <Row>(ownerOf: (row: Row) => number) => {
  const groups = new Map<number, Array<Row>>()
  const of = (owner: number): ReadonlyArray<Row> => groups.get(owner) ?? []
  return {
    of,
    add: (row: Row): Row => {
      const group = groups.get(ownerOf(row))
      if (group === undefined) groups.set(ownerOf(row), [row])
      else group.push(row)
      return row
    },
    take: (owner: number): ReadonlyArray<Row> => {
      const taken = of(owner)
      groups.delete(owner)
      return taken
    }
  }
}
