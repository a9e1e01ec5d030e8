/** `messages.send` and `addNote`: where they go, the body byte for byte, buttons and lists by transport, and what is refused before. */
import { type AgentId, type ChannelId, type MessageId, Outbound, type OutboundContent } from "@dragoman/core/domain"
import { AttachmentHost, Provider } from "@dragoman/core/provider"
import { Faults, Requests } from "@dragoman/testing"
import { Chat2DeskSimulator, type Transport } from "@dragoman/testing/simulators/chat2desk"
import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { arrival, bodiesOf, callsOf, onAccount, told } from "./Account.ts"

const hi: OutboundContent = [Outbound.text("Hi")]

/** What is sent to somebody on a transport, and what is told of it. */
const sentOn = (transport: Transport, content: OutboundContent) =>
  Effect.gen(function* () {
    const { messages } = yield* Provider
    const id = transport === "whatsapp" || transport === "wa_dialog" || transport === "sms" ? "15550100101" : "77"
    const { contactId, channelId } = yield* arrival({ transport, from: { id } })
    const [result, sent] = yield* Requests.during(messages.send({ to: { contactId, channelId }, content }))
    const bodies = bodiesOf(sent).map(([, { channel_id: _, client_id: __, transport: ___, ...body }]) => body)
    return { bodies, degraded: result.degraded.map(({ reason, to }) => [to, reason]), messages: result.messages }
  })

describe("messages.send, the target", () => {
  onAccount("a dialog's client, channel and transport are looked up in its last message", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelId, channelNumber, clientId, contactId, conversationId } = yield* arrival()
      const [{ messages: sentMessages }, sent] = yield* Requests.during(
        messages.send({ to: { conversationId }, content: hi, externalId: "order-7", as: "40819" as AgentId })
      )
      assert.deepStrictEqual(callsOf(sent), [`GET /v1/dialogs/${conversationId}`, "POST /v1/messages"])
      assert.deepStrictEqual<unknown>(sent[1]?.json, {
        client_id: clientId,
        text: "Hi",
        transport: "telegram",
        channel_id: channelNumber,
        operator_id: 40_819,
        external_id: "order-7"
      })
      const [{ raw, ...message } = assert.fail("nothing was returned")] = sentMessages
      assert.deepStrictEqual<unknown>(message, {
        id: message.id,
        conversationId,
        contactId,
        channel: { id: channelId, type: "telegram", vendorType: "telegram" },
        direction: "outbound",
        visibility: "public",
        author: { type: "agent", id: "40819" },
        content: [{ type: "text", text: "Hi" }],
        externalId: "order-7"
      })
      assert.deepInclude(raw, { message_id: Number(message.id) })
    })
  )

  onAccount("a contact on one channel is reached there, one on several has to be asked for", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const first = yield* arrival({ transport: "whatsapp", from: { id: "15550100101" } })
      const [, sent] = yield* Requests.during(messages.send({ to: { contactId: first.contactId }, content: hi }))
      assert.deepStrictEqual(callsOf(sent), [`GET /v1/clients/${first.contactId}/transport`, "POST /v1/messages"])
      const second = yield* arrival({ transport: "viber", from: { id: "15550100101" } })
      const [error, none] = yield* Requests.during(
        Requests.failing(messages.send({ to: { contactId: first.contactId }, content: hi }))
      )
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.include(error.message, `the contact is on ${first.channelId}, ${second.channelId}`)
      assert.isEmpty(bodiesOf(none))
      const to = { contactId: first.contactId, channelId: second.channelId }
      const [{ messages: toViber }] = yield* Requests.during(messages.send({ to, content: hi }))
      assert.strictEqual(toViber[0]?.conversationId, second.conversationId)
    })
  )

  onAccount("a closed dialog opens with what is sent into it", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const { conversationId } = yield* arrival()
      yield* conversations.setStatus(conversationId, { status: "closed" })
      yield* messages.send({ to: { conversationId }, content: hi })
      assert.strictEqual((yield* conversations.get(conversationId)).status, "open")
    })
  )

  onAccount("what cannot be said of it is refused before anything is asked or sent", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { contactId, conversationId } = yield* arrival()
      const to = { conversationId }
      const cases = [
        [{ to, content: hi, replyTo: { channelMessageId: "7" } }, "Unsupported"],
        [{ to, content: hi, replyTo: { messageId: "x" as MessageId } }, "InvalidRequest"],
        [{ to, content: hi, as: "Sam" as AgentId }, "InvalidRequest"],
        [{ to: { contactId, channelId: "telegram" as ChannelId }, content: hi }, "InvalidRequest"],
        [{ to, content: [] }, "InvalidRequest"],
        [{ to, content: [Outbound.template("hello", "en")] }, "InvalidRequest"]
      ] as const
      for (const [input, reason] of cases) {
        const [error, sent] = yield* Requests.during(Requests.failing(messages.send(input)))
        assert.deepStrictEqual(told(error), { reason, applied: "no" }, JSON.stringify(input))
        assert.isEmpty(bodiesOf(sent))
      }
      const calls = { contactId, channelId: "1:vox_implant" as ChannelId }
      assert.strictEqual(
        (yield* Requests.failing(messages.send({ to: calls, content: hi }))).reason._tag,
        "Unsupported"
      )
    })
  )
})

