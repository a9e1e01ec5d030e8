/** Content as one plain text: for search, previews, logs, and as the last resort on a channel that can carry nothing else. */
import type { ChoiceOption, ContactCard, ContentPart } from "./Content.ts"
import type { OutboundPart } from "./Outbound.ts"

/** Every part that can be said in words, one per line; parts that cannot are left out. */
export const toPlainText = (content: ReadonlyArray<ContentPart | OutboundPart>): string =>
  content.flatMap((part) => partToPlainText(part) ?? []).join("\n")

/** One part in words, or `undefined` where there is nothing to say. */
export const partToPlainText = (part: ContentPart | OutboundPart): string | undefined => {
  switch (part.type) {
    case "text":
      return part.text
    case "image":
    case "audio":
    case "video":
    case "file":
    case "sticker":
      return lines(part.caption, mediaAddress(part))
    case "location":
      return lines(part.name, part.address, `https://maps.google.com/?q=${part.latitude},${part.longitude}`)
    case "contacts":
      return part.contacts.map(contactCardToPlainText).join("\n")
    case "choices":
      return lines(part.header, part.body, ...part.options.map(optionToPlainText), part.footer)
    case "choice_reply":
      return part.title
    case "reaction":
      return part.emoji
    case "products":
      return lines(part.body, ...part.productIds)
    case "order":
      return lines(part.text, ...part.items.map((item) => `${item.quantity ?? 1} x ${item.productId}`))
    case "form_reply":
      return lines(...Object.entries(part.values).map(([name, value]) => `${name}: ${valueToPlainText(value)}`))
    case "referral":
      return lines(part.headline, part.body, part.url)
    case "unsupported":
      return part.text
    case "template":
      return undefined
  }
}

const mediaAddress = (
  part: Extract<ContentPart | OutboundPart, { readonly type: "image" | "audio" | "video" | "file" | "sticker" }>
) => {
  if ("source" in part) return "url" in part.source ? part.source.url : undefined
  return part.url ?? part.fileName
}

const optionToPlainText = (option: ChoiceOption, index: number): string =>
  [`${index + 1}. ${option.title}`, option.description, option.url].filter((text) => text !== undefined).join(" - ")

const contactCardToPlainText = (card: ContactCard): string =>
  [card.name, card.organization, ...(card.phones ?? []), ...(card.emails ?? [])]
    .filter((text) => text !== undefined)
    .join(", ")

const valueToPlainText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

const lines = (...texts: ReadonlyArray<string | undefined>): string | undefined => {
  const said = texts.filter((text) => text !== undefined && text !== "")
  return said.length === 0 ? undefined : said.join("\n")
}
