/**
 * The one HTTP pipeline between an operation and a vendor. It takes the vendor's facts as data and gives back the typed client of every
 * endpoint the vendor documents: authenticated, within the limits, timed out, retried where that is safe, traced, and failing with
 * `ProviderError` alone.
 *
 * Order of a call: limits -> request -> time-out -> error -> wait and repeat. Reads are repeated; a write only when it is known not
 * to have been applied, or when its endpoint is `keyed` and the request carries a key that the vendor honours.
 */
import { Clock, Context, Duration, Effect, identity, Option, type Tracer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, type HttpClientResponse, HttpTraceContext } from "effect/http"
import { type HttpApi, HttpApiClient, type HttpApiEndpoint, type HttpApiGroup } from "effect/http-api"
import { present } from "../wire/Present.ts"
import { drawing, learnFromHeaders } from "./CallLimits.ts"
import { repeating } from "./CallRepetition.ts"
import { CallPolicy, type CallPolicyShape } from "./Endpoint.ts"
import { CallLimiter, type LimitDraw, type LimiterService, type LimitScope, type Limits } from "./Limits.ts"
import type { ProviderError } from "./ProviderError.ts"
import { type ReplyReader, replyReader } from "./ReplyReader.ts"
import {
  type CallFacts,
  type CallOutcome,
  type DecodeError,
  type DecodeRate,
  invalidRequest,
  limitedTooLong,
  toProviderError
} from "./VendorError.ts"

/** A request as the caller of a client method gave it. */
export interface VendorRequest {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly payload?: unknown
}

/** What a user may set for every call of a client. */
export interface CallOptions {
  /** How long one attempt of a call may take. Default: 30 seconds. */
  readonly timeout?: Duration.Input
  /** How often a call that may be repeated is made again. Default: 4. */
  readonly retries?: number
  /**
   * How long a call may wait at a stretch for a rate limit before it fails as `RateLimited` instead. Waits of 5 seconds and more are logged (info).
   * Default: an hour, which is the longest window of a limit.
   */
  readonly maxLimitWait?: Duration.Input
}

/** The options of a call among the options of a client. */
export const callOptions = ({ timeout, retries, maxLimitWait }: CallOptions): CallOptions =>
  present({ timeout, retries, maxLimitWait })

/** Everything that the pipeline must know of a vendor and an account. */
export interface VendorFacts extends CallOptions {
  readonly provider: string
  /** Origin of the vendor's server, such as `https://api.example.com`. */
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
  /** What the headers of every reply tell of the limit that its call drew on, for vendors that have such headers. */
  readonly decodeRate?: DecodeRate
  /** Whether a `keyed` request carries a key that makes it safe to repeat. */
  readonly hasIdempotencyKey?: (request: VendorRequest) => boolean
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
    if (!URL.canParse(facts.baseUrl)) {
      return yield* Effect.die(
        new Error(
          `${facts.provider}: the base URL "${facts.baseUrl}" is not an address such as https://chat.example.com`
        )
      )
    }
    const around = yield* surroundings
    const limiter = yield* CallLimiter
    const httpClient = authenticated(yield* HttpClient.HttpClient, facts)
    const methods = (yield* HttpApiClient.makeWith(api, { baseUrl: facts.baseUrl, httpClient })) as unknown as Record<
      string,
      Record<string, RawMethod>
    >
    const client: Record<string, Record<string, unknown>> = {}
    for (const group of Object.values(api.groups as unknown as Readonly<Record<string, HttpApiGroup.Top>>)) {
      const context = Context.add(around, CurrentGroup, group.identifier)
      const wrapped: Record<string, unknown> = {}
      for (const endpoint of Object.values(group.endpoints)) {
        const send = methods[group.identifier]?.[endpoint.identifier]
        if (send === undefined) continue
        const read = replyReader(api, group, endpoint)
        wrapped[endpoint.identifier] = piped({ facts, limiter, context, group, endpoint, send, read })
      }
      client[group.identifier] = wrapped
    }
    return client as VendorClient<HttpApi.HttpApi<Id, Groups>>
  }) as Effect.Effect<VendorClient<HttpApi.HttpApi<Id, Groups>>, never, HttpClient.HttpClient>

/** Sends a request and answers the reply as it came, whatever its status. */
type RawMethod = (
  request: VendorRequest & { readonly responseMode: "response-only" }
) => Effect.Effect<HttpClientResponse.HttpClientResponse, unknown>

/** Which of the vendor's APIs a request belongs to: some want other credentials. */
const CurrentGroup = Context.Reference<string>("@dragoman/core/provider/CurrentGroup", { defaultValue: () => "" })

const authenticated = (client: HttpClient.HttpClient, facts: VendorFacts): HttpClient.HttpClient =>
  client.pipe(
    HttpClient.mapRequestEffect((request) =>
      Effect.map(CurrentGroup, (group) => facts.authenticate(HttpClientRequest.acceptJson(request), group))
    ),
    facts.propagateTraces === true ? HttpClient.mapRequestEffect(withTrace) : identity
  )

const withTrace = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.match(Effect.currentSpan, {
    onFailure: () => request,
    onSuccess: (span) => HttpClientRequest.setHeaders(request, HttpTraceContext.toHeaders(span))
  })

/**
 * What holds around every request. The call's own span is enough: the HTTP client's would tell the whole address and, where a request
 * fails, its headers. `fetch` must not follow redirects: it would take the credentials along, to another host too.
 */
