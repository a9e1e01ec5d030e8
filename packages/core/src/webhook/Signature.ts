/**
 * How vendors prove that a webhook is theirs. A {@link SignatureScheme} says where the signature stands and what it covers;
 * {@link verify} and {@link sign} are the two ends of it. `sign` is public because simulators and users' tests need it.
 *
 * Verification works on the raw bytes, in constant time, accepts several secrets (rotation), checks the signed time both ways where
 * there is one, and fails closed: a missing header, secret or time is a refusal that says what to fix.
 */
import { Effect, Redacted, Result, Schema } from "effect"
import type { Delivery, DeliveryHeaders } from "./Delivery.ts"
import { type Digest, type DigestEncoding, equalInConstantTime, type HmacKey, hmacSha256 } from "./Hmac.ts"

/** Why a delivery was refused. The message says what to fix and never contains a secret or a signature. */
export class SignatureRefused extends Schema.TaggedError<SignatureRefused>()("SignatureRefused", {
  reason: Schema.Literals(["missing-secret", "missing-header", "malformed-header", "too-old", "too-new", "mismatch"]),
  message: Schema.String
}) {}

/** What a delivery's headers (or query) claim, before anything is computed. */
export interface Claim {
  /** The signatures offered, still encoded; one that matches is enough. */
  readonly signatures: ReadonlyArray<string>
  /** The signed time exactly as sent: it is part of the signed message. Unix seconds. */
  readonly timestamp?: string
}

/** A vendor's way of signing, as data. */
export interface SignatureScheme {
  /** The headers that it reads, in lower case: a delivery that has them all is signed by it, rightly or wrongly. */
  readonly headers: ReadonlyArray<string>
  readonly encoding: DigestEncoding
  /** Seconds that the signed time may be away from the time of arrival, before or after. Absent: no time is signed. */
  readonly toleranceSeconds?: number
  readonly read: (delivery: Pick<Delivery, "headers" | "query">) => Result.Result<Claim, SignatureRefused>
  readonly write: (signature: string, timestamp: string) => DeliveryHeaders
  /** The pieces that are signed, in order. */
  readonly message: (body: Uint8Array, timestamp: string) => ReadonlyArray<string | Uint8Array>
  /** From the secret that the user holds to the HMAC key. Default: the secret itself, as UTF-8. */
  readonly key?: (secret: string) => HmacKey
}

/**
 * HMAC-SHA256 over a time and the body, with the time in a header of its own (Chatwoot: `{timestamp}.{body}`). `prefix` is what stands
 * before the signature in its header, such as `sha256=`.
 */
export const timestampedHmac = (options: {
  readonly signatureHeader: string
  readonly timestampHeader: string
  readonly toleranceSeconds: number
  readonly prefix?: string
  readonly encoding?: DigestEncoding
  readonly message?: SignatureScheme["message"]
  readonly key?: (secret: string) => HmacKey
}): SignatureScheme => {
  const signatureHeader = options.signatureHeader.toLowerCase()
  const timestampHeader = options.timestampHeader.toLowerCase()
  const prefix = options.prefix ?? ""
  return {
    headers: [signatureHeader, timestampHeader],
    encoding: options.encoding ?? "hex",
    toleranceSeconds: options.toleranceSeconds,
    read: ({ headers }) => {
      const value = headers[signatureHeader]
      const timestamp = headers[timestampHeader]
      if (value === undefined || timestamp === undefined) {
        const missing = [signatureHeader, timestampHeader].filter((name) => headers[name] === undefined)
        return Result.fail(missingHeader(...missing))
      }
      return Result.map(unprefixed(signatureHeader, value, prefix), (signature) => ({
        signatures: [signature],
        timestamp
      }))
    },
    write: (signature, timestamp) => ({ [signatureHeader]: prefix + signature, [timestampHeader]: timestamp }),
    message: options.message ?? ((body, timestamp) => [`${timestamp}.`, body]),
    ...(options.key === undefined ? {} : { key: options.key })
  }
}

/** HMAC-SHA256 over the body alone; nothing protects against a replay but the event ids. */
export const plainHmac = (options: {
  readonly signatureHeader: string
  readonly prefix?: string
  readonly encoding?: DigestEncoding
  readonly key?: (secret: string) => HmacKey
}): SignatureScheme => {
  const signatureHeader = options.signatureHeader.toLowerCase()
  const prefix = options.prefix ?? ""
  return {
    headers: [signatureHeader],
    encoding: options.encoding ?? "hex",
    read: ({ headers }) => {
      const value = headers[signatureHeader]
      if (value === undefined) return Result.fail(missingHeader(signatureHeader))
      return Result.map(unprefixed(signatureHeader, value, prefix), (signature) => ({ signatures: [signature] }))
    },
    write: (signature) => ({ [signatureHeader]: prefix + signature }),
    message: (body) => [body],
    ...(options.key === undefined ? {} : { key: options.key })
  }
}

