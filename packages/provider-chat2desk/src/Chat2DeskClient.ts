/**
 * The typed client of every Chat2Desk endpoint, with credentials, limits, retries and errors: what the provider is written on, and the
 * way to whatever the vendor-neutral operations do not cover.
 *
 * The token goes into `Authorization` by itself, without a scheme. Some of Chat2Desk's replies contradict their HTTP status; they are
 * read under the status that their body means (chat2desk-wire B3).
 */
import { type CallOptions, VendorCall, type VendorClient } from "@dragoman/core/provider"
import { Context, Effect, Hash, Redacted } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"
import { rateLimits } from "./api/Limits.ts"
import { Chat2DeskApi } from "./Chat2DeskApi.ts"
import { decodeError, isRefusal, providerName, startsPage } from "./Chat2DeskErrors.ts"

/** Where an account is and who calls. */
export interface Chat2DeskClientOptions extends CallOptions {
  /** Origin of the server; there are regional ones. Default: `https://api.chat2desk.com`. */
  readonly baseUrl?: string
  /** The company's API token. */
  readonly token: Redacted.Redacted
}

export class Chat2DeskClient extends Context.Service<Chat2DeskClient, VendorClient<typeof Chat2DeskApi>>()(
  "@dragoman/provider-chat2desk/Chat2DeskClient"
) {}

/** Chat2Desk's main server. */
export const cloudUrl = "https://api.chat2desk.com"

export const make = (
  options: Chat2DeskClientOptions
): Effect.Effect<Chat2DeskClient["Service"], never, HttpClient.HttpClient> => {
  const token = Redacted.value(options.token)
  // No name of the account is known here. Its token stands for it, as a hash: limiters may write their keys to a store.
  const account = `account-${(Hash.string(token) >>> 0).toString(36)}`
  return VendorCall.make(Chat2DeskApi, {
    provider: providerName,
    baseUrl: options.baseUrl ?? cloudUrl,
    authenticate: HttpClientRequest.setHeader("Authorization", token),
    limits: rateLimits,
    limitKey: (scope) => (scope === "account" ? account : undefined),
    decodeError,
    ...VendorCall.callOptions(options)
  }).pipe(Effect.updateService(HttpClient.HttpClient, HttpClient.transformResponse(Effect.flatMap(underTrueStatus))))
}

/** A body that breaks off is left for whoever reads the reply. */
const underTrueStatus = (response: HttpClientResponse.HttpClientResponse) =>
  Effect.match(response.text, {
    onFailure: () => response,
    onSuccess: (text) => {
      const status = trueStatus(response, text)
      return status === response.status
        ? response
        : HttpClientResponse.fromWeb(response.request, new Response(text, { status, headers: response.headers }))
    }
  })

/**
 * The status that a body means: an error inside a success is a refusal, a page inside one a server that does not answer; and an import
 * of which some messages were refused (HTTP 400) answers which.
 */
const trueStatus = ({ request, status }: HttpClientResponse.HttpClientResponse, text: string): number => {
  if (status < 300) {
    if (startsPage(text)) return 502
    return /"error"/.test(text) && isRefusal(parse(text)) ? 400 : status
  }
  const isImport = request.url.endsWith("/v1/messages/import")
  return isImport && status < 500 && Object(parse(text)).status === "failure" ? 200 : status
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
