import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { ConfigProvider, Effect, Option } from "effect"
import { describe } from "vitest"
import { load, select, variableOf } from "../src/Configuration.ts"

const folder = mkdtempSync(join(tmpdir(), "dragoman-"))
const path = join(folder, "accounts.json")

const written = (content: unknown) => {
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content))
  return path
}

const accounts = (content: unknown, env: Readonly<Record<string, string>> = {}) =>
  load(content === undefined ? Option.none() : Option.some(written(content))).pipe(
    Effect.provide(NodeServices.layer),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: { ...env } })))
  )

const acme = { provider: "chatwoot", url: "https://chat.example.com/", accountId: 3, token: "t" }

/** The short way to refer to an environment variable. */
const inBraces = (name: string) => `\${${name}}`

const variables = {
  DRAGOMAN_PROVIDER: "chatwoot",
  DRAGOMAN_CHATWOOT_ACCOUNT_ID: "3",
  DRAGOMAN_CHATWOOT_TOKEN: "t"
}

describe("accounts", () => {
  it.effect("come from a file by name, with numbers, texts and references to the environment", () =>
    Effect.gen(function* () {
      const configured = yield* accounts(
        {
          $schema: "https://example.com/schema.json",
          accounts: {
            acme,
            "acme.eu": {
              provider: "chatwoot",
              accountId: "4",
              token: { env: "TOKEN" },
              webhookSecret: [inBraces("OLD"), "new"]
            },
            bot: { ...acme, tokenKind: "agent-bot", webhookKind: "agent-bot", allowUnsigned: true, serverVersion: null }
          }
        },
        { TOKEN: "a", OLD: "b" }
      )
      assert.deepStrictEqual(
        configured.map(({ name, url, webhookTrust }) => ({ name, url, webhookTrust })),
        [
          { name: "acme", url: "https://chat.example.com", webhookTrust: "refused" },
          { name: "acme.eu", url: "https://app.chatwoot.com", webhookTrust: "signed" },
          { name: "bot", url: "https://chat.example.com", webhookTrust: "unsigned" }
        ]
      )
      assert.deepStrictEqual(
        configured.map(({ webhook }) => webhook.redelivers),
        [false, false, true]
      )
    })
  )

  it.effect("come from the environment as `default`, beside those of a file", () =>
    Effect.gen(function* () {
      const alone = yield* accounts(undefined, variables)
      assert.deepStrictEqual(
        alone.map(({ name }) => name),
        ["default"]
      )
      const both = yield* accounts({ accounts: { acme } }, variables)
      assert.deepStrictEqual(
        both.map(({ name }) => name),
        ["acme", "default"]
      )
    })
  )

  it.effect("come from the file that DRAGOMAN_CONFIG names", () =>
    Effect.gen(function* () {
      const [account] = yield* accounts(undefined, { DRAGOMAN_CONFIG: written({ accounts: { acme } }) })
      assert.strictEqual(account?.name, "acme")
    })
  )

  it.effect("are picked by name where there are several", () =>
    Effect.gen(function* () {
      const several = yield* accounts({ accounts: { acme, other: acme } })
      assert.strictEqual((yield* select(several, Option.some("other"))).name, "other")
      assert.match((yield* Effect.flip(select(several, Option.none()))).message, /pick one by --account: acme or other/)
      assert.match(
        (yield* Effect.flip(select(several, Option.some("x")))).message,
        /no account "x": it is acme or other/
      )
      assert.strictEqual((yield* select(several.slice(0, 1), Option.none())).name, "acme")
    })
  )
})

describe("what is wrong is said with its place, and never with a value", () => {
  const cases: ReadonlyArray<readonly [string, unknown, Readonly<Record<string, string>>, RegExp]> = [
    ["nothing at all", undefined, {}, /no account is configured: set DRAGOMAN_PROVIDER/],
    ["no JSON", '{"accounts": s3cret', {}, /accounts\.json: is not JSON/],
    ["no accounts", {}, {}, /needs "accounts"/],
    ["something else", { accounts: { acme }, acounts: 1 }, {}, /acounts: unknown here/],
    ["a bad name", { accounts: { "a:b": acme } }, {}, /accounts\.a:b must be named with letters/],
    ["no object", { accounts: { acme: "s3cret" } }, {}, /accounts\.acme must be an object/],
    ["no vendor", { accounts: { acme: {} } }, {}, /accounts\.acme\.provider must be one of huechat, chatwoot/],
    [
      "an unknown setting",
      { accounts: { acme: { ...acme, tokn: "s3cret" } } },
      {},
      /accounts\.acme\.tokn is not a setting/
    ],
    [
      "a missing key",
      { accounts: { acme: { ...acme, token: null } } },
      {},
      /accounts\.acme\.token is missing: the access/
    ],
    ["a bad number", { accounts: { acme: { ...acme, accountId: "s3cret" } } }, {}, /accountId must be a whole number/],
    ["a fraction", { accounts: { acme: { ...acme, accountId: 1.5 } } }, {}, /accountId must be a whole number/],
    ["a bad address", { accounts: { acme: { ...acme, url: "s3cret" } } }, {}, /url must be the origin of a server/],
    [
      "a path",
      { accounts: { acme: { ...acme, url: "https://a.example/x" } } },
      {},
      /url must be the origin of a server/
    ],
    ["a bad choice", { accounts: { acme: { ...acme, tokenKind: "s3cret" } } }, {}, /must be one of user, agent-bot/],
    ["an empty secret", { accounts: { acme: { ...acme, webhookSecret: [""] } } }, {}, /webhookSecret must be a secret/],
    [
      "a bad reference",
      { accounts: { acme: { ...acme, token: { enf: "s3cret" } } } },
      {},
      /token must be a text, a list/
    ],
    [
      "an unset variable",
      { accounts: { acme: { ...acme, token: { env: "NOPE" } } } },
      {},
      /variable NOPE, which is not set/
    ],
    [
      "an empty variable",
      { accounts: { acme: { ...acme, token: inBraces("NOPE") } } },
      { NOPE: "" },
      /NOPE, which is not set/
    ],
    [
      "two defaults",
      { accounts: { default: acme } },
      variables,
      /accounts\.default is also described by DRAGOMAN_PROVIDER/
    ],
    ["an unknown vendor", undefined, { DRAGOMAN_PROVIDER: "x" }, /DRAGOMAN_PROVIDER must be one of huechat, chatwoot/],
    ["half an account", undefined, { ...variables, DRAGOMAN_CHATWOOT_TOKEN: "" }, /DRAGOMAN_CHATWOOT_TOKEN is missing/],
    ["no file", undefined, { DRAGOMAN_CONFIG: "/nowhere.json" }, /\/nowhere\.json: no such file/]
  ]
  for (const [name, content, env, expected] of cases) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const { exitCode, message } = yield* Effect.flip(accounts(content, env))
        assert.match(message, expected)
        assert.notInclude(message, "s3cret")
        assert.strictEqual(exitCode, 2)
      })
    )
  }
})

it("variables are named after provider and setting", () => {
  assert.strictEqual(variableOf("chatwoot", "webhookSecret"), "DRAGOMAN_CHATWOOT_WEBHOOK_SECRET")
})
