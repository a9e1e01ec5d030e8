/** Messages: what is sent is what is listed, ids agree wherever a message is met, and nothing is degraded silently. */
import { Message, Outbound, type OutboundContent } from "@dragoman/core/domain"
import { channelRules } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Option, Schema, Stream } from "effect"
import { holdsEntity } from "./Lists.ts"
import type { Suite } from "./Suite.ts"
import { newcomer, sendText, timesSaid } from "./Writing.ts"

export const describeMessages = (suite: Suite): void => {
  describeSend(suite)
  describeArrival(suite)
  describeAttachments(suite)
  describeDegradation(suite)
  describeImport(suite)
}

const describeSend = ({ can, capabilities, test }: Suite): void => {
  test(
    "send returns what get and, where there is one, the conversation's listing then show",
    ["messages.send", "messages.get"],
    (setting) =>
      Effect.gen(function* () {
        const { provider, unique, world } = setting
        const { contactId, conversationId } = yield* newcomer(setting)
        const { degraded, messages } = yield* sendText(setting, conversationId, `Answer ${unique}`)
        assert.isEmpty(degraded)
        const [sent, ...more] = messages
        if (sent === undefined) return assert.fail("nothing was returned")
        assert.isEmpty(more)
        assert.isTrue(Schema.is(Message)(sent))
        holdsEntity(sent, world.given.secrets)
        assert.deepInclude(sent, { direction: "outbound", visibility: "public", conversationId })
        assert.deepStrictEqual(sent.content, [{ type: "text", text: `Answer ${unique}` }])
        const shown = [yield* provider.messages.get({ messageId: sent.id, conversationId })]
        if (can("messages.listByConversation")) {
          const listed = yield* Stream.runCollect(provider.messages.listByConversation(conversationId))
          shown.push(...listed.filter(({ id }) => id === sent.id))
          assert.lengthOf(shown, 2)
        }
        for (const message of shown) {
          assert.deepInclude(message, { id: sent.id, conversationId, direction: "outbound", visibility: "public" })
          assert.deepStrictEqual(message.content, sent.content)
          // Some vendors answer a send with an id and nothing else.
          if (sent.createdAt !== undefined) assert.strictEqual(message.createdAt, sent.createdAt)
        }
        const server = yield* world.messages(conversationId)
        assert.deepInclude(server, { id: String(sent.id), text: `Answer ${unique}`, isPrivate: false })
        assert.isDefined(contactId)
      })
  )

  test("send to a contact goes into the open conversation on that channel", ["messages.send"], (setting) =>
    Effect.gen(function* () {
      const { contactId, conversationId } = yield* newcomer(setting)
      const { channelId } = setting.world.given
      const content = [Outbound.text("for you")]
      const { messages } = yield* setting.provider.messages.send({ to: { contactId, channelId }, content })
      assert.strictEqual(messages[0]?.conversationId, conversationId)
      assert.strictEqual(yield* timesSaid(setting, conversationId, "for you"), 1)
    })
  )

  test(
    "externalId comes back in send and get, and finds the message again",
    ["messages.send", "messages.find", "messages.get"],
    (setting) =>
      Effect.gen(function* () {
        const { provider, unique } = setting
        const { contactId, conversationId } = yield* newcomer(setting)
        const { messages } = yield* sendText(setting, conversationId, "with an id", { externalId: unique })
        const [sent] = messages
        if (sent === undefined) return assert.fail("nothing was returned")
        assert.strictEqual(sent.externalId, unique)
        assert.strictEqual((yield* provider.messages.get({ messageId: sent.id, conversationId })).externalId, unique)
        for (const where of [{ conversationId }, { contactId }]) {
          const found = yield* provider.messages.find({ externalId: unique, ...where })
          assert.strictEqual(Option.getOrUndefined(found)?.id, sent.id)
          const none = yield* provider.messages.find({ externalId: `${unique}-other`, ...where })
          assert.isTrue(Option.isNone(none))
        }
      })
  )

  test("a note is private, and only agents see it", ["messages.addNote"], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const note = yield* setting.provider.messages.addNote({ conversationId }, [Outbound.text("between us")])
      assert.deepInclude(note, { visibility: "private", direction: "outbound" })
      const server = yield* setting.world.messages(conversationId)
      assert.deepInclude(server, { id: String(note.id), text: "between us", isPrivate: true })
    })
  )

  test(
    "a deleted message is gone, or shown as deleted",
    ["messages.delete", "messages.send", "messages.listByConversation"],
    (setting) =>
      Effect.gen(function* () {
        const { provider } = setting
        const { conversationId } = yield* newcomer(setting)
        const { messages } = yield* sendText(setting, conversationId, "forget this")
        const messageId = messages[0]?.id
        if (messageId === undefined) return assert.fail("nothing was returned")
        yield* provider.messages.delete({ messageId, conversationId })
        const listed = yield* Stream.runCollect(provider.messages.listByConversation(conversationId))
        // Not every vendor tells when it was deleted; then nothing is left of it.
        const left = listed.filter(
          ({ content, deletedAt, id }) => id === messageId && deletedAt === undefined && content.length > 0
        )
        assert.isEmpty(left)
        assert.strictEqual(yield* timesSaid(setting, conversationId, "forget this"), 0)
      })
  )

  test("how far a message got can be reported", ["messages.setStatus", "messages.send", "messages.get"], (setting) =>
    Effect.gen(function* () {
      const { provider } = setting
      const { conversationId } = yield* newcomer(setting)
      const { messages } = yield* sendText(setting, conversationId, "on its way")
      const ref = { messageId: messages[0]?.id ?? assert.fail("nothing was returned"), conversationId }
      yield* provider.messages.setStatus(ref, { status: "failed", failure: "the line is dead" })
      const failed = yield* provider.messages.get(ref)
      assert.strictEqual(failed.status, "failed")
      const { level } = capabilities.operations["messages.setStatus"]
      assert.include(
        level === "partial" ? ["the line is dead", undefined] : ["the line is dead"],
        failed.failure?.reason,
        "only what is partial may keep no reason"
      )
    })
  )

  test("a message that the channel did not deliver can be sent again", ["messages.retry", "messages.send"], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const { messages } = yield* sendText(setting, conversationId, "once more")
      const ref = { messageId: messages[0]?.id ?? assert.fail("nothing was returned"), conversationId }
      yield* setting.world.failDelivery(ref.messageId)
      const again = yield* setting.provider.messages.retry(ref)
      assert.strictEqual(again.id, ref.messageId)
      assert.notStrictEqual(again.status, "failed")
      assert.strictEqual(yield* timesSaid(setting, conversationId, "once more"), 1)
    })
  )

  test("a message that the channel did not deliver is failed", ["messages.send", "messages.get"], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const { messages } = yield* sendText(setting, conversationId, "into the void")
      const messageId = messages[0]?.id ?? assert.fail("nothing was returned")
      yield* setting.world.failDelivery(messageId)
      const { status } = yield* setting.provider.messages.get({ messageId, conversationId })
      assert.strictEqual(status, "failed")
    })
  )
}

