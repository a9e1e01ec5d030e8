/**
 * One message of a webhook as a fact: a new message, or what it does to an earlier one (`edit`, `revoke`), or a contact who now has another
 * number or BSUID (`system`).
 *
 * Gotcha: an edit or a revocation has a message id of its own and names the original, which is the one that the event is about. Only numbers
 * that the phone app uses too get these; for all others a deletion is an `unsupported` message that does not say which one is gone.
 */
import type {
  ContactSnapshot,
  ConversationSnapshot,
  Direction,
  Message,
  MessageStatus,
  Origin
} from "@dragoman/core/domain"
import { type Fact, fitOf, openEnum, present, toText } from "@dragoman/core/wire"
import { Result } from "effect"
import { conversationWith, toConversationId, toMessageId } from "../Ids.ts"
import { EditBody, HistoryContext, InboundMessage, RevokeBody, SystemBody } from "../wire/InboundMessage.ts"
import { toContent, toContext, toType } from "./Content.ts"
import { type Person, toPerson } from "./Person.ts"
import { errorOf, type Place, rawOf, timeOf, unreadFact } from "./Place.ts"
import { succession } from "./Succession.ts"

/** How a message came to be reported, and what that place alone knows of it. */
export interface Circumstance {
  readonly origin: Origin
  readonly direction: (message: InboundMessage) => Direction
  /** The contact's number, where the place of the message tells it. */
  readonly thread?: string | undefined
  /** It completes a message that was reported before. */
  readonly completes?: boolean
}

/** Something that a contact wrote just now. */
export const received: Circumstance = { origin: "live", direction: () => "inbound" }

/** `at`: where it stands, for the problem of one that does not fit. */
export const messageFact = (json: unknown, place: Place, circumstance: Circumstance, at: string): Fact => {
  if (!messageFit.is(json)) return unreadFact(json, place, messageFit.problem(json, at), "messages")
  const fact = toFact(read(json, place, circumstance))
  return Result.getOrElse(fact, (problem) => unreadFact(json, place, `${at}.${problem}`, "messages"))
}

const toFact = (told: Told): Outcome => {
  switch (told.type) {
    case "edit":
      return edited(told)
    case "revoke":
      return revoked(told)
    case "system":
      return replaced(told) ?? created(told)
    default:
      return told.circumstance.completes === true ? completed(told) : created(told)
  }
}

/** What every fact that a message can be is made of. */
interface Told {
  readonly wire: InboundMessage
  readonly type: string | undefined
  readonly place: Place
  readonly circumstance: Circumstance
  readonly direction: Direction
  readonly person: Person | undefined
  readonly around: { readonly contact?: ContactSnapshot; readonly conversation?: ConversationSnapshot }
  readonly shared: Pick<Fact, "raw" | "occurredAt" | "vendorAccount">
}

const read = (wire: InboundMessage, place: Place, circumstance: Circumstance): Told => {
  const direction = circumstance.direction(wire)
  const group = toText(wire.group_id)
  const person = toPerson(
    place,
    direction === "inbound"
      ? { number: wire.from, bsuid: wire.from_user_id }
      : { number: toText(wire.to) ?? circumstance.thread, bsuid: wire.to_user_id }
  )
  return {
    wire,
    type: toType(wire),
    place,
    circumstance,
    direction,
    person,
    around: present({ contact: person?.contact, conversation: toConversation(place, person, group) }),
    shared: { raw: rawOf(wire, place), occurredAt: timeOf(wire.timestamp), vendorAccount: place.vendorAccount }
  }
}

/** A group's conversation is the group's; anybody else's is with the contact. */
export const toConversation = (
  { channel, channelId }: Place,
  person: Person | undefined,
  group: string | undefined
): ConversationSnapshot | undefined => {
  if (group !== undefined) return { id: toConversationId(channelId, group), channel, group: true }
  return person === undefined ? undefined : { id: conversationWith(person.id), contactId: person.id, channel }
}

type Outcome = Result.Result<Fact, string>

const created = (told: Told): Outcome =>
  Result.map(toMessage(told), (message) => ({
    ...told.shared,
    type: "message.created",
    key: message.id,
    origin: told.circumstance.origin,
    data: { message, ...told.around }
  }))

