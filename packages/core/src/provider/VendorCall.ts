/**
 * The one HTTP pipeline between an operation and a vendor. It takes the vendor's facts as data and gives back the typed client of every
 * endpoint the vendor documents: authenticated, within the limits, timed out, retried where that is safe, traced, and failing with
 * `ProviderError` alone.
 *
 * Order of a call: limits -> request -> time-out -> error -> wait and repeat. Reads are repeated; a write only when it is known not
 * to have been applied, or when its endpoint is `keyed` and the request carries a key that the vendor honours.
 */
import { Clock, Context, Duration, Effect, Random } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { type HttpApi, HttpApiClient, type HttpApiEndpoint, type HttpApiGroup } from "effect/http-api"
import { CallPolicy, type CallPolicyShape } from "./Endpoint.ts"
import { CallLimiter, type LimitDraw, type LimiterService, type LimitScope, type Limits, windowEnd } from "./Limits.ts"
import type { ProviderError } from "./ProviderError.ts"
import { type CallOutcome, type DecodeError, toProviderError } from "./VendorError.ts"

/** A request as the caller of a client method gave it. */
export interface VendorRequest {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly payload?: unknown
}

/** Everything that the pipeline must know of a vendor and an account. */
export interface VendorFacts {
  readonly provider: string
  /** Origin of the vendor's server, such as `https://app.chatwoot.com`. */
  readonly baseUrl: string
  /** Adds the credentials; `group` tells which of the vendor's APIs is called. */
  readonly authenticate: (
    request: HttpClientRequest.HttpClientRequest,
    group: string
  ) => HttpClientRequest.HttpClientRequest
  readonly limits: Limits
  /** What tells two buckets of a limit apart; `undefined`: the limit does not apply to this call. The host is known here. */
  readonly limitKey: (scope: Exclude<LimitScope, "host">, request: VendorRequest) => string | undefined
  /** From a refused call's status and body to the reason. */
  readonly decodeError: DecodeError
  /** Whether a `keyed` request carries a key that makes it safe to repeat. */
  readonly hasIdempotencyKey?: (request: VendorRequest) => boolean
  /** How long one attempt may take. Default: 30 seconds. */
  readonly timeout?: Duration.Input
  /** How often a call is made again. Default: 4. */
  readonly retries?: number
  /** Send `traceparent` headers to the vendor. Default: no, a vendor has no use for our traces. */
  readonly propagateTraces?: boolean
}

type MethodOf<Endpoint extends HttpApiEndpoint.ConstraintRequest> = (
  request: HttpApiEndpoint.ClientRequest<
    Endpoint["~Params"],
    Endpoint["~Query"],
    Endpoint["~Payload"],
    Endpoint["~Headers"],
    "decoded-only"
  >
) => Effect.Effect<HttpApiClient.SuccessType<Endpoint["~Success"]>, ProviderError>

type GroupOf<Group extends HttpApiGroup.Constraint> = {
  readonly [Name in keyof Group["endpoints"]]: Group["endpoints"][Name] extends HttpApiEndpoint.ConstraintRequest
    ? MethodOf<Group["endpoints"][Name]>
    : never
}

/** The typed client of an API: `client.contacts.list({ params, query })`. Each method answers the vendor's own objects. */
export type VendorClient<Api extends HttpApi.Constraint> =
  Api extends HttpApi.HttpApi<infer _Id, infer Groups>
    ? { readonly [Group in Groups as HttpApiGroup.Identifier<Group>]: GroupOf<Group> }
    : never

/** Builds the client. The `HttpClient` is the caller's; the limiter is the process's unless another is provided. */
export const make = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<Id, Groups>,
  facts: VendorFacts
): Effect.Effect<VendorClient<HttpApi.HttpApi<Id, Groups>>, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const limiter = yield* CallLimiter
    const httpClient = instrumented(yield* HttpClient.HttpClient, facts)
    const methods = (yield* HttpApiClient.makeWith(api, { baseUrl: facts.baseUrl, httpClient })) as unknown as Record<
      string,
      Record<string, RawMethod>
    >
    const client: Record<string, Record<string, unknown>> = {}
    for (const group of Object.values(api.groups as unknown as Readonly<Record<string, HttpApiGroup.Top>>)) {
      const wrapped: Record<string, unknown> = {}
      for (const endpoint of Object.values(group.endpoints)) {
        const method = methods[group.identifier]?.[endpoint.identifier]
        if (method !== undefined) wrapped[endpoint.identifier] = piped(facts, limiter, group, endpoint, method)
      }
      client[group.identifier] = wrapped
    }
    return client as VendorClient<HttpApi.HttpApi<Id, Groups>>
  }) as Effect.Effect<VendorClient<HttpApi.HttpApi<Id, Groups>>, never, HttpClient.HttpClient>

type RawMethod = (request: VendorRequest) => Effect.Effect<unknown, unknown>

/** What happens to one attempt, noted where the HTTP client sees it and read where its error is understood. */
const CurrentAttempt = Context.Reference<CallOutcome & { group: string }>("@dragoman/core/provider/CurrentAttempt", {
  defaultValue: () => ({ sent: false, response: undefined, group: "" })
})

