/** People and histories to page through, the same in every run. Seeding is history: no webhook tells of it. */
import { day } from "../Milliseconds.ts"
import { at, evenlySpaced, lineOf, type SeedSize, seedSize } from "../SeedHistories.ts"
import { personAt, pick } from "../SeedPeople.ts"
import { addressOf } from "./CompanySetup.ts"
import { insertClient } from "./changes/Clients.ts"
import { closeDialog, enterDialog } from "./changes/Dialogs.ts"
import { insertMessage } from "./changes/Messages.ts"
import type { ClientRow, DialogRow, MessageRow } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"
import { phoneOf, type Transport } from "./Transports.ts"

export interface SeedOptions extends SeedSize {
  /** Dialogs with a history, of the first clients. Default, and at most: one for each client. */
  readonly conversations?: number
  /** The clients' transports in turn. Default: WhatsApp alone. */
  readonly transports?: ReadonlyArray<Transport>
  /** How far back the messages reach, evenly spaced. Default: as far as a minute between two of them takes. */
  readonly days?: number
  /** Every so many dialogs one is closed. Default: every third. */
  readonly closedEvery?: number
}

/** What was added, in the order in which it was. */
export interface Seeded {
  readonly clientIds: ReadonlyArray<number>
  readonly dialogIds: ReadonlyArray<number>
  readonly messageIds: ReadonlyArray<number>
}

export const seed = (simulation: Simulation, options: SeedOptions): Seeded => {
  const { histories: wanted, messages: perDialog, people } = seedSize(options)
  const histories = Math.min(people, wanted)
  const total = histories * perDialog
  const timeOf = evenlySpaced(simulation.now(), total, options.days)
  const known = simulation.state.clients.all().length
  // Whoever has a history comes with its first message.
  const clients = Array.from({ length: people }, (_, index) => {
    const transport = pick<Transport>(options.transports ?? ["whatsapp"], index)
    const arrival = index < histories ? timeOf(index * perDialog) : timeOf(0) - day
    return seedClient(at(simulation, arrival), transport, known + index)
  })
  const messages = Array.from({ length: total }, (_, index) => {
    const client = pick(clients, Math.floor(index / perDialog))
    return seedMessage(at(simulation, timeOf(index)), client, index % perDialog)
  })
  const dialogIds = [...new Set(messages.map(({ dialogId }) => dialogId))]
  const every = options.closedEvery ?? 3
  for (const [index, id] of dialogIds.entries()) {
    const dialog = simulation.state.dialogs.need(id)
    if (every > 0 && index % every === every - 1) closeDialog(at(simulation, dialog.updatedAt), dialog)
  }
  return {
    clientIds: clients.map(({ id }) => id),
    dialogIds,
    messageIds: messages.map(({ id }) => id)
  }
}

const seedClient = (simulation: Simulation, transport: Transport, index: number): ClientRow => {
  const { state } = simulation
  const { email, name, phoneDigits } = personAt(index)
  const address = addressOf(state, transport)
  const client = insertClient(simulation, {
    phone: transport === "email" ? email : phoneOf(transport, phoneDigits),
    address,
    name,
    clientPhone: index % 4 === 0 ? `+${phoneDigits}` : null,
    source: "incoming_message"
  })
  client.externalId = index % 3 === 0 ? `M${String(index + 1).padStart(5, "0")}` : null
  client.customFields.set(2, index % 2 === 0 ? "GOLD" : "SILVER")
  const vip = state.tags.all()[0]
  if (vip !== undefined && index % 2 === 0) client.tagIds.add(vip.id)
  return client
}

/** Questions and answers in turn; the first operator after the administrator answers. */
const seedMessage = (simulation: Simulation, client: ClientRow, index: number): MessageRow => {
  const address = client.addresses[0] ?? addressOf(simulation.state, "whatsapp")
  const { isQuestion, text } = lineOf(index, client.name)
  const { dialog, request } = enterDialog(simulation, client, address, { byClient: isQuestion, open: true })
  client.lastMessageAt = isQuestion ? simulation.now() : client.lastMessageAt
  if (isQuestion) {
    const question = insertMessage(simulation, dialog, request, { type: "from_client", text })
    question.read = true
    return question
  }
  takeOver(simulation, dialog)
  const answer = insertMessage(simulation, dialog, request, { type: "to_client", text })
  answer.status = "seen"
  return answer
}

const takeOver = ({ state }: Simulation, dialog: DialogRow): void => {
  dialog.operatorId ??= state.operators.all()[1]?.id ?? null
}
