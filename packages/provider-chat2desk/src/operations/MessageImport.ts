/**
 * `messages.import`: history with its own times, ten messages a call, into the client's dialog on a channel. The messenger is told nothing.
 * Notes and lines of the system have no place in such a call: they become comments and system lines, dated by their import.
 *
 * Nothing is doubled: what the client already has under an `externalId` is `exists`. Replies tell no ids, so that those are read back at
 * the end. A message that becomes several is marked with `externalId`, `externalId#2`, ..., so that an import which broke off in the middle of
 * one goes on there. Source: "messages/import"; chat2desk-wire B3.
 */
import { type ContentPart, Outbound, type OutboundContent, toPlainText } from "@dragoman/core/domain"
import {
  type ChannelRules,
  ContentPlan,
  failedImport,
  type ImportInput,
  type ImportMessage,
  type ImportOutcome,
  InvalidRequest,
  makeKnownMessages,
  mapPages,
  type ProviderError
} from "@dragoman/core/provider"
import { inWords, numbered, present, toOutbound } from "@dragoman/core/wire"
import { Effect, Result } from "effect"
import { invalid, refuse } from "../Chat2DeskErrors.ts"
import { toMessageId } from "../mapping/Ids.ts"
import { toExternalId } from "../mapping/Message.ts"
import { type Chat2DeskAccount, toChannelAddress, toNumber } from "./Chat2DeskAccount.ts"
import { getConversation } from "./DialogRows.ts"
import { type ImportPlace, writeBatches } from "./ImportBatch.ts"
import type { Entry } from "./ImportEntry.ts"
import { writeNotes } from "./ImportNotes.ts"
import { messagePages } from "./MessageHistory.ts"

export const importMessages = (account: Chat2DeskAccount) => {
  const whileKnown = makeKnownMessages((client_id: number) => ({
    messages: mapPages(messagePages(account, { client_id }, "oldest-first"), (rows) =>
      Effect.succeed(rows.map((row) => present({ id: toMessageId(row.id), externalId: toExternalId(row) })))
    ),
    cursorAfter: (id) => String(id + 1)
  }))
  return Effect.fnUntraced(function* (
    input: ImportInput
  ): Effect.fn.Return<ReadonlyArray<ImportOutcome>, ProviderError> {
    const address = yield* placeOf(account, input)
    return yield* whileKnown(address.clientId, (known) =>
      Effect.gen(function* () {
        const place = { ...address, account, known }
        const recognizable = input.messages.some(({ externalId }) => externalId !== undefined)
        if (recognizable) yield* known.refresh
        const prepared = prepare(input.messages)
        const entries = prepared.flatMap((one) => (Result.isSuccess(one) ? one.success : []))
        const open = unknownYet(place, entries)
        yield* writeBatches(
          place,
          open.filter((entry) => !isNote(entry))
        )
        yield* writeNotes(place, open.filter(isNote))
        // What was made is there; that its ids could not be read makes no difference to that.
        if (recognizable && open.length > 0) yield* Effect.ignore(known.refresh)
        return prepared.map((one) =>
          Result.isSuccess(one)
            ? together(place, one.success)
            : failedImport(refuse(new InvalidRequest({ issues: one.failure })))
        )
      })
    )
  })
}

/** What any number of messengers could not carry: an imported message goes to none. */
const importRules: ChannelRules = {
  parts: ["text", "image", "audio", "video", "file", "sticker"],
  maxTextLength: 65_535,
  textWithMedia: true,
  maxAttachments: 1,
  mediaSource: "url"
}

const placeOf = Effect.fnUntraced(function* (account: Chat2DeskAccount, input: ImportInput) {
  const clientId = yield* toNumber(input.contactId, "contactId")
  const channel = yield* toChannelAddress(input.channelId, "channelId")
  if (input.conversationId === undefined) return { clientId, channel }
  // The vendor files messages by client and channel. A dialog is named to make sure of the two.
  const dialog = yield* getConversation(account, input.conversationId)
  if (dialog.contactId === input.contactId && dialog.channel.id === input.channelId) return { clientId, channel }
  const message = `is contact ${dialog.contactId}'s on channel ${dialog.channel.id}`
  return yield* invalid({ field: "conversationId", message })
})

const isNote = ({ message: { visibility = "public" } }: Entry): boolean => visibility !== "public"

/** Each message as its vendor messages, or what is wrong with it. */
const prepare = (messages: ReadonlyArray<ImportMessage>) =>
  messages.map((message) => {
    const isComment = (message.visibility ?? "public") !== "public"
    const content = isComment ? toComment(message.content) : toOutbound(message.content)
    return Result.map(ContentPlan.plan(content, importRules), (plan) =>
      plan.messages.map(
        (planned, index): Entry => ({ message, planned, externalId: numbered(message.externalId, index) })
      )
    )
  })

/** Those that have to be written. One that comes twice is written once. */
const unknownYet = ({ known }: Pick<ImportPlace, "known">, entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  const first = new Map<string, Entry>()
  return entries.filter((entry) => {
    const { externalId } = entry
    if (externalId === undefined) return true
    const id = known.get(externalId)
    const twin = first.get(externalId)
    if (id !== undefined) entry.outcome = { type: "exists", id }
    else if (twin !== undefined) entry.twin = twin
    else first.set(externalId, entry)
    return first.get(externalId) === entry
  })
}

/** The outcome of a message from those of its parts. Ids are known by now, where they could be read back. */
const together = ({ known }: Pick<ImportPlace, "known">, entries: ReadonlyArray<Entry>): ImportOutcome => {
  const outcomes = entries.map(outcomeOf)
  const failure = outcomes.find((outcome) => outcome.type === "failed")
  if (failure?.type === "failed") {
    const isPart = outcomes.some(({ type }) => type !== "failed")
    return isPart ? { type: "failed", reason: failure.reason.with({ applied: "partly" }) } : failure
  }
  const externalId = entries[0]?.externalId
  const told = outcomes[0]?.type === "failed" ? undefined : outcomes[0]?.id
  const id = (externalId === undefined ? undefined : known.get(externalId)) ?? told
  const type = outcomes.every((outcome) => outcome.type === "exists") ? "exists" : "created"
  return id === undefined ? { type } : { type, id }
}

const outcomeOf = ({ outcome, twin }: Entry): ImportOutcome =>
  outcome ?? (twin?.outcome?.type === "failed" ? twin.outcome : { type: "exists" })

/** A comment is text: files stand in it by their address. */
const toComment = (content: ReadonlyArray<ContentPart>): OutboundContent => {
  const words = content.map((part) => ({ type: "text" as const, text: inWords(part) }))
  return words.length === 0 ? [] : [Outbound.text(toPlainText(words))]
}
