/**
 * Downloads of media by an address that came from a vendor or a contact: as a stream, never more than a limit, only from public hosts,
 * every redirect looked at before it is followed, and without any credential. A download is repeated while nothing has been read: the
 * file may appear seconds after the event that told of it.
 *
 * What a public *name* resolves to is checked by the transport (see `PublicAddress`).
 */
import { Clock, Duration, Effect, Schedule, type Scope, Stream } from "effect"
import { type Headers, HttpClient, type HttpClientError, HttpClientRequest, type HttpClientResponse } from "effect/http"
import type { AttachmentOperations } from "./Operations.ts"
import {
  InvalidRequest,
  MalformedResponse,
  PayloadTooLarge,
  ProviderError,
  type ProviderErrorReason,
  Timeout,
  Transport,
  Unsupported
} from "./ProviderError.ts"
import { isPublicHost, privateAddressCode } from "./PublicAddress.ts"
import { withoutFollowing } from "./Redirects.ts"
import { connectionCode, notPublic, readRetryAfter, reasonOfStatus } from "./VendorError.ts"

export interface DownloadOptions {
  readonly url: string
  /** Whose attachment it is, for errors and traces. */
  readonly provider: string
  /** The operation that errors name. Default: `attachments.download`. */
  readonly operation?: string
  /** Default: {@link defaultMaxBytes}. */
  readonly maxBytes?: number
  /** Default: 5. */
  readonly maxRedirects?: number
  /**
   * Hosts (`localhost`) or hosts with their port (`127.0.0.1:3000`) that may be reached although they are private: the vendor's own
   * server where it is self-hosted, and simulators.
   */
  readonly allowPrivateHosts?: ReadonlyArray<string>
  /** How long the server may take to answer, and then from one piece to the next. Default: 30 seconds. */
  readonly timeout?: Duration.Input
}

/** 40 MB, the largest attachment that the vendors take. */
export const defaultMaxBytes = 40 * 1024 * 1024

/** The bytes. Fails with `PayloadTooLarge` as soon as they are known to be more than `maxBytes`. */
export const download = (options: DownloadOptions): Stream.Stream<Uint8Array, ProviderError, HttpClient.HttpClient> =>
  Stream.unwrap(Effect.map(open(options), ({ bytes }) => bytes))

/** What {@link operation} must know of a vendor. */
export interface OperationFacts extends Pick<DownloadOptions, "provider" | "allowPrivateHosts"> {
  readonly http: HttpClient.HttpClient
  /** Why a part that has only a `mediaId` cannot be downloaded, and what to do. Absent: parts have addresses. */
  readonly mediaIdHint?: string
}

/** `attachments.download` of a vendor whose media are fetched by their addresses. */
export const operation =
  ({ http, mediaIdHint, ...facts }: OperationFacts): AttachmentOperations["download"] =>
  ({ mediaId, url }, { maxBytes } = {}) => {
    if (url !== undefined) {
      const limits = maxBytes === undefined ? {} : { maxBytes }
      return Stream.provideService(download({ url, ...facts, ...limits }), HttpClient.HttpClient, http)
    }
    const reason =
      mediaId === undefined || mediaIdHint === undefined
        ? new InvalidRequest({ issues: [{ field: "url", message: "the part has no address" }] })
        : new Unsupported({ hint: mediaIdHint })
    return Stream.fail(new ProviderError({ provider: facts.provider, operation: "attachments.download", reason }))
  }

/** A download that has been answered: what the server says of the file, and its bytes, to be read once within the scope. */
export interface OpenDownload {
  readonly headers: Headers.Headers
  /** The address that answered, after redirects. */
  readonly url: string
  readonly bytes: Stream.Stream<Uint8Array, ProviderError>
}

/** {@link download} for callers who want to see the headers first. Closing the scope closes the connection. */
export const open = (
  options: DownloadOptions
): Effect.Effect<OpenDownload, ProviderError, HttpClient.HttpClient | Scope.Scope> =>
  answered(options).pipe(
    Effect.retry({ while: mayAppearLater, schedule: soonAndAFewTimes }),
    Effect.map(({ response, url }) => ({ headers: response.headers, url, bytes: limited(options, response) })),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false),
    // Addresses of media are often signed, which makes them credentials: the client's own span would tell them.
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.withSpan(`${options.provider}.attachment`, {
      kind: "client",
      attributes: { "dragoman.provider": options.provider }
    })
  )

/** 1, 2 and 4 seconds after one another. */
const soonAndAFewTimes = Schedule.exponential("1 second").pipe(Schedule.upTo({ times: 3 }))

