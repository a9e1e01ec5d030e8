/**
 * A record of the requests that leave through an `HttpClient`, for tests that say which calls an operation makes, and the few things around
 * an operation under test: its error, and time that passes. Bodies are JSON or forms.
 *
 * @example
 * const [contact, sent] = yield* Requests.during(provider.contacts.get(id))
 * assert.deepStrictEqual(sent.map(({ call }) => call), ["GET /v1/clients/1"])
 */
import type { ProviderError } from "@dragoman/core/provider"
import { Cause, Context, Effect, Exit, Fiber, Layer } from "effect"
import { HttpClient, type HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"

/** One request as it left. */
export interface Sent {
  readonly method: string
  readonly path: string
  /** Method and path. */
  readonly call: string
  /** The last of each name; {@link url} has them all. */
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The JSON body; `{}` where there is none. */
  readonly json: Readonly<Record<string, unknown>>
  /** The body as text; empty where there is none, and of a form. */
  readonly body: string
  /** The fields of a multipart body, in order. */
  readonly form: ReadonlyArray<readonly [name: string, value: unknown]>
  readonly url: string
}

/** What left so far, in order. */
export class Requests extends Context.Service<Requests, { readonly all: Array<Sent> }>()(
  "@dragoman/testing/Requests"
) {}

/** The `HttpClient` given, with a record of what goes through it. */
export const layer: Layer.Layer<Requests | HttpClient.HttpClient, never, HttpClient.HttpClient> = Layer.effectContext(
  Effect.map(HttpClient.HttpClient, (inner) => {
    const { client, sent } = recording(inner)
    return Context.make(Requests, { all: sent }).pipe(Context.add(HttpClient.HttpClient, client))
  })
)

/** The same without a layer: the client to be used, and what left through it so far. */
export const recording = (
  inner: HttpClient.HttpClient
): { readonly client: HttpClient.HttpClient; readonly sent: Array<Sent> } => {
  const sent: Array<Sent> = []
  const client = HttpClient.make((request, url) => {
    sent.push(toSent(request, url))
    return inner.execute(request)
  })
  return { client, sent }
}

/** What an effect gives, and the requests that it made. */
export const during = <A, E, R>(
  effect: Effect.Effect<A, E, R>
): Effect.Effect<readonly [A, ReadonlyArray<Sent>], E, R | Requests> =>
  Effect.gen(function* () {
    const { all } = yield* Requests
    const before = all.length
    const value = yield* effect
    return [value, all.slice(before)] as const
  })

/** What a request asks of a JSON API: what tests compare that mean the request whole. */
export const toCall = ({ call, json, query }: Sent): Pick<Sent, "call" | "json" | "query"> => ({ call, query, json })

/** Runs an effect to its end under the `TestClock`, which moves as fast as it can, second by second. */
export const whileTimePasses = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    while (fiber.pollUnsafe() === undefined) {
      yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

/** The error of an operation that must fail. */
export const failing = <A, R>(effect: Effect.Effect<A, ProviderError, R>): Effect.Effect<ProviderError, never, R> =>
  Effect.flatMap(Effect.exit(effect), (exit) => {
    if (Exit.isSuccess(exit)) return Effect.die(new Error(`must fail, but gives ${JSON.stringify(exit.value)}`))
    const error = Cause.findErrorOption(exit.cause)
    return error._tag === "Some" ? Effect.succeed(error.value) : Effect.failCause(exit.cause as Cause.Cause<never>)
  })

/** What most tests look at of an error. */
export const told = ({ applied, reason }: ProviderError) => ({ reason: reason._tag, applied })

const toSent = ({ body, headers, method }: HttpClientRequest.HttpClientRequest, url: URL): Sent => {
  const text = body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
  return {
    method,
    path: url.pathname,
    call: `${method} ${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers },
    json: text === "" ? {} : JSON.parse(text),
    body: text,
    form: body._tag === "FormData" ? [...body.formData.entries()] : [],
    url: url.href
  }
}