/**
 * The media that a history left out at first, under the id of the message that they belong to. Gotcha: `from` is the contact's number here
 * even where the business wrote the message, so that nothing is said of the side.
 */
const completed = (told: Told): Outcome =>
  Result.map(toContent(told.wire, told.place.hasErrors), (content) => {
    const { direction: _, ...message } = original(told, told.wire.id)
    return {
      ...told.shared,
      type: "message.updated",
      origin: told.circumstance.origin,
      data: { message: present({ ...message, content }), ...told.around }
    }
  })

const edited = (told: Told): Outcome => {
  const { edit } = told.wire as { readonly edit?: unknown }
  if (!editFit.is(edit)) return Result.fail(editFit.problem(edit, "edit"))
  return Result.map(toContent(edit.message, told.place.hasErrors), (content) => ({
    ...told.shared,
    type: "message.updated",
    key: told.wire.id,
    origin: told.circumstance.origin,
    data: {
      message: present({ ...original(told, edit.original_message_id), content, editedAt: told.shared.occurredAt }),
      ...told.around
    }
  }))
}

const revoked = (told: Told): Outcome => {
  const { revoke } = told.wire as { readonly revoke?: unknown }
  if (!revokeFit.is(revoke)) return Result.fail(revokeFit.problem(revoke, "revoke"))
  const message = present({ ...original(told, revoke.original_message_id), deletedAt: told.shared.occurredAt })
  return Result.succeed({
    ...told.shared,
    type: "message.deleted",
    key: message.id,
    origin: told.circumstance.origin,
    data: { message, ...told.around }
  })
}

/** The message that an edit, a revocation or a completion is about. */
const original = ({ around, direction, person, place }: Told, wamid: string) => ({
  id: toMessageId(wamid),
  conversationId: around.conversation?.id,
  contactId: person?.id,
  channel: place.channel,
  direction,
  channelMessageId: wamid
})

/** A `system` message that names another number or BSUID for the person. */
const replaced = ({ place, shared, wire }: Told): Outcome | undefined => {
  const { system } = wire as { readonly system?: unknown }
  if (!systemFit.is(system)) return undefined
  const data = succession(place, wire, system)
  return data === undefined ? undefined : Result.succeed({ ...shared, type: "contact.merged", key: wire.id, data })
}

const toMessage = (told: Told): Result.Result<Message, string> =>
  Result.map(toContent(told.wire, told.place.hasErrors), (content) => {
    const { around, direction, person, place, shared, wire } = told
    const context = toContext(wire.context)
    const quoted = toText(context?.id)
    const status = direction === "outbound" ? toHistoryStatus(wire.history_context) : undefined
    const forwarded = context?.forwarded === true || context?.frequently_forwarded === true
    return present({
      id: toMessageId(wire.id),
      conversationId: around.conversation?.id,
      contactId: person?.id,
      channel: place.channel,
      ...toWriter(told),
      content,
      status,
      failure: status === "failed" ? errorOf(wire.errors) : undefined,
      replyTo: quoted === undefined ? undefined : { messageId: toMessageId(quoted), channelMessageId: quoted },
      forwarded: forwarded ? true : undefined,
      channelMessageId: wire.id,
      createdAt: shared.occurredAt
    })
  })

/** What the business sends is told here only where a person wrote it in the phone app. */
const toWriter = ({ direction, person, type }: Told): Pick<Message, "author" | "direction" | "visibility"> => {
  if (type === "system") return { direction: "outbound", visibility: "system", author: { type: "system" } }
  if (direction === "outbound") return { direction, visibility: "public", author: { type: "agent" } }
  const author = present({ type: "contact" as const, id: person?.id, name: person?.contact.name })
  return { direction, visibility: "public", author }
}

const statusOfHistory = openEnum<MessageStatus, undefined>(
  { PENDING: "pending", SENT: "sent", DELIVERED: "delivered", READ: "read", PLAYED: "read", ERROR: "failed" },
  undefined
)

const toHistoryStatus = (context: unknown): MessageStatus | undefined =>
  historyFit.is(context) ? statusOfHistory(context.status?.toUpperCase()) : undefined

const messageFit = fitOf(InboundMessage)
const editFit = fitOf(EditBody)
const revokeFit = fitOf(RevokeBody)
const systemFit = fitOf(SystemBody)
const historyFit = fitOf(HistoryContext)
