/** How much simulators are seeded with, when that was, and what was said. Seeding is history: it is dated back, and no webhook tells of it. */
import { day, hour, minute } from "./Milliseconds.ts"

export interface SeedSize {
  /** Default 50. */
  readonly contacts?: number
  /** Histories, spread over the contacts in turn. Default: one for each contact. */
  readonly conversations?: number
  /** Default 4. */
  readonly messagesPerConversation?: number
}

export const seedSize = ({ contacts = 50, conversations = contacts, messagesPerConversation = 4 }: SeedSize) => ({
  people: contacts,
  histories: contacts === 0 ? 0 : conversations,
  messages: messagesPerConversation
})

interface Dated {
  readonly now: () => number
  readonly publish: (notice: never) => void
}

/** The simulation as it was at a time. */
export const at = <Simulation extends Dated>(simulation: Simulation, time: number): Simulation => ({
  ...simulation,
  now: () => time,
  publish: () => {}
})

/** The last history ends a day before `now`, each earlier one a minute before the next; the people are older than their histories. */
export const minuteByMinute = (now: number, { histories, messages, people }: ReturnType<typeof seedSize>) => {
  const end = now - day
  return {
    arrivalOf: (person: number) => end - (histories + messages + people - person) * minute,
    startOf: (history: number) => end - (histories - history + messages) * minute
  }
}

/** When each of `total` messages was: the last an hour before `now`, the first `days` before that, or else a minute between two of them. */
export const evenlySpaced = (now: number, total: number, days: number | undefined) => {
  const step = days === undefined ? minute : Math.floor((days * day) / Math.max(1, total))
  return (message: number): number => now - hour - (total - 1 - message) * step
}

/** Questions and answers in turn. */
export const lineOf = (message: number, contactName: string | null) =>
  message % 2 === 0
    ? { isQuestion: true, text: `Question ${message + 1} of ${contactName}` }
    : { isQuestion: false, text: `Answer ${message + 1}` }
