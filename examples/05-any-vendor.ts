/**
 * The promise of the library: one program, every vendor. It says who is there and sends the first of them a question with two buttons; the
 * only difference between one vendor and another is the layer that it runs on.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { simulatedChat2Desk, simulatedChatwoot, simulatedHueChat, simulatedOmnichat } from "./support/simulated.ts"

const program = Effect.gen(function* () {
  const { capabilities, channels, contacts, messages } = yield* Provider
  const kinds = yield* Stream.runCollect(channels.list())
  yield* Console.log(`${capabilities.title}, on ${[...new Set(kinds.map(({ type }) => type))].join(", ")}`)

  const people = yield* contacts.list().pipe(Stream.take(3), Stream.runCollect)
  yield* Console.log(`  ${people.map(({ id, name = id }) => name).join(", ")}, ...`)

  const [person] = people
  if (person === undefined) return
  const channelId = person.identities?.[0]?.channelId
  const { degraded, messages: sent } = yield* messages.send({
    to: { contactId: person.id, ...(channelId === undefined ? {} : { channelId }) },
    content: [Outbound.choices("Shall we call you?", ["Yes, please", "No, thanks"])],
    externalId: "campaign-7"
  })
  const loss = degraded.map(({ from, to }) => `${from} sent as ${to}`).join(", ")
  yield* Console.log(`  asked ${person.name}: message ${sent[0]?.id}${loss === "" ? "" : `, ${loss}`}`)
})

Effect.all(
  [
    Effect.provide(program, simulatedHueChat()),
    Effect.provide(program, simulatedChatwoot()),
    Effect.provide(program, simulatedOmnichat()),
    Effect.provide(program, simulatedChat2Desk())
  ],
  { discard: true }
).pipe(NodeRuntime.runMain)
