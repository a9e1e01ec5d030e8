/** What an account has besides conversations: itself, its tags, and the webhooks that it calls. */
import { assert } from "@effect/vitest"
import { Effect, Stream } from "effect"
import type { Suite } from "./Suite.ts"

export const describeDirectory = ({ test }: Suite): void => {
  test("the account of the credentials is told", ["account.get"], ({ provider, world }) =>
    Effect.map(provider.account.get(), (account) => {
      assert.isDefined(account.id ?? account.name)
      for (const secret of world.given.secrets) assert.notInclude(JSON.stringify(account), secret)
    })
  )

  test("a tag that is created is listed", ["tags.create", "tags.list"], ({ provider, unique }) =>
    Effect.gen(function* () {
      const name = `tag-${unique}`
      assert.strictEqual((yield* provider.tags.create({ name })).name, name)
      const listed = yield* Stream.runCollect(provider.tags.list())
      assert.include(
        listed.map((tag) => tag.name),
        name
      )
    })
  )

  test(
    "a webhook is created, listed, changed and deleted",
    ["webhooks.create", "webhooks.list", "webhooks.update", "webhooks.delete"],
    ({ provider, unique }) =>
      Effect.gen(function* () {
        const { webhooks } = provider
        const address = (part: string) => `https://example.com/${unique}/${part}`
        const created = yield* webhooks.create({ url: address("one") })
        const urlNow = Effect.map(
          Stream.runCollect(webhooks.list()),
          (all) => all.find(({ id }) => id === created.id)?.url
        )
        assert.strictEqual(yield* urlNow, address("one"))
        yield* webhooks.update(created.id, { url: address("two") })
        assert.strictEqual(yield* urlNow, address("two"))
        yield* webhooks.delete(created.id)
        assert.isUndefined(yield* urlNow)
      })
  )

  test(
    "a webhook's secret can be changed",
    ["webhooks.rotateSecret", "webhooks.create", "webhooks.delete"],
    ({ provider, unique }) =>
      Effect.gen(function* () {
        const created = yield* provider.webhooks.create({ url: `https://example.com/${unique}` })
        const rotated = yield* provider.webhooks.rotateSecret(created.id)
        assert.strictEqual(rotated.id, created.id)
        assert.notStrictEqual(rotated.secret, created.secret)
        yield* provider.webhooks.delete(created.id)
      })
  )

  test("messages of a time are listed without naming their conversation", ["messages.list"], ({ provider, world }) =>
    Effect.gen(function* () {
      const { messageIds, since } = world.given.history
      if (since === undefined) return assert.fail("the history has no time")
      const listed = yield* Stream.runCollect(provider.messages.list({ since }))
      const ids = listed.map(({ id }) => String(id))
      assert.lengthOf(new Set(ids), ids.length)
      assert.includeMembers(ids, [...messageIds])
      const times = listed.map(({ createdAt }) => createdAt ?? "")
      assert.deepStrictEqual(times, times.toSorted())
      const newestFirst = yield* Stream.runCollect(provider.messages.list({ since }, { order: "newest-first" }))
      assert.sameMembers(
        newestFirst.map(({ id }) => String(id)),
        ids
      )
    })
  )
}
