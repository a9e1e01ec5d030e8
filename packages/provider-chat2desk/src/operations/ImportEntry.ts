/** What an import is made of once it is planned: one entry for each message that the vendor will have, with room for what became of it. */
import type { PlannedMessage } from "@dragoman/core/domain"
import type { ImportMessage, ImportOutcome } from "@dragoman/core/provider"

/** One vendor message of an import. `outcome` is filled in by whoever writes it, or finds it there. */
export interface Entry {
  readonly message: ImportMessage
  readonly planned: PlannedMessage
  readonly externalId: string | undefined
  outcome?: ImportOutcome
  /** The entry before it with the same `externalId`, which is written in its place. */
  twin?: Entry
}
