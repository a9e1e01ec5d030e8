/** What an account has besides conversations, and its webhooks. */

import type { WebhookId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Requests } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, describe } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { ChatwootClient } from "../../src/ChatwootClient.ts"
import { callsOf, onAccount, told } from "./Account.ts"

describe("the directory of an account", () => {
  onAccount("has its channels, with the address that each has and without the secrets", () =>
    Effect.gen(function* () {
      const { channels } = yield* Provider
      const [all, sent] = yield* Requests.during(Stream.runCollect(channels.list()))
      assert.deepStrictEqual(callsOf(sent), ["GET inboxes"])
      assert.deepStrictEqual(
        all.map(({ name, type, vendorType }) => [name, type, vendorType]),
        [
          ["API", "api", "Channel::Api"],
          ["Website", "webchat", "Channel::WebWidget"],
          ["WhatsApp", "whatsapp", "Channel::Whatsapp"],
          ["Email", "email", "Channel::Email"],
          ["Telegram", "telegram", "Channel::Telegram"]
        ]
      )
      const [api, , whatsapp] = all
      assert.strictEqual(whatsapp?.address, "+12125550100")
      const raw = api?.raw as Record<string, unknown>
      // Browsers and apps are given the identifier: it is an address. The keys that sign are not.
      assert.strictEqual(raw.inbox_identifier, api?.address)
      assert.deepStrictEqual([raw.hmac_token, raw.secret], ["<redacted>", "<redacted>"])
    })
  )

  onAccount("has agents, teams, tags and templates", () =>
    Effect.gen(function* () {
      const { agents, tags, teams, templates } = yield* Provider
      assert.deepStrictEqual(
        (yield* Stream.runCollect(agents.list())).map(({ email, id, name }) => [id as string, name, email]),
        [
          ["1", "Ada Admin", "ada@example.com"],
          ["2", "Grace Agent", "grace@example.com"]
        ]
      )
      assert.deepStrictEqual(
        (yield* Stream.runCollect(teams.list())).map(({ name }) => name),
        ["support"]
      )
      const made = yield* tags.create({ name: "new-tag", description: "For a test", color: "#2f80ed" })
      assert.deepInclude(made, { name: "new-tag", description: "For a test", color: "#2f80ed" })
      assert.deepStrictEqual(
        (yield* Stream.runCollect(tags.list())).map(({ name }) => name),
        ["vip", "billing", "refund", "new-tag"]
      )
      const { inboxes } = yield* ChatwootSimulator
      const [template, ...more] = yield* Stream.runCollect(templates.list())
      assert.deepStrictEqual(more, [])
      assert.strictEqual(template?.name, "order_update")
      assert.strictEqual(template?.channelId as string | undefined, String(inboxes.whatsapp))
      assert.deepStrictEqual(yield* Stream.runCollect(templates.list({ channelId: "1" as never })), [])
    })
  )

  onAccount("has attributes, and the account itself with the caller's role", () =>
    Effect.gen(function* () {
      const { account, attributes } = yield* Provider
      const client = yield* ChatwootClient
      yield* client.customAttributes.create({
        params: { account_id: 1 },
        payload: {
          attribute_display_name: "Plan",
          attribute_key: "plan",
          attribute_display_type: 6,
          attribute_model: 1,
          attribute_values: ["basic", "pro"]
        }
      })
      const [plan] = yield* Stream.runCollect(attributes.list())
      assert.deepInclude(plan, { key: "plan", name: "Plan", appliesTo: "contact", valueType: "list" })
      assert.deepStrictEqual(plan?.values, ["basic", "pro"])
      const { raw: _raw, ...told } = yield* account.get()
      assert.deepStrictEqual(told as object, { id: "1", name: "Example Ltd", role: "administrator" })
    })
  )
})

describe("webhooks", () => {
  onAccount("are made with a secret that is told, listed, changed and deleted", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const url = "https://example.com/hook"
      const made = yield* webhooks.create({ url, name: "Ours", events: ["message_created", "message_updated"] })
      assert.deepInclude(made, { url, name: "Ours", events: ["message_created", "message_updated"] })
      assert.isTrue(made.secret !== undefined && made.secret !== "<redacted>")
      assert.strictEqual((made.raw as { secret: string }).secret, "<redacted>")
      const [listed] = yield* Stream.runCollect(webhooks.list())
      assert.strictEqual(listed?.secret, made.secret)
      const changed = yield* webhooks.update(made.id, { events: ["contact_created"] })
      assert.deepStrictEqual([changed.events, changed.url, changed.secret], [["contact_created"], url, made.secret])
      yield* webhooks.delete(made.id)
      assert.deepStrictEqual(yield* Stream.runCollect(webhooks.list()), [])
    })
  )

  onAccount("a name that is no event is refused before it is sent, an address that is taken is a Conflict", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const [error, sent] = yield* Requests.during(
        Requests.failing(webhooks.create({ url: "https://example.com/hook", events: ["message.created"] }))
      )
      assert.deepStrictEqual([told(error), sent], [{ reason: "InvalidRequest", applied: "no" }, []])
      yield* webhooks.create({ url: "https://example.com/hook" })
      const taken = yield* Requests.failing(webhooks.create({ url: "https://example.com/hook" }))
      assert.deepStrictEqual(told(taken), { reason: "Conflict", applied: "no" })
      const missing = yield* Requests.failing(webhooks.delete("99" as WebhookId))
      assert.deepStrictEqual(told(missing), { reason: "NotFound", applied: "no" })
    })
  )

  onAccount("have no way to change a secret", () =>
    Effect.gen(function* () {
      const { webhooks } = yield* Provider
      const error = yield* Requests.failing(webhooks.rotateSecret("1" as WebhookId))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      assert.include(error.message, "create it anew")
    })
  )
})
