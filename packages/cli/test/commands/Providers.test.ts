import { operationNames } from "@dragoman/core/provider"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { providers } from "../../src/Providers.ts"
import { dragoman } from "../Harness.ts"

it.live("the matrix has a row for each operation and a column for each vendor", () =>
  Effect.gen(function* () {
    const { code, out } = yield* dragoman(["providers"])
    assert.strictEqual(code, 0)
    const [head, ...rows] = out
    for (const { capabilities } of Object.values(providers)) assert.include(head, capabilities.title.toUpperCase())
    assert.deepStrictEqual(
      rows.map((row) => row.split(" ")[0]),
      [...operationNames]
    )
  })
)

it.live("one vendor in detail explains its settings, by file and by environment", () =>
  Effect.gen(function* () {
    const { out } = yield* dragoman(["providers", "chatwoot"])
    assert.match(out.join("\n"), /^accountId +DRAGOMAN_CHATWOOT_ACCOUNT_ID +yes +no /m)
    assert.match(out.join("\n"), /^token +DRAGOMAN_CHATWOOT_TOKEN +yes +yes /m)
    assert.match(out.join("\n"), /^contacts.upsert +emulated +\w/m)
  })
)

it.live("--json gives the capability values, one vendor a line", () =>
  Effect.gen(function* () {
    const { out } = yield* dragoman(["providers", "--json"])
    assert.lengthOf(out, Object.keys(providers).length)
    const values = out.map((line) => JSON.parse(line))
    assert.deepStrictEqual(
      values.map(({ operations }) => operations),
      Object.values(providers).map(({ capabilities }) => capabilities.operations)
    )
    assert.strictEqual(values[0].settings[0].variable, "DRAGOMAN_HUECHAT_URL")
  })
)

it.live("a vendor that nobody knows is bad usage", () =>
  Effect.gen(function* () {
    const { code, err } = yield* dragoman(["providers", "nobody"])
    assert.strictEqual(code, 2)
    assert.lengthOf(err, 1)
  })
)