const instrumented = (client: HttpClient.HttpClient, facts: VendorFacts): HttpClient.HttpClient =>
  client.pipe(
    HttpClient.transform((send) =>
      Effect.flatMap(CurrentAttempt, (attempt) => {
        attempt.sent = true
        return Effect.tap(send, (response) => {
          attempt.response = response
          return Effect.annotateCurrentSpan("http.response.status_code", response.status)
        })
      })
    ),
    HttpClient.mapRequestEffect((request) =>
      Effect.map(CurrentAttempt, ({ group }) => facts.authenticate(HttpClientRequest.acceptJson(request), group))
    )
  )

const piped = (
  facts: VendorFacts,
  limiter: LimiterService,
  group: HttpApiGroup.Top,
  endpoint: HttpApiEndpoint.Top,
  method: RawMethod
) => {
  const operation = `${group.identifier}.${endpoint.identifier}`
  const policy = policyOf(group, endpoint)
  const isRead = endpoint.method === "GET" || endpoint.method === "HEAD"
  const isSafe = policy.repeat === "safe"
  const timeout = Duration.fromInputUnsafe(facts.timeout ?? "30 seconds")

  const attempt = (request: VendorRequest, draws: ReadonlyArray<LimitDraw>) =>
    Effect.suspend(() => {
      const outcome: CallOutcome & { group: string } = { sent: false, response: undefined, group: group.identifier }
      return limiter.take(draws).pipe(
        Effect.andThen(
          method(request).pipe(
            Effect.provideService(CurrentAttempt, outcome),
            Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.fail("timeout" as const) })
          )
        ),
        Effect.catch((cause) =>
          Effect.flatMap(
            toProviderError({
              provider: facts.provider,
              operation,
              isRead,
              timeout,
              cause,
              outcome,
              decodeError: facts.decodeError
            }),
            Effect.fail
          )
        )
      )
    })

  return (request: VendorRequest = {}): Effect.Effect<unknown, ProviderError> => {
    if (policy.erratum !== undefined) return Effect.die(new Error(`${operation} is never called: ${policy.erratum}`))
    const draws = drawsOf(facts, policy, request)
    const mayRepeat = (error: ProviderError) =>
      error.retryable &&
      (isSafe || error.applied === "no" || (policy.repeat === "keyed" && facts.hasIdempotencyKey?.(request) === true))

    const run = (retriesLeft: number): Effect.Effect<unknown, ProviderError> =>
      Effect.catch(attempt(request, draws), (error) =>
        Effect.flatMap(learn(limiter, draws, error), (wait) =>
          retriesLeft > 0 && mayRepeat(error)
            ? Effect.andThen(pause(wait, (facts.retries ?? 4) - retriesLeft), run(retriesLeft - 1))
            : Effect.fail(error)
        )
      )

    return run(facts.retries ?? 4).pipe(
      Effect.withSpan(`${facts.provider}.${operation}`, {
        kind: "client",
        attributes: { "dragoman.provider": facts.provider, "dragoman.operation": operation }
      }),
      Effect.provideService(HttpClient.TracerPropagationEnabled, facts.propagateTraces ?? false)
    )
  }
}

const policyOf = (group: HttpApiGroup.Top, endpoint: HttpApiEndpoint.Top): CallPolicyShape & { repeat: string } => {
  const own = Context.getOrUndefined(endpoint.annotations, CallPolicy)
  const shared = Context.getOrUndefined(group.annotations, CallPolicy)
  const isGet = endpoint.method === "GET" || endpoint.method === "HEAD"
  return { ...shared, ...own, repeat: own?.repeat ?? shared?.repeat ?? (isGet ? "safe" : "unsafe") }
}

const drawsOf = (facts: VendorFacts, policy: CallPolicyShape, request: VendorRequest): ReadonlyArray<LimitDraw> =>
  (policy.limits ?? []).flatMap((name) => {
    const limit = facts.limits[name]
    if (limit === undefined) return []
    const host = new URL(facts.baseUrl).host
    const key = limit.per === "host" ? host : facts.limitKey(limit.per, request)
    if (key === undefined) return []
    return [{ name: `${facts.provider}.${name}`, key: limit.per === "host" ? host : `${host}/${key}`, limit }]
  })

/** A refusal for rate rests the limits of the call; says whether the limiter will do the waiting. */
const learn = Effect.fnUntraced(function* (
  limiter: LimiterService,
  draws: ReadonlyArray<LimitDraw>,
  error: ProviderError
) {
  if (error.reason._tag !== "RateLimited") return "back-off" as const
  const { retryAfter, scope } = error.reason
  const named = draws.filter(({ name }) => scope !== undefined && name.endsWith(`.${scope}`))
  const hit = named.length > 0 ? named : draws
  if (hit.length === 0) return retryAfter ?? ("back-off" as const)
  const now = yield* Clock.currentTimeMillis
  for (const draw of hit) {
    yield* limiter.rest([draw], retryAfter === undefined ? windowEnd(draw.limit, now) : now + retryAfter)
  }
  return 0
})

/** Milliseconds given, or 200 ms doubled with every repetition up to 30 s, half of it by chance. */
const pause = (wait: number | "back-off", repetition: number): Effect.Effect<void> => {
  if (wait !== "back-off") return Effect.sleep(wait)
  const longest = Math.min(200 * 2 ** repetition, 30_000)
  return Effect.flatMap(Random.next, (chance) => Effect.sleep(longest / 2 + (chance * longest) / 2))
}
