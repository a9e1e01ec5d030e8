/**
 * One content that becomes several vendor messages, when one of them fails: the error tells which exist, so that nobody writes those again.
 * What a message becomes and how it is written is the provider's.
 */
import { Effect } from "effect"
import type { Message } from "../domain/Message.ts"
import type { ConversationId } from "../domain/Scalars.ts"
import { present } from "../wire/Present.ts"
import type { ImportOutcome } from "./Operations.ts"
import type { ProviderError } from "./ProviderError.ts"

/** Where messages are written. */
export interface WritePlace {
  /** As it was asked for; the messages themselves know better. */
  readonly conversationId?: ConversationId | undefined
  /** The conversation was made for these messages: it is there, also when none of them is. */
  readonly isNew?: boolean
}

/**
 * Writes one after the other, each of which may be several messages in one request, and answers all. The first failure ends it, as `partly` with
 * what was written as its progress; where nothing was, the error is the request's own.
 */
export const writeInOrder = <Planned>(
  planned: ReadonlyArray<Planned>,
  write: (planned: Planned, index: number) => Effect.Effect<Message | ReadonlyArray<Message>, ProviderError>,
  place: WritePlace
): Effect.Effect<ReadonlyArray<Message>, ProviderError> =>
  Effect.suspend(() => {
    const messages: Array<Message> = []
    const writes = Effect.forEach(
      planned,
      (each, index) => Effect.map(write(each, index), (written) => messages.push(...[written].flat())),
      { discard: true }
    )
    return Effect.as(
      Effect.mapError(writes, (error) => withWritten(error, messages, place)),
      messages
    )
  })

/** The outcome of an imported message that failed, whole or in part: its own, never the import's. */
export const failedImport = (
  error: ProviderError,
  written: ReadonlyArray<Message> = [],
  place: WritePlace = {}
): ImportOutcome => {
  const told = withWritten(error, written, place)
  return { type: "failed", reason: told.with({ operation: "messages.import", applied: told.applied ?? "no" }) }
}

const withWritten = (
  error: ProviderError,
  messages: ReadonlyArray<Message>,
  { conversationId, isNew = false }: WritePlace
): ProviderError =>
  messages.length === 0 && !isNew
    ? error
    : error.with({
        // The first message of a new conversation may be there after all.
        applied: messages.length === 0 && error.applied === "unknown" ? "unknown" : "partly",
        progress: present({ conversationId: messages[0]?.conversationId ?? conversationId, messages })
      })
