/**
 * Lists open conversations and who they are with. The program knows no vendor: swap `simulatedChatwoot` for
 * `Chatwoot.layer({ accountId: 1, token })` and it lists yours.
 */
import "effect/schema/SchemaJITCompiler/enable"
import type { ContactId } from "@dragoman/core/domain"
import { Provider } from "@dragoman/core/provider"
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { simulatedChatwoot } from "./support/simulated.ts"

const program = Effect.gen(function* () {
  const { contacts, conversations } = yield* Provider

  const nameOf = (id?: ContactId) =>
    id === undefined ? Effect.succeed("somebody") : Effect.map(contacts.get(id), ({ name = id }) => name)

  // Pages are read as they are needed: ten conversations are one call.
  yield* conversations.list({ status: "open", order: "oldest-first" }).pipe(
    Stream.take(10),
    Stream.mapEffect(
      ({ channel, contactId, id, unreadCount = 0 }) =>
        Effect.map(nameOf(contactId), (name) => `#${id} with ${name} on ${channel.type}: ${unreadCount} unread`),
      { concurrency: 4 }
    ),
    Stream.runForEach((line) => Console.log(line))
  )
})

program.pipe(Effect.provide(simulatedChatwoot()), NodeRuntime.runMain)
