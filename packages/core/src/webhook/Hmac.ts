/**
 * HMAC-SHA256 over several pieces of bytes. On Node, Bun and Deno it runs on the runtime's own OpenSSL, synchronously; elsewhere
 * on WebCrypto, as a promise. `process.getBuiltinModule` finds the native module without importing `node:*`, so that bundles for
 * Workers and browsers stay clean.
 */

import { Effect } from "effect"
import * as Hex from "effect/encoding/Hex"
import { constant } from "effect/Function"

interface NativeHmac {
  update(data: string | Uint8Array): NativeHmac
  digest(): Uint8Array
}

interface NativeCrypto {
  createHmac(algorithm: "sha256", key: string): NativeHmac
  createHash(algorithm: "sha256"): NativeHmac
}

const nativeCrypto = (
  globalThis as {
    process?: { getBuiltinModule?: (name: string) => NativeCrypto | undefined }
  }
).process?.getBuiltinModule?.("node:crypto")

const encoder = new TextEncoder()

/** A digest that is there at once (native) or later (WebCrypto). */
export type Digest = Uint8Array | Promise<Uint8Array>

type Pieces = ReadonlyArray<string | Uint8Array>

/** HMAC-SHA256 of the pieces in a row under `key`, both text taken as UTF-8. */
export const hmacSha256 = (key: string, pieces: Pieces): Digest =>
  nativeCrypto === undefined ? webHmacSha256(key, pieces) : digest(nativeCrypto.createHmac("sha256", key), pieces)

/**
 * SHA-256 of a body as hex, for deliveries that have no other name. On a native runtime it is computed when it is first asked for,
 * which for most deliveries is never.
 */
export const fingerprint = (body: Uint8Array): Effect.Effect<() => string> => {
  if (nativeCrypto === undefined) return Effect.promise(async () => constant(Hex.encode(await webSha256(body))))
  let hex: string | undefined
  return Effect.succeed(() => {
    hex ??= Hex.encode(digest(nativeCrypto.createHash("sha256"), [body]))
    return hex
  })
}

/** The WebCrypto form of {@link hmacSha256}, for runtimes without `node:crypto`. */
export const webHmacSha256 = async (key: string, pieces: Pieces): Promise<Uint8Array> => {
  // WebCrypto refuses an empty key; HMAC pads keys with zeros, so that one zero byte is the same key.
  const keyBytes = encoder.encode(key)
  const cryptoKey = await crypto.subtle.importKey(
    "raw",
    keyBytes.length === 0 ? new Uint8Array(1) : keyBytes,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"]
  )
  return new Uint8Array(await crypto.subtle.sign("HMAC", cryptoKey, concatenate(pieces)))
}

/** Compares in a time that depends on the lengths alone. */
export const equalInConstantTime = (left: Uint8Array, right: Uint8Array): boolean => {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) difference |= (left[index] ?? 0) ^ (right[index] ?? 0)
  return difference === 0
}

const digest = (hash: NativeHmac, pieces: Pieces): Uint8Array => {
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

const webSha256 = async (body: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", concatenate([body])))

const concatenate = (pieces: Pieces): Uint8Array<ArrayBuffer> => {
  const parts = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece))
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
