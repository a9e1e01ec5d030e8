/** `webhooks`: the outbound ones of v2, whose secret is told twice in their life. */
import type { WebhookId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { events, HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { callsOf, onAccount, onServer, told } from "./Account.ts"

const url = "https://example.com/huechat"

describe("webhooks", () => {
  onAccount("are made with every documented event where none is named, and tell their secret once", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const huechat = yield* HueChatSimulator
      const [created, sent] = yield* Requests.during(webhooks.create({ url, name: "CRM" }))
      assert.deepStrictEqual(callsOf(sent), ["POST outbound-webhooks"])
      assert.sameMembers(
        [...(created.events ?? [])],
        events.filter((event) => event !== "webhook.test")
      )
      const [row] = yield* huechat.subscriptions
      const { active, id, name, secret } = created
      assert.deepStrictEqual<unknown>([id, created.url, name, active, secret], [row?.id, url, "CRM", true, row?.secret])
      assert.notInclude(JSON.stringify(created.raw), String(row?.secret))
      const [listed] = yield* Stream.runCollect(webhooks.list())
      assert.notProperty(listed, "secret")
      assert.notInclude(JSON.stringify(listed), String(row?.secret))
    })
  )

  onAccount("are changed, get a new secret, and are deleted", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const huechat = yield* HueChatSimulator
      const { id, secret } = yield* webhooks.create({ url, events: ["message.created"] })
      const [updated, sent] = yield* Requests.during(webhooks.update(id, { events: ["contact.created"] }))
      assert.deepStrictEqual(callsOf(sent), [`PATCH outbound-webhooks/${id}`, `GET outbound-webhooks/${id}`])
      assert.deepStrictEqual(sent[0]?.json, { events: ["contact.created"] })
      assert.deepInclude(updated, { id, url, events: ["contact.created"] })
      const rotated = yield* webhooks.rotateSecret(id)
      const [row] = yield* huechat.subscriptions
      assert.deepStrictEqual([rotated.id, rotated.secret], [id, row?.secret])
      assert.notStrictEqual(rotated.secret, secret)
      yield* webhooks.delete(id)
      assert.isEmpty(yield* huechat.subscriptions)
      const gone = yield* Requests.failing(webhooks.rotateSecret(id))
      assert.deepStrictEqual(told(gone), { reason: "NotFound", applied: "no" })
    })
  )

  onAccount("go to https only, which is said before anything leaves", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const plain = { url: "http://example.com/huechat" }
      for (const attempt of [webhooks.create(plain), webhooks.update("7" as WebhookId, plain)]) {
        const [error, sent] = yield* Requests.during(Requests.failing(attempt))
        assert.deepStrictEqual([error.reason._tag, sent], ["InvalidRequest", []])
      }
    })
  )

  const secretIn = { "GET /outbound-webhooks/7": () => ({ id: 7, url }) }
  const rotate = "POST /outbound-webhooks/7/rotate-secret"

  onServer(
    "tell the new secret after nothing else can fail",
    { ...secretIn, [rotate]: () => ({ success: true, data: { webhook: { id: 7, secret: "whsec_2" } } }) },
    () =>
      Effect.gen(function* () {
        const { webhooks } = yield* Provider
        const [rotated, sent] = yield* Requests.during(webhooks.rotateSecret("7" as WebhookId))
        assert.deepStrictEqual<unknown>([rotated.id, rotated.url, rotated.secret], ["7", url, "whsec_2"])
        assert.strictEqual(callsOf(sent).at(-1), "POST outbound-webhooks/7/rotate-secret")
      })
  )

  onServer("whose new secret is not told are rotated all the same", { ...secretIn, [rotate]: () => ({}) }, () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const error = yield* Requests.failing(webhooks.rotateSecret("7" as WebhookId))
      assert.deepStrictEqual(told(error), { reason: "MalformedResponse", applied: "yes" })
    })
  )

  onServer(
    "that were changed but cannot be read then are changed all the same",
    { "PATCH /outbound-webhooks/7": () => ({}) },
    () =>
      Effect.gen(function* () {
        const { webhooks } = yield* Provider
        const error = yield* Requests.failing(webhooks.update("7" as WebhookId, { url }))
        assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "yes" })
      })
  )
})
