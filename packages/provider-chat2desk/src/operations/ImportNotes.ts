/**
 * Notes and system lines of an imported history: comments and system lines of the present, one call each, because an import has no type for
 * them. No dialog is opened by one. A write whose outcome is unknown is looked up before it is called failed.
 */
import { failedImport } from "@dragoman/core/provider"
import { Effect } from "effect"
import { toContactId } from "../mapping/Ids.ts"
import type { ImportPlace } from "./ImportBatch.ts"
import type { Entry } from "./ImportEntry.ts"
import { writeMessage } from "./MessageSend.ts"
import { noteTargetOf } from "./SendTarget.ts"

/** Writes them in order and notes each one's outcome. */
export const writeNotes = Effect.fnUntraced(function* (place: ImportPlace, entries: ReadonlyArray<Entry>) {
  for (const entry of entries) {
    entry.outcome = yield* Effect.match(
      Effect.catch(writeNote(place, entry), (error) => place.known.settle(entry.externalId, error)),
      { onFailure: (error) => failedImport(error), onSuccess: (id) => ({ type: "created" as const, id }) }
    )
  }
})

const writeNote = Effect.fnUntraced(function* (
  { account, channel, clientId, known }: ImportPlace,
  { externalId, message, planned }: Entry
) {
  const target = yield* noteTargetOf(account, { contactId: toContactId(clientId) })
  const type = message.visibility === "system" ? "system" : "comment"
  const { id } = yield* writeMessage(account, planned, { ...target, channel, externalId, type })
  if (externalId !== undefined) known.add(externalId, id)
  return id
})
