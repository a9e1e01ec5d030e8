/**
 * The typed client of every Chatwoot endpoint, with credentials, limits, retries and errors: what the provider is written on, and the way
 * to whatever the vendor-neutral operations do not cover.
 *
 * The application API takes the token of a user or agent bot, the platform API one of a platform app, the public API none. The header is
 * `Api-Access-Token`: servers also read `api_access_token`, but nginx drops names with underscores (chatwoot-wire 1.1).
 */
import { type CallOptions, VendorCall, type VendorClient } from "@dragoman/core/provider"
import { Context, type Effect, Redacted } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import { rateLimits } from "./api/Limits.ts"
import { ChatwootApi } from "./ChatwootApi.ts"
import { decodeError, providerName } from "./ChatwootErrors.ts"

/** Where an account is and who calls. */
export interface ChatwootClientOptions extends CallOptions {
  /** Origin of the server. Default: Chatwoot's cloud, `https://app.chatwoot.com`. */
  readonly baseUrl?: string
  /** The number in the dashboard's address, `/app/accounts/1/...`. */
  readonly accountId: number
  /** The access token of a user (profile settings) or of an agent bot. */
  readonly token: Redacted.Redacted
  /** The token of a platform app, for `client.platformAccounts` and the like. */
  readonly platformToken?: Redacted.Redacted
}

export class ChatwootClient extends Context.Service<ChatwootClient, VendorClient<typeof ChatwootApi>>()(
  "@dragoman/provider-chatwoot/ChatwootClient"
) {}

/** Chatwoot's own cloud. */
export const cloudUrl = "https://app.chatwoot.com"

export const make = (
  options: ChatwootClientOptions
): Effect.Effect<ChatwootClient["Service"], never, HttpClient.HttpClient> =>
  VendorCall.make(ChatwootApi, {
    provider: providerName,
    baseUrl: options.baseUrl ?? cloudUrl,
    authenticate: (request, group) => {
      const token = tokenFor(group, options)
      return token === undefined
        ? request
        : HttpClientRequest.setHeader(request, "Api-Access-Token", Redacted.value(token))
    },
    limits: rateLimits,
    limitKey: (scope, { params }) => {
      const account = String(params?.account_id ?? options.accountId)
      if (scope === "account") return account
      // One client has one token, so that its account is the bucket of what counts per token.
      if (scope === "token") return `${account}/token`
      return scope === "conversation" ? `${account}/${String(params?.conversation_id)}` : undefined
    },
    decodeError,
    ...VendorCall.callOptions(options)
  })

const tokenFor = (group: string, { token, platformToken }: ChatwootClientOptions): Redacted.Redacted | undefined => {
  if (group.startsWith("platform")) return platformToken
  return group.startsWith("public") || group === "csatSurvey" ? undefined : token
}