describe("messages.send, the content", () => {
  onAccount("an attachment goes by its address, with the text beside it, and is told as history shows it", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* arrival()
      const url = "https://files.example.com/photo"
      const content = [{ ...Outbound.image({ url }, "look"), fileName: "Photo.PNG" } as const]
      const [result, sent] = yield* Requests.during(messages.send({ to: { conversationId }, content }))
      const [body] = bodiesOf(sent).map(([, json]) => json)
      assert.deepInclude(body, { text: "look", attachment: url, attachment_filename: "Photo.PNG" })
      const [message = assert.fail("nothing was returned")] = result.messages
      const parts = [
        { type: "text", text: "look" },
        { type: "image", url, fileName: "Photo.PNG" }
      ]
      assert.deepStrictEqual<unknown>(message.content, parts)
      assert.deepStrictEqual<unknown>((yield* messages.get({ messageId: message.id })).content, parts)
    })
  )

  onAccount("bytes need an AttachmentHost; without one nothing is sent", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { conversationId } = yield* arrival()
      const content = [
        Outbound.text("the report"),
        Outbound.attachment(new File(["%PDF"], "report.pdf", { type: "application/pdf" }))
      ]
      const send = messages.send({ to: { conversationId }, content })
      const [error, none] = yield* Requests.during(Requests.failing(send))
      assert.deepStrictEqual(told(error), { reason: "Unsupported", applied: "no" })
      assert.isEmpty(bodiesOf(none))
      const host = AttachmentHost.of({ put: ({ name }) => Effect.succeed(`https://files.example.com/7/${name}`) })
      const [, sent] = yield* Requests.during(Effect.provideService(send, AttachmentHost, host))
      assert.deepInclude(bodiesOf(sent).at(-1)?.[1], {
        attachment: "https://files.example.com/7/report.pdf",
        attachment_filename: "report.pdf"
      })
    })
  )

  onAccount("what the transport's table does not carry goes as a link", () =>
    Effect.gen(function* () {
      const url = "https://files.example.com/clip.mp4"
      const video: OutboundContent = [{ type: "video", source: { url } }]
      const onTelegram = yield* sentOn("telegram", video)
      assert.deepStrictEqual(onTelegram.bodies, [{ text: url }])
      assert.deepStrictEqual(onTelegram.degraded, [["link", "the channel has no video"]])
      const onViber = yield* sentOn("viber_public", video)
      assert.deepStrictEqual(onViber.bodies, [{ attachment: url }])
      assert.isEmpty(onViber.degraded)
    })
  )

  onAccount("several messages have ids of their own; the quoted one belongs to the first", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { faults } = yield* Chat2DeskSimulator
      const { conversationId, messageId } = yield* arrival()
      const url = "https://files.example.com/a.png"
      const content = [Outbound.image({ url }), Outbound.image({ url }), Outbound.text("both")]
      const input = { to: { conversationId }, content, externalId: "order-7", replyTo: { messageId } }
      const [, sent] = yield* Requests.during(messages.send(input))
      assert.deepStrictEqual(
        bodiesOf(sent).map(([, body]) => [body.external_id, body.reply_message_id, body.text]),
        [
          ["order-7", Number(messageId), undefined],
          ["order-7#2", undefined, "both"]
        ]
      )
      yield* faults.next(Faults.latency(0), { method: "POST" })
      yield* faults.next(Faults.dropAfter, { method: "POST" })
      const error = yield* Requests.failing(messages.send(input))
      assert.deepStrictEqual(told(error), { reason: "Transport", applied: "partly" })
      assert.strictEqual(error.progress?.conversationId, conversationId)
      assert.lengthOf(error.progress?.messages ?? [], 1)
    })
  )
})

