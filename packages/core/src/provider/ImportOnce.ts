/**
 * One message of an import at vendors that take a call for each: what is there already is not written again, part by part, and what may be there
 * after a failure is looked for before it is called failed. How a part is written is the provider's.
 */
import { Effect } from "effect"
import type { Message } from "../domain/Message.ts"
import type { PlannedMessage } from "../domain/Outbound.ts"
import type { ConversationId, MessageId } from "../domain/Scalars.ts"
import { numbered } from "../wire/NumberedId.ts"
import { present } from "../wire/Present.ts"
import type { KnownMessages } from "./KnownMessages.ts"
import { failedImport } from "./MessageWrites.ts"
import type { ImportOutcome } from "./Operations.ts"
import type { ProviderError } from "./ProviderError.ts"

/** A message of an import, and how it gets there. */
export interface ImportWrite {
  readonly known: KnownMessages
  readonly conversationId: ConversationId
  readonly externalId: string | undefined
  /** The vendor messages that it becomes. */
  readonly planned: Effect.Effect<ReadonlyArray<PlannedMessage>, ProviderError>
  /** Writes one of them under an `externalId` of its own; without one where the message has none. */
  readonly write: (planned: PlannedMessage, externalId: string | undefined) => Effect.Effect<Message, ProviderError>
}

/**
 * Writes what is missing of the message, under `externalId`, `externalId#2`, ..., so that an import which broke off in the middle of it goes on
 * there. `exists` where nothing was missing; a failure is the outcome of this message, never of the import.
 */
export const importOnce = (message: ImportWrite): Effect.Effect<ImportOutcome> =>
  Effect.suspend(() => {
    const written: Array<Message> = []
    return Effect.catch(writeMissing(message, written), (error) =>
      Effect.succeed(failedImport(error, written, { conversationId: message.conversationId }))
    )
  })

const writeMissing = Effect.fnUntraced(function* (
  { externalId, known, planned, write }: ImportWrite,
  written: Array<Message>
): Effect.fn.Return<ImportOutcome, ProviderError> {
  const ids: Array<MessageId> = []
  let type: "created" | "exists" = "exists"
  for (const [index, part] of (yield* planned).entries()) {
    const partId = numbered(externalId, index)
    const existing = partId === undefined ? undefined : known.get(partId)
    if (existing !== undefined) {
      ids.push(existing)
      continue
    }
    type = "created"
    const writing = Effect.map(write(part, partId), (message) => {
      written.push(message)
      if (partId !== undefined) known.add(partId, message.id)
      return message.id
    })
    ids.push(yield* Effect.catch(writing, (error) => known.settle(partId, error)))
  }
  return present({ type, id: ids[0] })
})
