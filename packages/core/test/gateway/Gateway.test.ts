import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import { text } from "../../src/domain/Outbound.ts"
import { ConversationId } from "../../src/domain/Scalars.ts"
import { Gateway } from "../../src/gateway/index.ts"
import { Provider } from "../../src/provider/index.ts"
import { cloudy, observed, sunny } from "./FakeProviders.ts"

const two = (log: Array<string>) =>
  Gateway.layer(
    { globex: observed(cloudy("globex"), log), acme: observed(sunny("acme"), log) },
    { idleTimeToLive: "1 minute" }
  )

describe("Gateway", () => {
  it.effect("gives each account its own vendor, through one service", () =>
    Effect.gen(function* () {
      const acme = yield* Gateway.account("acme")
      const globex = yield* Gateway.account("globex")
      const [first] = yield* Stream.runCollect(acme.contacts.list())
      assert.strictEqual(first?.name, "acme")
      const sent = yield* globex.messages.send({
        to: { conversationId: ConversationId.make("1") },
        content: [text("hi")]
      })
      assert.deepStrictEqual(sent.messages[0]?.content, [{ type: "text", text: "hi" }])
      const refused = yield* Effect.flip(globex.contacts.search("x").page())
      assert.strictEqual(refused.reason._tag, "Unsupported")
      assert.deepStrictEqual([acme.provider, globex.provider], ["sunny", "cloudy"])
    }).pipe(Effect.scoped, Effect.provide(two([])))
  )

  it.effect("lists the names, sorted", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* Gateway.accounts, ["acme", "globex"])
    }).pipe(Effect.provide(two([])))
  )

  it.effect("says which accounts there are when one is unknown, also for names that every object has", () =>
    Effect.gen(function* () {
      for (const name of ["initech", "constructor", "__proto__", ""]) {
        const error = yield* Effect.scoped(Effect.flip(Gateway.account(name)))
        assert.strictEqual(error._tag, "UnknownAccount")
        assert.strictEqual(error.message, `no account "${name}": known are acme, globex`)
      }
    }).pipe(Effect.provide(two([])))
  )

  it.effect("builds on first use, once for all who use it together, and releases when idle", () => {
    const log: Array<string> = []
    return Effect.gen(function* () {
      assert.deepStrictEqual(log, [])
      const use = Effect.scoped(Effect.andThen(Gateway.account("acme"), Effect.sleep("1 second")))
      const users = yield* Effect.forkChild(Effect.all([use, use, use], { concurrency: "unbounded" }))
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(log, ["built acme"])
      yield* Effect.scoped(Gateway.account("acme"))
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(log, ["built acme"], "used again before it was idle for long enough")
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(log, ["built acme", "released acme"])
      assert.isDefined(users)
    }).pipe(Effect.provide(two(log)))
  })

  it.effect("keeps a provider for as long as its user's scope is open", () => {
    const log: Array<string> = []
    return Effect.gen(function* () {
      yield* Effect.scoped(Effect.andThen(Gateway.account("acme"), TestClock.adjust("1 hour")))
      assert.deepStrictEqual(log, ["built acme"])
    }).pipe(Effect.provide(two(log)))
  })

  it.effect("releases everything with itself", () => {
    const log: Array<string> = []
    return Effect.gen(function* () {
      yield* Effect.scoped(Effect.andThen(Gateway.account("globex"), Gateway.account("acme"))).pipe(
        Effect.provide(two(log))
      )
      assert.sameMembers(log, ["built globex", "built acme", "released globex", "released acme"])
    })
  })

  it.effect("provides one account as the Provider of a program that knows of no others", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Provider).accountName, "acme")
    }).pipe(Effect.provide(Gateway.provider("acme")), Effect.provide(two([])))
  )

  it.effect("fails with the account's name when it cannot be built, and tries again the next time", () => {
    let configured = false
    const late = Layer.unwrap(
      Effect.gen(function* () {
        if (!configured) yield* Config.String("TOKEN")
        return Layer.succeed(Provider, sunny("late"))
      }).pipe(Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown({})))
    )
    return Effect.gen(function* () {
      const error = yield* Effect.scoped(Effect.flip(Gateway.account("late")))
      assert.strictEqual(error._tag, "AccountFailed")
      assert.include(error.message, 'account "late"')
      assert.include(error.message, "TOKEN")
      configured = true
      assert.strictEqual((yield* Effect.scoped(Gateway.account("late"))).accountName, "late")
    }).pipe(Effect.provide(Gateway.layer({ late })))
  })

  it.effect("looks accounts up by a function", () => {
    const names = ["acme"]
    const lookup = (name: string) => (names.includes(name) ? Layer.succeed(Provider, sunny(name)) : undefined)
    return Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(Gateway.account("new")))._tag, "UnknownAccount")
      names.unshift("new")
      assert.strictEqual((yield* Gateway.account("new")).accountName, "new")
      assert.deepStrictEqual(yield* Gateway.accounts, ["acme", "new"])
    }).pipe(Effect.scoped, Effect.provide(Gateway.layerLookup({ lookup, accounts: Effect.sync(() => names) })))
  })
})
