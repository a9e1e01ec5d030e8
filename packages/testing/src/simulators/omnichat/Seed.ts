/** People and histories to page through, the same in every run. Seeding is history: no webhook tells of it. */
import { personAt, pick } from "../SeedPeople.ts"
import { changeProfile, insertContact } from "./changes/Contacts.ts"
import { insertInbound, insertOutbound, newMessageId } from "./changes/Messages.ts"
import { openTicket, roomOf } from "./changes/Rooms.ts"
import type { ContactRow, Platform } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { customerOf, keyOf } from "./State.ts"

export interface SeedOptions {
  /** Default 50. */
  readonly contacts?: number
  /** Rooms with a history, spread over the contacts in turn. Default: one for each contact. */
  readonly conversations?: number
  /** Default 4. */
  readonly messagesPerConversation?: number
  /** The contacts' platforms in turn. Default: WhatsApp alone. */
  readonly platforms?: ReadonlyArray<Platform>
  /** How far back the messages reach, evenly spaced. Default: as far as a minute between two of them takes. */
  readonly days?: number
}

/** What was added, in the order in which it was. */
export interface Seeded {
  readonly contactKeys: ReadonlyArray<string>
  readonly messageIds: ReadonlyArray<string>
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export const seed = (simulation: Simulation, options: SeedOptions): Seeded => {
  const people = options.contacts ?? 50
  const histories = people === 0 ? 0 : (options.conversations ?? people)
  const perHistory = options.messagesPerConversation ?? 4
  const total = histories * perHistory
  const step = options.days === undefined ? minute : Math.floor((options.days * day) / Math.max(1, total))
  // The last message is an hour old, so that customers may still be answered.
  const end = simulation.now() - hour
  const timeOf = (message: number) => end - (total - 1 - message) * step
  const at = (time: number): Simulation => ({ ...simulation, now: () => time, publish: () => {} })
  const known = simulation.state.contacts.size
  // Whoever has a history comes a minute before it begins.
  const arrival = (index: number) => (index < histories ? timeOf(index * perHistory) - minute : timeOf(0) - day)
  const contacts = Array.from({ length: people }, (_, index) =>
    seedContact(at(arrival(index)), pick(options.platforms ?? ["whatsapp"], index), known + index)
  )
  const messageIds = Array.from({ length: total }, (_, index) => {
    const contact = pick(contacts, Math.floor(index / perHistory))
    return seedMessage(at(timeOf(index)), contact, index % perHistory)
  })
  return { contactKeys: contacts.map(keyOf), messageIds }
}

const seedContact = (simulation: Simulation, platform: Platform, index: number): ContactRow => {
  const { email, name, phoneDigits } = personAt(index)
  const channel = simulation.state.channels.find((one) => one.platform === platform)
  const contact = insertContact(simulation, {
    platform,
    channelId: channel?.channelId ?? platform,
    userId: platform === "whatsapp" ? phoneDigits : `U${String(index + 1).padStart(32, "0")}`,
    name
  })
  const change = {
    email,
    phone: phoneDigits,
    ...(index % 3 === 0 ? { memberId: `M${String(index + 1).padStart(5, "0")}` } : {}),
    tags: index % 2 === 0 ? ["VIP"] : [],
    attributes: new Map<string, string | number>([
      ["MemberTier", index % 2 === 0 ? "GOLD" : "SILVER"],
      ["Points", index]
    ])
  }
  changeProfile(simulation, customerOf(simulation.state, contact), change, { source: "import", contact })
  return contact
}

/** Questions and answers in turn; the first agent answers. */
const seedMessage = (simulation: Simulation, contact: ContactRow, index: number): string => {
  const room = roomOf(simulation, contact)
  openTicket(simulation, room)
  if (index % 2 === 0) {
    const written = { type: "text" as const, text: `Question ${index + 1} of ${contact.name}` }
    return insertInbound(simulation, contact, room, written, newMessageId(simulation, contact.platform)).id
  }
  const sender = simulation.state.agents[0]?.username ?? "bot"
  const message = insertOutbound(simulation, contact, room, { type: "text", text: `Answer ${index + 1}` }, { sender })
  message.messageStatus = "read"
  return message.id
}
