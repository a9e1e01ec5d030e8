/** What a test does to the simulated server from outside its API: clients write, operators work, messengers report, webhooks are set up. */
import { Effect } from "effect"
import type { PlanMatch } from "../Plan.ts"
import { addressOf } from "./CompanySetup.ts"
import { setBlocked } from "./changes/Clients.ts"
import { assign, closeDialog, lastRequestOf } from "./changes/Dialogs.ts"
import { announceMessage, insertMessage, report } from "./changes/Messages.ts"
import { authenticateOperator, setPresence } from "./changes/Operators.ts"
import { tagClient, tagRequest, untagClient, untagRequest } from "./changes/Tags.ts"
import { type Arrival, type Incoming, receive } from "./Receive.ts"
import type { Address, AttachmentRow, CustomFieldRow, DialogRow } from "./Records.ts"
import { type Seeded, type SeedOptions, seed } from "./Seed.ts"
import type { Simulation } from "./Simulation.ts"
import { adminOf, type Settings } from "./State.ts"
import type { Receipt } from "./sending/Receipts.ts"
import { send } from "./sending/Send.ts"
import type { Transport } from "./Transports.ts"
import { events as allEvents, type EventName } from "./webhooks/Events.ts"
import { insertWebhook } from "./webhooks/Subscribe.ts"

/** What a client writes. Default: a text over WhatsApp. */
export interface Received extends Incoming {
  readonly transport?: Transport
  /** Default: the first channel that has the transport. */
  readonly channelId?: number
}

/** By an operator, in the company's chats. */
export interface Answer {
  readonly dialogId: number
  readonly text: string
  readonly attachments?: ReadonlyArray<AttachmentRow>
  /** Default: the dialog's own, else the administrator. */
  readonly operatorId?: number
}

/** What happens in the messengers. */
export interface MessengerControl {
  readonly receive: (message: Received) => Effect.Effect<Arrival>
  /** What a messenger reports about a message that was sent. */
  readonly report: (messageId: number, receipt: Receipt) => Effect.Effect<void>
  /** Somebody of the company writes in the messenger itself, past the vendor: told of as imported. */
  readonly writeOutside: (message: { readonly dialogId: number; readonly text: string }) => Effect.Effect<{
    readonly messageId: number
  }>
  /** A messenger's connection changes. Default: `Created`. */
  readonly changeDevice: (address: Partial<Address> & { readonly status?: string }) => Effect.Effect<void>
  /** WhatsApp lost its phone and asks for a QR code. */
  readonly askForQrCode: (phone: number) => Effect.Effect<void>
}

/** What operators do on the site. */
export interface OperatorControl {
  readonly reply: (answer: Answer) => Effect.Effect<{ readonly messageId: number }>
  readonly comment: (answer: Answer) => Effect.Effect<{ readonly messageId: number }>
  readonly transfer: (dialogId: number, operatorId: number) => Effect.Effect<void>
  readonly close: (dialogId: number) => Effect.Effect<void>
  readonly tagClient: (clientId: number, tagId: number) => Effect.Effect<void>
  readonly untagClient: (clientId: number, tagId: number) => Effect.Effect<void>
  readonly tagRequest: (requestId: number, tagId: number) => Effect.Effect<void>
  readonly untagRequest: (requestId: number, tagId: number) => Effect.Effect<void>
  readonly setBlocked: (clientId: number, blocked: boolean) => Effect.Effect<void>
  readonly logIn: (operatorId: number, platform?: "web" | "mobile") => Effect.Effect<void>
  readonly logOut: (operatorId: number, platform?: "web" | "mobile") => Effect.Effect<void>
  readonly setPresence: (
    operatorId: number,
    presence: { readonly online?: boolean; readonly statusId?: number; readonly dialogLimit?: number }
  ) => Effect.Effect<void>
  /** Asks the AI for hints about a message. */
  readonly askForHints: (messageId: number) => Effect.Effect<void>
  /** Takes one of them. */
  readonly chooseHint: (messageId: number, hintId: number) => Effect.Effect<void>
}