const describeArrival = ({ can, test }: Suite): void => {
  test(
    "what a contact writes is inbound, under the same ids in get, webhook and, where there is one, the conversation's listing",
    ["messages.get", "contacts.get"],
    (setting) =>
      Effect.gen(function* () {
        const { provider, world } = setting
        const { contactId, conversationId, messageId } = yield* newcomer(setting)
        const shown = yield* provider.messages.get({ messageId, conversationId })
        assert.deepInclude(shown, { id: messageId, direction: "inbound", visibility: "public" })
        assert.strictEqual(shown.author.type, "contact")
        if (can("messages.listByConversation")) {
          const listed = yield* Stream.runCollect(provider.messages.listByConversation(conversationId))
          assert.deepStrictEqual(listed.find(({ id }) => id === messageId)?.content, shown.content)
        }
        if (can("conversations.get")) {
          assert.strictEqual((yield* provider.conversations.get(conversationId)).contactId, contactId)
        }
        assert.strictEqual((yield* provider.contacts.get(contactId)).id, contactId)
        const told = (yield* world.events).flatMap((event) =>
          event.type === "message.created" && event.data.message.id === messageId ? [event] : []
        )
        assert.isAbove(told.length, 0, "a webhook told of it")
        for (const { data, id, provider: vendor, account } of told) {
          assert.strictEqual(id, `${vendor}:${account}:message.created:${messageId}`)
          assert.strictEqual(data.message.conversationId, conversationId)
          assert.deepStrictEqual(data.message.content, shown.content)
          assert.strictEqual(data.message.direction, "inbound")
          if (data.message.contactId !== undefined) assert.strictEqual(data.message.contactId, contactId)
        }
      })
  )

  test("what is sent is told by webhook under the id that send returned", ["messages.send"], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const { messages } = yield* sendText(setting, conversationId, "hear me")
      // Not every vendor echoes what its API sent: some tell only what became of it.
      const told = (yield* setting.world.events).filter(
        (event) =>
          (event.type === "message.created" || event.type === "message.status_changed") &&
          event.data.message.id === messages[0]?.id
      )
      assert.isAbove(told.length, 0)
    })
  )
}

