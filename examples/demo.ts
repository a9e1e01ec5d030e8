/**
 * Dragoman's main job in half a minute, without credentials and without leaving this machine: a simulated Chatwoot on a real port, the
 * vendor-neutral operations on it, its signed webhooks coming back as events, and the same operations on the three other vendors.
 */
import "effect/schema/SchemaJITCompiler/enable"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, References } from "effect"
import { listenForEvents } from "./demo/events.ts"
import { onAnotherVendor } from "./demo/otherVendors.ts"
import { readAccount } from "./demo/read.ts"
import { sendAndHearBack } from "./demo/send.ts"
import { heading } from "./demo/step.ts"
import { checksOnWebhooks } from "./demo/webhooks.ts"
import {
  server,
  simulatedChat2Desk,
  simulatedChatwoot,
  simulatedHueChat,
  simulatedOmnichat,
  transport
} from "./support/simulated.ts"

const program = Effect.gen(function* () {
  yield* Console.log("Dragoman demo: a simulated Chatwoot server, its account, and its webhooks.\n")
  const read = yield* readAccount
  const heard = yield* listenForEvents
  const sent = yield* sendAndHearBack(heard)
  const webhooks = yield* checksOnWebhooks(heard)
  yield* heading(4, "The same operations on the other vendors")
  const others = [
    yield* Effect.provide(onAnotherVendor, simulatedHueChat()),
    yield* Effect.provide(onAnotherVendor, simulatedOmnichat()),
    yield* Effect.provide(onAnotherVendor, simulatedChat2Desk())
  ]

  yield* Console.log(`
What you saw
  One program listed ${read.contacts} contacts and ${read.conversations} conversations, and found one of them by e-mail. It names no vendor:
  the layer that it ran on does. ${others.join(", ")} at the end were other layers.
  It sent ${sent.messages} message with a file. Chatwoot reported it by a signed webhook, which came back as one event: ${sent.event}.
  Of the webhooks that followed, a forged one was refused (HTTP ${webhooks.forged}), one that came twice was handled ${webhooks.handledOnce} time,
  and a handler that failed at first was tried ${webhooks.attempts} times until it succeeded. Nothing was lost, nothing was doubled.

Next: npm run -s dragoman -- --help, the programs in examples/, and docs/.`)
})

program.pipe(
  Effect.scoped,
  // The receiver warns of what it refuses; the demo says so itself.
  Effect.provideService(References.MinimumLogLevel, "Error"),
  Effect.provide([
    simulatedChatwoot({ contacts: 240, conversations: 320, messagesPerConversation: 3 }),
    server(),
    transport
  ]),
  NodeRuntime.runMain
)
