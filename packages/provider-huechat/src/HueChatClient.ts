/**
 * The typed client of every HueChat endpoint, with credentials, limits, retries and errors: what the provider is written on, and the way
 * to whatever the vendor-neutral operations do not cover.
 *
 * The key goes into the header `api_access_token`, underscores and all: a proxy such as nginx drops such a header unless it is told not to, and
 * then every call is a 401 (huechat-wire 44). Files are checked before they travel (`api/Uploads`).
 */
import {
  type CallOptions,
  InvalidRequest,
  PayloadTooLarge,
  type ProviderError,
  VendorCall,
  type VendorClient,
  type VendorRequest
} from "@dragoman/core/provider"
import { Context, Effect, Hash, Redacted } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import { rateLimits } from "./api/Limits.ts"
import { type UploadProblem, uploadProblem, uploadRules } from "./api/Uploads.ts"
import { HueChatApi } from "./HueChatApi.ts"
import { decodeError, providerName, refuse } from "./HueChatErrors.ts"
import { decodeRate } from "./HueChatRate.ts"

/** Where an account is and who calls. */
export interface HueChatClientOptions extends CallOptions {
  /** Origin of the server. Default: `https://app.huechat.ai`. */
  readonly baseUrl?: string
  /** The number in the dashboard's address. */
  readonly accountId: number
  /** The API key, `hc_live_...`. */
  readonly token: Redacted.Redacted
}

export class HueChatClient extends Context.Service<HueChatClient, VendorClient<typeof HueChatApi>>()(
  "@dragoman/provider-huechat/HueChatClient"
) {}

/** HueChat's own server. */
export const cloudUrl = "https://app.huechat.ai"

export const make = (
  options: HueChatClientOptions
): Effect.Effect<HueChatClient["Service"], never, HttpClient.HttpClient> => {
  const token = Redacted.value(options.token)
  // Limits count per key. Its hash stands for it: limiters may write their keys to a store.
  const key = `${options.accountId}/key-${(Hash.string(token) >>> 0).toString(36)}`
  const client = VendorCall.make(HueChatApi, {
    provider: providerName,
    baseUrl: options.baseUrl ?? cloudUrl,
    authenticate: HttpClientRequest.setHeader("api_access_token", token),
    limits: rateLimits,
    limitKey: (scope) => (scope === "token" ? key : undefined),
    decodeError,
    decodeRate,
    hasIdempotencyKey: ({ payload }) => echoIdOf(payload) !== undefined,
    ...VendorCall.callOptions(options)
  })
  return Effect.map(client, checked)
}

/** The key under which a message is made once, however often it is sent. */
const echoIdOf = (payload: unknown): string | undefined => {
  const echoId = payload instanceof FormData ? payload.get("echo_id") : Object(payload).echo_id
  return typeof echoId === "string" && echoId !== "" ? echoId : undefined
}

type Method = (request?: VendorRequest) => Effect.Effect<unknown, ProviderError>

/** The client whose methods refuse files that the vendor would refuse. */
const checked = (client: HueChatClient["Service"]): HueChatClient["Service"] => {
  const groups = Object.entries(client as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>)
  const checkedGroups = groups.map(([group, methods]) => {
    const entries = Object.entries(methods).map(([name, method]) => [name, checkedMethod(`${group}.${name}`, method)])
    return [group, Object.fromEntries(entries)]
  })
  return Object.fromEntries(checkedGroups)
}

const checkedMethod = (operation: string, method: Method): Method => {
  const rule = uploadRules[operation]
  if (rule === undefined) return method
  return (request) => {
    const form = request?.payload
    const problem = form instanceof FormData ? uploadProblem(rule, form) : undefined
    return problem === undefined
      ? method(request)
      : Effect.fail(refuse(toReason(rule.field, problem)).with({ operation, applied: "no" }))
  }
}

const toReason = (field: string, problem: UploadProblem) =>
  problem.kind === "too-large"
    ? new PayloadTooLarge({ limit: problem.limit })
    : new InvalidRequest({ issues: [{ field, message: problem.message }] })
