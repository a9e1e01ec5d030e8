/** What is to become of messages that are sent: a test's plan of what the messengers report. */
import { makePlan, type PlanMatch } from "../../Plan.ts"
import type { GatewayStatus } from "../Records.ts"
import type { Transport } from "../Transports.ts"

/** What a messenger reports about a message. */
export type Receipt = Exclude<GatewayStatus, "failed" | "pending"> | { readonly failed: string }

export interface Receipts {
  /** What every message gets that nothing else was planned for. */
  readonly always: (receipts: ReadonlyArray<Receipt>) => void
  /** What the next matching message gets; `to` is the client's phone as the vendor writes it. */
  readonly next: (receipts: ReadonlyArray<Receipt>, match: PlanMatch) => void
  readonly take: (phone: string, transport: Transport) => ReadonlyArray<Receipt>
}

export const makeReceipts = (): Receipts => {
  let usual: ReadonlyArray<Receipt> = ["sent", "delivered", "seen"]
  const planned = makePlan<ReadonlyArray<Receipt>>()
  return {
    always: (receipts) => {
      usual = receipts
    },
    next: planned.add,
    // On an external channel it is the business that reports, through the API.
    take: (phone, transport) => planned.take(phone) ?? (transport === "external" ? [] : usual)
  }
}
