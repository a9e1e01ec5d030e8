/** How the cases of the provider contract are declared: named, skipped where the provider cannot, driven where a `TestClock` stands still. */
import {
  type Capabilities,
  type OperationKind,
  type OperationName,
  operationKinds,
  operationNames,
  Provider,
  type ProviderService
} from "@dragoman/core/provider"
import { it as plainIt, type Vitest } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { type Fault, matches } from "../Faults.ts"
import { Requests } from "../Requests.ts"
import { type FaultedOperation, World } from "./World.ts"

/** What a case is given. */
export interface Setting {
  readonly provider: ProviderService
  readonly world: World["Service"]
  /** The next `times` (default 1) requests by which the operation does its work go wrong. */
  readonly fault: (operation: FaultedOperation, fault: Fault, times?: number) => Effect.Effect<void>
  /** How many requests have left the provider so far. */
  readonly requests: Effect.Effect<number>
  /** How many of them were the operation's own work. */
  readonly attempts: (operation: FaultedOperation) => Effect.Effect<number>
  /** Text that no other case uses, for addresses and messages. */
  readonly unique: string
}

export interface Suite {
  readonly capabilities: Capabilities
  /** Operations that cannot be called here, and why: cases that need one are skipped with the reason. */
  readonly unreachable: Unreachable
  /** `test`: time passes when everything waits. `live`: it passes by itself, and cases that would wait long are skipped. */
  readonly clock: "test" | "live"
  /** A case that needs these operations; without one of them it is skipped, and its title says why. */
  readonly test: <E>(
    title: string,
    needs: ReadonlyArray<OperationName>,
    body: (setting: Setting) => Effect.Effect<unknown, E>
  ) => void
  /** A case that is not declared, with the reason. */
  readonly skip: (title: string, reason: string) => void
  readonly can: (operation: OperationName) => boolean
  /** The operations that were called so far. */
  readonly exercised: ReadonlySet<string>
}

export type Unreachable = Readonly<Partial<Record<OperationName, string>>>

export const makeSuite = (
  it: Vitest.MethodsNonLive<Services>,
  { capabilities, clock, timeout, unreachable }: Omit<Suite, "test" | "skip" | "can" | "exercised"> & Timed
): Suite => {
  const exercised = new Set<string>()
  const can = (operation: OperationName) => capabilities.operations[operation].level !== "none"
  const skip = (title: string, reason: string) => plainIt.skip(`${title} (skipped: ${reason})`, () => {})
  return {
    capabilities,
    unreachable,
    clock,
    exercised,
    can,
    skip,
    test: (title, needs, body) => {
      const missing = needs.filter((operation) => !can(operation))
      if (missing.length > 0) return skip(title, `no ${missing.join(", ")}`)
      const beyond = needs.find((operation) => unreachable[operation] !== undefined)
      if (beyond !== undefined) return skip(title, `${beyond}: ${unreachable[beyond]}`)
      const run = Effect.gen(function* () {
        const setting = yield* settingOf(exercised)
        const { clear } = setting.world.faults
        yield* (clock === "test" ? driven(body(setting)) : body(setting)).pipe(Effect.ensuring(clear))
      })
      it.effect(title, () => run, { timeout })
    }
  }
}

interface Timed {
  /** Milliseconds that a case may take. */
  readonly timeout: number
}

/** What a suite runs on. */
export type Services = Provider | World | Requests

const settingOf = Effect.fnUntraced(function* (exercised: Set<string>): Effect.fn.Return<Setting, never, Services> {
  const world = yield* World
  const { all } = yield* Requests
  return {
    world,
    provider: watched(yield* Provider, exercised),
    fault: (operation, fault, times = 1) => world.faults.next(fault, { ...world.working[operation], times }),
    requests: Effect.sync(() => all.length),
    attempts: (operation) => Effect.sync(() => all.filter((sent) => matches(world.working[operation], sent)).length),
    unique: crypto.randomUUID().slice(0, 8)
  }
})

/** How often everything else gets a turn before the clock is moved on: bodies are streamed by promises that it knows nothing of. */
const turns = 20

/** Runs the effect, and lets time pass whenever it waits: a second, then more and more, up to a minute at once. */
const driven = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    let seconds = 1
    while (fiber.pollUnsafe() === undefined) {
      for (let turn = 0; turn < turns && fiber.pollUnsafe() === undefined; turn++) yield* macrotask
      if (fiber.pollUnsafe() === undefined) yield* TestClock.adjust(seconds * 1000)
      seconds = Math.min(seconds * 2, 60)
    }
    return yield* Fiber.join(fiber)
  })

const macrotask = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 0)))

/** The same provider, noting which operations are called. */
const watched = (provider: ProviderService, exercised: Set<string>): ProviderService => {
  const copy: Record<string, unknown> = { ...provider }
  for (const operation of operationNames) {
    const { group, name, call } = operationOf(provider, operation)
    copy[group] = {
      ...(copy[group] as Readonly<Record<string, unknown>>),
      [name]: (...args: ReadonlyArray<unknown>) => {
        exercised.add(operation)
        return call(...args)
      }
    }
  }
  return copy as unknown as ProviderService
}

/** An operation by its name, untyped: for cases that go through all of them. */
export const operationOf = (provider: ProviderService, operation: OperationName) => {
  const [group = "", name = ""] = operation.split(".")
  const operations = provider as unknown as Readonly<
    Record<string, Readonly<Record<string, (...args: ReadonlyArray<unknown>) => unknown>>>
  >
  const kinds: Readonly<Record<string, Readonly<Record<string, OperationKind>>>> = operationKinds
  const call = operations[group]?.[name]
  const kind = kinds[group]?.[name]
  if (call === undefined || kind === undefined) throw new Error(`there is no operation ${operation}`)
  return { group, name, kind, call }
}
