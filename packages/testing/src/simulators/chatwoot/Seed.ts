/**
 * People and histories to page through, the same in every run. The first hundred contacts have a phone number of the reserved range
 * +1 202 555 0100 to 0199; all have an address at example.com. Seeding is history: no webhook tells of it.
 */
import { minute } from "../Milliseconds.ts"
import { at, lineOf, minuteByMinute, type SeedSize, seedSize } from "../SeedHistories.ts"
import { personAt, pick } from "../SeedPeople.ts"
import { findContactInbox, insertContactInbox } from "./changes/ContactInboxes.ts"
import { insertContact } from "./changes/Contacts.ts"
import { insertConversation } from "./changes/Conversations.ts"
import { insertRow } from "./changes/Messages.ts"
import type { ContactRow, ConversationRow, ConversationStatus, InboxRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { members } from "./State.ts"

export interface SeedOptions extends SeedSize {
  /** Default: the API inbox. */
  readonly inboxId?: number
}

/** What was added, in the order in which it was. */
export interface Seeded {
  readonly contactIds: ReadonlyArray<number>
  readonly conversationIds: ReadonlyArray<number>
}

export const seed = (simulation: Simulation, inboxId: number, options: SeedOptions): Seeded => {
  const size = seedSize(options)
  const { arrivalOf, startOf } = minuteByMinute(simulation.now(), size)
  const inbox = simulation.state.inboxes.need(options.inboxId ?? inboxId)
  const known = simulation.state.contacts.all().length
  const contacts = Array.from({ length: size.people }, (_, index) =>
    seedContact(at(simulation, arrivalOf(index)), known + index)
  )
  const conversations = Array.from({ length: size.histories }, (_, index) =>
    seedConversation(at(simulation, startOf(index)), inbox, pick(contacts, index), index, size.messages)
  )
  return { contactIds: contacts.map((row) => row.id), conversationIds: conversations.map((row) => row.id) }
}

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
    const { isQuestion, text: content } = lineOf(number, contact.name)
    const sender = isQuestion
      ? { type: "Contact" as const, id: contact.id }
      : agent && { type: "User" as const, id: agent.id }
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
