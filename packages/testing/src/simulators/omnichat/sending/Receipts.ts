/** What is to become of messages that are sent: a test's plan of receipts, in any order, and refusals of the next requests. */
import { makePlan, type PlanMatch } from "../../Plan.ts"
import type { SendError } from "./MetaError.ts"

/** What the channel reports about a message, as the wire names it; `played` is of voice messages. */
export type Receipt = "sent" | "delivered" | "read" | "played" | { readonly failed: SendError }

/** Which requests something is for; `to` is a phone number as digits, a BSUID, or another channel's user id. */
export type SendMatch = PlanMatch

export interface Receipts {
  /** What every message gets that nothing else was planned for. */
  readonly always: (receipts: ReadonlyArray<Receipt>) => void
  /** What the next matching message gets. */
  readonly next: (receipts: ReadonlyArray<Receipt>, match: SendMatch) => void
  /** The next matching headless request is refused with this code of Meta's. */
  readonly refuse: (code: number, match: SendMatch) => void
  readonly takeReceipts: (to: string) => ReadonlyArray<Receipt>
  readonly takeRefusal: (to: string) => number | undefined
}

export const makeReceipts = (): Receipts => {
  let usual: ReadonlyArray<Receipt> = ["sent", "delivered", "read"]
  const planned = makePlan<ReadonlyArray<Receipt>>()
  const refusals = makePlan<number>()
  return {
    always: (receipts) => {
      usual = receipts
    },
    next: planned.add,
    refuse: refusals.add,
    takeReceipts: (to) => planned.take(to) ?? usual,
    takeRefusal: refusals.take
  }
}
