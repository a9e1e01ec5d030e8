/**
 * From the domain's content to the body of a message. What a channel cannot carry was settled by `ContentPlan`; here is only how
 * Chatwoot writes what is left. Source: chatwoot-wire 4.1, 4.2.
 */
import type { ChoiceOption, OutboundPart, PlannedMessage, ReplyReference } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { apiChannel } from "./Channel.ts"
import { externalIdKey, type importMarker, markerKey, type sendMarker } from "./Marker.ts"
import { fromTemplate } from "./TemplateParams.ts"

/** What a message is besides its content. */
export interface Envelope {
  /** The kind of the conversation's channel. */
  readonly channelKind: string | undefined
  readonly marker: typeof sendMarker | typeof importMarker
  readonly direction: "incoming" | "outgoing"
  readonly private: boolean
  readonly externalId?: string | undefined
  readonly replyTo?: ReplyReference | undefined
  readonly externalCreatedAt?: string | undefined
  /** Write as this agent bot. */
  readonly botId?: number | undefined
}

/** The body without its files. */
export const fromPlanned = (planned: PlannedMessage, envelope: Envelope) => {
  const special = planned.special === undefined ? undefined : fromSpecial(planned.special)
  const text = planned.text ?? special?.content
  return present({
    content: text === undefined ? undefined : envelope.direction === "outgoing" ? escapeLiquid(text) : text,
    message_type: envelope.direction,
    private: envelope.private ? true : undefined,
    content_type: special?.contentType,
    content_attributes: present({
      ...special?.contentAttributes,
      ...fromReplyTo(envelope.replyTo),
      ...fromExternalId(envelope),
      [markerKey]: envelope.marker
    }),
    source_id: isApi(envelope) ? envelope.externalId : undefined,
    external_created_at: envelope.externalCreatedAt,
    template_params: special?.templateParams,
    sender_type: envelope.botId === undefined ? undefined : ("AgentBot" as const),
    sender_id: envelope.botId,
    is_voice_message: planned.media.some((part) => part.voice === true) ? true : undefined
  })
}

/**
 * Chatwoot renders outgoing text as Liquid before it stores it; a brace that would begin one of its marks is written so that it renders to
 * itself. What stands between backticks is code and not rendered (`liquidable.rb`).
 */
export const escapeLiquid = (text: string): string => {
  const pieces = text.split(/(`[^`]*`)/)
  const last = pieces.length - 1
  // The server itself puts a mark before code, which must not join with a brace in front of it.
  const escaped = (piece: string, index: number) =>
    piece.replace(index < last ? /\{(?=[{%]|$)/g : /\{(?=[{%])/g, '{{ "{" }}')
  return pieces.map((piece, index) => (index % 2 === 0 ? escaped(piece, index) : piece)).join("")
}

const isApi = ({ channelKind }: Envelope): boolean => channelKind === apiChannel

/**
 * On an API channel `source_id` is ours. On any other it is the channel's, and a message that has one counts as sent already and never
 * leaves the server: there our id goes into the free attributes.
 */
const fromExternalId = (envelope: Envelope) =>
  envelope.externalId === undefined || isApi(envelope) ? {} : { [externalIdKey]: envelope.externalId }

const fromReplyTo = (replyTo: ReplyReference | undefined) => {
  if (replyTo?.messageId !== undefined) return { in_reply_to: Number(replyTo.messageId) }
  return replyTo?.channelMessageId === undefined ? {} : { in_reply_to_external_id: replyTo.channelMessageId }
}

interface Special {
  readonly content: string
  readonly contentType?: "input_select" | "cards"
  readonly contentAttributes?: Readonly<Record<string, unknown>>
  readonly templateParams?: ReturnType<typeof fromTemplate>
}

const fromSpecial = (part: NonNullable<PlannedMessage["special"]>): Special | undefined => {
  if (part.type === "choices") return fromChoices(part)
  if (part.type === "template") return { content: part.name, templateParams: fromTemplate(part) }
  return undefined
}

type Choices = Extract<OutboundPart, { readonly type: "choices" }>

/** Quick replies are `input_select`; as soon as one option is a link, it has to be a card. */
const fromChoices = (part: Choices): Special => {
  const content = [part.header, part.body, part.footer].filter((text) => text !== undefined && text !== "").join("\n")
  if (part.options.every((option) => option.kind === "reply")) {
    return { content, contentType: "input_select", contentAttributes: { items: part.options.map(fromReply) } }
  }
  const card = {
    title: part.header ?? part.body,
    description: part.header === undefined ? (part.footer ?? "") : part.body,
    actions: part.options.map(fromAction)
  }
  return { content, contentType: "cards", contentAttributes: { items: [card] } }
}

const valueOf = (option: ChoiceOption) => option.payload ?? option.id ?? option.title

const fromReply = (option: ChoiceOption) => ({ title: option.title, value: valueOf(option) })

const fromAction = (option: ChoiceOption) =>
  option.kind === "url"
    ? { type: "link", text: option.title, uri: option.url ?? "" }
    : { type: "postback", text: option.title, payload: valueOf(option) }
