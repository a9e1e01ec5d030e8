/**
 * People and histories to page through, the same in every run. The first hundred contacts have a phone number of the reserved range
 * +1 202 555 0100 to 0199; all have an address at example.com. Seeding is history: no webhook tells of it.
 */
import { personAt, pick } from "../SeedPeople.ts"
import { findContactInbox, insertContactInbox } from "./changes/ContactInboxes.ts"
import { insertContact } from "./changes/Contacts.ts"
import { insertConversation } from "./changes/Conversations.ts"
import { insertRow } from "./changes/Messages.ts"
import type { ContactRow, ConversationRow, ConversationStatus, InboxRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { members } from "./State.ts"
import { need } from "./Tables.ts"

export interface SeedOptions {
  /** Default 50. */
  readonly contacts?: number
  /** Spread over the contacts in turn. Default: one for each contact. */
  readonly conversations?: number
  /** Default 4. */
  readonly messagesPerConversation?: number
  /** Default: the API inbox. */
  readonly inboxId?: number
}

/** What was added, in the order in which it was. */
export interface Seeded {
  readonly contactIds: ReadonlyArray<number>
  readonly conversationIds: ReadonlyArray<number>
}

export const seed = (simulation: Simulation, inboxId: number, options: SeedOptions): Seeded => {
  const people = options.contacts ?? 50
  const histories = options.conversations ?? people
  const messages = options.messagesPerConversation ?? 4
  const inbox = need(simulation.state.inboxes, options.inboxId ?? inboxId)
  const known = simulation.state.contacts.rows.size
  // The last history ends a day ago, each earlier one a minute before the next; the people are older than their histories.
  const end = simulation.now() - day
  const at = (time: number): Simulation => ({ ...simulation, now: () => time, publish: () => {} })
  const contacts = Array.from({ length: people }, (_, index) =>
    seedContact(at(end - (histories + messages + people - index) * minute), known + index)
  )
  const conversations = Array.from({ length: contacts.length === 0 ? 0 : histories }, (_, index) =>
    seedConversation(at(end - (histories - index + messages) * minute), inbox, pick(contacts, index), index, messages)
  )
  return { contactIds: contacts.map((row) => row.id), conversationIds: conversations.map((row) => row.id) }
}

const minute = 60_000
const day = 24 * 60 * minute

const seedContact = (simulation: Simulation, index: number): ContactRow => {
  const { email, name, phoneDigits } = personAt(index)
  return insertContact(simulation, {
    name,
    email,
    phoneNumber: index < 100 ? `+${phoneDigits}` : null,
    identifier: index % 3 === 0 ? `customer-${index + 1}` : null,
    additionalAttributes: { city: index % 2 === 0 ? "Lisbon" : "Osaka", company_name: "Example Ltd" },
    customAttributes: index % 2 === 0 ? { plan: "basic" } : { plan: "pro", seats: index }
  })
}

/** Three of four are open; the others resolved, so that a list which forgets `status=all` shows. */
const seedStatus = (index: number): ConversationStatus => (index % 4 === 3 ? "resolved" : "open")

const seedConversation = (
  simulation: Simulation,
  inbox: InboxRow,
  contact: ContactRow,
  index: number,
  messages: number
): ConversationRow => {
  const sourceId = `seed-${contact.id}`
  const session =
    findContactInbox(simulation, inbox, sourceId) ?? insertContactInbox(simulation, contact, inbox, sourceId)
  const conversation = insertConversation(simulation, session, { status: seedStatus(index) })
  const agent = members(simulation.state)[0]
  for (let number = 0; number < messages; number++) {
    const isQuestion = number % 2 === 0
    const sender = isQuestion
      ? { type: "Contact" as const, id: contact.id }
      : agent && { type: "User" as const, id: agent.id }
    const content = isQuestion ? `Question ${number + 1} of ${contact.name}` : `Answer ${number + 1}`
    const time = conversation.createdAt + number * minute
    insertRow(simulation, conversation, { type: isQuestion ? 0 : 1, content, sender: sender ?? null }, time)
    conversation.lastActivityAt = time
    if (isQuestion) contact.lastActivityAt = time
    else conversation.firstReplyCreatedAt ??= time
  }
  // Whoever asked last waits, whoever was answered does not.
  if (messages % 2 === 0) conversation.waitingSince = null
  return conversation
}