describe("messages.send, buttons and lists", () => {
  const choices = (options: ReadonlyArray<string>) => [Outbound.choices("Which?", options)]

  onAccount("inline buttons where the transport has them, a keyboard where it has that", () =>
    Effect.gen(function* () {
      const buttons = ["Yes", "No"].map((text, index) => ({ type: "reply", text, payload: text, id: index }))
      const plain = buttons.map(({ payload, text, type }) => ({ type, text, payload }))
      const onTelegram = yield* sentOn("telegram", choices(["Yes", "No"]))
      assert.deepStrictEqual<unknown>(onTelegram.bodies, [{ text: "Which?", inline_buttons: plain }])
      assert.deepStrictEqual<unknown>(onTelegram.messages[0]?.content, [
        {
          type: "choices",
          body: "Which?",
          options: plain.map(({ payload, text }) => ({ kind: "reply", title: text, payload }))
        }
      ])
      const onVk = yield* sentOn("vk", choices(["Yes", "No"]))
      assert.deepStrictEqual<unknown>(onVk.bodies, [{ text: "Which?", keyboard: { buttons: plain } }])
      const withUrl: OutboundContent = [
        {
          type: "choices",
          header: "Shop",
          body: "Where?",
          footer: "Bye",
          options: [
            { kind: "reply", title: "Here" },
            { kind: "url", title: "There", url: "https://example.com" }
          ]
        }
      ]
      const onWidget = yield* sentOn("widget", withUrl)
      assert.deepStrictEqual<unknown>(onWidget.bodies, [
        {
          text: "Shop\nWhere?\nBye",
          keyboard: {
            buttons: [
              { type: "reply", text: "Here" },
              { type: "url", text: "There", url: "https://example.com" }
            ]
          }
        }
      ])
    })
  )

  onAccount("on WhatsApp's providers three short replies are buttons, and everything more is a list", () =>
    Effect.gen(function* () {
      const short = yield* sentOn("wa_dialog", choices(["Yes", "No"]))
      assert.property(short.bodies[0], "inline_buttons")
      const list = yield* sentOn("wa_dialog", choices(["a", "b", "c", "d"]))
      assert.deepStrictEqual<unknown>(list.bodies, [
        {
          text: "Which?",
          interactive: {
            type: "list",
            body: { text: "Which?" },
            action: {
              button: "☰",
              sections: [{ rows: ["a", "b", "c", "d"].map((title) => ({ id: title, title })) }]
            }
          }
        }
      ])
      const whole: OutboundContent = [
        {
          type: "choices",
          header: "Shop",
          body: "Which?",
          footer: "Bye",
          button: "Choose",
          options: [
            { id: "1", kind: "reply", title: "Tea", description: "hot", section: "Drinks" },
            { id: "2", kind: "reply", title: "Cake", section: "Food" }
          ]
        }
      ]
      const sections = yield* sentOn("wa_dialog", whole)
      assert.deepStrictEqual<unknown>(sections.bodies[0]?.interactive, {
        type: "list",
        header: { type: "text", text: "Shop" },
        body: { text: "Which?" },
        footer: { text: "Bye" },
        action: {
          button: "Choose",
          sections: [
            { title: "Drinks", rows: [{ id: "1", title: "Tea", description: "hot" }] },
            { title: "Food", rows: [{ id: "2", title: "Cake" }] }
          ]
        }
      })
    })
  )

  onAccount("what no kind of button can carry whole is a numbered list in words, and says why", () =>
    Effect.gen(function* () {
      const long = "Cyrillic letters take up twice as much"
      const cyrillic = "Двадцать букв и ещё!"
      const mixed: OutboundContent = [
        {
          type: "choices",
          body: "How?",
          options: [
            { kind: "url", title: "Web", url: "https://example.com" },
            { kind: "phone", title: "Call me" }
          ]
        }
      ]
      const cases = [
        ["sms", choices(["Yes", "No"]), "the channel has no choices", "Which?\n1. Yes\n2. No"],
        ["telegram", choices([`${long}!`]), `is longer than 38 characters`, `Which?\n1. ${long}!`],
        ["telegram", choices([cyrillic]), "is longer than 19 characters", `Which?\n1. ${cyrillic}`],
        ["telegram", mixed, "no such buttons together: url, phone", "How?\n1. Web - https://example.com\n2. Call me"],
        ["wa_dialog", choices("abcdefghijk".split("")), "11 options, a list takes 10", undefined],
        ["wa_dialog", choices(["a".repeat(25)]), "of a list is longer than 24 characters", undefined]
      ] as const
      for (const [transport, content, reason, text] of cases) {
        const { bodies, degraded } = yield* sentOn(transport, content)
        assert.strictEqual(degraded[0]?.[0], "text")
        assert.include(degraded[0]?.[1], reason)
        assert.notProperty(bodies[0], "inline_buttons")
        if (text !== undefined) assert.deepStrictEqual<unknown>(bodies, [{ text }])
      }
      assert.isEmpty((yield* sentOn("telegram", choices([long, cyrillic.slice(1)]))).degraded)
      const { messages } = yield* Provider
      const { conversationId } = yield* arrival()
      const [error, sent] = yield* Requests.during(
        Requests.failing(messages.send({ to: { conversationId }, content: mixed, degrade: "refuse" }))
      )
      assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
      assert.isEmpty(bodiesOf(sent))
    })
  )
})

