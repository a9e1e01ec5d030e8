/**
 * Finds or makes a contact, sends a text with a file and buttons, and reads the conversation back. What a channel cannot carry is
 * degraded, and `degraded` says how; `externalId` is yours and comes back unchanged.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { Outbound, toPlainText } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { simulatedChatwoot } from "./support/simulated.ts"

const invoice = new File(["Total: 12.00"], "invoice-42.txt", { type: "text/plain" })

const program = Effect.gen(function* () {
  const { channels, contacts, conversations, messages } = yield* Provider
  const [channel] = yield* Stream.runCollect(channels.list())
  if (channel === undefined) return yield* Console.log("the account has no channel to send on")

  const { contact } = yield* contacts.upsert({ email: "ann@example.com" }, { name: "Ann Example", phone: "+15550100" })
  const { degraded, messages: sent } = yield* messages.send({
    to: { contactId: contact.id, channelId: channel.id },
    content: [
      Outbound.text("Here is your invoice."),
      Outbound.attachment(invoice),
      Outbound.choices("Shall we remind you before it is due?", ["Yes", "No"])
    ],
    externalId: "invoice-42"
  })
  yield* Console.log(`sent ${sent.length} messages, ${degraded.length} parts degraded`)

  for (const id of new Set(sent.flatMap(({ conversationId }) => conversationId ?? []))) {
    yield* messages
      .listByConversation(id)
      .pipe(
        Stream.runForEach(({ author, content, status }) =>
          Console.log(`${author.name ?? author.type}: ${toPlainText(content)} (${status})`)
        )
      )
    yield* conversations.setStatus(id, { status: "closed" })
  }
})

program.pipe(Effect.provide(simulatedChatwoot()), NodeRuntime.runMain)
