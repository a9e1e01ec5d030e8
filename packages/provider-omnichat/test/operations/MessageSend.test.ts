/** `messages.send`: the request that leaves, the message that comes back, and what is known when something fails. */
import type { ChannelId, ContactId, ConversationId, MessageId, OutboundContent } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import { AttachmentHost, Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { OmnichatClient } from "../../src/OmnichatClient.ts"
import { onAccount, told } from "./Account.ts"

const onWhatsApp = Effect.gen(function* () {
  const { receive } = yield* OmnichatSimulator
  const { contactKey, messageId } = yield* receive({ from: { userId: "15550100100", name: "Ann" }, content: "Hello" })
  return { conversationId: contactKey as ConversationId, contactId: contactKey as ContactId, messageId }
})

const onLine = Effect.gen(function* () {
  const { receive } = yield* OmnichatSimulator
  const { contactKey } = yield* receive({ platform: "line", from: { userId: "U1", name: "Lin" }, content: "Hi" })
  return { conversationId: contactKey as ConversationId, contactId: contactKey as ContactId }
})

const hello = [Outbound.text("Hello")]
const image = (name: string, caption?: string) => Outbound.image({ url: `https://example.com/${name}.png` }, caption)
const place = { type: "location", latitude: 38.7, longitude: -9.1 } as const
const order = {
  type: "body",
  parameters: ["A-1", "on its way"].map((text) => ({ type: "text", text }))
}
const outgoing = Effect.gen(function* () {
  const simulator = yield* OmnichatSimulator
  return (yield* simulator.messages).filter(({ senderType }) => senderType !== "customer")
})

describe("messages.send on WhatsApp", () => {
  onAccount("goes through the headless API, with our id as callback data and the answered message", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { contactId, conversationId, messageId } = yield* onWhatsApp
      const [{ degraded, messages: sent }, requests] = yield* Requests.during(
        messages.send({
          to: { contactId, channelId: channels.whatsapp as ChannelId },
          content: hello,
          externalId: "order-1",
          replyTo: { messageId: messageId as MessageId }
        })
      )
      assert.deepStrictEqual(requests.map(Requests.toCall), [
        {
          call: `POST /v1/whatsapp/headless-api/${channels.whatsapp}/messages`,
          query: {},
          json: {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            to: "15550100100",
            type: "text",
            text: { body: "Hello", preview_url: false },
            context: { message_id: messageId },
            biz_opaque_callback_data: "order-1"
          }
        }
      ])
      assert.deepStrictEqual(degraded, [])
      const [row] = yield* outgoing
      const [message] = sent
      const { raw, ...told } = message ?? assert.fail("nothing was returned")
      assert.isDefined(raw)
      assert.deepEqual<unknown>(told, {
        id: row?.id,
        conversationId,
        contactId,
        channel: { id: channels.whatsapp, type: "whatsapp", vendorType: "whatsapp" },
        direction: "outbound",
        visibility: "public",
        author: { type: "bot" },
        content: [{ type: "text", text: "Hello" }],
        status: "pending",
        channelMessageId: row?.id,
        externalId: "order-1"
      })
    })
  )

  onAccount("one content is as many messages as it takes, and what changed on the way is told", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* onWhatsApp
      const content: OutboundContent = [
        Outbound.text("First"),
        image("one", "with a caption"),
        { type: "audio", source: { url: "https://example.com/a.ogg" }, caption: "listen" },
        {
          type: "choices",
          body: "Which?",
          options: [
            { kind: "reply", title: "Yes", id: "y" },
            { kind: "url", title: "Read", url: "https://example.com" }
          ]
        },
        place
      ]
      const [{ degraded, messages: sent }, requests] = yield* Requests.during(
        messages.send({ to: { conversationId }, content, externalId: "x" })
      )
      assert.deepStrictEqual(
        requests.map(({ json }) => json.type),
        ["text", "image", "audio", "text", "text", "location"]
      )
      assert.isTrue(requests.every(({ json }) => json.biz_opaque_callback_data === "x"))
      assert.lengthOf(sent, 6)
      assert.deepStrictEqual(
        degraded.map(({ from, part, to }) => [part, from, to]),
        [
          [2, "audio", "several messages"],
          [3, "choices", "text"]
        ]
      )
      const [error, none] = yield* Requests.during(
        Requests.failing(messages.send({ to: { conversationId }, content, degrade: "refuse" }))
      )
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.deepStrictEqual(none, [])
    })
  )

  onAccount("buttons, lists, templates, reactions and contact cards leave in Meta's form", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId, messageId } = yield* onWhatsApp
      const content: OutboundContent = [
        Outbound.choices("Which?", ["Yes", "No"]),
        Outbound.choices("Which?", ["A", "B", "C", "D"]),
        Outbound.template("order_update", "en", [order]),
        { type: "reaction", emoji: "👍", messageId: messageId as MessageId },
        { type: "contacts", contacts: [{ name: "Bob", phones: ["+15550100500"] }] }
      ]
      const [{ degraded }, requests] = yield* Requests.during(messages.send({ to: { conversationId }, content }))
      assert.deepStrictEqual(degraded, [])
      assert.deepStrictEqual(
        requests.map(({ json }) => [json.type, (json.interactive as { type?: string } | undefined)?.type]),
        [
          ["interactive", "button"],
          ["interactive", "list"],
          ["template", undefined],
          ["reaction", undefined],
          ["contacts", undefined]
        ]
      )
    })
  )

  onAccount("a person without a number is written to by BSUID, a group by its id", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channels, receive } = yield* OmnichatSimulator
      yield* receive({ from: { userId: "15550100100" }, groupId: "Y2FwaV9ncm91cDox", content: "Hello all" })
      const addressed = (user: string) =>
        Effect.map(
          Requests.during(
            messages.send({
              to: { conversationId: `whatsapp:${channels.whatsapp}:${user}` as ConversationId },
              content: hello
            })
          ),
          ([, requests]) => {
            const { recipient, recipient_type, to } = requests[0]?.json ?? {}
            return { recipient, recipient_type, to }
          }
        )
      assert.deepStrictEqual(yield* addressed("US.13491208655302741918"), {
        recipient: "US.13491208655302741918",
        recipient_type: "individual",
        to: undefined
      })
      assert.deepStrictEqual(yield* addressed("Y2FwaV9ncm91cDox"), {
        recipient: undefined,
        recipient_type: "group",
        to: "Y2FwaV9ncm91cDox"
      })
    })
  )

  onAccount("bytes need a host, which is asked only when they fit", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* onWhatsApp
      const file = new File(["%PDF"], "report.pdf", { type: "application/pdf" })
      const send = messages.send({ to: { conversationId }, content: [Outbound.attachment(file)] })
      assert.deepStrictEqual(told(yield* Requests.failing(send)), { reason: "Unsupported", applied: "no" })
      const put: Array<string> = []
      const host = AttachmentHost.of({
        put: ({ name }) => Effect.sync(() => `https://files.example.com/${put.push(name)}/${name}`)
      })
      const [, requests] = yield* Requests.during(Effect.provideService(send, AttachmentHost, host))
      assert.deepStrictEqual(requests[0]?.json.document, {
        link: "https://files.example.com/1/report.pdf",
        filename: "report.pdf"
      })
      const wrong = new File(["GIF"], "a.gif", { type: "image/gif" })
      const refused = messages.send({ to: { conversationId }, content: [Outbound.attachment(wrong)] })
      const error = yield* Requests.failing(Effect.provideService(refused, AttachmentHost, host))
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.deepStrictEqual(put, ["report.pdf"])
    })
  )

  onAccount("a reply that never comes leaves it unknown; of several, those that were sent are named", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* OmnichatSimulator
      const { conversationId } = yield* onWhatsApp
      const send = messages.send({ to: { conversationId }, content: [...hello, place], externalId: "x" })
      yield* faults.next(Faults.hang, { path: "headless-api" })
      assert.deepStrictEqual(told(yield* Requests.whileTimePasses(Requests.failing(send))), {
        reason: "Timeout",
        applied: "unknown"
      })
      assert.lengthOf(yield* outgoing, 0)
      yield* faults.next(Faults.latency("1 second"), { path: "headless-api" })
      yield* faults.next(Faults.serverError(), { path: "headless-api" })
      const second = yield* Requests.whileTimePasses(Requests.failing(send))
      assert.strictEqual(second.applied, "partly")
      assert.deepStrictEqual(
        second.progress?.messages?.map(({ id }) => String(id)),
        (yield* outgoing).map(({ id }) => id)
      )
    })
  )

  onAccount("Meta's refusals are told for what they are", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { refuseSends } = yield* OmnichatSimulator
      const { conversationId } = yield* onWhatsApp
      for (const [code, reason] of [
        [131047, "WindowClosed"],
        [131026, "RecipientUnreachable"],
        [131031, "AccountBlocked"]
      ] as const) {
        yield* refuseSends(code)
        const error = yield* Requests.failing(messages.send({ to: { conversationId }, content: hello }))
        assert.strictEqual(error.reason._tag, reason)
        assert.strictEqual(error.operation, "messages.send")
      }
    })
  )
})

