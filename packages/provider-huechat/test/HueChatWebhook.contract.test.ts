/** Both kinds of webhook through the contract that every vendor's webhook must hold. */
import { webhookContract } from "@dragoman/testing/contracts"
import { Redacted } from "effect"
import { HueChatWebhook } from "../src/index.ts"
import { fixtures, isLegacy, sign } from "./Deliveries.ts"

const header = "x-huechat-signature"

const samples = fixtures.map((fixture) => ({
  name: fixture.name,
  body: new TextDecoder().decode(fixture.body),
  events: fixture.expected.map(({ type }) => type),
  legacy: isLegacy(fixture)
}))

const shared = {
  sign: (body: Uint8Array, secret: string, timestamp: number) => sign(body, Redacted.make(secret), timestamp),
  toleranceSeconds: 300,
  several: (all: ReadonlyArray<Readonly<Record<string, string>>>) => {
    const [first = "", ...others] = all.map((headers) => headers[header] ?? "")
    return { [header]: [first, ...others.map((value) => value.replace(/^t=\d+,/, ""))].join(",") }
  },
  withUnknownVersion: (headers: Readonly<Record<string, string>>) => ({
    [header]: `${headers[header]},v0=${"0".repeat(64)},v2=${"f".repeat(64)}`
  })
}

webhookContract({
  ...shared,
  name: "HueChat's outbound webhooks",
  make: HueChatWebhook.make,
  samples: samples.filter(({ legacy }) => !legacy)
})

webhookContract({
  ...shared,
  name: "HueChat's webhooks with those of v1",
  make: (trust) => HueChatWebhook.make({ ...trust, legacy: true }),
  samples: samples.filter(({ legacy }) => legacy)
})
