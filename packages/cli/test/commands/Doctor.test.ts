import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { onSimulator, simulator } from "../Harness.ts"

layer(simulator, { excludeTestServices: true })("doctor", (it) => {
  it.effect("says that all is well, and whose token it is", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* ChatwootSimulator
      const { code, err, out } = yield* onSimulator(["doctor"], { DRAGOMAN_CHATWOOT_WEBHOOK_SECRET: "s" })
      assert.deepStrictEqual(err, [])
      assert.strictEqual(code, 0)
      assert.deepStrictEqual(out, [
        "default (Chatwoot)",
        `  ok    server: ${baseUrl} is reached`,
        "  ok    token: the token is accepted: account Example Ltd (1), role administrator",
        "  ok    operations: everything that the vendor can do, this token may",
        "  ok    webhooks: a secret is configured"
      ])
    })
  )

  it.effect("says what an agent and a bot may not do; that is no failure", () =>
    Effect.gen(function* () {
      const { tokens } = yield* ChatwootSimulator
      const agent = yield* onSimulator(["doctor"], { DRAGOMAN_CHATWOOT_TOKEN: tokens.agent })
      assert.strictEqual(agent.code, 0)
      assert.match(agent.out.join("\n"), /role agent/)
      assert.match(agent.out.join("\n"), /note {2}operations: not possible: administrators only: .*webhooks\.create/)
      assert.match(agent.out.join("\n"), /note {2}webhooks: no secret is configured/)
      const bot = yield* onSimulator(["doctor"], {
        DRAGOMAN_CHATWOOT_TOKEN: tokens.agentBot,
        DRAGOMAN_CHATWOOT_TOKEN_KIND: "agent-bot"
      })
      assert.strictEqual(bot.code, 0)
      assert.match(bot.out.join("\n"), /the token is accepted$/m)
      assert.match(bot.out.join("\n"), /not with an agent bot's token: contacts\.list/)
    })
  )

  it.effect(
    "says what is wrong with a token, an account, an address, and ends with 1",
    () =>
      Effect.gen(function* () {
        const cases: ReadonlyArray<readonly [Readonly<Record<string, string>>, RegExp]> = [
          [{ DRAGOMAN_CHATWOOT_TOKEN: "s3cret" }, /WRONG token: the token is not accepted \(Invalid Access Token\)/],
          [
            { DRAGOMAN_CHATWOOT_TOKEN: "s3cret", DRAGOMAN_CHATWOOT_TOKEN_KIND: "agent-bot" },
            /WRONG token: the token is not accepted/
          ],
          [{ DRAGOMAN_CHATWOOT_ACCOUNT_ID: "77" }, /WRONG token: there is no such account/],
          [{ DRAGOMAN_CHATWOOT_URL: "http://127.0.0.1:9" }, /WRONG server: http:\/\/127\.0\.0\.1:9 cannot be reached/]
        ]
        for (const [env, expected] of cases) {
          const { code, err, out } = yield* onSimulator(["doctor"], env)
          assert.match(out.join("\n"), expected)
          assert.notInclude(out.join("\n"), "s3cret")
          assert.deepStrictEqual(err, ["dragoman: something is wrong, see above"])
          assert.strictEqual(code, 1)
        }
      }),
    // An address where nobody answers is tried several times.
    30_000
  )

  it.effect("--json gives one document per account", () =>
    Effect.gen(function* () {
      const { out } = yield* onSimulator(["doctor", "--json"])
      assert.lengthOf(out, 1)
      const { account, findings, provider } = JSON.parse(out[0] ?? "")
      assert.strictEqual(account, "default")
      assert.strictEqual(provider, "chatwoot")
      assert.deepStrictEqual(
        findings.map(({ verdict }: { readonly verdict: string }) => verdict),
        ["good", "good", "good", "limited"]
      )
    })
  )
})
