/** One POST of a webhook and what came of it: an HTTP status, `timeout`, or `unreachable`. The body of the answer is not looked at. */
import { type Duration, Effect, Result } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"

export type Outcome = number | "timeout" | "unreachable"

/** Any status of 2xx. */
export const isSuccess = (outcome: Outcome): boolean => typeof outcome === "number" && outcome >= 200 && outcome < 300

/** One attempt to deliver, with what came of it. */
export interface WebhookAttempt {
  /** As it is subscribed to. */
  readonly event: string
  readonly url: string
  /** Counts from 1. */
  readonly attempt: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly outcome: Outcome
}

export interface Parcel {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** For the whole answer. */
  readonly timeout: Duration.Duration
}

/** Sends the bytes as they are, as JSON, without tracing headers: no vendor sends those. */
export const postWebhook = (http: HttpClient.HttpClient, parcel: Parcel): Effect.Effect<Outcome> => {
  const request = HttpClientRequest.post(parcel.url).pipe(
    HttpClientRequest.setHeaders(parcel.headers),
    HttpClientRequest.bodyUint8Array(parcel.body, "application/json")
  )
  return http.execute(request).pipe(
    Effect.map((response): Outcome => response.status),
    Effect.scoped,
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
    Effect.timeoutOrElse({ duration: parcel.timeout, orElse: () => Effect.succeed("timeout" as const) }),
    Effect.result,
    Effect.map(Result.getOrElse(() => "unreachable" as const))
  )
}
