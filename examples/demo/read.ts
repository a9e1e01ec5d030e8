/** Lists and searches: the operations that every backend begins with. */
import { Provider } from "@dragoman/core/provider"
import { Effect, Option, Stream } from "effect"
import { heading, line } from "./step.ts"

export const readAccount = Effect.gen(function* () {
  const { account, capabilities, contacts, conversations } = yield* Provider
  yield* heading(1, "Read the account")
  const { name, role } = yield* account.get()
  yield* line(`${capabilities.title} account "${name}", as ${role}`)

  const contactCount = yield* Stream.runCount(contacts.list())
  const open = yield* Stream.runCount(conversations.list({ status: "open" }))
  const all = yield* Stream.runCount(conversations.list())
  yield* line(`${contactCount} contacts, ${all} conversations, ${open} of them open: every page was read, none twice`)

  const found = yield* contacts.search("Alice").pipe(Stream.take(3), Stream.runCollect)
  yield* line(`searching for "Alice": ${found.map(({ email, name }) => `${name} <${email}>`).join(", ")}`)
  const email = found[0]?.email ?? ""
  const exact = yield* contacts.find({ email })
  yield* line(
    `found by e-mail: ${Option.match(exact, { onNone: () => "nobody", onSome: ({ id, name }) => `${name}, contact ${id}` })}\n`
  )
  return { contacts: contactCount, conversations: all }
})
