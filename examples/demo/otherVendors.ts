/** The same operations on other vendors: nothing in here names one, the layers that the demo provides do. */
import { Outbound } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { Effect, Stream } from "effect"
import { line } from "./step.ts"

/** Reads and sends on whatever vendor it is provided with; answers the vendor's name. */
export const onAnotherVendor = Effect.gen(function* () {
  const { capabilities, contacts, messages } = yield* Provider
  const all = yield* Stream.runCollect(contacts.list())
  const { id: contactId, name } = all.find(({ identities = [] }) => identities.length > 0) ?? all[0] ?? {}
  if (contactId === undefined) return yield* Effect.die("the simulator has no contacts")
  const { degraded, messages: sent } = yield* messages.send({
    to: { contactId },
    content: [Outbound.choices("Shall we call you?", ["Yes, please", "No, thanks"])]
  })
  const loss = degraded.map(({ from, to }) => `, ${from} as ${to}`).join("")
  yield* line(
    `${capabilities.title}: ${all.length} contacts; asked ${name} with two buttons: ${sent.length} message${loss}`
  )
  return capabilities.title
})
