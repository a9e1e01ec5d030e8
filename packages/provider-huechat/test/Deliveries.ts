/** Deliveries as HueChat sends them, and the fixtures: one body a file, its events in the file beside it. */
import { type Delivery, type DeliveryHeaders, Signature, type Webhook } from "@dragoman/core/webhook"
import { Decoding } from "@dragoman/testing"
import * as Fixtures from "@dragoman/testing/fixtures"
import { Effect, Redacted } from "effect"
import { HueChatWebhook } from "../src/index.ts"

export type Fixture = Fixtures.WebhookFixture

export const secret = Redacted.make("whsec_test")

/** 2024-04-07T14:26:42Z, in Unix seconds: two seconds after most of what the fixtures report. */
export const sentAt = 1_712_500_002

const folder = new URL("fixtures/webhooks/", import.meta.url)

/** `<event>` is the documentation's own sample, `<event>--<variant>` a variation of it; `legacy--<name>` is v1, `unknown--<why>` does not fit. */
export const fixtures: ReadonlyArray<Fixture> = Fixtures.webhooks(folder)

export const fixture = (name: string): Fixture => Fixtures.webhook(folder, name)

/** A fixture's body, to be sent with something different about it. */
export const bodyOf = (name: string): Record<string, unknown> & { readonly data: Record<string, unknown> } =>
  JSON.parse(new TextDecoder().decode(fixture(name).body))

export const isLegacy = ({ name }: Fixture): boolean => name.startsWith("legacy--")

/** Of v2. */
export const webhook: Webhook.Webhook = HueChatWebhook.make({ secrets: [secret] })

/** That reads v1 too, which nobody signs. */
export const legacyWebhook: Webhook.Webhook = HueChatWebhook.make({ legacy: true, allowUnsigned: true })

export const sign = (body: Uint8Array, by: Redacted.Redacted = secret, timestamp: number = sentAt) =>
  Signature.sign(HueChatWebhook.signature, { secret: by, body, timestamp })

/** As it arrives a second after it was sent. */
export const toDelivery = (body: Uint8Array, headers: DeliveryHeaders): Delivery => ({
  account: "acme",
  headers,
  body,
  receivedAt: (sentAt + 1) * 1000
})

/** Signed, as v2 is; of v1 without a signature. */
export const delivery = (fixture: Fixture): Effect.Effect<Delivery> =>
  isLegacy(fixture)
    ? Effect.succeed(toDelivery(fixture.body, {}))
    : Effect.map(sign(fixture.body), (headers) => toDelivery(fixture.body, headers))

/** Verified and decoded. */
export const receive = (sent: Delivery, by: Webhook.Webhook = webhook) => Decoding.receive(by, sent)

/** The events in a body, whatever it is: no signature is asked for. */
export const decode = (json: unknown, by: Webhook.Webhook = webhook) =>
  Decoding.decode(by, json, { account: "acme", headers: {}, receivedAt: (sentAt + 1) * 1000 })
