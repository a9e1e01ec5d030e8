/**
 * Importing history, ten messages a call. Messages are judged one by one: those in order are imported, and of the others the reply, which
 * is a 400 then, has the text and what is wrong. Nothing tells the ids of what was made.
 */
import { Effect, Predicate } from "effect"
import { addAddress } from "../changes/Clients.ts"
import { findDialog, insertDialog, insertRequest, lastRequestOf } from "../changes/Dialogs.ts"
import { announceMessage, insertMessage } from "../changes/Messages.ts"
import type { Call } from "../Endpoint.ts"
import { rowOfParam } from "../Lookups.ts"
import { list, type Params, requiredText, text } from "../Params.ts"
import type { Address, ClientRow, MessageType } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { attachmentOf } from "../render/Attachments.ts"
import type { Simulation } from "../Simulation.ts"
import { adminOf, type State } from "../State.ts"
import { isTransport } from "../Transports.ts"
import { isLink } from "./MessageSend.ts"

const mostAtOnce = 10

export const importMessages = Effect.fnUntraced(function* ({ params, simulation }: Call) {
  const { state } = simulation
  const client = yield* rowOfParam(state.clients, params, "client_id", "Client")
  const channel = yield* rowOfParam(state.channels, params, "channel_id", "Channel")
  const transport = yield* requiredText(params, "transport")
  if (!isTransport(transport) || !channel.transports.includes(transport)) {
    return yield* Reply.refused(Reply.invalid("transport", `Channel ${channel.id} has no transport ${transport}`))
  }
  const messages = list(params, "messages")
  if (messages === undefined) return yield* Reply.refused(Reply.missing("messages"))
  if (messages.length > mostAtOnce) {
    return yield* Reply.refused(Reply.invalid("messages", `No more than ${mostAtOnce} messages are allowed.`))
  }
  const failures = messages.flatMap((message) => {
    const given: Params = Predicate.isReadonlyObject(message) ? (message as Params) : {}
    const errors = problemsOf(state, given)
    if (errors.length === 0) importOne(simulation, client, { channelId: channel.id, transport }, given)
    return errors.length === 0 ? [] : [{ text: given.text ?? null, errors }]
  })
  return failures.length === 0
    ? Reply.json({ errors: [], status: "success" })
    : Reply.json({ errors: failures, status: "failure" }, 400)
})

const importable: ReadonlyArray<MessageType> = ["autoreply", "to_client", "from_client"]

/** The documented one is `must be a string`; the others are written after it. */
const problemsOf = (state: State, message: Params): ReadonlyArray<Readonly<Record<string, ReadonlyArray<string>>>> => {
  const { attachment } = message
  const operator = text(message, "operator_id")
  const hasAttachment = attachment !== undefined && attachment !== null && attachment !== ""
  const checks: ReadonlyArray<readonly [field: string, isWrong: boolean, problem: string]> = [
    ["timestamp", !/^\d+$/.test(text(message, "timestamp") ?? ""), "must be a unix timestamp"],
    ["type", !importable.some((type) => type === message.type), `must be one of: ${importable.join(", ")}`],
    ["attachment", hasAttachment && typeof attachment !== "string", "must be a string"],
    ["attachment", typeof attachment === "string" && hasAttachment && !isLink(attachment), "must be a direct link"],
    ["text", text(message, "text") === undefined && !hasAttachment, "must be filled"],
    ["operator_id", operator !== undefined && state.operators.get(Number(operator)) === undefined, "not found"]
  ]
  return checks.flatMap(([field, isWrong, problem]) => (isWrong ? [{ [field]: [problem] }] : []))
}

/** Where there is no dialog yet, one that is closed comes into being, with a request that is: nobody gets work by it. */
const importOne = (simulation: Simulation, client: ClientRow, address: Address, message: Params): void => {
  const { state } = simulation
  const createdAt = Number(text(message, "timestamp")) * 1000
  const past: Simulation = { ...simulation, now: () => createdAt }
  const dialog = findDialog(state, client, address) ?? insertDialog(past, client, address)
  const request = lastRequestOf(state, dialog) ?? insertRequest(past, dialog)
  if (dialog.state === "closed") request.closedAt ??= createdAt
  addAddress(client, address)
  const type = importable.find((one) => one === message.type) ?? "from_client"
  const link = text(message, "attachment")
  const row = insertMessage(simulation, dialog, request, {
    type,
    text: text(message, "text") ?? null,
    attachments: link === undefined ? [] : [attachmentOf(link)],
    operatorId: type === "to_client" ? Number(text(message, "operator_id") ?? adminOf(state).id) : null,
    externalId: text(message, "external_id") ?? null,
    imported: true,
    createdAt
  })
  client.firstMessageAt = Math.min(client.firstMessageAt, createdAt)
  announceMessage(simulation, row)
}
