/** Reading the parameters of conversations. Unknown enum words are not validated by the server: they raise, and answer 500. */
import { Effect } from "effect"
import type { Caller } from "../Authentication.ts"
import type { Actor } from "../changes/Conversations.ts"
import { type Params, text } from "../Params.ts"
import type { ConversationPriority, ConversationStatus } from "../Records.ts"
import * as Reply from "../Reply.ts"

const statuses: ReadonlyArray<ConversationStatus> = ["open", "resolved", "pending", "snoozed"]
const priorities: ReadonlyArray<ConversationPriority> = ["low", "medium", "high", "urgent"]

export const statusOf = (params: Params): Effect.Effect<ConversationStatus | undefined, Reply.Refusal> =>
  wordOf(text(params, "status"), statuses)

/** `null` and blank mean none. */
export const priorityOf = (params: Params): Effect.Effect<ConversationPriority | null | undefined, Reply.Refusal> => {
  if (!("priority" in params)) return Effect.succeed(undefined)
  const given = text(params, "priority")
  return given === undefined || given === "nil" ? Effect.succeed(null) : wordOf(given, priorities)
}

const wordOf = <Word extends string>(
  given: string | undefined,
  words: ReadonlyArray<Word>
): Effect.Effect<Word | undefined, Reply.Refusal> => {
  if (given === undefined) return Effect.succeed(undefined)
  return Reply.orRefuse(
    words.find((word) => word === given),
    Reply.internalServerError
  )
}

/** Epoch seconds, or a date in words, to milliseconds. */
export const momentOf = (value: unknown): number | undefined => {
  if (typeof value !== "string" && typeof value !== "number") return undefined
  if (/^\d+(\.\d+)?$/.test(String(value))) return Number(value) * 1000
  const parsed = Date.parse(String(value))
  return Number.isNaN(parsed) ? undefined : parsed
}

export const actorOf = (caller: Caller): Actor =>
  caller.type === "user" ? caller.user : caller.type === "bot" ? caller.bot : undefined
