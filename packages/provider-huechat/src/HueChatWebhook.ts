/**
 * HueChat's webhooks: how they are signed, and the way from a delivery to events. What the events are made of is in `mapping/Event.ts`.
 *
 * There are two kinds. Outbound webhooks (v2) are signed and sent again, eleven times in all within twenty minutes, until they are answered with
 * success within ten seconds; when ten attempts in a row fail, the webhook is switched off. The webhooks of v1 are promised the same signature but
 * never given a secret (huechat-wire 1, 6): subscribe to v2, and read v1 only where one is left over.
 */
import { Signature, Webhook } from "@dragoman/core/webhook"
import { providerName } from "./HueChatErrors.ts"
import { deliveryIdIn, toFacts } from "./mapping/Event.ts"
import { secretKeys } from "./mapping/Secrets.ts"

export type { ProviderEventPayloads } from "./api/webhooks/ProviderEvents.ts"

/**
 * `secrets`: the old one and the new while a secret is rotated, which the vendor lets take 24 hours. `toleranceSeconds`: 300 unless told, and with
 * 0 the signed time is not looked at: were it that of the first attempt, the last retry would come nineteen minutes after it (huechat-wire 10).
 */
export interface HueChatWebhookOptions extends Webhook.Trust {
  /**
   * Read the events of v1 webhooks too (`conversation_created`), which otherwise are `unknown`. They are not signed: their URL needs a
   * `sharedSecret` (with `secrets` of its own beside those of v2), or `allowUnsigned`.
   */
  readonly legacy?: boolean
}

/** Seconds between now and the signed time that the vendor recommends to tolerate; its own samples look both ways. */
const toleranceSeconds = 300

/**
 * Attempts are within twenty minutes. The rest of the day is for whoever sends a delivery again by hand, and for the grace of a rotated secret
 * (huechat-wire 12).
 */
const redeliveryWindowSeconds = 24 * 60 * 60

/** `X-HueChat-Signature: t=<unix seconds>,v1=<hex>` over `{t}.{body}`, the key being the secret as it is shown. */
export const signature: Signature.SignatureScheme = Signature.versionedHmac({
  header: "X-HueChat-Signature",
  version: "v1",
  toleranceSeconds
})

export const make = ({ legacy = false, ...trust }: HueChatWebhookOptions): Webhook.Webhook =>
  Webhook.make(
    {
      provider: providerName,
      scheme: signature,
      deliveryIdIn,
      redelivers: true,
      timeoutSeconds: 10,
      redeliveryWindowSeconds,
      secretKeys,
      toFacts: (json) => toFacts(json, { legacy })
    },
    trust.toleranceSeconds === 0 ? { ...trust, toleranceSeconds: Number.POSITIVE_INFINITY } : trust
  )
