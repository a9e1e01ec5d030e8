/** Sends a message with a file to a new contact and waits for Chatwoot to report it. */
import { Outbound, toPlainText } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import type { Heard } from "./events.ts"
import { heading, line } from "./step.ts"

export const sendAndHearBack = Effect.fn("sendAndHearBack")(function* (heard: Heard) {
  const { attachments, channels, contacts, messages } = yield* Provider
  yield* heading(2, "Send a message with an attachment, and hear of it by webhook")
  const [channel] = yield* Stream.runCollect(channels.list())
  if (channel === undefined) return yield* Effect.die("the simulator has no channel")

  const by = { email: "ann@example.com" }
  const { contact, created } = yield* contacts.upsert(by, { name: "Ann Example", phone: "+15550100" })
  const again = yield* contacts.upsert(by, { name: "Ann Example" })
  yield* line(
    `upsert ${contact.name}: ${created ? "created" : "updated"}, and then ${again.created ? "created" : "updated"}`
  )

  const invoice = new File(["Invoice 42\nTotal: 12.00\n"], "invoice-42.txt", { type: "text/plain" })
  const { messages: sent } = yield* messages.send({
    to: { contactId: contact.id, channelId: channel.id },
    content: [Outbound.text("Here is your invoice."), Outbound.attachment(invoice)],
    externalId: "invoice-42"
  })
  const event = yield* heard.next("message.created")
  yield* line(`event ${event.id}`)
  if (event.type !== "message.created") return yield* Effect.die("the queue gave another event")
  const { content, externalId } = event.data.message
  yield* line(`  type ${event.type}, origin ${event.origin}, externalId ${externalId}`)
  yield* line(
    `  text "${toPlainText(content.filter(({ type }) => type === "text"))}", parts ${content.map(({ type }) => type).join(", ")}`
  )
  for (const part of content) {
    if (part.type !== "file") continue
    const text = yield* attachments.download(part).pipe(Stream.decodeText, Stream.mkString)
    yield* line(`  ${part.fileName} downloads as "${text.trim().replace("\n", " / ")}"\n`)
  }
  return { messages: sent.length, event: event.id }
})
