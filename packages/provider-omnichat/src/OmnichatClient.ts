/**
 * The typed client of every Omnichat endpoint, with credentials, limits, retries and errors: what the provider is written on, and the
 * way to whatever the vendor-neutral operations do not cover.
 *
 * The token goes into `Authorization: Bearer`, on the headless API too: the documentation's samples of that one show `Basic`, with the
 * bare token, for which there is an option.
 */
import { type CallOptions, VendorCall, type VendorClient } from "@dragoman/core/provider"
import { Context, type Effect, Hash, Redacted } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import { rateLimits } from "./api/Limits.ts"
import { OmnichatApi } from "./OmnichatApi.ts"
import { decodeError, providerName } from "./OmnichatErrors.ts"

/** Where a team is and who calls. */
export interface OmnichatClientOptions extends CallOptions {
  /** Origin of the server. Default: `https://open-api.omnichat.ai`. */
  readonly baseUrl?: string
  /** The team's API token. */
  readonly token: Redacted.Redacted
  /** How the token is presented. Default: `bearer`. */
  readonly authentication?: "bearer" | "basic"
}

export class OmnichatClient extends Context.Service<OmnichatClient, VendorClient<typeof OmnichatApi>>()(
  "@dragoman/provider-omnichat/OmnichatClient"
) {}

/** Omnichat's own server. */
export const cloudUrl = "https://open-api.omnichat.ai"

export const make = (
  options: OmnichatClientOptions
): Effect.Effect<OmnichatClient["Service"], never, HttpClient.HttpClient> => {
  const authorization = `${schemes[options.authentication ?? "bearer"]} ${Redacted.value(options.token)}`
  // No name of the team is known here. Its token stands for it, as a hash: limiters may write their keys to a store.
  const team = `team-${(Hash.string(Redacted.value(options.token)) >>> 0).toString(36)}`
  return VendorCall.make(OmnichatApi, {
    provider: providerName,
    baseUrl: options.baseUrl ?? cloudUrl,
    authenticate: HttpClientRequest.setHeader("Authorization", authorization),
    limits: rateLimits,
    limitKey: (scope, { params, payload }) => {
      if (scope === "account") return team
      const recipient = scope === "recipient" ? recipientOf(payload) : undefined
      return recipient === undefined ? undefined : `${String(params?.businessPhoneNumber)}/${recipient}`
    },
    decodeError,
    ...VendorCall.callOptions(options)
  })
}

const schemes = { bearer: "Bearer", basic: "Basic" } as const

/** Whom a message goes to. */
const recipientOf = (payload: unknown): string | undefined => {
  const { to, recipient } = Object(payload) as { readonly to?: unknown; readonly recipient?: unknown }
  return typeof to === "string" ? to : typeof recipient === "string" ? recipient : undefined
}
