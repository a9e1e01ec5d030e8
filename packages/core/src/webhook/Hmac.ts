/**
 * HMAC-SHA256 over several pieces of bytes. On Node, Bun and Deno it runs on the runtime's own OpenSSL, synchronously; elsewhere
 * on WebCrypto, as a promise. `process.getBuiltinModule` finds the native module without importing `node:*`, so that bundles for
 * Workers and browsers stay clean.
 */

import { Effect } from "effect"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import { constant } from "effect/Function"

interface NativeHmac {
  update(data: string | Uint8Array): NativeHmac
  digest(encoding: DigestEncoding): string
}

interface NativeCrypto {
  createHmac(algorithm: "sha256", key: HmacKey): NativeHmac
  createHash(algorithm: "sha256"): NativeHmac
}

const nativeCrypto = (
  globalThis as {
    process?: { getBuiltinModule?: (name: string) => NativeCrypto | undefined }
  }
).process?.getBuiltinModule?.("node:crypto")

const encoder = new TextEncoder()

/** How a digest is written. */
export type DigestEncoding = "hex" | "base64"

/** A digest that is there at once (native) or later (WebCrypto). It is text: a native `Buffer` for each costs a fifth more than the HMAC. */
export type Digest = string | Promise<string>

/** Text is taken as UTF-8. */
export type HmacKey = string | Uint8Array

type Pieces = ReadonlyArray<string | Uint8Array>

/** HMAC-SHA256 of the pieces in a row under `key`. */
export const hmacSha256 = (key: HmacKey, pieces: Pieces, encoding: DigestEncoding): Digest =>
  nativeCrypto === undefined
    ? webHmacSha256(key, pieces, encoding)
    : digest(nativeCrypto.createHmac("sha256", key), pieces, encoding)

/**
 * SHA-256 of a body as hex, for deliveries that have no other name. On a native runtime it is computed when it is first asked for,
 * which for most deliveries is never.
 */
export const fingerprint = (body: Uint8Array): Effect.Effect<() => string> => {
  if (nativeCrypto === undefined) return Effect.promise(async () => constant(Hex.encode(await webSha256(body))))
  let hex: string | undefined
  return Effect.succeed(() => {
    hex ??= digest(nativeCrypto.createHash("sha256"), [body], "hex")
    return hex
  })
}

/** The WebCrypto form of {@link hmacSha256}, for runtimes without `node:crypto`. */
export const webHmacSha256 = async (key: HmacKey, pieces: Pieces, encoding: DigestEncoding): Promise<string> => {
  // WebCrypto refuses an empty key; HMAC pads keys with zeros, so that one zero byte is the same key.
  const keyBytes = concatenate([key])
  const cryptoKey = await crypto.subtle.importKey(
    "raw",
    keyBytes.length === 0 ? new Uint8Array(1) : keyBytes,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"]
  )
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", cryptoKey, concatenate(pieces)))
  return encoding === "hex" ? Hex.encode(bytes) : Base64.encode(bytes)
}

/** Compares in a time that depends on the lengths alone. */
export const equalInConstantTime = (left: string, right: string): boolean => {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}

const digest = (hash: NativeHmac, pieces: Pieces, encoding: DigestEncoding): string => {
  for (const piece of pieces) hash.update(piece)
  return hash.digest(encoding)
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
