/**
 * Any message to send: held to its kind's schema where there is one, else passed on as it is. Whatever it is made of is sent: nothing is
 * left out because this file does not know it.
 */
import { Predicate, Result, Schema, SchemaIssue } from "effect"
import * as Message from "./OutboundMessage.ts"

/** A kind that has no schema here; its body stands under the key that `type` names. */
export interface OtherMessage {
  readonly messaging_product: "whatsapp"
  readonly recipient_type?: "individual" | "group"
  readonly to?: string
  readonly recipient?: string
  readonly context?: { readonly message_id: string }
  readonly biz_opaque_callback_data?: string
  readonly type: string
  readonly [body: string]: unknown
}

/** The kinds that have a schema. */
export type KnownMessage =
  | typeof Message.TextMessage.Type
  | typeof Message.ImageMessage.Type
  | typeof Message.VideoMessage.Type
  | typeof Message.AudioMessage.Type
  | typeof Message.DocumentMessage.Type
  | typeof Message.StickerMessage.Type
  | typeof Message.LocationMessage.Type
  | typeof Message.ContactsMessage.Type
  | typeof Message.ReactionMessage.Type
  | typeof Message.TemplateMessage.Type
  | typeof Message.ButtonsMessage.Type
  | typeof Message.ListMessage.Type
  | typeof Message.LinkMessage.Type
  | typeof Message.FlowMessage.Type
  | typeof Message.ProductMessage.Type
  | typeof Message.ProductListMessage.Type
  | typeof Message.CatalogMessage.Type
  | typeof Message.LocationRequestMessage.Type

export type SendRequest = KnownMessage | OtherMessage

/** What is wrong with a message, and where in it. */
export interface SendIssue {
  readonly path: ReadonlyArray<PropertyKey>
  readonly issue: string
}

/** Everything that is documented to be refused. */
export const sendIssues = (message: unknown): ReadonlyArray<SendIssue> => {
  const issues = problems(schemaOf(message), message)
  return Predicate.isObject(message) && message.to === undefined && message.recipient === undefined
    ? [...issues, { path: ["to"], issue: "either `to` or `recipient` is needed" }]
    : issues
}

/** The payload of an endpoint that sends. */
export const SendRequest = Schema.Record(Schema.String, Schema.Unknown).check(
  Schema.makeFilter(sendIssues, { expected: "a message as the Cloud API documents it" })
) as unknown as Schema.Codec<SendRequest>

const anything = Schema.Struct({ ...Message.envelope, type: Schema.NonEmptyString })
const anyInteractive = Schema.Struct({
  ...Message.envelope,
  type: Schema.Literal("interactive"),
  interactive: Schema.Struct({ type: Schema.NonEmptyString })
})

const kinds: ReadonlyMap<unknown, Schema.Codec<unknown>> = new Map<unknown, Schema.Codec<unknown>>([
  ["text", Message.TextMessage],
  ["image", Message.ImageMessage],
  ["video", Message.VideoMessage],
  ["audio", Message.AudioMessage],
  ["document", Message.DocumentMessage],
  ["sticker", Message.StickerMessage],
  ["location", Message.LocationMessage],
  ["contacts", Message.ContactsMessage],
  ["reaction", Message.ReactionMessage],
  ["template", Message.TemplateMessage],
  ["interactive", anyInteractive]
])

const interactiveKinds: ReadonlyMap<unknown, Schema.Codec<unknown>> = new Map<unknown, Schema.Codec<unknown>>([
  ["button", Message.ButtonsMessage],
  ["list", Message.ListMessage],
  ["cta_url", Message.LinkMessage],
  ["flow", Message.FlowMessage],
  ["product", Message.ProductMessage],
  ["product_list", Message.ProductListMessage],
  ["catalog_message", Message.CatalogMessage],
  ["location_request_message", Message.LocationRequestMessage]
])

const schemaOf = (message: unknown): Schema.Codec<unknown> => {
  if (!Predicate.isObject(message)) return anything
  const { interactive, type } = message
  const inner =
    type === "interactive" && Predicate.isObject(interactive) ? interactiveKinds.get(interactive.type) : undefined
  return inner ?? kinds.get(type) ?? anything
}

const problems = (schema: Schema.Codec<unknown>, message: unknown): ReadonlyArray<SendIssue> => {
  const checked = Schema.decodeUnknownResult(schema, { errors: "all" })(message)
  if (Result.isSuccess(checked)) return []
  return format(checked.failure.issue).issues.map(({ message: issue, path = [] }) => ({
    path: path.map((segment) => (typeof segment === "object" ? segment.key : segment)),
    issue
  }))
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()
