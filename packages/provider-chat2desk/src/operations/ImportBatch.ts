/**
 * Calls of `messages/import`, ten messages each, and what became of every one of them. A reply that refuses some names them by their text alone:
 * what was taken is read back by `externalId`, and the refusals go to those of the rest that say the same. What neither is refused nor
 * found is not known to be there, and said to be so.
 */
import type { Timestamp } from "@dragoman/core/domain"
import {
  failedImport,
  InvalidRequest,
  type KnownMessages,
  type ProviderError,
  type ProviderErrorReason
} from "@dragoman/core/provider"
import { toIsoText } from "@dragoman/core/wire"
import { Clock, Effect, Predicate } from "effect"
import { longestImport } from "../api/Limits.ts"
import type { MessagesImported } from "../api/Messages.ts"
import { refuse } from "../Chat2DeskErrors.ts"
import type { ChannelAddress } from "../mapping/Ids.ts"
import { fromImported } from "../mapping/Imported.ts"
import type { Chat2DeskAccount } from "./Chat2DeskAccount.ts"
import type { Entry } from "./ImportEntry.ts"

/** Where an import goes. */
export interface ImportPlace {
  readonly account: Chat2DeskAccount
  readonly known: KnownMessages
  readonly clientId: number
  readonly channel: ChannelAddress
}

/** Writes them in order and notes each one's outcome. */
export const writeBatches = Effect.fnUntraced(function* (place: ImportPlace, entries: ReadonlyArray<Entry>) {
  const now = toIsoText(yield* Clock.currentTimeMillis)
  for (let from = 0; from < entries.length; from += longestImport) {
    const end = yield* writeBatch(place, entries.slice(from, from + longestImport), now)
    if (end === undefined) continue
    for (const entry of entries.slice(from + longestImport)) entry.outcome = failedImport(end.with({ applied: "no" }))
    return
  }
})

/** Answers the error for which no further call is worth making. */
const writeBatch = (place: ImportPlace, batch: ReadonlyArray<Entry>, now: Timestamp) =>
  call(place, batch, now).pipe(
    Effect.flatMap((reply) => (reply.status === "success" ? allTaken(batch) : someRefused(place, batch, reply))),
    Effect.catch((error) =>
      Effect.gen(function* () {
        const mayBeThere = error.applied === "unknown" || error.applied === "yes"
        const couldLook = mayBeThere && (yield* readBack(place, batch))
        for (const entry of batch) entry.outcome ??= failedImport(error)
        return !couldLook && ending.has(error.reason._tag) ? error : undefined
      })
    )
  )

/** These hold for the next call as well. */
const ending: ReadonlySet<ProviderErrorReason["_tag"]> = new Set([
  "Unauthorized",
  "Forbidden",
  "NotFound",
  "QuotaExceeded",
  "AccountBlocked"
])

const call = ({ account, channel, clientId }: ImportPlace, batch: ReadonlyArray<Entry>, now: Timestamp) =>
  account.client.messages.import({
    payload: {
      client_id: clientId,
      channel_id: Number(channel.channelId),
      transport: channel.transport,
      messages: batch.map(({ externalId, message, planned }) => fromImported(planned, message, { externalId, now }))
    }
  })

const allTaken = (batch: ReadonlyArray<Entry>): Effect.Effect<undefined, ProviderError> =>
  Effect.sync(() => {
    for (const entry of batch) entry.outcome = { type: "created" }
    return undefined
  })

const someRefused = Effect.fnUntraced(function* (
  place: ImportPlace,
  batch: ReadonlyArray<Entry>,
  { errors }: MessagesImported
): Effect.fn.Return<undefined, ProviderError> {
  yield* readBack(place, batch)
  for (const { errors: faults, text } of errors ?? []) {
    const refused = batch.find(({ outcome, planned }) => outcome === undefined && (planned.text ?? "") === (text ?? ""))
    if (refused !== undefined) refused.outcome = failedImport(refuse(new InvalidRequest({ issues: issuesOf(faults) })))
  }
  for (const entry of batch) entry.outcome ??= failedImport(besideRefused)
  return undefined
})

/** `[{ "attachment": ["must be a string"] }]` as issues. */
const issuesOf = (faults: unknown): ReadonlyArray<{ readonly field: string; readonly message: string }> => {
  const byField = (Array.isArray(faults) ? faults : [faults]).filter(Predicate.isObject)
  const issues = byField.flatMap((fields) =>
    Object.entries(fields).map(([field, told]) => ({ field, message: [told].flat().map(String).join(", ") }))
  )
  return issues.length > 0 ? issues : [{ field: "", message: "is refused" }]
}

const besideRefused = refuse(
  new InvalidRequest({
    issues: [
      { field: "", message: "stood in one call with a message that was refused, and is not found: import it again" }
    ]
  })
).with({ applied: "unknown" })

/** Notes what turns out to be there. Answers whether it could be looked. */
const readBack = ({ known }: ImportPlace, batch: ReadonlyArray<Entry>): Effect.Effect<boolean> =>
  Effect.match(known.refresh, {
    onFailure: () => false,
    onSuccess: () => {
      for (const entry of batch) {
        const id = entry.externalId === undefined ? undefined : known.get(entry.externalId)
        if (id !== undefined) entry.outcome = { type: "created", id }
      }
      return true
    }
  })
