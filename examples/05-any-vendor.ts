/**
 * The promise of the library: one program, several vendors. It lists contacts and sends a message, and the only difference between Chatwoot
 * and Omnichat is the layer that it runs on.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { ChannelId, Outbound, PhoneNumber } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { simulatedAccount, simulatedTeam } from "./support/simulated.ts"

const program = Effect.gen(function* () {
  const { capabilities, channels, contacts, messages } = yield* Provider
  const people = yield* contacts.list().pipe(Stream.take(3), Stream.runCollect)
  yield* Console.log(`${capabilities.title}: ${people.map(({ name }) => name).join(", ")}, ...`)

  const all = yield* Stream.runCollect(channels.list())
  const whatsApp = all.find(({ type }) => type === "whatsapp")?.id ?? ChannelId.make("1")
  const phone = PhoneNumber.make("+15550100123")
  const identity = { channelType: "whatsapp", channelId: whatsApp, address: "15550100123" } as const
  const { contact } = yield* contacts.upsert({ phone }, { name: "Ann Example", phone, identities: [identity] })

  const { degraded, messages: sent } = yield* messages.send({
    to: { contactId: contact.id, channelId: whatsApp },
    content: [Outbound.choices("Shall we call you?", ["Yes, please", "No, thanks"])],
    externalId: "campaign-7"
  })
  yield* Console.log(`  sent to ${contact.name} on WhatsApp: message ${sent[0]?.id}, ${degraded.length} parts degraded`)
})

Effect.all([
  program.pipe(Effect.provide(simulatedAccount({ contacts: 12 }))),
  program.pipe(Effect.provide(simulatedTeam()))
]).pipe(NodeRuntime.runMain)
