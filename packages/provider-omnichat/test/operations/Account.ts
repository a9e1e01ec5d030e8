/**
 * A team on the simulator, in process, with a record of every request that left: what the operations are tested on. The clock stands at
 * {@link start} and moves only in {@link whileTimePasses}.
 */
import { layerMemory as freshLimiter, type ProviderError } from "@dragoman/core/provider"
import { InProcess } from "@dragoman/testing"
import { OmnichatSimulator, type Options as SimulatorOptions } from "@dragoman/testing/simulators/omnichat"
import { it } from "@effect/vitest"
import { Cause, Context, Effect, Exit, Fiber, Layer, Redacted, type Scope } from "effect"
import { HttpClient, type HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { Omnichat } from "../../src/index.ts"

/** One request as it left. */
export interface Sent {
  /** Method and path. */
  readonly call: string
  readonly query: Readonly<Record<string, string>>
  readonly json: Readonly<Record<string, unknown>>
}

/** What left so far, in order. */
export class Requests extends Context.Service<Requests, { readonly all: Array<Sent> }>()("test/Requests") {}

export interface AccountOptions {
  readonly simulator?: SimulatorOptions
  readonly omnichat?: Partial<Omnichat.OmnichatOptions>
}

export type Services = Omnichat.Services | OmnichatSimulator | Requests | HttpClient.HttpClient | Scope.Scope

export const start = Date.parse("2026-03-02T10:00:00.000Z")

/** A test on a team of its own. */
export const onAccount = <E>(
  name: string,
  test: () => Effect.Effect<unknown, E, Services>,
  options: AccountOptions = {}
): void =>
  it.effect(name, () =>
    Effect.andThen(TestClock.setTime(start), Effect.suspend(test).pipe(Effect.provide(accountLayer(options))))
  )

export const accountLayer = (options: AccountOptions = {}) =>
  Layer.unwrap(
    Effect.map(OmnichatSimulator, ({ baseUrl, token }) =>
      Omnichat.layer({ baseUrl, token: Redacted.make(token), ...options.omnichat })
    )
  ).pipe(
    Layer.provideMerge(recording),
    Layer.provideMerge(OmnichatSimulator.layerInProcess({ requestsPerSecond: 100_000, ...options.simulator })),
    Layer.provide([InProcess.layerUnreachable, freshLimiter])
  )

/** The `HttpClient` given, with a record of what goes through it. */
export const recording = Layer.effectContext(
  Effect.map(HttpClient.HttpClient, (inner) => {
    const all: Array<Sent> = []
    const client = HttpClient.make((request, url) => {
      all.push(sentOf(request, url))
      return inner.execute(request)
    })
    return Context.make(Requests, { all }).pipe(Context.add(HttpClient.HttpClient, client))
  })
)

const sentOf = ({ body, method }: HttpClientRequest.HttpClientRequest, url: URL): Sent => ({
  call: `${method} ${url.pathname}`,
  query: Object.fromEntries(url.searchParams),
  json: JSON.parse(body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : "{}")
})

/** The requests that an effect makes, beside what it gives. */
export const requestsOf = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { all } = yield* Requests
    const before = all.length
    const value = yield* effect
    return [value, all.slice(before)] as const
  })

/** Runs an effect to its end, with the clock moving as fast as it can, second by second. */
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

/** What the tests look at of an error. */
export const told = (error: ProviderError) => ({ reason: error.reason._tag, applied: error.applied })
