/**
 * The typed client of every HueChat endpoint, with credentials, limits, retries and errors: what the provider is written on, and the way
 * to whatever the vendor-neutral operations do not cover.
 *
 * The key goes into the header `api_access_token`, underscores and all: a proxy such as nginx drops such a header unless it is told not to, and
 * then every call is a 401 (huechat-wire 44). Files are checked before they travel (`api/Uploads`).
 */
import {
  CallLimiter,
  InvalidRequest,
  PayloadTooLarge,
  type ProviderError,
  VendorCall,
  type VendorClient,
  type VendorRequest
} from "@dragoman/core/provider"
import { Context, type Duration, Effect, Hash, Redacted } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { rateLimits } from "./api/Limits.ts"
import { type UploadProblem, uploadProblem, uploadRules } from "./api/Uploads.ts"
import { HueChatApi } from "./HueChatApi.ts"
import { decodeError, providerName, refuse } from "./HueChatErrors.ts"
import { attributed, learning } from "./HueChatRates.ts"

/** Where an account is and who calls. */
export interface HueChatClientOptions {
  /** Origin of the server. Default: `https://app.huechat.ai`. */
  readonly baseUrl?: string
  /** The number in the dashboard's address. */
  readonly accountId: number
  /** The API key, `hc_live_...`. */
  readonly token: Redacted.Redacted
  /** How long one attempt of a call may take. Default: 30 seconds. */
  readonly timeout?: Duration.Input
  /** How often a call that may be repeated is made again. Default: 4. */
  readonly retries?: number
}

export class HueChatClient extends Context.Service<HueChatClient, VendorClient<typeof HueChatApi>>()(
  "@dragoman/provider-huechat/HueChatClient"
) {}

/** HueChat's own server. */
export const cloudUrl = "https://app.huechat.ai"

export const make = Effect.fnUntraced(function* (
  options: HueChatClientOptions
): Effect.fn.Return<HueChatClient["Service"], never, HttpClient.HttpClient> {
  const { limiter, httpClient } = learning(yield* CallLimiter, yield* HttpClient.HttpClient)
  // Limits count per key. Its hash stands for it: limiters may write their keys to a store.
  const key = `${options.accountId}/key-${(Hash.string(Redacted.value(options.token)) >>> 0).toString(36)}`
  const client = yield* VendorCall.make(HueChatApi, {
    provider: providerName,
    baseUrl: options.baseUrl ?? cloudUrl,
    authenticate: HttpClientRequest.setHeader("api_access_token", Redacted.value(options.token)),
    limits: rateLimits,
    limitKey: (scope) => (scope === "token" ? key : undefined),
    decodeError,
    hasIdempotencyKey: ({ payload }) => echoIdOf(payload) !== undefined,
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.retries === undefined ? {} : { retries: options.retries })
  }).pipe(Effect.provideService(HttpClient.HttpClient, httpClient), Effect.provideService(CallLimiter, limiter))
  return checked(client)
})

/** The key under which a message is made once, however often it is sent. */
const echoIdOf = (payload: unknown): string | undefined => {
  const echoId = payload instanceof FormData ? payload.get("echo_id") : Object(payload).echo_id
  return typeof echoId === "string" && echoId !== "" ? echoId : undefined
}

type Method = (request?: VendorRequest) => Effect.Effect<unknown, ProviderError>

/** The client whose methods refuse files that the vendor would refuse, and learn from what it replies. */
const checked = (client: HueChatClient["Service"]): HueChatClient["Service"] => {
  const groups = Object.entries(client as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)
  return Object.fromEntries(
    groups.map(([group, methods]) => [
      group,
      Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [name, checkedMethod(`${group}.${name}`, method)])
      )
    ])
  ) as unknown as HueChatClient["Service"]
}

const checkedMethod = (operation: string, method: Method): Method => {
  const rule = uploadRules[operation]
  if (rule === undefined) return (request) => attributed(method(request))
  return (request) => {
    const form = request?.payload
    const problem = form instanceof FormData ? uploadProblem(rule, form) : undefined
    return problem === undefined
      ? attributed(method(request))
      : Effect.fail(refuse(toReason(rule.field, problem)).with({ operation, applied: "no" }))
  }
}

const toReason = (field: string, problem: UploadProblem) =>
  problem.kind === "too-large"
    ? new PayloadTooLarge({ limit: problem.limit })
    : new InvalidRequest({ issues: [{ field, message: problem.message }] })
