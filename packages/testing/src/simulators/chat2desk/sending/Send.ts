/** A message goes out: it finds its dialog, is told of, and the messenger reports on it. */
import { announceRequest, enterDialog } from "../changes/Dialogs.ts"
import { announceMessage, insertMessage, readDialog, report, type Written } from "../changes/Messages.ts"
import type { Address, ClientRow, MessageRow } from "../Records.ts"
import { kindOf, type MediaKind } from "../render/Attachments.ts"
import type { Simulation } from "../Simulation.ts"
import { type Ability, canSend } from "../Transports.ts"
import type { Receipt } from "./Receipts.ts"

export interface Sending {
  readonly written: Written
  /** Opens a closed dialog, and a request with it. */
  readonly opens: boolean
}

export const send = (simulation: Simulation, client: ClientRow, address: Address, sending: Sending): MessageRow => {
  const entered = enterDialog(simulation, client, address, { byClient: false, open: sending.opens })
  const { dialog, isNewRequest, request } = entered
  const message = insertMessage(simulation, dialog, request, sending.written)
  if (isNewRequest && request !== null) announceRequest(simulation, request, { isNewClient: false, byClient: false })
  announceMessage(simulation, message, { isNewRequest, isNewClient: false })
  if (message.type === "to_client") readDialog(simulation, dialog)
  if (message.type === "to_client" || message.type === "autoreply") {
    for (const receipt of receiptsOf(simulation, client, message)) report(simulation, message, receipt)
  }
  return message
}

/** A message that its transport cannot carry fails, whatever was planned. */
const receiptsOf = (simulation: Simulation, client: ClientRow, message: MessageRow): ReadonlyArray<Receipt> => {
  const unsupported = message.attachments.map(kindOf).find((kind) => kind !== undefined && !carries(message, kind))
  if (unsupported !== undefined) return [{ failed: `${unsupported} is not supported by ${message.transport}` }]
  if (hasLongButton(message)) return [{ failed: "Button text is too long" }]
  return simulation.receipts.take(client.phone, message.transport)
}

const carries = ({ transport }: MessageRow, kind: MediaKind): boolean => canSend(transport, abilities[kind])

const abilities: Readonly<Record<MediaKind, Ability>> = { photo: "image", audio: "audio", video: "video", pdf: "pdf" }

/** "38 characters maximum (19 for cyrillic characters). Otherwise the message with buttons might not be sent": here it never is. */
const hasLongButton = ({ extras: { inlineButtons = [], keyboard } }: MessageRow): boolean => {
  const inKeyboard = (keyboard as { readonly buttons?: ReadonlyArray<unknown> } | undefined)?.buttons ?? []
  return [...inlineButtons, ...inKeyboard].some((button) => {
    const text = String((button as { readonly text?: unknown }).text ?? "")
    return text.length > (/\p{Script=Cyrillic}/u.test(text) ? 19 : 38)
  })
}
