/** The contract on each of core's signature schemes, with a vendor made up for it; and that it notices what it is there to notice. */
import { Signature, Webhook } from "@dragoman/core/webhook"
import { type Fact, unknownFact } from "@dragoman/core/wire"
import { Redacted } from "effect"
import { type WebhookContractOptions, webhookContract } from "../src/contracts.ts"

const toFacts = (json: unknown): ReadonlyArray<Fact> =>
  typeof json === "object" && json !== null && "topic" in json && typeof json.topic === "string"
    ? [{ type: "provider.event", data: { name: json.topic, payload: json }, raw: json }]
    : [unknownFact(json, "no topic")]

const contractFor = (
  name: string,
  scheme: Signature.SignatureScheme,
  more: Partial<WebhookContractOptions> = {}
): WebhookContractOptions => ({
  name,
  make: (trust) =>
    Webhook.make(
      {
        provider: "acme",
        scheme,
        redelivers: true,
        timeoutSeconds: 5,
        redeliveryWindowSeconds: 60,
        secretKeys: new Set(),
        toFacts
      },
      trust
    ),
  sign: (body, secret, timestamp) => Signature.sign(scheme, { body, secret: Redacted.make(secret), timestamp }),
  samples: [
    { name: "a topic", body: '{"topic":"deal.won","deal":{"id":1}}', events: ["provider.event"] },
    { name: "something else", body: '{"id":[1,2,{"a":null}]}', events: ["unknown"] }
  ],
  ...(scheme.toleranceSeconds === undefined ? {} : { toleranceSeconds: scheme.toleranceSeconds }),
  ...more
})

webhookContract(
  contractFor(
    "timestamped HMAC",
    Signature.timestampedHmac({
      signatureHeader: "X-Acme-Signature",
      timestampHeader: "X-Acme-Time",
      prefix: "sha256=",
      toleranceSeconds: 300
    }),
    { prefix: "sha256=" }
  )
)

webhookContract(
  contractFor("plain HMAC in Base64", Signature.plainHmac({ signatureHeader: "X-Acme-Hmac", encoding: "base64" }))
)

const header = "x-acme-signature"

webhookContract(
  contractFor("versioned HMAC", Signature.versionedHmac({ header, version: "v1", toleranceSeconds: 60 }), {
    several: (headers) => ({ [header]: headers.map((each) => each[header]).join(",") }),
    withUnknownVersion: (headers) => ({ [header]: `v9=${"ab".repeat(32)},${headers[header]},v0=x` })
  })
)