/** How the company is set up. */
export interface SetupControl {
  /** Adds people and histories, see {@link SeedOptions}. */
  readonly seed: (options?: SeedOptions) => Effect.Effect<Seeded>
  readonly changeSettings: (settings: Partial<Settings>) => Effect.Effect<void>
  readonly defineCustomField: (
    field: Pick<CustomFieldRow, "name"> & Partial<Omit<CustomFieldRow, "id">>
  ) => Effect.Effect<{ readonly id: number }>
  /** Receipts of every message, in this order; at first sent, delivered, seen. Of external channels there are none. */
  readonly setReceipts: (receipts: ReadonlyArray<Receipt>) => Effect.Effect<void>
  /** Receipts of the next message, or of the next to a client by `phone` as the vendor writes it. */
  readonly nextReceipts: (receipts: ReadonlyArray<Receipt>, match?: PlanMatch) => Effect.Effect<void>
  /** The API token is its secret. Default: all events of all channels. */
  readonly addWebhook: (options: {
    readonly url: string
    readonly name?: string
    readonly events?: ReadonlyArray<EventName>
    readonly channels?: ReadonlyArray<number>
  }) => Effect.Effect<{ readonly id: number; readonly secret: string }>
  /** A new API token, and with it a new key of webhooks; what is on its way keeps the old one. */
  readonly rotateToken: Effect.Effect<string>
  /** An event that nothing here brings about by itself; its name and time are added. */
  readonly publish: (event: EventName, body: Readonly<Record<string, unknown>>) => Effect.Effect<void>
}

export type Control = MessengerControl & OperatorControl & SetupControl

export const makeControl = (simulation: Simulation): Control => ({
  ...messengerControl(simulation),
  ...operatorControl(simulation),
  ...setupControl(simulation)
})

const messengerControl = (simulation: Simulation): MessengerControl => {
  const { state } = simulation
  return {
    receive: ({ channelId, transport = "whatsapp", ...incoming }) =>
      Effect.sync(() =>
        receive(simulation, channelId === undefined ? addressOf(state, transport) : { channelId, transport }, incoming)
      ),
    report: (messageId, receipt) => Effect.sync(() => report(simulation, state.messages.need(messageId), receipt)),
    writeOutside: ({ dialogId, text }) =>
      Effect.sync(() => {
        const dialog = state.dialogs.need(dialogId)
        const request = lastRequestOf(state, dialog) ?? null
        const written = { type: "to_client", text, imported: true, operatorId: adminOf(state).id } as const
        const message = insertMessage(simulation, dialog, request, written)
        announceMessage(simulation, message)
        return { messageId: message.id }
      }),
    changeDevice: ({ channelId, status = "Created", transport = "whatsapp" }) =>
      Effect.sync(() => {
        const id = channelId ?? addressOf(state, transport).channelId
        const body = { transport, channel_id: id, status }
        simulation.publish({ event: "device_updated", channelId: id, body })
      }),
    askForQrCode: (phone) =>
      Effect.sync(() => {
        const data = state.random.token(24)
        const body = {
          qrcode_data: `${data.slice(0, 12)}\n${data.slice(12)}`,
          qrcode_image: "data:image/png;base64,iVBORw0KGgo=",
          phone,
          device_owner: "client"
        }
        simulation.publish({ event: "new_qr_code", channelId: null, body })
      })
  }
}

