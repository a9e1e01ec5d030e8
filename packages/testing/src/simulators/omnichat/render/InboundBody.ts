/** Everything that a WhatsApp user can send, as Meta's webhooks write it. */
import type { Random } from "../../Random.ts"

interface Media {
  readonly caption?: string
  readonly mimeType?: string
  /** Meta's webhooks name a media id; newer ones also a URL, which needs Meta's token. */
  readonly url?: string
}

/** What a customer writes. Unnamed details get plausible ones. */
export type InboundContent =
  | { readonly type: "text"; readonly text: string }
  | ({ readonly type: "image" | "video" } & Media)
  | ({ readonly type: "audio"; readonly voice?: boolean } & Omit<Media, "caption">)
  | ({ readonly type: "document"; readonly fileName?: string } & Media)
  | ({ readonly type: "sticker"; readonly animated?: boolean } & Omit<Media, "caption">)
  | {
      readonly type: "location"
      readonly latitude: number
      readonly longitude: number
      readonly name?: string
      readonly address?: string
    }
  /** Cards as on the wire. */
  | { readonly type: "contacts"; readonly contacts: ReadonlyArray<Readonly<Record<string, unknown>>> }
  /** Without an emoji it takes the reaction back. */
  | { readonly type: "reaction"; readonly messageId: string; readonly emoji?: string }
  | { readonly type: "button_reply"; readonly id: string; readonly title: string }
  | { readonly type: "list_reply"; readonly id: string; readonly title: string; readonly description?: string }
  /** The answer to a flow; `response` becomes a JSON string. */
  | { readonly type: "flow_reply"; readonly response: unknown; readonly flowId?: string; readonly flowName?: string }
  /** A template's quick reply. */
  | { readonly type: "button"; readonly text: string; readonly payload: string }
  | {
      readonly type: "order"
      readonly catalogId: string
      readonly text?: string
      readonly items: ReadonlyArray<{
        readonly productRetailerId: string
        readonly quantity: number
        readonly price: number
        readonly currency: string
      }>
    }
  /** The user has another number now. */
  | { readonly type: "number_changed"; readonly newUserId: string }
  | { readonly type: "request_welcome" }
  /** Polls, view-once media, deletions and other things that Meta does not pass on; `kind` says which. */
  | { readonly type: "unsupported"; readonly kind?: string }
  /** A text message as it reads now. */
  | { readonly type: "edit"; readonly messageId: string; readonly text: string }
  | { readonly type: "revoke"; readonly messageId: string }
  /** Anything else: the message's own fields, `type` among them. */
  | { readonly type: "raw"; readonly message: Readonly<Record<string, unknown>> }

/** The fields of a message that depend on what it is: `type` and the object named after it. */
export const inboundBody = (content: InboundContent, random: Random): Readonly<Record<string, unknown>> => {
  switch (content.type) {
    case "text":
      return { type: "text", text: { body: content.text } }
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return { type: content.type, [content.type]: mediaBody(content, random) }
    case "location": {
      const { type, ...location } = content
      return { type, location }
    }
    case "contacts":
      return { type: "contacts", contacts: content.contacts }
    case "button":
      return { type: "button", button: { text: content.text, payload: content.payload } }
    case "button_reply":
    case "list_reply": {
      const { type, ...reply } = content
      return { type: "interactive", interactive: { type, [type]: reply } }
    }
    case "flow_reply":
      return flowReply(content.response)
    case "order":
      return { type: "order", order: orderBody(content) }
    case "raw":
      return content.message
    default:
      return noticeBody(content)
  }
}

/** What says something about another message, or about the customer. */
type Notice = Extract<
  InboundContent,
  { readonly type: "reaction" | "edit" | "revoke" | "number_changed" | "request_welcome" | "unsupported" }
>

const noticeBody = (content: Notice): Readonly<Record<string, unknown>> => {
  switch (content.type) {
    case "reaction": {
      const emoji = content.emoji === undefined ? {} : { emoji: content.emoji }
      return { type: "reaction", reaction: { message_id: content.messageId, ...emoji } }
    }
    case "edit": {
      const message = { type: "text", text: { body: content.text } }
      return { type: "edit", edit: { original_message_id: content.messageId, message } }
    }
    case "revoke":
      return { type: "revoke", revoke: { original_message_id: content.messageId } }
    case "number_changed": {
      const system = { type: "user_changed_number", body: "User changed their number", wa_id: content.newUserId }
      return { type: "system", system }
    }
    case "request_welcome":
      return { type: "request_welcome" }
    case "unsupported":
      return unsupported(content.kind)
  }
}

const mimeTypes = {
  image: "image/jpeg",
  video: "video/mp4",
  audio: "audio/ogg; codecs=opus",
  document: "application/pdf",
  sticker: "image/webp"
} as const

type MediaContent = Extract<InboundContent, { readonly type: keyof typeof mimeTypes }>

const mediaBody = (content: MediaContent, random: Random) => ({
  id: random.token(16),
  mime_type: content.mimeType ?? mimeTypes[content.type],
  sha256: `${random.token(43)}=`,
  ...(content.url === undefined ? {} : { url: content.url }),
  ...("caption" in content && content.caption !== undefined ? { caption: content.caption } : {}),
  ...(content.type === "audio" ? { voice: content.voice ?? false } : {}),
  ...(content.type === "sticker" ? { animated: content.animated ?? false } : {}),
  ...(content.type === "document" ? { filename: content.fileName ?? "document.pdf" } : {})
})

const flowReply = (response: unknown) => ({
  type: "interactive",
  interactive: {
    type: "nfm_reply",
    nfm_reply: { name: "flow", body: "Sent", response_json: JSON.stringify(response) }
  }
})

const orderBody = ({ catalogId, items, text }: Extract<InboundContent, { readonly type: "order" }>) => ({
  catalog_id: catalogId,
  ...(text === undefined ? {} : { text }),
  product_items: items.map(({ currency, price, productRetailerId, quantity }) => ({
    product_retailer_id: productRetailerId,
    quantity,
    item_price: price,
    currency
  }))
})

const unsupported = (kind: string | undefined) => ({
  type: "unsupported",
  errors: [
    {
      code: 131051,
      title: "Message type unknown",
      message: "Message type unknown",
      error_data: { details: "Message type is currently not supported." }
    }
  ],
  ...(kind === undefined ? {} : { unsupported: { type: kind } })
})