/**
 * HMAC-SHA256 with time and signatures in one header, `t=1700000000,v1=<hex>[,v1=<hex>]` over `{t}.{body}`. Unknown versions are
 * ignored, several signatures may be offered while the vendor rotates a secret.
 */
export const versionedHmac = (options: {
  readonly header: string
  readonly version: string
  readonly toleranceSeconds: number
}): SignatureScheme => {
  const header = options.header.toLowerCase()
  const signed = `${options.version}=`
  return {
    headers: [header],
    encoding: "hex",
    toleranceSeconds: options.toleranceSeconds,
    read: ({ headers }) => {
      const value = headers[header]
      if (value === undefined) return Result.fail(missingHeader(header))
      let timestamp: string | undefined
      const signatures: Array<string> = []
      for (const part of value.split(",")) {
        const field = part.trim()
        if (field.startsWith(signed)) signatures.push(field.slice(signed.length))
        else if (field.startsWith("t=")) timestamp ??= field.slice(2)
      }
      return timestamp === undefined || signatures.length === 0
        ? Result.fail(malformedHeader(header, `t=<unix seconds>,${options.version}=<hex>`))
        : Result.succeed({ signatures, timestamp })
    },
    write: (signature, timestamp) => ({ [header]: `t=${timestamp},${options.version}=${signature}` }),
    message: (body, timestamp) => [`${timestamp}.`, body]
  }
}

/** Where a secret that the vendor sends along unchanged is found: for vendors that sign nothing but let the user set a header or URL. */
export type SharedSecret =
  | { readonly in: "header"; readonly name: string; readonly prefix?: string }
  | { readonly in: "query"; readonly name: string }

/** Whether a delivery has what the scheme signs with, right or wrong: how the one of several schemes is found that a delivery is signed by. */
export const isSigned = ({ headers }: SignatureScheme, delivery: Pick<Delivery, "headers">): boolean =>
  headers.every((name) => delivery.headers[name] !== undefined)

/** Refuses a delivery unless one of the secrets made its signature. `delivery.receivedAt` is the clock. */
export const verify = (
  scheme: SignatureScheme,
  delivery: Delivery,
  secrets: ReadonlyArray<Redacted.Redacted>
): Effect.Effect<void, SignatureRefused> => verifier(scheme, secrets)(delivery)

/** {@link verify} for many deliveries: what depends on scheme and secrets alone is made once. */
export const verifier = (
  scheme: SignatureScheme,
  configured: ReadonlyArray<Redacted.Redacted>
): ((delivery: Delivery) => Effect.Effect<void, SignatureRefused>) => {
  const secrets = configured.filter(isUsable)
  const keys = secrets.map((secret) => keyOf(scheme, secret))
  if (keys.length === 0) return () => Effect.fail(missingSecret)
  return (delivery) => {
    const claim = scheme.read(delivery)
    if (Result.isFailure(claim)) return Effect.fail(claim.failure)
    const { signatures, timestamp = "" } = claim.success
    const late =
      scheme.toleranceSeconds === undefined
        ? undefined
        : outsideTolerance(scheme.toleranceSeconds, timestamp, delivery.receivedAt)
    if (late !== undefined) return Effect.fail(late)
    const offered = scheme.encoding === "hex" ? signatures.map((signature) => signature.toLowerCase()) : signatures
    const message = scheme.message(delivery.body, timestamp)
    const digests = keys.map((key) => hmacSha256(key, message, scheme.encoding))
    return whenSettled(digests, (computed) =>
      matches(computed, offered) ? Effect.void : Effect.fail(mismatch(secrets))
    )
  }
}

/** Every pair is compared, so that the time taken does not tell which secret or signature matched. */
const matches = (computed: ReadonlyArray<string>, offered: ReadonlyArray<string>): boolean => {
  let count = 0
  for (const digest of computed)
    for (const signature of offered) count += Number(equalInConstantTime(digest, signature))
  return count > 0
}

