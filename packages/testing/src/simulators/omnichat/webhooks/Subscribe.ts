/** Setting webhooks up, as the portal does: the URL is asked for a challenge first, with unprefixed names or, for WhatsApp, with Meta's. */
import { Data, Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { WebhookRow } from "../Records.ts"
import type { State } from "../State.ts"
import { patience } from "./Attempt.ts"

/** The URL did not answer 200 with the challenge: the webhook is not set up. */
export class WebhookRefused extends Data.TaggedError("WebhookRefused")<{
  readonly url: string
  readonly status: number | "unreachable"
}> {}

export interface Subscription {
  /** The vendor asks for HTTPS; the simulator takes what it is given. */
  readonly url: string
  /** What the URL is asked to prove that it knows. Without one it is not asked. */
  readonly verifyToken?: string
  /** What signs. Default: a new one. */
  readonly secret?: string
}

export interface Subscribed {
  readonly id: number
  readonly secret: string
}

type Kind = Pick<WebhookRow, "kind" | "covers"> & { readonly signs: "vendor" | "meta" | "nothing" }

export const subscribe = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  { random, webhooks }: State,
  { secret = random.token(32), url, verifyToken }: Subscription,
  { covers, kind, signs }: Kind
): Effect.fn.Return<Subscribed, WebhookRefused> {
  if (verifyToken !== undefined) yield* askForChallenge(http, url, verifyToken, random.token(24), kind === "whatsapp")
  const id = webhooks.length + 1
  webhooks.push({
    id,
    kind,
    url,
    covers,
    signatureSecret: signs === "vendor" ? secret : null,
    appSecret: signs === "meta" ? secret : null,
    consecutiveFailures: 0,
    enabled: true
  })
  return { id, secret }
})

const askForChallenge = Effect.fnUntraced(function* (
  http: HttpClient.HttpClient,
  url: string,
  token: string,
  challenge: string,
  isMeta: boolean
) {
  const parameters = isMeta
    ? { "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge }
    : { verify_token: token, challenge }
  const request = HttpClientRequest.get(url).pipe(HttpClientRequest.appendUrlParams(parameters))
  const answer = yield* http.execute(request).pipe(
    Effect.flatMap((response) => Effect.map(response.text, (text) => ({ status: response.status, text }))),
    Effect.scoped,
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
    Effect.timeout(patience),
    Effect.mapError(() => new WebhookRefused({ url, status: "unreachable" }))
  )
  if (answer.status !== 200 || answer.text !== challenge) {
    return yield* new WebhookRefused({ url, status: answer.status })
  }
})