const describeAttachments = ({ test }: Suite): void => {
  const bytes = new Uint8Array(5000).map((_, index) => index % 251)

  test("an attachment that came in is downloaded as it was sent", ["attachments.download", "messages.get"], (setting) =>
    Effect.gen(function* () {
      const attachment = { fileName: "photo.png", contentType: "image/png", bytes }
      const email = `${setting.unique}@example.com`
      const { conversationId, messageId } = yield* setting.world.receive({ email, text: "look", attachment })
      const { content } = yield* setting.provider.messages.get({ messageId, conversationId })
      const image = content.find((part) => part.type === "image")
      if (image === undefined) return assert.fail("the image is not among the parts")
      const download = (maxBytes: number) =>
        Stream.runCollect(setting.provider.attachments.download(image, { maxBytes }))
      assert.deepStrictEqual(
        (yield* download(bytes.length)).flatMap((piece) => [...piece]),
        [...bytes]
      )
      const error = yield* Effect.flip(download(bytes.length - 1))
      assert.strictEqual(error.reason._tag, "PayloadTooLarge")
    })
  )

  test("an attachment that is sent arrives whole", ["messages.send", "attachments.download"], (setting) =>
    Effect.gen(function* () {
      const { conversationId } = yield* newcomer(setting)
      const file = new File([bytes], "report.pdf", { type: "application/pdf" })
      const content = [Outbound.text("the report"), Outbound.attachment(file)]
      const { messages } = yield* setting.provider.messages.send({ to: { conversationId }, content })
      const part = messages.flatMap((message) => message.content).find(({ type }) => type === "file")
      if (part?.type !== "file") return assert.fail("the file is not among the parts")
      const pieces = yield* Stream.runCollect(setting.provider.attachments.download(part))
      assert.deepStrictEqual(
        pieces.flatMap((piece) => [...piece]),
        [...bytes]
      )
    })
  )
}

const describeDegradation = ({ capabilities, test }: Suite): void => {
  test(
    "what the channel cannot carry is degraded and told, or refused before anything is sent",
    ["messages.send", "channels.list"],
    (setting) =>
      Effect.gen(function* () {
        const { provider, world } = setting
        const { conversationId } = yield* newcomer(setting)
        const channels = yield* Stream.runCollect(provider.channels.list())
        const channel = channels.find(({ id }) => id === world.given.channelId)
        const rules = channelRules(capabilities, channel?.vendorType)
        const content: OutboundContent = rules.parts.includes("location")
          ? [Outbound.text("word ".repeat(rules.maxTextLength / 5 + 1))]
          : [{ type: "location", latitude: 38.7, longitude: -9.1, name: "Lisbon" }]
        const before = (yield* world.messages(conversationId)).length
        const error = yield* Effect.flip(provider.messages.send({ to: { conversationId }, content, degrade: "refuse" }))
        assert.strictEqual(error.applied, "no")
        assert.lengthOf(yield* world.messages(conversationId), before)
        const { degraded, messages } = yield* provider.messages.send({ to: { conversationId }, content })
        assert.isAbove(degraded.length, 0)
        assert.lengthOf(yield* world.messages(conversationId), before + messages.length)
      })
  )
}

const describeImport = ({ capabilities, test }: Suite): void => {
  test("import writes history with an outcome per message, and not twice", ["messages.import"], (setting) =>
    Effect.gen(function* () {
      const { provider, unique, world } = setting
      const { contactId, conversationId } = yield* newcomer(setting)
      const messages = [1, 2].map((number) => ({
        externalId: `${unique}-${number}`,
        direction: "outbound" as const,
        content: [{ type: "text" as const, text: `history ${number}` }]
      }))
      const input = { channelId: world.given.channelId, contactId, conversationId, messages }
      const first = yield* provider.messages.import(input)
      assert.deepStrictEqual(
        first.map(({ type }) => type),
        ["created", "created"]
      )
      const keepsIds = capabilities.import.externalId.level !== "none"
      const second = keepsIds ? yield* provider.messages.import(input) : []
      assert.isTrue(second.every(({ type }) => type === "exists"))
      for (const number of [1, 2]) assert.strictEqual(yield* timesSaid(setting, conversationId, `history ${number}`), 1)
    })
  )
}