describe("messages.send, the rate", () => {
  onAccount(
    "fifteen a second, the lower end of what is documented, however many are sent at once",
    () =>
      Effect.gen(function* () {
        const { messages } = yield* Provider
        const { contactId, channelId } = yield* arrival()
        const sends = Array.from({ length: 45 }, () => messages.send({ to: { contactId, channelId }, content: hi }))
        const [, sent] = yield* Requests.during(
          Requests.whileTimePasses(Effect.all(sends, { concurrency: "unbounded" }))
        )
        // None was refused with 429 and sent again.
        assert.lengthOf(sent, 45)
      }),
    { simulator: { messagesPerSecond: 15 } }
  )
})

describe("messages.addNote", () => {
  onAccount("is a comment, by conversation or by contact", () =>
    Effect.gen(function* () {
      const { messages } = yield* Provider
      const { channelNumber, clientId, contactId, conversationId } = yield* arrival()
      const [note, sent] = yield* Requests.during(messages.addNote({ conversationId }, [Outbound.text("Careful")]))
      assert.deepStrictEqual<unknown>(bodiesOf(sent), [
        [
          "POST /v1/messages",
          { client_id: clientId, text: "Careful", type: "comment", transport: "telegram", channel_id: channelNumber }
        ]
      ])
      assert.deepInclude(note, { conversationId, visibility: "private", direction: "outbound" })
      const [, byContact] = yield* Requests.during(messages.addNote({ contactId }, [Outbound.text("Careful")]))
      assert.deepStrictEqual(callsOf(byContact), [`GET /v1/clients/${contactId}/dialogs`, "POST /v1/messages"])
      assert.deepStrictEqual<unknown>(bodiesOf(byContact)[0]?.[1], {
        client_id: clientId,
        text: "Careful",
        type: "comment"
      })
    })
  )

  onAccount("leaves a closed dialog closed", () =>
    Effect.gen(function* () {
      const { conversations, messages } = yield* Provider
      const { contactId, conversationId } = yield* arrival()
      yield* conversations.setStatus(conversationId, { status: "closed" })
      for (const to of [{ conversationId }, { contactId }]) {
        const [, sent] = yield* Requests.during(messages.addNote(to, [Outbound.text("Careful")]))
        assert.strictEqual(bodiesOf(sent)[0]?.[1].open_dialog, false)
        assert.strictEqual((yield* conversations.get(conversationId)).status, "closed")
      }
    })
  )

  onAccount("is one text: what comments cannot carry is refused", () =>
    Effect.gen(function* () {
      const { contacts, messages } = yield* Provider
      const { conversationId } = yield* arrival()
      const url = "https://files.example.com/a.png"
      for (const content of [
        [],
        [Outbound.image({ url })],
        [Outbound.text("a"), Outbound.text("b")],
        [Outbound.text("")]
      ]) {
        const [error, sent] = yield* Requests.during(Requests.failing(messages.addNote({ conversationId }, content)))
        assert.deepStrictEqual(told(error), { reason: "InvalidRequest", applied: "no" })
        assert.isEmpty(sent)
      }
      const { id } = yield* contacts.create({ email: "ann@example.com" })
      const error = yield* Requests.failing(messages.addNote({ contactId: id }, [Outbound.text("Careful")]))
      assert.deepStrictEqual(told(error), { reason: "NotFound", applied: "no" })
    })
  )
})
