/**
 * Which messages a place has, by `externalId`: what keeps an import from doubling anything. A history comes in many batches, so that what was
 * read stays known and only what came after it is read again: for vendors whose message ids are numbers that only grow.
 *
 * Imports into one place take turns in this process. What other processes write is not known before it is read.
 */
import { Effect } from "effect"
import type { Message } from "../domain/Message.ts"
import type { MessageId } from "../domain/Scalars.ts"
import type { Listing } from "./Paging.ts"
import type { ProviderError } from "./ProviderError.ts"
import { makeTurns } from "./Turns.ts"

export interface KnownMessages {
  readonly get: (externalId: string) => MessageId | undefined
  readonly add: (externalId: string, id: MessageId) => void
  /** Reads what the place got since the last time, at first everything. */
  readonly refresh: Effect.Effect<void, ProviderError>
  /** After a write that failed: the message if it is there all the same, else the same error. Looks only where it may be. */
  readonly settle: (externalId: string | undefined, error: ProviderError) => Effect.Effect<MessageId, ProviderError>
}

/** A place's messages from the lowest id up. */
export interface MessageTrail {
  readonly messages: Listing<Pick<Message, "id" | "externalId">>
  /** The cursor of the page that begins after the message of this id. */
  readonly cursorAfter: (id: number) => string
}

/** The places that are remembered: an import goes through one after the other, a few at a time. */
const remembered = 100

/** Runs an import while no other one writes into the place (a conversation, a contact). */
export const makeKnownMessages = <Place>(trailOf: (place: Place) => MessageTrail) => {
  const places = new Map<Place, KnownMessages>()
  const inTurn = makeTurns<Place>()
  const recall = (place: Place): KnownMessages => {
    const known = places.get(place) ?? knownIn(trailOf(place))
    // A `Map` keeps the order of insertion: the first is the one that was not asked for the longest.
    places.delete(place)
    places.set(place, known)
    for (const oldest of places.keys()) {
      if (places.size <= remembered) break
      places.delete(oldest)
    }
    return known
  }
  return <A, E>(place: Place, use: (known: KnownMessages) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
    inTurn(place)(Effect.suspend(() => use(recall(place))))
}

const knownIn = ({ cursorAfter, messages }: MessageTrail): KnownMessages => {
  const ids = new Map<string, MessageId>()
  let lastId: number | undefined

  const refresh = Effect.gen(function* () {
    let cursor = lastId === undefined ? undefined : cursorAfter(lastId)
    do {
      const page: Effect.Success<ReturnType<typeof messages.page>> = yield* messages.page(cursor)
      for (const { externalId, id } of page.items) {
        if (externalId !== undefined) ids.set(externalId, id)
        lastId = Math.max(lastId ?? 0, Number(id))
      }
      cursor = page.cursor
    } while (cursor !== undefined)
  })
  const get = (externalId: string) => ids.get(externalId)
  return {
    get,
    add: (externalId, id) => void ids.set(externalId, id),
    refresh,
    settle: Effect.fnUntraced(function* (externalId, error) {
      if (externalId === undefined || (error.applied !== "unknown" && error.applied !== "yes")) return yield* error
      yield* Effect.ignore(refresh)
      return get(externalId) ?? (yield* error)
    })
  }
}