describe("messages.send on LINE", () => {
  onAccount("goes as direct messages, five texts and images at once, a template by itself", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { contactId, conversationId } = yield* onLine
      const content = [...["1", "2", "3", "4"].map(Outbound.text), image("five", "six")]
      const [{ degraded, messages: sent }, requests] = yield* Requests.during(
        messages.send({ to: { contactId }, content, externalId: "x" })
      )
      assert.deepStrictEqual(
        requests.map(({ call, json }) => [call, json]),
        [
          [
            "POST /v1/direct-messages",
            {
              trackId: "x",
              platform: "line",
              channelId: channels.line,
              to: "U1",
              messages: [
                ...["1", "2", "3", "4"].map((text) => ({ type: "text", text })),
                { type: "image", image: "https://example.com/five.png" }
              ]
            }
          ],
          [
            "POST /v1/direct-messages",
            {
              trackId: "x",
              platform: "line",
              channelId: channels.line,
              to: "U1",
              messages: [{ type: "text", text: "six" }]
            }
          ]
        ]
      )
      assert.deepStrictEqual(
        degraded.map(({ part, to }) => [part, to]),
        [[4, "several messages"]]
      )
      assert.deepStrictEqual(
        sent.map((message) => [message.id as string, message.conversationId, message.content.length]),
        (yield* outgoing).map(({ id }) => [id, conversationId, 1])
      )
    })
  )

  onAccount("what LINE cannot show is written out, and what it cannot be asked for is refused", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* onLine
      const [{ degraded }, requests] = yield* Requests.during(
        messages.send({
          to: { conversationId },
          content: [Outbound.choices("Which?", ["Yes"]), Outbound.file({ url: "https://example.com/a.pdf" })]
        })
      )
      assert.deepStrictEqual(
        degraded.map(({ from, to }) => [from, to]),
        [
          ["choices", "text"],
          ["file", "link"]
        ]
      )
      assert.strictEqual(requests[0]?.json.trackId, "dragoman")
      const quoting = messages.send({ to: { conversationId }, content: hello, replyTo: { channelMessageId: "1" } })
      assert.deepStrictEqual(told(yield* Requests.failing(quoting)), { reason: "Unsupported", applied: "no" })
      const unnamed = [
        Outbound.template("card-1", "und", [{ type: "body", parameters: [{ type: "text", text: "x" }] }])
      ]
      const template = messages.send({ to: { conversationId }, content: unnamed })
      assert.deepStrictEqual(told(yield* Requests.failing(template)), { reason: "InvalidRequest", applied: "no" })
    })
  )

  onAccount("refusals of the plan and of the subscription are told apart", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { changeContact } = yield* OmnichatSimulator
      const { conversationId } = yield* onLine
      const send = messages.send({ to: { conversationId }, content: hello })
      yield* changeContact(conversationId, { withinPlan: false })
      assert.deepStrictEqual(told(yield* Requests.failing(send)), { reason: "QuotaExceeded", applied: "no" })
      yield* changeContact(conversationId, { subscribed: false })
      assert.deepStrictEqual(told(yield* Requests.failing(send)), { reason: "RecipientUnreachable", applied: "no" })
    })
  )
})

