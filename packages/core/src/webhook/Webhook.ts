/**
 * A vendor's webhook as a value: *verify* turns a delivery into a verified one or refuses it, *decode* turns that into events. The two
 * are separate steps with separate verdicts; decoding is pure and synchronous and never throws.
 *
 * A provider package calls {@link make} with its signature scheme and its pure mapping; everything else is here, once.
 */
import { Effect, Exit, Redacted, Result, Schema } from "effect"
import type { Event } from "../domain/Event.ts"
import { toText } from "../wire/Present.ts"
import { redactInPlace } from "../wire/Redact.ts"
import { type Fact, type Report, toEvents, unknownFact } from "../wire/Report.ts"
import { toIsoText } from "../wire/Time.ts"
import type { Delivery, Verified } from "./Delivery.ts"
import { fingerprint } from "./Hmac.ts"
import * as Signature from "./Signature.ts"

/** The body is not JSON: nothing can be made of it, and the sender is told so (400). */
export class NotJson extends Schema.TaggedError<NotJson>()("NotJson", { message: Schema.String }) {}

/** How a delivery is trusted. */
export interface Trust {
  /** The secrets that may have signed; several while one is being replaced. An empty one never verifies anything. */
  readonly secrets?: ReadonlyArray<Redacted.Redacted | string>
  /** Where a secret is expected when the vendor does not sign. */
  readonly sharedSecret?: Signature.SharedSecret & {
    /**
     * What is compared with what stands there. With values of its own the shared secret is asked of deliveries without a signature alone, and
     * `secrets` go on verifying the others; without, it takes `secrets` and their place: no signature is looked at.
     */
    readonly secrets?: ReadonlyArray<Redacted.Redacted | string>
  }
  /** Accept deliveries without any proof. Only counts when no secret is configured: a configured secret is never waived. */
  readonly allowUnsigned?: boolean
  /** Seconds that a signed time may be off, when the vendor's usual tolerance does not fit. */
  readonly toleranceSeconds?: number
}

/** One of several ways in which deliveries to one URL are signed. */
export interface Signer {
  readonly scheme: Signature.SignatureScheme
  /** Default: the secrets of the {@link Trust}. */
  readonly secrets?: ReadonlyArray<Redacted.Redacted | string>
}

/** What is special about one vendor's webhook. */
export interface Definition {
  readonly provider: string
  /** Absent: this kind of webhook is never signed by the vendor. Several: the first that has secrets and whose header is there decides. */
  readonly scheme?: Signature.SignatureScheme | ReadonlyArray<Signer>
  /** The header with the vendor's delivery id. */
  readonly deliveryIdHeader?: string
  /** The vendor's delivery id in the body, where it stands there. */
  readonly deliveryIdIn?: (json: unknown) => string | undefined
  /** Whether the vendor sends a delivery again that was not answered with success. */
  readonly redelivers: boolean
  /** Seconds after which the vendor gives a delivery up. */
  readonly timeoutSeconds: number
  /** Seconds during which the vendor may send the same fact again. */
  readonly redeliveryWindowSeconds: number
  /** The answer to a handshake request (`hub.challenge` and the like), given its query; `undefined` when it is none or its token is wrong. */
  readonly challenge?: (query: URLSearchParams, secrets: ReadonlyArray<Redacted.Redacted>) => string | undefined
  /** Keys that are secrets wherever they stand: they are taken out of a body that `toFacts` could not read. */
  readonly secretKeys: ReadonlySet<string>
  /** From the parsed body to its facts, without the secrets in it. What does not fit is a fact of type `unknown`. */
  readonly toFacts: (json: unknown, report: Report, delivery: Delivery) => ReadonlyArray<Fact>
}

/** One vendor's webhook, configured for one account. */
export interface Webhook {
  readonly provider: string
  readonly redelivers: boolean
  readonly timeoutSeconds: number
  readonly redeliveryWindowSeconds: number
  readonly verify: (delivery: Delivery) => Effect.Effect<Verified, Signature.SignatureRefused>
  /** The explicit door for deliveries that need no check: replays of stored ones, fixtures. */
  readonly trust: (delivery: Delivery) => Effect.Effect<Verified>
  readonly decode: (verified: Verified) => Result.Result<ReadonlyArray<Event>, NotJson>
  readonly challenge: (query: URLSearchParams) => string | undefined
}

/** Puts a vendor's definition and an account's secrets together. */
export const make = (definition: Definition, options: Trust): Webhook => {
  const secrets = redacted(options.secrets)
  const check = verifier(definition, options, secrets)
  return {
    provider: definition.provider,
    redelivers: definition.redelivers,
    timeoutSeconds: definition.timeoutSeconds,
    redeliveryWindowSeconds: definition.redeliveryWindowSeconds,
    verify: (delivery) => {
      const checked = check(delivery)
      // A native HMAC is there at once. To run an Effect for what follows it would cost a quarter of it.
      return Exit.isExit(checked) && Exit.isSuccess(checked)
        ? trusted(definition, delivery)
        : Effect.flatMap(checked, () => trusted(definition, delivery))
    },
    trust: (delivery) => trusted(definition, delivery),
    decode: (verified) => decode(definition, verified),
    challenge: (query) => definition.challenge?.(query, secrets)
  }
}

