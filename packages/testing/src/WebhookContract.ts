/**
 * What every vendor's webhook must hold, as a function of the webhook: which deliveries are refused and why, which are accepted, and what
 * decoding promises. A provider calls it from a test file with its own `make`, its vendor's way of signing and a few sample bodies.
 *
 * It knows no scheme: the bad headers are made by damaging the good ones. A kind of webhook that its vendor never signs has nothing to
 * gain from it.
 */
import type { EventType } from "@dragoman/core/domain"
import type { DeliveryHeaders, Webhook } from "@dragoman/core/webhook"
import { describe } from "@effect/vitest"
import type { Effect } from "effect"
import { describeAcceptance } from "./webhook-contract/Acceptance.ts"
import { describeRefusals, describeTime } from "./webhook-contract/Refusals.ts"
import { describeSample } from "./webhook-contract/Samples.ts"
import { describeSecrets } from "./webhook-contract/Secrets.ts"

export interface WebhookContractOptions {
  readonly name: string
  readonly make: (trust: Webhook.Trust) => Webhook.Webhook
  /** The headers that the vendor would send. `timestamp` is in Unix seconds. */
  readonly sign: (body: Uint8Array, secret: string, timestamp: number) => Effect.Effect<DeliveryHeaders>
  /** Bodies as the vendor sends them, the more kinds the better. */
  readonly samples: ReadonlyArray<WebhookSample>
  /** How far the signed time may be off. Absent: the vendor signs no time. */
  readonly toleranceSeconds?: number
  /** What stands before the signature in its header, such as `sha256=`. */
  readonly prefix?: string
  /** Several deliveries' headers as one that offers all their signatures. Absent: the vendor's header has room for one. */
  readonly several?: (headers: ReadonlyArray<DeliveryHeaders>) => DeliveryHeaders
  /** The headers with a signature of a version that nobody knows beside the right one. Absent: the vendor's scheme has no versions. */
  readonly withUnknownVersion?: (headers: DeliveryHeaders) => DeliveryHeaders
}

export interface WebhookSample {
  readonly name: string
  readonly body: string
  /** Headers that belong to it besides its signature, such as the topic or the delivery id. */
  readonly headers?: DeliveryHeaders
  /** The types of the events it becomes, where the test should hold them. */
  readonly events?: ReadonlyArray<EventType>
}

/** Declares the suite. Call it at the top level of a test file or inside a `describe`. */
export const webhookContract = (options: WebhookContractOptions): void => {
  describe(`webhook contract: ${options.name}`, () => {
    const first = options.samples[0]
    if (first === undefined) throw new Error("the webhook contract needs at least one sample")
    describeAcceptance(options, first)
    describeRefusals(options, first)
    if (options.toleranceSeconds !== undefined) describeTime(options, first, options.toleranceSeconds)
    describeSecrets(options, first)
    for (const sample of options.samples) describeSample(options, sample)
  })
}
