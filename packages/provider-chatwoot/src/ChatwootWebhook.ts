/**
 * Chatwoot's webhooks: how they are signed, and the way from a delivery to events. What the events are made of is in `mapping/Event.ts`.
 *
 * Three kinds send the same bodies: an account's webhook, an API inbox's `webhook_url`, an agent bot's `outgoing_url`. They differ in the
 * secret (each has its own), in the server from which on they are signed (4.11.2, 4.13.0, 4.13.0), and in that only a bot's deliveries are
 * sent again (twice, 3 s apart, after 429 and 500). Hooks of automation rules and macros are never signed: give their URL a shared
 * secret, or allow unsigned deliveries. Source: `lib/webhooks/trigger.rb` (chatwoot-wire 5).
 */
import { Signature, Webhook } from "@dragoman/core/webhook"
import { providerName } from "./ChatwootErrors.ts"
import { toFacts } from "./mapping/Event.ts"
import { secretKeys } from "./mapping/Secrets.ts"

export type { ProviderEventPayloads } from "./api/webhooks/Events.ts"

/** Which of Chatwoot's webhooks the URL was given to. */
export type ChatwootWebhookKind = "account" | "api-inbox" | "agent-bot"

export interface ChatwootWebhookOptions extends Webhook.Trust {
  /** Default: `account`. */
  readonly kind?: ChatwootWebhookKind
  /**
   * The server's version, such as `4.12.0`. Before 4.13, `conversation_opened` and `conversation_resolved` are all that a bot hears of a
   * status, so that they become `conversation.status_changed`; on later servers, which is what an absent or unreadable version counts as,
   * they are `provider.event`s.
   */
  readonly serverVersion?: string
}

/** Seconds between now and the signed time that the vendor recommends to tolerate. */
const toleranceSeconds = 300

/**
 * A bot's third attempt comes within half a minute. The rest of the hour is for facts that are sent twice: under load, and where one URL is
 * both the account's and an inbox's webhook.
 */
const redeliveryWindowSeconds = 3600

/** `X-Chatwoot-Signature: sha256=<hex>` over `{X-Chatwoot-Timestamp}.{body}`, the key being the secret as it is shown. */
export const signature: Signature.SignatureScheme = Signature.timestampedHmac({
  signatureHeader: "X-Chatwoot-Signature",
  timestampHeader: "X-Chatwoot-Timestamp",
  prefix: "sha256=",
  toleranceSeconds
})

/** A UUID for each target and event, the same for a bot's repeated deliveries. Sent by servers from 4.11.2 on (bots: 4.13.0). */
export const deliveryIdHeader = "X-Chatwoot-Delivery"

export const make = (options: ChatwootWebhookOptions): Webhook.Webhook => {
  const statusFromOpenedAndResolved = isBefore(options.serverVersion, 4, 13)
  return Webhook.make(
    {
      provider: providerName,
      scheme: signature,
      deliveryIdHeader,
      redelivers: options.kind === "agent-bot",
      timeoutSeconds: 5,
      redeliveryWindowSeconds,
      secretKeys,
      toFacts: (json) => toFacts(json, { statusFromOpenedAndResolved })
    },
    options
  )
}

const isBefore = (version: string | undefined, major: number, minor: number): boolean => {
  const numbers = /^v?(\d+)\.(\d+)/.exec(version ?? "")
  if (numbers === null) return false
  const [, itsMajor, itsMinor] = numbers.map(Number)
  return itsMajor === major ? Number(itsMinor) < minor : Number(itsMajor) < major
}
