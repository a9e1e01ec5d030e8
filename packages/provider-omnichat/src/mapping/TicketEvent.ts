/**
 * Tickets as facts: they are the life of a conversation, which lasts over many of them. A new ticket opens the conversation, so that
 * `ticket/create` is a status and never a creation; `ticket/update` is the whole ticket again, without a word on what changed.
 *
 * The narrow events are read from it: a closed ticket is a closed conversation; what the latest agent log says (somebody follows up, takes
 * over, reopens) is told unless a later time in the ticket, of the first answer or of the closing, shows that the update is about that; a
 * ticket that is open again although somebody followed it up was given back.
 */
import type { ContactSnapshot, ConversationSnapshot, ConversationStatus } from "@dragoman/core/domain"
import { type Fact, fitOf, openEnum, present, toText } from "@dragoman/core/wire"
import { AgentLog, agentActions, type TicketTopic } from "../api/webhooks/Topics.ts"
import { toChannelReference } from "./Channel.ts"
import { toAgentId } from "./Directory.ts"
import { type Address, toContactId, toConversationId } from "./Ids.ts"
import { toTime } from "./Time.ts"
import { type Told, toContactSnapshot, toTopicAddress, unnamed } from "./TopicContact.ts"

export const ticketCreated = (ticket: TicketTopic, told: Told): ReadonlyArray<Fact> => {
  const read = readTicket(ticket, { ...told, at: told.at ?? toTime(ticket.createdAt) })
  if (read === undefined) return [unnamed(ticket, told)]
  const { data, shared } = read
  const conversation = { ...data.conversation, status: data.conversation.status ?? "open" }
  const opened: Fact = {
    ...shared,
    type: "conversation.status_changed",
    data: { ...data, conversation },
    raw: ticket
  }
  return [opened, ...assignmentFacts(read)]
}

export const ticketUpdated = (ticket: TicketTopic, told: Told): ReadonlyArray<Fact> => {
  const read = readTicket(ticket, told)
  if (read === undefined) return [unnamed(ticket, told)]
  const updated: Fact = { ...read.shared, type: "conversation.updated", data: read.data, raw: ticket }
  return [updated, ...statusFacts(read), ...assignmentFacts(read)]
}

interface Ticket {
  readonly wire: TicketTopic
  /** The latest of the logs whose action gives the ticket to an agent, and whether nothing later happened to the ticket. */
  readonly latest: { readonly log: AgentLog; readonly isNews: boolean } | undefined
  readonly data: { readonly conversation: ConversationSnapshot; readonly contact?: ContactSnapshot }
  readonly shared: Pick<Fact, "occurredAt" | "vendorAccount">
}

const readTicket = (wire: TicketTopic, told: Told): Ticket | undefined => {
  const address = toTopicAddress(wire)
  if (address === undefined) return undefined
  const isGroup = wire.isGroupChat === true
  const log = latestLog(wire)
  const conversation = toConversation(wire, address, wire.status === "Open" ? undefined : log)
  const contact = isGroup ? undefined : toContactSnapshot(address, wire, { name: wire.customerName ?? null })
  return {
    wire,
    latest: log === undefined ? undefined : { log, isNews: isNews(log, wire) },
    data: present({ conversation, contact }),
    shared: { occurredAt: told.at, vendorAccount: told.team }
  }
}

/** `createdAt` is the ticket's and not the conversation's. */
const toConversation = (wire: TicketTopic, address: Address, log: AgentLog | undefined): ConversationSnapshot =>
  present({
    id: toConversationId(address),
    contactId: wire.isGroupChat === true ? undefined : toContactId(address),
    channel: toChannelReference(address),
    status: toStatus(wire.status),
    subject: toText(wire.subject),
    assignee: log === undefined ? undefined : toAssignee(log),
    group: wire.isGroupChat ?? undefined,
    closedAt: wire.status === "Closed" ? toTime(wire.closedAt) : undefined
  })

const statusFacts = ({ data, latest, shared, wire }: Ticket): ReadonlyArray<Fact> => {
  const type = "conversation.status_changed"
  if (wire.status === "Closed") {
    const { closedAt, status, ticketId } = wire
    return [{ ...shared, type, data, raw: { ticketId, status, closedAt } }]
  }
  if (latest?.log.actionType !== "REOPEN" || !latest.isNews) return []
  return [{ ...shared, type, data: { ...data, previousStatus: "closed" }, raw: rawLog(wire, latest.log) }]
}

const assignmentFacts = ({ data, latest, shared, wire }: Ticket): ReadonlyArray<Fact> => {
  const assignee = latest === undefined ? undefined : toAssignee(latest.log)
  if (latest === undefined || assignee === undefined) return []
  const type = "conversation.assigned"
  const raw = rawLog(wire, latest.log)
  if (wire.status === "Open") {
    if (latest.log.actionType === "REOPEN" || latest.log.actionType === "NEW_ROOM") return []
    return [{ ...shared, type, data: { ...data, changes: [{ field: "assignee", from: assignee }] }, raw }]
  }
  if (!latest.isNews) return []
  return [{ ...shared, type, data: { ...data, changes: [{ field: "assignee", to: assignee }] }, raw }]
}

/** The vendor's own words for what is derived from a log. */
const rawLog = ({ status, ticketId }: TicketTopic, log: AgentLog) => ({ ticketId, status, agentLogs: [log] })

/** Logs name agents by Omnichat user id alone, which is not what `agents.list` names those by who have an e-mail. */
const toAssignee = ({ agentId, agentName }: AgentLog): ConversationSnapshot["assignee"] => {
  const username = toText(agentId)
  return username === undefined ? undefined : present({ id: toAgentId({ username }), name: toText(agentName) })
}

/** The latest by its time, else by its place. An action of a later release is not taken for an assignment; nor can one that cannot be read be. */
const latestLog = ({ agentLogs }: TicketTopic): AgentLog | undefined =>
  (agentLogs ?? [])
    .filter(logFit.is)
    .filter(({ actionType }) => actions.has(actionType))
    .reduce<AgentLog | undefined>(
      (latest, log) =>
        latest === undefined || (toTime(log.occurredAt) ?? "") >= (toTime(latest.occurredAt) ?? "") ? log : latest,
      undefined
    )

const isNews = ({ occurredAt }: AgentLog, { closedAt, firstResponseAt }: TicketTopic): boolean => {
  const at = toTime(occurredAt)
  return at === undefined || [closedAt, firstResponseAt].every((time) => (toTime(time) ?? "") <= at)
}

const actions: ReadonlySet<string> = new Set(agentActions)

/** `Open` waits for an agent and `InProgress` has one: both are open. */
const toStatus = openEnum<ConversationStatus, undefined>(
  { Open: "open", InProgress: "open", Closed: "closed" },
  undefined
)

const logFit = fitOf(AgentLog)
