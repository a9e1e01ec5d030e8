/**
 * People and histories to page through, the same in every run. The first hundred contacts have a phone number of the reserved range
 * +1 202 555 0100 to 0199; all have an address at example.com. Seeding is history: no webhook tells of it.
 */
import { minute } from "../Milliseconds.ts"
import { at, lineOf, minuteByMinute, type SeedSize, seedSize } from "../SeedHistories.ts"
import { personAt, pick } from "../SeedPeople.ts"
import { insertContact } from "./changes/Contacts.ts"
import { insertConversation } from "./changes/Conversations.ts"
import { insertMessage } from "./changes/Messages.ts"
import { type ContactRow, type ConversationRow, type ConversationStatus, conversationPriorities } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"

export interface SeedOptions extends SeedSize {
  /** Default: the API inbox. */
  readonly inboxId?: number
}

/** What was added, in the order in which it was. */
export interface Seeded {
  readonly contactIds: ReadonlyArray<number>
  readonly conversationIds: ReadonlyArray<number>
  readonly messageIds: ReadonlyArray<number>
}

export const seed = (simulation: Simulation, inboxId: number, options: SeedOptions): Seeded => {
  const size = seedSize(options)
  const { arrivalOf, startOf } = minuteByMinute(simulation.now(), size)
  const known = simulation.state.contacts.all().length
  const contacts = Array.from({ length: size.people }, (_, index) =>
    seedContact(at(simulation, arrivalOf(index)), known + index)
  )
  const messageIds: Array<number> = []
  const conversations = Array.from({ length: size.histories }, (_, index) => {
    const contact = pick(contacts, index)
    const conversation = seedConversation(at(simulation, startOf(index)), contact, options.inboxId ?? inboxId, index)
    for (let number = 0; number < size.messages; number++) {
      messageIds.push(seedMessage(at(simulation, startOf(index) + number * minute), conversation, contact, number))
    }
    return conversation
  })
  return {
    contactIds: contacts.map(({ id }) => id),
    conversationIds: conversations.map(({ id }) => id),
    messageIds
  }
}

const seedContact = (simulation: Simulation, index: number): ContactRow => {
  const { email, name, phoneDigits } = personAt(index)
  return insertContact(simulation, {
    name,
    email,
    phoneNumber: index < 100 ? `+${phoneDigits}` : null,
    identifier: index % 3 === 0 ? `customer-${index + 1}` : null,
    additionalAttributes: { city: index % 2 === 0 ? "Lisbon" : "Osaka", company_name: "Example Ltd" },
    customAttributes: { plan: index % 2 === 0 ? "enterprise" : "starter" }
  })
}

const statuses: ReadonlyArray<ConversationStatus> = ["open", "open", "pending", "resolved"]

const seedConversation = (
  simulation: Simulation,
  contact: ContactRow,
  inboxId: number,
  index: number
): ConversationRow =>
  insertConversation(simulation, {
    inboxId,
    contactId: contact.id,
    status: pick(statuses, index),
    priority: index % 3 === 0 ? pick(conversationPriorities, index) : null,
    assigneeId: index % 2 === 0 ? 1 : null,
    teamId: index % 4 === 0 ? 1 : null,
    labels: index % 2 === 0 ? ["support"] : [],
    customAttributes: { source: "seed" }
  })

/** Questions and answers in turn; the first agent answers. */
const seedMessage = (
  simulation: Simulation,
  conversation: ConversationRow,
  contact: ContactRow,
  index: number
): number => {
  const { isQuestion, text } = lineOf(index, contact.name)
  const { id } = insertMessage(simulation, conversation, {
    content: text,
    messageType: isQuestion ? "incoming" : "outgoing",
    sender: isQuestion ? { type: "contact", id: contact.id } : { type: "user", id: 1 }
  })
  return id
}
