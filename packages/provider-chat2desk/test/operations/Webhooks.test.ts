/** `webhooks`: the account's own, by the names that are subscribed to. */
import type { WebhookId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Replies, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator, mostWebhooks } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Redacted, Stream } from "effect"
import { webhookEvents } from "../../src/api/Webhooks.ts"
import { Chat2Desk } from "../../src/index.ts"
import { bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const url = "https://example.com/chat2desk"

describe("webhooks", () => {
  onAccount("without events all documented ones are subscribed to, `imported_message` among them", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const [created, sent] = yield* Requests.during(webhooks.create({ url }))
      assert.deepStrictEqual<unknown>(bodiesOf(sent), [
        ["POST /v1/webhooks", { url, name: "Dragoman", events: [...webhookEvents] }]
      ])
      const { raw, ...webhook } = created
      assert.deepStrictEqual<unknown>(webhook, {
        id: created.id,
        url,
        name: "Dragoman",
        events: [...webhookEvents],
        active: true
      })
      assert.isDefined(raw)
      assert.lengthOf(webhookEvents, 25)
      assert.deepStrictEqual(yield* Stream.runCollect(webhooks.list()), [created])
    })
  )

  onAccount("a change is sent whole, so that what it does not name stays", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const chat2desk = yield* Chat2DeskSimulator
      const { main } = chat2desk.channelIds
      const { id } = yield* chat2desk.addWebhook({ url, name: "Ours", events: ["inbox"], channels: [main] })
      const webhookId = String(id) as WebhookId
      const [changed, sent] = yield* Requests.during(webhooks.update(webhookId, { events: ["inbox", "outbox"] }))
      assert.deepStrictEqual(callsOf(sent), [
        `GET /v1/webhooks/${id}`,
        `PUT /v1/webhooks/${id}`,
        `GET /v1/webhooks/${id}`
      ])
      assert.deepStrictEqual<unknown>(sent[1]?.json, {
        url,
        name: "Ours",
        events: ["inbox", "outbox"],
        channels: [main]
      })
      assert.deepStrictEqual(changed.events, ["inbox", "outbox"])
      const [, deleted] = yield* Requests.during(webhooks.delete(webhookId))
      assert.deepStrictEqual(callsOf(deleted), [`DELETE /v1/webhooks/${id}`])
      assert.isEmpty(yield* Stream.runCollect(webhooks.list()))
    })
  )

  it.effect("events that only the site has names for stay, and keep nothing else from being changed", () =>
    Effect.gen(function* () {
      const row = { id: 7, url, name: "Ours", events: ["inbox", "robot_called"], status: "enable" }
      const { made, sent } = yield* Replies.answering(
        [Replies.json(200, { data: [row], status: "success" })],
        Chat2Desk.make({ token: Redacted.make("t") })
      )
      yield* Context.get(made, Provider).webhooks.update("7" as WebhookId, { name: "Theirs" })
      assert.deepStrictEqual<unknown>(bodiesOf(sent), [
        ["PUT /v1/webhooks/7", { url, name: "Theirs", events: ["inbox", "robot_called"] }]
      ])
    })
  )

  onAccount("an event is called as it is subscribed to, not as bodies call it", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      for (const events of [["ticket_created"], ["operator_status_updated"], ["inbox", "all"]]) {
        const [error, sent] = yield* Requests.during(Requests.failing(webhooks.create({ url, events })))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.isEmpty(sent)
      }
    })
  )

  onAccount("what goes beyond the free ones is the vendor's to refuse", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      for (let count = 0; count < mostWebhooks; count++) yield* webhooks.create({ url: `${url}/${count}` })
      const error = yield* Requests.failing(webhooks.create({ url }))
      assert.strictEqual(error.applied, "no")
      assert.strictEqual(error.status, 400)
    })
  )
})
