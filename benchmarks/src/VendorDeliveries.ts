/**
 * Deliveries of every vendor as they arrive: in one line, signed, with the headers that the vendor sends. Chatwoot's are the bodies of
 * `fixtures/webhooks`; the others' are the documented samples that stand in the tests of their packages.
 */
import { readFileSync } from "node:fs"
import { Signature, type Webhook } from "@dragoman/core/webhook"
import { Chat2DeskWebhook } from "@dragoman/provider-chat2desk"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { HueChatWebhook } from "@dragoman/provider-huechat"
import { OmnichatWebhook } from "@dragoman/provider-omnichat"
import { Effect, Redacted } from "effect"
import { readBodies, type SignedBody, secret, signedAt } from "./Deliveries.ts"

/** A delivery, and the webhook that it is meant for. */
export interface VendorDelivery extends SignedBody {
  readonly webhook: Webhook.Webhook
}

interface Samples {
  readonly vendor: string
  readonly webhook: Webhook.Webhook
  readonly scheme: Signature.SignatureScheme
  readonly folder: string
  readonly names: ReadonlyArray<string>
  /** Headers of a sample, besides its signature. */
  readonly headers?: (name: string) => Readonly<Record<string, string>>
}

const samples: ReadonlyArray<Samples> = [
  {
    vendor: "huechat",
    webhook: HueChatWebhook.make({ secrets: [secret] }),
    scheme: HueChatWebhook.signature,
    folder: "provider-huechat/test/fixtures/webhooks",
    names: ["message.created", "message.updated", "conversation.updated", "contact.updated", "ticket.created"]
  },
  {
    vendor: "omnichat",
    webhook: OmnichatWebhook.make({ secrets: [secret] }),
    scheme: OmnichatWebhook.signature,
    folder: "provider-omnichat/test/fixtures/webhooks",
    names: ["customer.update--two-contacts", "direct_msg.status--delivered", "ticket.create--new"],
    headers: (name) => ({
      "x-omnichat-topic": name.replace(".", "/").replace(/--.*/, ""),
      "x-omnichat-event-id": "5b0a3f6e-3c1d-4f5e-8a77-0d9c2b1e4a55"
    })
  },
  {
    vendor: "omnichat whatsapp",
    webhook: OmnichatWebhook.make({ secrets: [secret] }),
    scheme: OmnichatWebhook.metaSignature,
    folder: "provider-omnichat/test/fixtures/whatsapp/webhooks",
    names: ["documented--received-media-message-with-image", "documented--received-order-messages"]
  },
  {
    vendor: "chat2desk",
    webhook: Chat2DeskWebhook.make({ secrets: [secret] }),
    scheme: Chat2DeskWebhook.signature,
    folder: "provider-chat2desk/test/fixtures/webhooks",
    names: ["inbox", "outbox", "outbox_status", "client_updated", "dialog_transferred"]
  }
]

/** One of each kind of event. */
export const readDeliveries = (): ReadonlyArray<VendorDelivery> => [
  ...readBodies().map((body) => ({ ...body, webhook: chatwoot })),
  ...samples.flatMap(({ names, vendor, webhook, ...rest }) =>
    names.map((name) => ({ name: `${vendor} ${name.replace("documented--", "")}`, webhook, ...signed(rest, name) }))
  )
]

const chatwoot = ChatwootWebhook.make({ secrets: [secret] })

const signed = (
  { folder, headers = () => ({}), scheme }: Pick<Samples, "folder" | "headers" | "scheme">,
  name: string
): Omit<SignedBody, "name"> => {
  const sample = readFileSync(new URL(`../../packages/${folder}/${name}.json`, import.meta.url), "utf8")
  const text = JSON.stringify(JSON.parse(sample))
  const body = new TextEncoder().encode(text)
  const signature = Effect.runSync(Signature.sign(scheme, { secret: Redacted.make(secret), body, timestamp: signedAt }))
  return { text, body, headers: { ...signature, ...headers(name), "content-type": "application/json" } }
}
