/**
 * What a message says, as parts: the body that its `type` names, then the product that it asks about and the advertisement that it came
 * through, which can sit on any kind.
 *
 * A kind that nobody documented, and a body that WhatsApp left out and says why, are `unsupported` parts; the body itself is in the event's
 * `raw`. A documented body that does not fit is a failure that says where.
 */
import type { ContentPart } from "@dragoman/core/domain"
import { fitOf, present, toText } from "@dragoman/core/wire"
import { Predicate, Result } from "effect"
import { Context, Referral, UnsupportedBody } from "../wire/InboundMessage.ts"
import { bodies, isKind } from "./Bodies.ts"
import { errorOf } from "./Place.ts"

/** What is read of a message; of an edited one only the inner message has it. */
export interface ContentSource {
  readonly type?: string | null
  readonly context?: unknown
  readonly referral?: unknown
  readonly errors?: unknown
}

export type Content = Result.Result<ReadonlyArray<ContentPart>, string>

/** `hasErrors`: the same change reports that something could not be processed. */
export const toContent = (message: ContentSource, hasErrors: boolean): Content => {
  const type = toType(message)
  if (type === undefined && errorOf(message.errors) === undefined) return Result.fail("type: Missing key")
  return Result.map(toBody(message, type ?? "unsupported", hasErrors), (parts) => [
    ...parts,
    ...toReferredProduct(message.context),
    ...toReferral(message.referral)
  ])
}

/** A message without a `type` is what its body is. */
export const toType = (message: ContentSource): string | undefined =>
  toText(message.type) ?? Object.keys(message).find((key) => isKind(key) && bodyOf(message, key) !== null)

/** What a message quotes, and whether it was passed on from elsewhere. */
export const toContext = (context: unknown): Context | undefined => (contextFit.is(context) ? context : undefined)

const toBody = (message: ContentSource, type: string, hasErrors: boolean): Content => {
  const reading = bodies.get(type)
  const body = bodyOf(message, type)
  if (reading === undefined) return Result.succeed([toUnsupported(message, type)])
  if (body === undefined || body === null) {
    return hasErrors || errorOf(message.errors) !== undefined
      ? Result.succeed([toUnsupported(message, type)])
      : Result.fail(`${type}: Missing key`)
  }
  return reading(body)
}

/** The value under the key that the type names. An own key: `type` is anybody's word. */
const bodyOf = (message: ContentSource, type: string): unknown =>
  Object.hasOwn(message, type) ? (message as Readonly<Record<string, unknown>>)[type] : undefined

const toUnsupported = (message: ContentSource, type: string): ContentPart => {
  const told = type === "unsupported" ? bodyOf(message, type) : undefined
  return present({
    type: "unsupported" as const,
    vendorType: (unsupportedFit.is(told) ? toText(told.type) : undefined) ?? type,
    text: errorOf(message.errors)?.reason
  })
}

const toReferredProduct = (context: unknown): ReadonlyArray<ContentPart> => {
  const product = toContext(context)?.referred_product
  return product === null || product === undefined
    ? []
    : [
        present({
          type: "products" as const,
          catalogId: toText(product.catalog_id),
          productIds: [product.product_retailer_id]
        })
      ]
}

const toReferral = (referral: unknown): ReadonlyArray<ContentPart> => {
  if (!Predicate.isObject(referral)) return []
  if (!referralFit.is(referral)) return [{ type: "unsupported", vendorType: "referral" }]
  return [
    present({
      type: "referral" as const,
      sourceType: toText(referral.source_type),
      sourceId: toText(referral.source_id),
      url: toText(referral.source_url),
      headline: toText(referral.headline),
      body: toText(referral.body)
    })
  ]
}

const contextFit = fitOf(Context)
const referralFit = fitOf(Referral)
const unsupportedFit = fitOf(UnsupportedBody)
