/**
 * All four vendors without Effect: promises, async iterables, errors as classes. Requests go out by `fetch`. The only word of Effect is
 * `Redacted`, which keeps tokens out of logs.
 */
import { ContactId, Outbound } from "@dragoman/core/domain"
import { connect, NotFound, openGateway, ProviderError } from "@dragoman/core/promise"
import { Chat2Desk } from "@dragoman/provider-chat2desk"
import { Chatwoot } from "@dragoman/provider-chatwoot"
import { HueChat } from "@dragoman/provider-huechat"
import { Omnichat } from "@dragoman/provider-omnichat"
import { Redacted } from "effect"
import { startSimulators } from "./support/startSimulators.ts"

await using simulated = await startSimulators()
const { chat2desk, chatwoot, huechat, omnichat } = simulated

// Many accounts behind one gateway. Each is opened when it is first used.
await using gateway = openGateway({
  acme: HueChat.layer({ baseUrl: huechat.baseUrl, accountId: 1, token: Redacted.make(huechat.token) }),
  globex: Chatwoot.layer({
    baseUrl: chatwoot.baseUrl,
    accountId: 1,
    token: Redacted.make(chatwoot.tokens.administrator)
  }),
  initech: Omnichat.layer({ baseUrl: omnichat.baseUrl, token: Redacted.make(omnichat.token) }),
  umbrella: Chat2Desk.layer({ baseUrl: chat2desk.baseUrl, token: Redacted.make(chat2desk.token) })
})
for (const name of await gateway.accounts()) {
  await gateway.use(name, async ({ capabilities, contacts }) => {
    const names: Array<string> = []
    for await (const contact of contacts.list()) {
      names.push(contact.name ?? contact.id)
      if (names.length === 3) break // no further page is read
    }
    console.log(`${name} (${capabilities.title}): ${names.join(", ")}, ...`)
  })
}

// Or one account by itself. What this vendor lacks does not compile, because its own service is asked for.
await using acme = await connect(
  Chatwoot.layer({ baseUrl: chatwoot.baseUrl, accountId: 1, token: Redacted.make(chatwoot.tokens.administrator) }),
  { service: Chatwoot.Chatwoot }
)
const { items } = await acme.conversations.list({ status: "open" }).page()
const [conversation] = items
if (conversation !== undefined) {
  const { messages } = await acme.messages.send({
    to: { conversationId: conversation.id },
    content: [Outbound.text("Good morning!")]
  })
  console.log(`sent message ${messages[0]?.id}`)
}

try {
  await acme.contacts.get(ContactId.make("99999"))
} catch (error) {
  if (error instanceof ProviderError && error.reason instanceof NotFound) console.log(error.message)
  else throw error
}
