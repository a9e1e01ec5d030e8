/**
 * A message of the past, as an entry of `messages/import`: with its own time and the side that wrote it. Notes and lines of the system have no
 * type there. Source: "messages/import".
 */
import type { Message, PlannedMessage, Timestamp } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { fromId } from "./Ids.ts"
import { fromTime } from "./Times.ts"

/** What is told of a message of the past besides its content. */
type Past = Pick<Message, "direction"> & Partial<Pick<Message, "author" | "createdAt">>

/** One entry. `now` is the time of a message that has none. */
export const fromImported = (
  { media, text }: PlannedMessage,
  message: Past,
  more: { readonly externalId: string | undefined; readonly now: Timestamp }
) => {
  const [part] = media
  const type = toType(message)
  return present({
    timestamp: fromTime(message.createdAt ?? more.now),
    type,
    text,
    attachment: part !== undefined && "url" in part.source ? part.source.url : undefined,
    operator_id: type === "to_client" ? operatorOf(message) : undefined,
    external_id: more.externalId
  })
}

export type ImportEntry = ReturnType<typeof fromImported>

const toType = ({ author, direction }: Past) => {
  if (direction === "inbound") return "from_client" as const
  return author?.type === "bot" || author?.type === "system" ? ("autoreply" as const) : ("to_client" as const)
}

/** Without one, the vendor writes it down to the administrator. */
const operatorOf = ({ author }: Past): string | undefined =>
  author?.type === "agent" && author.id !== undefined && fromId(author.id) !== undefined ? author.id : undefined