const trusted = (definition: Definition, delivery: Delivery): Effect.Effect<Verified> => {
  const deliveryId = deliveryIdOf(definition, delivery)
  return deliveryId === undefined
    ? Effect.map(fingerprint(delivery.body), (deliveryKey) => ({ ...delivery, deliveryKey }) as Verified)
    : Effect.succeed({ ...delivery, deliveryKey: () => deliveryId } as Verified)
}

/** An empty header names nothing: two deliveries would share it. */
const deliveryIdOf = ({ deliveryIdHeader }: Definition, delivery: Delivery): string | undefined =>
  deliveryIdHeader === undefined ? undefined : toText(delivery.headers[deliveryIdHeader.toLowerCase()])

const redacted = (secrets: ReadonlyArray<Redacted.Redacted | string> = []): ReadonlyArray<Redacted.Redacted> =>
  secrets.map((secret) => (typeof secret === "string" ? Redacted.make(secret) : secret))

type Verdict = Effect.Effect<void, Signature.SignatureRefused>

const verifier = (
  { provider, scheme = [] }: Definition,
  options: Trust,
  secrets: ReadonlyArray<Redacted.Redacted>
): ((delivery: Delivery) => Verdict) => {
  const { allowUnsigned = false, sharedSecret, toleranceSeconds } = options
  const signing = sharedSecret !== undefined && sharedSecret.secrets === undefined ? [] : secrets
  const signers = ("read" in scheme ? [{ scheme }] : scheme).map((signer: Signer) => ({
    scheme: toleranceSeconds === undefined ? signer.scheme : tolerant(signer.scheme, toleranceSeconds),
    secrets: signer.secrets === undefined ? signing : redacted(signer.secrets)
  }))
  const able = signers
    .filter((signer) => signer.secrets.length > 0)
    .map((signer) => ({ ...signer, verify: Signature.verifier(signer.scheme, signer.secrets) }))
  const unsigned = unsignedVerifier(provider, options, secrets, able[0] ?? signers[0])
  const nothingConfigured = able.length === 0 && secrets.length === 0 && sharedSecret === undefined
  if (nothingConfigured && allowUnsigned) return () => Effect.void
  if (able.length === 0) return unsigned
  return (delivery) => {
    const signer = able.length === 1 && sharedSecret === undefined ? able[0] : able.find(isSignedBy(delivery))
    return (signer?.verify ?? unsigned)(delivery)
  }
}

/** For a delivery without any signature that could be verified: the shared secret, or the reason why it is refused. */
const unsignedVerifier = (
  provider: string,
  { sharedSecret }: Trust,
  secrets: ReadonlyArray<Redacted.Redacted>,
  signer: Required<Signer> | undefined
): ((delivery: Delivery) => Verdict) => {
  if (sharedSecret !== undefined) {
    const values = sharedSecret.secrets === undefined ? secrets : redacted(sharedSecret.secrets)
    return (delivery) => Signature.verifySharedSecret(sharedSecret, delivery, values)
  }
  if (signer !== undefined) return Signature.verifier(signer.scheme, redacted(signer.secrets))
  const refused = new Signature.SignatureRefused({
    reason: "missing-secret",
    message: `${provider} does not sign this kind of webhook: configure a shared secret or allow unsigned deliveries`
  })
  return () => Effect.fail(refused)
}

const tolerant = (scheme: Signature.SignatureScheme, toleranceSeconds: number): Signature.SignatureScheme => ({
  ...scheme,
  toleranceSeconds
})

const isSignedBy =
  (delivery: Delivery) =>
  ({ scheme }: Signer): boolean =>
    Signature.isSigned(scheme, delivery)

const utf8 = new TextDecoder()

const decode = (definition: Definition, delivery: Verified): Result.Result<ReadonlyArray<Event>, NotJson> => {
  let json: unknown
  try {
    json = JSON.parse(utf8.decode(delivery.body))
  } catch {
    return Result.fail(new NotJson({ message: "the body is not JSON" }))
  }
  const deliveryId = deliveryIdOf(definition, delivery) ?? definition.deliveryIdIn?.(json)
  const report: Report = {
    provider: definition.provider,
    account: delivery.account,
    receivedAt: toIsoText(delivery.receivedAt),
    ...(deliveryId === undefined ? {} : { deliveryId }),
    deliveryKey: deliveryId === undefined ? delivery.deliveryKey : () => deliveryId
  }
  return Result.succeed(toEvents(report, facts(definition, json, report, delivery)))
}

/** A mapping that meets something it did not expect must not cost the delivery: it is kept whole, as unknown. */
const facts = (definition: Definition, json: unknown, report: Report, delivery: Delivery): ReadonlyArray<Fact> => {
  try {
    const found = definition.toFacts(json, report, delivery)
    return found.length > 0 ? found : [unknownFact(safe(definition, json), "the delivery carries nothing")]
  } catch (cause) {
    const problem = `the body could not be read: ${cause instanceof Error ? cause.message : String(cause)}`
    return [unknownFact(safe(definition, json), problem)]
  }
}

const safe = ({ secretKeys }: Definition, json: unknown): unknown => redactInPlace(json, secretKeys)