const mayAppearLater = (error: ProviderError): boolean => error.retryable || error.reason._tag === "NotFound"

type Response = HttpClientResponse.HttpClientResponse

interface Answer {
  readonly response: Response
  readonly url: string
}

/** Follows redirects by hand, because each hop is to be checked before it is called. */
const answered = Effect.fnUntraced(function* (options: DownloadOptions) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const redirectsAllowed = options.maxRedirects ?? 5
  let url = yield* checked(options, options.url)
  for (let redirects = 0; redirects <= redirectsAllowed; redirects++) {
    const response = yield* reply(options, client, url)
    if (response.status >= 200 && response.status < 300)
      return yield* ofAllowedSize(options, { response, url: url.href })
    const location = response.headers.location
    if (response.status < 300 || response.status >= 400 || location === undefined) {
      return yield* refused(options, response)
    }
    url = yield* checked(options, location, url)
  }
  return yield* fail(options, new MalformedResponse({ issues: [`more than ${redirectsAllowed} redirects`] }))
})

const checked = (options: DownloadOptions, address: string, base?: URL): Effect.Effect<URL, ProviderError> => {
  const url = URL.parse(address, base)
  const problem = url === null ? "is not an address" : problemOf(url, options.allowPrivateHosts ?? [])
  if (url !== null && problem === undefined) return Effect.succeed(url)
  const field = base === undefined ? "url" : "redirect"
  return fail(options, new InvalidRequest({ issues: [{ field, message: problem ?? "is not an address" }] }))
}

const problemOf = (url: URL, allowed: ReadonlyArray<string>): string | undefined => {
  if (url.protocol !== "https:" && url.protocol !== "http:") return `must be http or https, not ${url.protocol}`
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password"
  const isAllowed = isPublicHost(url.hostname) || allowed.includes(url.hostname) || allowed.includes(url.host)
  return isAllowed ? undefined : `leads to ${url.hostname}, which is not a public host`
}

type ScopedClient = HttpClient.HttpClient.With<HttpClientError.HttpClientError, Scope.Scope>

const reply = (options: DownloadOptions, client: ScopedClient, url: URL) =>
  client.execute(HttpClientRequest.get(url)).pipe(
    withoutFollowing,
    Effect.mapError((cause) => failure(options, unreached(cause))),
    Effect.timeoutOrElse({ duration: timeoutOf(options), orElse: () => fail(options, timedOut(options)) })
  )

const unreached = (cause: unknown): ProviderErrorReason =>
  connectionCode(cause) === privateAddressCode
    ? new InvalidRequest({ issues: [{ field: "url", message: notPublic }] })
    : new Transport()

const refused = Effect.fnUntraced(function* (options: DownloadOptions, { status, headers }: Response) {
  const retryAfter = readRetryAfter(headers["retry-after"], yield* Clock.currentTimeMillis)
  return yield* fail(options, reasonOfStatus(status, { retryAfter }), status)
})

const ofAllowedSize = (options: DownloadOptions, answer: Answer): Effect.Effect<Answer, ProviderError> => {
  const limit = options.maxBytes ?? defaultMaxBytes
  return Number(answer.response.headers["content-length"]) > limit
    ? fail(options, new PayloadTooLarge({ limit }), answer.response.status)
    : Effect.succeed(answer)
}

/** Counts what really comes: the length that the server announced may be absent or wrong. */
const limited = (options: DownloadOptions, response: Response): Stream.Stream<Uint8Array, ProviderError> => {
  const limit = options.maxBytes ?? defaultMaxBytes
  return response.stream.pipe(
    Stream.mapError(() => failure(options, new Transport(), response.status)),
    Stream.timeoutOrElse({
      duration: timeoutOf(options),
      orElse: () => Stream.fail(failure(options, timedOut(options)))
    }),
    Stream.limitBytes(limit, () => Stream.fail(failure(options, new PayloadTooLarge({ limit }), response.status)))
  )
}

const timeoutOf = ({ timeout = "30 seconds" }: DownloadOptions): Duration.Duration => Duration.fromInputUnsafe(timeout)

const timedOut = (options: DownloadOptions) => new Timeout({ after: Duration.toMillis(timeoutOf(options)) })

const failure = (
  { provider, operation = "attachments.download" }: DownloadOptions,
  reason: ProviderErrorReason,
  status?: number
): ProviderError => new ProviderError({ provider, operation, reason, ...(status === undefined ? {} : { status }) })

const fail = (options: DownloadOptions, reason: ProviderErrorReason, status?: number) =>
  Effect.fail(failure(options, reason, status))
