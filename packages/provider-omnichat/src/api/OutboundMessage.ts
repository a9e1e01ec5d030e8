/**
 * The kinds of message that direct messages and broadcasts share. Vendor's tables "Message object", "Product Object" and "WhatsApp
 * template Object" in the sections "Messaging" and "Broadcast".
 */
import { Schema } from "effect"

export const textMessage = Schema.Struct({ type: Schema.Literal("text"), text: Schema.NonEmptyString })

/** `image` is an address. */
export const imageMessage = Schema.Struct({ type: Schema.Literal("image"), image: Schema.NonEmptyString })

/** A message block of a chatbot (`chatbots.messageBlocks`). */
export const blockMessage = Schema.Struct({ type: Schema.Literal("block"), blockId: Schema.NonEmptyString })

/** A product of a carousel; `url` is where its button, labelled `buttonLabel`, leads. */
export const Product = Schema.Struct({
  name: Schema.NonEmptyString,
  image: Schema.NonEmptyString,
  url: Schema.NonEmptyString,
  price: Schema.optionalKey(Schema.String),
  buttonLabel: Schema.NonEmptyString
})

export const productsMessage = Schema.Struct({
  type: Schema.Literal("products"),
  products: Schema.Array(Product).check(Schema.isMinLength(1), Schema.isMaxLength(10))
})

/**
 * A WhatsApp template in Meta's Cloud API form. Its components are Meta's affair and pass as they are. A sample leaves `language` out,
 * another has the old `namespace`.
 */
export const templateMessage = Schema.Struct({
  type: Schema.Literal("whatsappTemplate"),
  whatsappTemplate: Schema.Struct({
    name: Schema.NonEmptyString,
    namespace: Schema.optionalKey(Schema.String),
    language: Schema.optionalKey(
      Schema.Struct({ code: Schema.NonEmptyString, policy: Schema.optionalKey(Schema.Literal("deterministic")) })
    ),
    components: Schema.optionalKey(Schema.Array(Schema.Unknown))
  })
})

/** Texts, images and products go together, up to five; anything else is sent alone. */
export const blockAlone = Schema.makeFilter(
  (messages: ReadonlyArray<{ readonly type: string }>) => {
    const index = messages.findIndex(({ type }) => !["text", "image", "products"].includes(type))
    return index < 0 || messages.length === 1 ? undefined : { path: [index], issue: "must be sent alone" }
  },
  { expected: "texts, images and products together, anything else alone" }
)
