/**
 * Chatwoot's webhook deliveries as they arrive: the bodies of `fixtures/webhooks`, written the way the server writes them (in one line) and
 * signed. One file per kind of event, each with the keys, the nesting and thus the size that servers send (chatwoot-wire 5.3, 5.4);
 * `message_created.early` is what servers before 3.0 sent, about 1.5 kB.
 */
import { readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { Signature } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import { Effect, Redacted } from "effect"

export const account = "acme"
export const secret = "benchmark-secret"
/** The signed time, in Unix seconds. */
export const signedAt = 1_770_946_054

export interface SignedBody {
  readonly name: string
  readonly text: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

const folder = join(import.meta.dirname, "../fixtures/webhooks")

/** One per kind of event, by the name of its file. */
export const readBodies = (): ReadonlyArray<SignedBody> =>
  readdirSync(folder)
    .sort()
    .map((file) => {
      const text = JSON.stringify(JSON.parse(readFileSync(join(folder, file), "utf8")))
      return { name: basename(file, ".json"), ...signed(text, signedAt, "8f14e45f-ceea-467f-9a36-dcc1a1f1b2c3") }
    })

export const readBody = (name: string): SignedBody => {
  const found = readBodies().find((body) => body.name === name)
  if (found === undefined) throw new Error(`there is no fixtures/webhooks/${name}.json`)
  return found
}

/** A body with the headers that the server would send with it. */
export const signed = (text: string, timestamp: number, deliveryId: string): Omit<SignedBody, "name"> => {
  const body = encoder.encode(text)
  const signature = Effect.runSync(
    Signature.sign(ChatwootWebhook.signature, { secret: Redacted.make(secret), body, timestamp })
  )
  return {
    text,
    body,
    headers: {
      ...signature,
      [ChatwootWebhook.deliveryIdHeader.toLowerCase()]: deliveryId,
      "content-type": "application/json"
    }
  }
}

const encoder = new TextEncoder()
