/** Parts that are a message by themselves: contact cards, templates, reactions, products. */
import type { ContactCard, OutboundPart } from "@dragoman/core/domain"
import type { FieldIssue } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Result } from "effect"
import type { Labels } from "./Choices.ts"

/** `type` and, under the key that it names, the body. */
export type Body = Result.Result<{ readonly type: string; readonly [body: string]: unknown }, ReadonlyArray<FieldIssue>>

type Part<Type extends OutboundPart["type"]> = Extract<OutboundPart, { readonly type: Type }>

export const fromContacts = ({ contacts }: Part<"contacts">): Body => {
  const nameless = contacts.flatMap((card, index) =>
    nameOf(card) === undefined ? [{ field: `contacts.${index}.name`, message: "is needed" }] : []
  )
  return nameless.length > 0
    ? Result.fail(nameless)
    : Result.succeed({ type: "contacts", contacts: contacts.map(fromCard) })
}

/** WhatsApp wants a name; a card of a company or of a bare number has that. */
const nameOf = ({ emails, name, organization, phones }: ContactCard): string | undefined =>
  name ?? organization ?? phones?.[0] ?? emails?.[0]

/** One more part of the name is wanted: the whole of it, because cutting a name into parts would be a guess. */
const fromCard = (card: ContactCard) => {
  const name = nameOf(card) ?? ""
  return present({
    name: { formatted_name: name, first_name: name },
    phones: card.phones?.map((phone) => ({ phone })),
    emails: card.emails?.map((email) => ({ email })),
    org: card.organization === undefined ? undefined : { company: card.organization }
  })
}

export const fromTemplate = ({ components, language, name }: Part<"template">): Body =>
  Result.succeed({
    type: "template",
    template: present({
      name,
      language: { code: language },
      components: components.length === 0 ? undefined : components
    })
  })

/** An empty emoji takes the reaction back. */
export const fromReaction = ({ channelMessageId, emoji, messageId }: Part<"reaction">): Body =>
  Result.succeed({
    type: "reaction",
    reaction: { message_id: channelMessageId ?? messageId ?? "", emoji: emoji ?? "" }
  })

/** No product is the whole catalogue, one is shown by itself, several are a list. */
export const fromProducts = (part: Part<"products">, { productsHeader }: Labels): Body => {
  const { body, catalogId, productIds } = part
  const [only] = productIds
  const text = body === undefined ? undefined : { text: body }
  if (only === undefined) return interactive(text, { type: "catalog_message", action: { name: "catalog_message" } })
  if (catalogId === undefined) return Result.fail([{ field: "catalogId", message: "is needed" }])
  if (productIds.length === 1) {
    return interactive(text, { type: "product", action: { catalog_id: catalogId, product_retailer_id: only } })
  }
  const items = productIds.map((product_retailer_id) => ({ product_retailer_id }))
  return interactive(text ?? { text: productsHeader }, {
    type: "product_list",
    header: { type: "text", text: productsHeader },
    action: { catalog_id: catalogId, sections: [{ title: productsHeader, product_items: items }] }
  })
}

const interactive = (body: { readonly text: string } | undefined, kind: object): Body =>
  Result.succeed({ type: "interactive", interactive: present({ ...kind, body }) })