const operatorControl = (simulation: Simulation): OperatorControl => {
  const { clients, dialogs, messages, operators, requests, tags } = simulation.state
  return {
    reply: (answer) => write(simulation, answer, "to_client"),
    comment: (answer) => write(simulation, answer, "comment"),
    transfer: (dialogId, operatorId) =>
      Effect.sync(() => assign(simulation, dialogs.need(dialogId), operators.need(operatorId))),
    close: (dialogId) => Effect.sync(() => closeDialog(simulation, dialogs.need(dialogId))),
    tagClient: (clientId, tagId) => Effect.sync(() => tagClient(simulation, clients.need(clientId), tags.need(tagId))),
    untagClient: (clientId, tagId) =>
      Effect.sync(() => untagClient(simulation, clients.need(clientId), tags.need(tagId))),
    tagRequest: (requestId, tagId) =>
      Effect.sync(() => tagRequest(simulation, requests.need(requestId), tags.need(tagId))),
    untagRequest: (requestId, tagId) =>
      Effect.sync(() => untagRequest(simulation, requests.need(requestId), tags.need(tagId))),
    setBlocked: (clientId, blocked) => Effect.sync(() => setBlocked(simulation, clients.need(clientId), blocked)),
    logIn: (operatorId, platform = "web") =>
      Effect.sync(() => authenticateOperator(simulation, operators.need(operatorId), "login", platform)),
    logOut: (operatorId, platform = "web") =>
      Effect.sync(() => authenticateOperator(simulation, operators.need(operatorId), "logout", platform)),
    setPresence: (operatorId, { dialogLimit, ...presence }) =>
      Effect.sync(() => {
        const operator = operators.need(operatorId)
        operator.dialogLimit = dialogLimit ?? operator.dialogLimit
        setPresence(simulation, operator, presence)
      }),
    askForHints: (messageId) => Effect.sync(() => askForHints(simulation, messageId)),
    chooseHint: (messageId, hintId) =>
      Effect.sync(() => {
        const { channelId, clientId } = messages.need(messageId)
        const body = { client_id: clientId, message_id: messageId, hint_id: hintId }
        simulation.publish({ event: "ai_hints_requested", channelId, body })
      })
  }
}

const write = (simulation: Simulation, answer: Answer, type: "to_client" | "comment") =>
  Effect.sync(() => {
    const { state } = simulation
    const dialog: DialogRow = state.dialogs.need(answer.dialogId)
    const operatorId = answer.operatorId ?? dialog.operatorId ?? adminOf(state).id
    const attachments = answer.attachments ?? []
    const message = send(simulation, state.clients.need(dialog.clientId), dialog, {
      written: { type, text: answer.text, attachments, operatorId },
      opens: type === "to_client"
    })
    return { messageId: message.id }
  })

const askForHints = (simulation: Simulation, messageId: number): void => {
  const message = simulation.state.messages.need(messageId)
  const body = {
    client_id: message.clientId,
    operator_id: message.operatorId ?? adminOf(simulation.state).id,
    dialog_id: message.dialogId,
    request_id: message.requestId,
    channel_id: message.channelId,
    message_id: message.id
  }
  simulation.publish({ event: "ai_hints_requested", channelId: message.channelId, body })
}

const setupControl = (simulation: Simulation): SetupControl => {
  const { receipts, state } = simulation
  return {
    seed: (options = {}) => Effect.sync(() => seed(simulation, options)),
    changeSettings: (settings) => Effect.sync(() => void Object.assign(state.settings, settings)),
    defineCustomField: (field) =>
      Effect.sync(() => {
        const usual = { type: "input", value: "", editable: true, viewable: true } as const
        return { id: state.customFields.insert((id) => ({ id, ...usual, ...field })).id }
      }),
    setReceipts: (planned) => Effect.sync(() => receipts.always(planned)),
    nextReceipts: (planned, match = {}) => Effect.sync(() => receipts.next(planned, match)),
    addWebhook: ({ channels = null, events = allEvents, name = "", url }) =>
      Effect.sync(() => ({
        id: insertWebhook(state, { name, url, events, channels }).id,
        secret: state.credentials.token
      })),
    rotateToken: Effect.sync(() => {
      state.credentials.token = state.random.token(30)
      return state.credentials.token
    }),
    publish: (event, body) => Effect.sync(() => simulation.publish({ event, channelId: null, body }))
  }
}
