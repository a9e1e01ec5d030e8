/** One HTTP delivery of a vendor's webhook, as it arrived: nothing parsed, nothing believed. */

/** Header names in lower case. A header that came several times is joined by `, `, as HTTP allows. */
export type DeliveryHeaders = Readonly<Record<string, string>>

/** What came in, before anybody has looked at it. */
export interface Delivery {
  /** The name under which the application configured the account that this delivery is for. */
  readonly account: string
  readonly headers: DeliveryHeaders
  /** The raw bytes of the body. Signatures are over these, never over JSON that was parsed and written again. */
  readonly body: Uint8Array
  /** When the request arrived, in milliseconds since 1970. */
  readonly receivedAt: number
  /** The raw query string without `?`; some vendors put a shared secret there. */
  readonly query?: string
}

declare const VerifiedBrand: unique symbol

/**
 * A delivery whose signature was found right, or that the configuration trusts without one. Only `Webhook.verify` and `Webhook.trust`
 * make one, so that nothing unverified can be decoded by accident.
 */
export interface Verified extends Delivery {
  readonly [VerifiedBrand]: true
  /** The vendor's delivery id, else a hash of the body: names the delivery where the facts in it have no name of their own. */
  readonly deliveryKey: () => string
}

/** Lower-cases names and joins repeated values, from any of the shapes that runtimes use for headers. */
export const toHeaders = (
  source: Iterable<readonly [string, string]> | Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
): DeliveryHeaders => {
  const headers: Record<string, string> = {}
  const entries = Symbol.iterator in source ? source : Object.entries(source)
  for (const [name, value] of entries) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    const text = typeof value === "string" ? value : value.join(", ")
    headers[key] = headers[key] === undefined ? text : `${headers[key]}, ${text}`
  }
  return headers
}