describe("messages.send elsewhere", () => {
  onAccount("a contact is written to on its own channel, and on platforms that the API has", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channels } = yield* OmnichatSimulator
      const { contactId } = yield* onLine
      const wrong = messages.send({ to: { contactId, channelId: channels.whatsapp as ChannelId }, content: hello })
      const error = yield* Requests.failing(wrong)
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, channels.line)
      for (const id of [`webchat:${channels.webchat}:1`, `facebook:${channels.facebook}:1`]) {
        const [refused, requests] = yield* Requests.during(
          Requests.failing(messages.send({ to: { conversationId: id as ConversationId }, content: hello }))
        )
        assert.deepStrictEqual(told(refused), { reason: "Unsupported", applied: "no" })
        assert.deepStrictEqual(requests, [])
      }
      const as = messages.send({ to: { contactId }, content: hello, as: "a@example.com" as never })
      assert.strictEqual((yield* Requests.failing(as)).reason._tag, "Unsupported")
    })
  )

  onAccount("the client beside the provider reaches what the operations do not: broadcasts, collaborators", () =>
    Effect.gen(function* () {
      const client = yield* OmnichatClient
      const { channels } = yield* OmnichatSimulator
      yield* onWhatsApp
      const { content } = yield* client.broadcasts.send({
        payload: {
          subject: "Sale",
          platform: "whatsapp",
          channelId: channels.whatsapp,
          to: ["15550100100"],
          messages: [
            {
              type: "whatsappTemplate",
              whatsappTemplate: { name: "order_update", language: { code: "en" }, components: [order] }
            }
          ]
        }
      })

      assert.strictEqual(
        (yield* client.broadcasts.get({ params: { id: content.broadcastId } })).content.subject,
        "Sale"
      )
      yield* client.rooms.assignCollaborator({
        payload: {
          platform: "whatsapp",
          channelId: channels.whatsapp,
          userId: "15550100100",
          agentEmail: "amira.agent@example.com"
        }
      })
      assert.lengthOf((yield* (yield* OmnichatSimulator).rooms)[0]?.collaborators ?? [], 1)
    })
  )
})
