/**
 * Omnichat's webhooks: how they are signed, the handshake before them, and the way from a delivery to events. What the events are made of is in
 * `mapping/Event.ts`.
 *
 * | product | set up | proof |
 * |---|---|---|
 * | topics (`customer/*`, `direct_msg/status`, `ticket/*`, ...) | in the portal | `X-Omnichat-Signature` |
 * | forwarded WhatsApp payloads | with Omnichat's staff | undocumented: Meta's `X-Hub-Signature-256` where it is passed on |
 * | events of a third-party AI agent | in the portal | `X-Omnichat-Signature` |
 *
 * (The fourth product, the headless API, only sends.) All may share a URL. Neither signature covers a time, nor does the vendor's the topic and
 * the event id, which stand in headers: whoever can replay a delivery can change those. Source: omnichat-wire A1.1, A1.3, A1.7, A2.7.
 */
import { Handshake, Signature, Webhook } from "@dragoman/core/webhook"
import type { Redacted } from "effect"
import { toFacts } from "./mapping/Event.ts"
import { providerName } from "./OmnichatErrors.ts"

export type { ProviderEventPayloads } from "./api/webhooks/ProviderEvents.ts"

/**
 * How deliveries are trusted. In this order: the vendor's signature decides where it is there and `secrets` are; else Meta's, where it is there
 * and `appSecrets` are; else the shared secret is asked for, if one is configured; else the delivery is refused, unless nothing at all is
 * configured and `allowUnsigned` says so. A signature that is missing is never waived: give `sharedSecret` values of its own where WhatsApp
 * payloads come unsigned to the URL that signed topics come to.
 */
export interface OmnichatWebhookOptions extends Omit<Webhook.Trust, "toleranceSeconds"> {
  /** What Meta signs with: the secret of the Meta app that the WhatsApp number belongs to. Default: `secrets`. */
  readonly appSecrets?: ReadonlyArray<Redacted.Redacted | string>
  /** The verification token that was entered at the vendor; without it no handshake is answered. Not the signature secret. */
  readonly verifyToken?: Redacted.Redacted | string
}

/** `X-Omnichat-Signature: <hex>` over the body, the key being the "Signature Secret" that the portal shows. */
export const signature: Signature.SignatureScheme = Signature.plainHmac({ signatureHeader: "X-Omnichat-Signature" })

/** `X-Hub-Signature-256: sha256=<hex>` over the body, as Meta sent it: with `\/` and `\uXXXX` in it. */
export const metaSignature: Signature.SignatureScheme = Signature.plainHmac({
  signatureHeader: "X-Hub-Signature-256",
  prefix: "sha256="
})

/** One for each event of a topic and each delivery to an AI agent; forwarded payloads have none. */
export const deliveryIdHeader = "X-Omnichat-Event-Id"

/** The vendor documents no repetition; where it passes Meta's on, those go on for seven days. */
const redeliveryWindowSeconds = 7 * 24 * 60 * 60

export const make = ({ appSecrets, verifyToken, ...trust }: OmnichatWebhookOptions): Webhook.Webhook =>
  Webhook.make(
    {
      provider: providerName,
      scheme: [
        { scheme: signature },
        { scheme: metaSignature, ...(appSecrets === undefined ? {} : { secrets: appSecrets }) }
      ],
      deliveryIdHeader,
      redelivers: false,
      timeoutSeconds: 15,
      redeliveryWindowSeconds,
      challenge: (query) => (verifyToken === undefined ? undefined : Handshake.answer(query, [verifyToken])),
      // Nothing in the bodies lets anybody act for the account: a LINE reply token answers one message, and the application needs it.
      secretKeys: new Set(),
      toFacts: (json, _report, delivery) => toFacts(json, delivery.headers)
    },
    trust
  )
