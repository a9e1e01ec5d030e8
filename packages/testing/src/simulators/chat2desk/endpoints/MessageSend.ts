/** Sending: to a client who exists, over a transport that they can be reached on, with the buttons that it has. */
import { Effect, Predicate } from "effect"
import { hasAddress } from "../changes/Clients.ts"
import type { Call } from "../Endpoint.ts"
import { rowOfParam } from "../Lookups.ts"
import { flag, integer, list, object, type Params, text } from "../Params.ts"
import type { Address, AttachmentRow, ClientRow, MessageExtras, MessageRow, MessageType } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { attachmentOf } from "../render/Attachments.ts"
import type { Simulation } from "../Simulation.ts"
import type { State } from "../State.ts"
import { send } from "../sending/Send.ts"
import { buttonTypes, hasButton, hasLists, isTransport, type Transport } from "../Transports.ts"

export const postMessage = Effect.fnUntraced(function* ({ limits, params, simulation }: Call) {
  yield* limits.countMessage
  const { state } = simulation
  const client = yield* rowOfParam(state.clients, params, "client_id", "Client")
  const type = yield* typeOf(params)
  const address = yield* addressFor(state, client, params)
  const attachments = yield* attachmentsOf(params)
  const written = text(params, "text") ?? null
  if (written === null && attachments.length === 0) return yield* Reply.refused(Reply.missing("text"))
  const author =
    text(params, "operator_id") === undefined
      ? undefined
      : yield* rowOfParam(state.operators, params, "operator_id", "Operator")
  const shown = written === null ? null : quoting(simulation, yield* integer(params, "reply_message_id"), written)
  const message = send(simulation, client, address, {
    written: {
      type,
      text: shown !== null && flag(params, "encrypted", false) ? "*".repeat(shown.length) : shown,
      attachments,
      externalId: text(params, "external_id") ?? null,
      extras: yield* extrasOf(params, address.transport),
      ...(author === undefined ? {} : { operatorId: author.id })
    },
    opens: flag(params, "open_dialog", true)
  })
  return Reply.data(toSent(message))
})

export const toSent = (message: MessageRow) => ({
  message_id: message.id,
  channel_id: message.channelId,
  operator_id: message.operatorId,
  transport: message.transport,
  type: message.type,
  client_id: message.clientId,
  dialog_id: message.dialogId,
  request_id: message.requestId
})

const sendable: ReadonlyArray<MessageType> = ["to_client", "autoreply", "system", "comment"]

const typeOf = (params: Params): Effect.Effect<MessageType, Reply.Refusal> => {
  const name = text(params, "type") ?? "to_client"
  const type = sendable.find((one) => one === name)
  return Reply.orRefuse(type, Reply.invalid("type", `Type ${name} is not supported.`))
}

/** What is left out is that of the client's last message; of one who never wrote, where they were created. */
const addressFor = Effect.fnUntraced(function* (
  state: State,
  client: ClientRow,
  params: Params
): Effect.fn.Return<Address, Reply.Refusal> {
  const last = state.messages.filter(({ clientId, type }) => clientId === client.id && type === "from_client").at(-1)
  const usual = last ?? client.addresses[0]
  const transport = text(params, "transport") ?? usual?.transport
  const channel = text(params, "channel_id")
  const channelId =
    channel === undefined
      ? channelFor(client, transport, usual)
      : (yield* rowOfParam(state.channels, params, "channel_id", "Channel")).id
  if (transport === undefined || !isTransport(transport) || channelId === undefined) {
    return yield* Reply.refused(Reply.invalid("transport", `Transport ${transport} is not supported`))
  }
  const address = { channelId, transport }
  if (!hasAddress(client, address)) {
    const reason = `Client ${client.id} has no transport ${transport} in channel ${channelId}`
    return yield* Reply.refused(Reply.invalid("transport", reason))
  }
  return address
})

const channelFor = ({ addresses }: ClientRow, transport: string | undefined, usual: Address | undefined) =>
  usual?.transport === transport
    ? usual?.channelId
    : addresses.find((address) => address.transport === transport)?.channelId

const attachmentsOf = (params: Params): Effect.Effect<ReadonlyArray<AttachmentRow>, Reply.Refusal> => {
  const link = text(params, "attachment") ?? text(params, "pdf")
  if (link === undefined) return Effect.succeed([])
  return isLink(link)
    ? Effect.succeed([attachmentOf(link, text(params, "attachment_filename"))])
    : Reply.refused(Reply.invalid("attachment", "Parameter must be a direct URL."))
}

export const isLink = (link: string): boolean => /^https?:$/.test(URL.parse(link)?.protocol ?? "")

/** "«Initial message text» — Message text", a line each. */
const quoting = ({ state }: Simulation, quotedId: number | undefined, written: string): string => {
  const quoted = quotedId === undefined ? undefined : state.messages.get(quotedId)
  return quoted === undefined ? written : `«${quoted.text ?? ""}»\n— ${written}`
}

/** Buttons that the transport does not have are refused; the documentation says only which it has. */
const extrasOf = Effect.fnUntraced(function* (
  params: Params,
  transport: Transport
): Effect.fn.Return<MessageExtras, Reply.Refusal> {
  const inlineButtons = list(params, "inline_buttons")
  const keyboard = object(params, "keyboard")
  const interactive = object(params, "interactive")
  yield* checkButtons("inline_buttons", inlineButtons ?? [], transport)
  yield* checkButtons("keyboard", (keyboard && list(keyboard, "buttons")) ?? [], transport)
  if (interactive !== undefined && !hasLists(transport)) {
    return yield* Reply.refused(Reply.invalid("interactive", `Interactive messages are not supported by ${transport}`))
  }
  return {
    ...(inlineButtons === undefined ? {} : { inlineButtons }),
    ...(keyboard === undefined ? {} : { keyboard }),
    ...(interactive === undefined ? {} : { interactive })
  }
})

const checkButtons = Effect.fnUntraced(function* (
  kind: "inline_buttons" | "keyboard",
  buttons: ReadonlyArray<unknown>,
  transport: Transport
) {
  for (const button of buttons) {
    const { text: label, type } = Predicate.isReadonlyObject(button) ? (button as Params) : {}
    const known = buttonTypes.find((one) => one === type)
    if (known === undefined || typeof label !== "string" || !hasButton(kind, transport, known)) {
      return yield* Reply.refused(Reply.invalid(kind, `Button ${String(type)} is not supported by ${transport}`))
    }
  }
})
