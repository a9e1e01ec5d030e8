/** The same operations on another vendor: nothing in here names it, the layer that the demo provides does. */
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import { heading, line } from "./step.ts"

export const onAnotherVendor = Effect.gen(function* () {
  const { capabilities, contacts, messages } = yield* Provider
  yield* heading(4, "The same operations on another vendor")
  const all = yield* Stream.runCollect(contacts.list())
  yield* line(`${capabilities.title}: ${all.length} contacts`)

  const onWhatsApp = all.find(({ identities = [] }) => identities.some(({ channelType }) => channelType === "whatsapp"))
  if (onWhatsApp === undefined) return yield* Effect.die("the simulator has nobody on WhatsApp")
  const { degraded, messages: sent } = yield* messages.send({
    to: { contactId: onWhatsApp.id },
    content: [Outbound.choices("Shall we call you?", ["Yes, please", "No, thanks"])]
  })
  yield* line(`buttons to ${onWhatsApp.name} on WhatsApp: ${sent.length} message, ${degraded.length} parts degraded`)
  return { title: capabilities.title }
})