/** The headers that a vendor would send with `body`. `timestamp` is in Unix seconds and defaults to no time at all (`0`). */
export const sign = (
  scheme: SignatureScheme,
  options: { readonly secret: Redacted.Redacted; readonly body: Uint8Array; readonly timestamp?: number }
): Effect.Effect<DeliveryHeaders> => {
  const timestamp = String(Math.floor(options.timestamp ?? 0))
  const message = scheme.message(options.body, timestamp)
  return whenSettled([hmacSha256(keyOf(scheme, options.secret), message, scheme.encoding)], ([digest = ""]) =>
    Effect.succeed(scheme.write(digest, timestamp))
  )
}

/** Refuses a delivery unless it carries one of the secrets where the vendor was told to put it. */
export const verifySharedSecret = (
  shared: SharedSecret,
  delivery: Delivery,
  configured: ReadonlyArray<Redacted.Redacted>
): Effect.Effect<void, SignatureRefused> => {
  const secrets = configured.filter(isUsable)
  if (secrets.length === 0) return Effect.fail(missingSecret)
  const presented =
    shared.in === "header" ? delivery.headers[shared.name.toLowerCase()] : queryParameter(delivery, shared.name)
  if (presented === undefined) {
    return Effect.fail(
      shared.in === "header"
        ? missingHeader(shared.name)
        : refused("missing-header", `the query parameter ${shared.name} is missing: add it to the webhook's URL`)
    )
  }
  const prefix = shared.in === "header" ? (shared.prefix ?? "") : ""
  // Digests of both are compared: their equal length hides the length of the secret.
  const digestOf = (text: string) => hmacSha256("shared-secret", [text], "hex")
  return whenSettled(
    [digestOf(presented), ...secrets.map((secret) => digestOf(prefix + Redacted.value(secret)))],
    ([offered = "", ...expected]) => (matches(expected, [offered]) ? Effect.void : Effect.fail(mismatch(secrets)))
  )
}

/** An empty secret, such as an environment variable that is set to nothing, is a key that everybody knows. */
const isUsable = (secret: Redacted.Redacted): boolean => Redacted.value(secret).trim() !== ""

const keyOf = (scheme: SignatureScheme, secret: Redacted.Redacted): HmacKey =>
  scheme.key === undefined ? Redacted.value(secret) : scheme.key(Redacted.value(secret))

/** What follows from the digests; at once where they are there at once, which saves a tenth of a verification. */
const whenSettled = <A, E>(
  digests: ReadonlyArray<Digest>,
  next: (settled: ReadonlyArray<string>) => Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  digests.every((digest) => typeof digest === "string")
    ? next(digests)
    : Effect.flatMap(
        Effect.promise(() => Promise.all(digests)),
        next
      )

const outsideTolerance = (
  toleranceSeconds: number,
  timestamp: string,
  receivedAt: number
): SignatureRefused | undefined => {
  if (!/^\d{1,12}$/.test(timestamp)) {
    return refused("malformed-header", "the signed time is not a number of Unix seconds")
  }
  const age = Math.round(receivedAt / 1000) - Number(timestamp)
  if (Math.abs(age) <= toleranceSeconds) return undefined
  const distance = `the signed time is ${Math.abs(age)} s ${age > 0 ? "old" : "ahead"}, ${toleranceSeconds} s are tolerated`
  return age > 0
    ? refused("too-old", `${distance}: a replay, a slow queue in between, or a wrong clock here`)
    : refused("too-new", `${distance}: a wrong clock here or at the sender`)
}

const unprefixed = (header: string, value: string, prefix: string): Result.Result<string, SignatureRefused> =>
  value.startsWith(prefix)
    ? Result.succeed(value.slice(prefix.length))
    : Result.fail(malformedHeader(header, `${prefix}<signature>`))

const queryParameter = (delivery: Delivery, name: string): string | undefined =>
  new URLSearchParams(delivery.query ?? "").get(name) ?? undefined

const refused = (reason: SignatureRefused["reason"], message: string) => new SignatureRefused({ reason, message })

const missingSecret = refused("missing-secret", "no secret is configured for this account")

const missingHeader = (...names: ReadonlyArray<string>) =>
  refused(
    "missing-header",
    `the header${names.length > 1 ? "s" : ""} ${names.join(", ")} ${names.length > 1 ? "are" : "is"} missing: unsigned, or a proxy dropped it`
  )

const malformedHeader = (name: string, form: string) =>
  refused("malformed-header", `the header ${name} is not of the form ${form}`)

const mismatch = (secrets: ReadonlyArray<Redacted.Redacted>) => {
  const spaced = secrets.some((secret) => Redacted.value(secret) !== Redacted.value(secret).trim())
  return refused(
    "mismatch",
    spaced
      ? "the signature does not match: the configured secret has white space around it"
      : "the signature does not match: another secret signed it, or the body was changed on the way"
  )
}
