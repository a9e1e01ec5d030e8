/**
 * The first half of the receiver: from a raw request to the events of a delivery whose proof was found right, or to the reason why not.
 * Nothing here runs the application's handler.
 */
import { Clock, Effect, Option, Result } from "effect"
import type { Event } from "../../domain/Event.ts"
import { isHandshake } from "../Handshake.ts"
import type { Webhook } from "../Webhook.ts"
import { type Effectful, toEffect } from "./Handler.ts"
import { isRefusal, type ReceiverReply, type ReceiverRequest, Refusal, refusal, reply, tooLarge } from "./Request.ts"

/** The accounts by name, or how one is looked up (`undefined` or `None`: there is no such account). */
export type Accounts<R = never> =
  | Readonly<Record<string, Webhook>>
  | ((name: string) => Effectful<Webhook | Option.Option<Webhook> | undefined, R>)

/** A delivery that was accepted. */
export interface Accepted {
  readonly account: string
  readonly webhook: Webhook
  readonly events: ReadonlyArray<Event>
  /** In milliseconds since 1970. */
  readonly receivedAt: number
}

export interface AcceptanceOptions<R> {
  readonly accounts: Accounts<R>
  readonly prefix: string | undefined
  readonly maxBodyBytes: number
}

/** A delivery to handle, the reply to a request that carries none (a probe, a handshake), or a refusal. */
export const accept = Effect.fnUntraced(function* <R>(options: AcceptanceOptions<R>, request: ReceiverRequest) {
  if (request.method !== "POST" && request.method !== "GET" && request.method !== "HEAD") {
    return yield* refusal(405, "only GET, HEAD and POST are answered here")
  }
  if (Number(request.headers["content-length"]) > options.maxBodyBytes) return yield* tooLarge(options.maxBodyBytes)
  const account = toAccountName(request.path, options.prefix)
  if (account === undefined) return yield* noSuchAccount
  return yield* Effect.catchIf(acceptFor(account, options, request), isRefusal, ({ status, reply, message }) =>
    Effect.fail(new Refusal({ status, reply, message, account }))
  )
})

const acceptFor = Effect.fnUntraced(function* <R>(
  account: string,
  { accounts, maxBodyBytes }: AcceptanceOptions<R>,
  request: ReceiverRequest
) {
  const webhook = yield* lookUp(accounts, account)
  if (webhook === undefined) return yield* noSuchAccount
  yield* Effect.annotateCurrentSpan({ "dragoman.provider": webhook.provider, "dragoman.account": account })
  if (request.method !== "POST") return yield* answerProbe(webhook, request)

  const body = yield* request.body(maxBodyBytes)
  const receivedAt = yield* Clock.currentTimeMillis
  const verified = yield* Effect.catchTag(
    webhook.verify({ account, headers: request.headers, body, receivedAt, query: request.query }),
    "SignatureRefused",
    (refused) => Effect.fail(refusal(401, "the signature was refused", `${refused.reason}: ${refused.message}`))
  )
  const decoded = webhook.decode(verified)
  if (Result.isFailure(decoded)) return yield* refusal(400, decoded.failure.message)
  return { account, webhook, events: decoded.success, receivedAt } satisfies Accepted as Accepted
})

/**
 * The account's name: the last segment of the path. With a prefix, exactly one segment must stand below it; without one, whatever
 * stands before the name is the business of the router around.
 */
export const toAccountName = (path: string, prefix: string | undefined): string | undefined => {
  const segments = segmentsOf(path)
  const before = prefix === undefined ? undefined : segmentsOf(prefix)
  if (before !== undefined) {
    if (segments.length !== before.length + 1 || before.some((segment, index) => segment !== segments[index]))
      return undefined
  }
  const last = segments.at(-1)
  if (last === undefined) return undefined
  try {
    return decodeURIComponent(last)
  } catch {
    return undefined
  }
}

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").filter((segment) => segment !== "")

/** The same error each time: it has no stack worth having. */
const noSuchAccount = refusal(404, "there is no such account here")

const lookUp = <R>(accounts: Accounts<R>, name: string): Effect.Effect<Webhook | undefined, unknown, R> => {
  if (typeof accounts !== "function") return Effect.succeed(Object.hasOwn(accounts, name) ? accounts[name] : undefined)
  return Effect.map(
    Effect.suspend(() => toEffect(accounts(name))),
    (found) => (Option.isOption(found) ? Option.getOrUndefined(found) : found)
  )
}

/** Vendors probe an endpoint with a plain GET, and some want their challenge back. */
const answerProbe = (webhook: Webhook, request: ReceiverRequest) => {
  const query = new URLSearchParams(request.query)
  const challenge = webhook.challenge(query)
  if (challenge !== undefined) return Effect.succeed(reply(200, challenge))
  return isHandshake(query)
    ? Effect.fail(
        refusal(
          403,
          "the challenge was refused",
          "the challenge was refused: its verify token is not the configured one"
        )
      )
    : Effect.succeed<ReceiverReply>(reply(200, "ok"))
}
