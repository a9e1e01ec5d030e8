/** What every vendor of the catalog must let the command line do, against its own simulator on real HTTP. */
import { createServer } from "node:http"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { variableOf } from "../../src/Configuration.ts"
import { providers } from "../../src/Providers.ts"
import { dragoman } from "../Harness.ts"

const served = Layer.merge(
  NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" }),
  NodeHttpClient.layerUndici
)

/** Runs a command on an account of the vendor's simulator, as the simulator says that it is configured. */
const simulated = Effect.fnUntraced(function* (name: string) {
  const entry = providers[name]
  if (entry === undefined) return yield* Effect.die(new Error(`there is no provider ${name}`))
  const { account } = yield* entry.simulate({
    contacts: 5,
    conversations: 5,
    webhookUrl: "http://127.0.0.1:9/webhooks"
  })
  const variables = Object.entries(account).map(([setting, value]) => [variableOf(name, setting), String(value)])
  const env = { DRAGOMAN_PROVIDER: name, ...Object.fromEntries(variables) }
  const run = (args: ReadonlyArray<string>) => dragoman(args, { env })
  return { capabilities: entry.capabilities, run }
})

describe.each(Object.keys(providers))("%s", (name) => {
  it.live("is found in order by the doctor, its webhooks with it", () =>
    Effect.gen(function* () {
      const { run } = yield* simulated(name)
      const { code, err, out } = yield* run(["doctor"])
      assert.deepStrictEqual({ code, err }, { code: 0, err: [] })
      assert.notInclude(out.join("\n"), "WRONG")
      assert.include(out.join("\n"), "ok    webhooks: a secret is configured")
    }).pipe(Effect.scoped, Effect.provide(served))
  )

  it.live("lists what it has, and says in one line what it has not", () =>
    Effect.gen(function* () {
      const { capabilities, run } = yield* simulated(name)
      // Some vendors are asked week by week.
      const since = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString()
      const commands = [
        ["contacts.list", ["contacts", "list"]],
        ["conversations.list", ["conversations", "list"]],
        ["messages.list", ["messages", "history", "--since", since]],
        ["channels.list", ["channels", "list"]],
        ["agents.list", ["agents", "list"]],
        ["webhooks.list", ["webhooks", "list"]]
      ] as const
      for (const [operation, command] of commands) {
        const { code, err, out } = yield* run([...command, "--json"])
        if (capabilities.operations[operation].level === "none") {
          assert.match(err.join("\n"), new RegExp(`^dragoman: ${name} ${operation}: not supported`))
          assert.deepStrictEqual([code, err.length, out.length], [1, 1, 0])
        } else {
          assert.deepStrictEqual({ code, err }, { code: 0, err: [] })
          for (const line of out) assert.property(JSON.parse(line), "id")
          assert.isNotEmpty(out, operation)
        }
      }
    }).pipe(Effect.scoped, Effect.provide(served))
  )
})
