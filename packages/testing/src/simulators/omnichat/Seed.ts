/** People and histories to page through, the same in every run. Seeding is history: no webhook tells of it. */
import { day, minute } from "../Milliseconds.ts"
import { at, evenlySpaced, lineOf, type SeedSize, seedSize } from "../SeedHistories.ts"
import { personAt, pick } from "../SeedPeople.ts"
import { changeProfile, insertContact } from "./changes/Contacts.ts"
import { insertInbound, insertOutbound, newMessageId } from "./changes/Messages.ts"
import { openTicket, roomOf } from "./changes/Rooms.ts"
import type { ContactRow, Platform } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { customerOf, keyOf } from "./State.ts"

export interface SeedOptions extends SeedSize {
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

export const seed = (simulation: Simulation, options: SeedOptions): Seeded => {
  const { histories, messages, people } = seedSize(options)
  const total = histories * messages
  // The last message is an hour old, so that customers may still be answered.
  const timeOf = evenlySpaced(simulation.now(), total, options.days)
  const known = simulation.state.contacts.size
  // Whoever has a history comes a minute before it begins.
  const arrival = (index: number) => (index < histories ? timeOf(index * messages) - minute : timeOf(0) - day)
  const contacts = Array.from({ length: people }, (_, index) =>
    seedContact(at(simulation, arrival(index)), pick(options.platforms ?? ["whatsapp"], index), known + index)
  )
  const messageIds = Array.from({ length: total }, (_, index) => {
    const contact = pick(contacts, Math.floor(index / messages))
    return seedMessage(at(simulation, timeOf(index)), contact, index % messages)
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
  const { isQuestion, text } = lineOf(index, contact.name)
  const written = { type: "text" as const, text }
  if (isQuestion) {
    return insertInbound(simulation, contact, room, written, newMessageId(simulation, contact.platform)).id
  }
  const sender = simulation.state.agents[0]?.username ?? "bot"
  const message = insertOutbound(simulation, contact, room, written, { sender })
  message.messageStatus = "read"
  return message.id
}
