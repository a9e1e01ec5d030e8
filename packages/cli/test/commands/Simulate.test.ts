import { assert, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { dragoman, lines, start } from "../Harness.ts"

/** Starts a simulator on a free port, and waits until it has said where. */
const simulated = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
  const { printed, run } = start(["simulate", "chatwoot", "--port", "0", ...args])
  const fiber = yield* Effect.forkScoped(run)
  while (printed.out.length === 0 && fiber.pollUnsafe() === undefined) yield* Effect.sleep("5 millis")
  return { printed, fiber }
})

it.live("prints an account that works as it stands", () =>
  Effect.scoped(
    Effect.gen(function* () {
      const { printed } = yield* simulated(["--seed-contacts", "3", "--seed-conversations", "2", "--json"])
      const { configuration, environment, url } = JSON.parse(printed.out.join(""))
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
      assert.strictEqual(configuration.accounts.simulated.url, url)
      const contacts = yield* dragoman(["contacts", "list", "--json"], { env: environment })
      assert.lengthOf(contacts.out, 3)
      const conversations = yield* dragoman(["conversations", "list", "--json"], { env: environment })
      assert.lengthOf(conversations.out, 2)
    })
  )
)

it.live("says for people what to paste, the webhook's secret with it", () =>
  Effect.scoped(
    Effect.gen(function* () {
      const { fiber, printed } = yield* simulated(["--webhook-url", "http://127.0.0.1:9/webhooks/simulated"])
      const text = printed.out.join("")
      assert.match(text, /^Chatwoot is simulated at http:\/\/127\.0\.0\.1:\d+$/m)
      assert.match(text, /^export DRAGOMAN_CHATWOOT_TOKEN=simulated-administrator-token$/m)
      assert.match(text, /^export DRAGOMAN_CHATWOOT_WEBHOOK_SECRET=\w+$/m)
      assert.match(text, /"webhookSecret": "\w+"/)
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(lines(printed.err), [])
    })
  )
)

it.live("every vendor can be simulated: an account that works, and one secret for all that it sends", () =>
  Effect.scoped(
    Effect.gen(function* () {
      const { printed, run } = start([
        ...["simulate", "omnichat", "--port", "0", "--seed-contacts", "3", "--seed-conversations", "2", "--json"],
        ...["--webhook-url", "http://127.0.0.1:9/webhooks/simulated"]
      ])
      const fiber = yield* Effect.forkScoped(run)
      while (printed.out.length === 0 && fiber.pollUnsafe() === undefined) yield* Effect.sleep("5 millis")
      const { environment } = JSON.parse(printed.out.join(""))
      assert.match(environment.DRAGOMAN_OMNICHAT_WEBHOOK_SECRET, /^\w+$/)
      const channels = yield* dragoman(["channels", "list", "--json"], { env: environment })
      const types = channels.out.map((line) => JSON.parse(line).type)
      assert.includeMembers(types, ["whatsapp", "line", "webchat"])
    })
  )
)

it.live("conversations need somebody to have them", () =>
  Effect.gen(function* () {
    const { code, err } = yield* dragoman(["simulate", "chatwoot", "--port", "0", "--seed-contacts", "0"])
    assert.strictEqual(code, 2)
    assert.match(err.join("\n"), /conversations need contacts/)
  })
)

it.live("a port that is taken is said in one line", () =>
  Effect.scoped(
    Effect.gen(function* () {
      const { printed } = yield* simulated(["--json"])
      const { port } = new URL(JSON.parse(printed.out.join("")).url)
      const { code, err } = yield* dragoman(["simulate", "chatwoot", "--port", port])
      assert.deepStrictEqual(err, [
        `dragoman: cannot listen on 127.0.0.1:${port}: it is in use: choose another by --port`
      ])
      assert.strictEqual(code, 1)
    })
  )
)