const surroundings = Effect.map(Effect.serviceOption(FetchHttpClient.RequestInit), (given) =>
  Context.empty().pipe(
    Context.add(HttpClient.TracerDisabledWhen, () => true),
    Context.add(FetchHttpClient.RequestInit, { ...Option.getOrElse(given, () => ({})), redirect: "manual" })
  )
)

interface Pipe {
  readonly facts: VendorFacts
  readonly limiter: LimiterService
  readonly context: Context.Context<never>
  readonly group: HttpApiGroup.Top
  readonly endpoint: HttpApiEndpoint.Top
  readonly send: RawMethod
  readonly read: ReplyReader
}

const piped = ({ facts, limiter, context, group, endpoint, send, read }: Pipe) => {
  const operation = `${group.identifier}.${endpoint.identifier}`
  const policy = policyOf(group, endpoint)
  const drawsOf = drawing(facts, policy, operation)
  const call: CallFacts = {
    provider: facts.provider,
    operation,
    host: new URL(facts.baseUrl).host,
    // Some vendors change things by GET, and their endpoints say so.
    isRead: (endpoint.method === "GET" || endpoint.method === "HEAD") && policy.repeat !== "unsafe",
    isSafe: policy.repeat === "safe",
    timeout: Duration.fromInputUnsafe(facts.timeout ?? "30 seconds"),
    decodeError: facts.decodeError,
    decodeRate: facts.decodeRate
  }
  const maxWait = Duration.toMillis(Duration.fromInputUnsafe(facts.maxLimitWait ?? "1 hour"))
  const attempt = attempting({ call, limiter, send, read })
  const spanName = `${facts.provider}.${operation}`
  const spanOptions = {
    kind: "client",
    attributes: { "dragoman.provider": facts.provider, "dragoman.operation": operation }
  } as const

  return (request: VendorRequest = {}): Effect.Effect<unknown, ProviderError> => {
    if (policy.erratum !== undefined) return Effect.die(new Error(`${operation} is never called: ${policy.erratum}`))
    const unfit = unfitParams(call, request)
    if (unfit !== undefined) return Effect.fail(unfit)
    const hasKey = policy.repeat === "keyed" && facts.hasIdempotencyKey?.(request) === true
    const draws = drawsOf(request)
    const repeated = repeating({
      limiter,
      draws,
      retries: facts.retries ?? 4,
      maxWait,
      mayRepeat: (error) => error.retryable && (call.isSafe || hasKey || error.applied === "no"),
      tooLong: (wait) => limitedTooLong(call, wait)
    })
    return Effect.useSpan(spanName, spanOptions, (span) =>
      Effect.withParentSpan(repeated(attempt(request, draws, span), span), span, { captureStackTrace: false })
    ).pipe(Effect.provideContext(context))
  }
}

/** One attempt: request, reply, time-out, and what it means when it fails. */
const attempting =
  ({ call, limiter, send, read }: Pick<Pipe, "limiter" | "send" | "read"> & { readonly call: CallFacts }) =>
  (request: VendorRequest, draws: ReadonlyArray<LimitDraw>, span: Tracer.Span): Effect.Effect<unknown, ProviderError> =>
    Effect.suspend(() => {
      const outcome: CallOutcome = { response: undefined }
      const sent = send({ ...request, responseMode: "response-only" })
      return (call.decodeRate === undefined ? sent : Effect.tap(sent, hearing(call.decodeRate, limiter, draws))).pipe(
        Effect.flatMap((response): Effect.Effect<unknown, unknown> => {
          outcome.response = response
          span.attribute("http.response.status_code", response.status)
          return response.status < 300 ? read(response) : Effect.fail("refused" as const)
        }),
        Effect.timeoutOrElse({ duration: call.timeout, orElse: () => Effect.fail("timeout" as const) }),
        Effect.catch((cause) => Effect.flatMap(toProviderError(call, cause, outcome), Effect.fail))
      )
    })

const hearing =
  (decodeRate: DecodeRate, limiter: LimiterService, draws: ReadonlyArray<LimitDraw>) =>
  ({ headers, status }: HttpClientResponse.HttpClientResponse) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const { max, remaining, wait } = decodeRate(headers, now)
      // How long a refusal for the rate is waited for is read where refusals are, with `Retry-After`.
      return learnFromHeaders(limiter, draws, { max, remaining: status === 429 ? undefined : remaining, wait })
    })

const policyOf = (group: HttpApiGroup.Top, endpoint: HttpApiEndpoint.Top): CallPolicyShape & { repeat: string } => {
  const own = Context.getOrUndefined(endpoint.annotations, CallPolicy)
  const shared = Context.getOrUndefined(group.annotations, CallPolicy)
  const isGet = endpoint.method === "GET" || endpoint.method === "HEAD"
  return { ...shared, ...own, repeat: own?.repeat ?? shared?.repeat ?? (isGet ? "safe" : "unsafe") }
}

/** An empty id or one of dots would lead to another address: to the list of what one meant to delete. */
const unfitParams = (call: CallFacts, { params = {} }: VendorRequest): ProviderError | undefined => {
  const unfit = Object.keys(params).filter((name) => ["", ".", ".."].includes(String(params[name])))
  return unfit.length === 0
    ? undefined
    : invalidRequest(
        call,
        unfit.map((field) => ({ field, message: "is not an id" }))
      )
}
