/** What becomes of a message that was accepted: the channel's reports, in the order planned for it, or the failure that its recipient means. */
import { day } from "../../Milliseconds.ts"
import { report } from "../changes/Messages.ts"
import type { ContactRow, MessageRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"
import { addressOf } from "../State.ts"
import { sendError } from "./MetaError.ts"
import type { Receipt } from "./Receipts.ts"

/** `isTemplate` messages may be sent at any time, others within 24 hours of the customer's last one. */
export const deliver = (
  simulation: Simulation,
  contact: ContactRow,
  message: MessageRow,
  options: { readonly isTemplate: boolean }
): void => {
  for (const receipt of receiptsFor(simulation, contact, options.isTemplate)) report(simulation, message, receipt)
}

const receiptsFor = (simulation: Simulation, contact: ContactRow, isTemplate: boolean): ReadonlyArray<Receipt> => {
  if (!contact.deliverable) return [{ failed: sendError(131026, "Message Undeliverable.") }]
  if (contact.platform === "whatsapp" && !isTemplate && !isWindowOpen(simulation, contact)) {
    const details =
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
    return [{ failed: sendError(131047, details) }]
  }
  return simulation.receipts.takeReceipts(addressOf(contact))
}

const isWindowOpen = (simulation: Simulation, contact: ContactRow): boolean =>
  contact.lastInboundAt !== null && simulation.now() - contact.lastInboundAt < day
