/** The simulator as the world of the provider contract, in process or behind a real port. */
import { AgentId, ChannelId, ContactId, ConversationId, MessageId, Timestamp } from "@dragoman/core/domain"
import { layerMemory } from "@dragoman/core/provider"
import { FileHost, Requests, WebhookInbox } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { OmnichatSimulator, type Options } from "@dragoman/testing/simulators/omnichat"
import { Clock, type Duration, Effect, Layer, Redacted } from "effect"
import { Omnichat, OmnichatWebhook } from "../src/index.ts"

const webhookUrl = "http://receiver.example.com/omnichat"

/** Several of the vendor's weeks. */
const days = 30

/** The simulator's options: no limit that a suite of this size would reach by itself. */
export const simulatorOptions: Options = {
  // With the longest range of the older documentation, a list of contacts has several pages.
  contactRange: "seven-days",
  requestsPerSecond: 100_000
}

/** Of Meta's, for a message that could not be delivered. */
const undeliverable = { code: 131026, title: "Message undeliverable" }

/** The requests by which the operations do their work. */
const working: World["Service"]["working"] = {
  "contacts.get": { method: "GET", path: /\/v1\/contacts$/ },
  "messages.send": { method: "POST", path: /\/headless-api\/\d+\/messages$/ }
}

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = ({ timeout }: { readonly timeout: Duration.Input }) => {
  const provider = Effect.gen(function* () {
    const { baseUrl, token } = yield* OmnichatSimulator
    const contactsSince = yield* daysAgo(days + 20)
    return Omnichat.layer({ baseUrl, token: Redacted.make(token), accountName: "acme", contactsSince, timeout })
  })
  return Layer.merge(Layer.unwrap(provider), Layer.effect(World, makeWorld)).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provideMerge(FileHost.layer),
    Layer.provide(layerMemory)
  )
}

const daysAgo = (count: number) =>
  Effect.map(Clock.currentTimeMillis, (now) => Timestamp.make(new Date(now - count * 86_400_000).toISOString()))

const makeWorld = Effect.gen(function* () {
  const simulator = yield* OmnichatSimulator
  const inbox = yield* WebhookInbox
  const files = yield* FileHost
  const { contactKeys, messageIds } = yield* simulator.seed({
    contacts: 47,
    messagesPerConversation: 5,
    days,
    platforms: ["whatsapp", "whatsapp", "line"]
  })
  const { secret } = yield* Effect.orDie(simulator.addWhatsAppWebhook({ url: webhookUrl }))
  const webhook = OmnichatWebhook.make({ appSecrets: [Redacted.make(secret)] })
  for (const key of ["kept", "gone"]) yield* simulator.defineAttribute({ key, type: "text", displayName: key })
  yield* simulator.defineAttribute({ key: "added", type: "number", displayName: "Added" })
  const numbers = new Map<string, string>()
  /** A number of its own for each e-mail address: on WhatsApp people have numbers. */
  const numberOf = (email: string) => {
    const number = numbers.get(email) ?? `1555010${String(numbers.size).padStart(4, "0")}`
    numbers.set(email, number)
    return number
  }

  return World.of({
    given: {
      contactIds: contactKeys,
      conversationIds: [],
      history: {
        conversationId: ConversationId.make(contactKeys[0] ?? ""),
        messageIds,
        since: yield* daysAgo(days + 20)
      },
      channelId: ChannelId.make(simulator.channels.whatsapp),
      agentId: AgentId.make("amira.agent@example.com"),
      tags: ["VIP", "billing", "urgent"],
      secrets: [simulator.token]
    },
    receive: Effect.fnUntraced(function* ({ attachment, email, text }) {
      const { contactKey, messageId } = yield* simulator.receive({
        from: { userId: numberOf(email), name: email },
        content: attachment === undefined ? text : { type: "image", caption: text, url: yield* files.put(attachment) }
      })
      const { omniCustomerId } = (yield* simulator.contacts).find((row) => keyOf(row) === contactKey) ?? {}
      const customer = (yield* simulator.customers).find((row) => row.omniCustomerId === omniCustomerId)
      if (customer !== undefined) customer.email = email
      return {
        contactId: ContactId.make(contactKey),
        conversationId: ConversationId.make(contactKey),
        messageId: MessageId.make(messageId)
      }
    }),
    messages: (conversationId) =>
      Effect.map(simulator.messages, (rows) =>
        rows
          .filter((row) => row.contactKey === conversationId)
          .map(({ id, message }) => ({ id, text: message ?? "", isPrivate: false }))
      ),
    contactsWithEmail: (email) =>
      Effect.gen(function* () {
        const people = (yield* simulator.customers).filter((row) => row.email === email)
        const ids = new Set(people.map(({ omniCustomerId }) => omniCustomerId))
        return (yield* simulator.contacts).filter(({ omniCustomerId }) => ids.has(omniCustomerId)).length
      }),
    blocked: () => Effect.succeed(false),
    assigned: Effect.fnUntraced(function* (conversationId) {
      const username = (yield* simulator.rooms).find(({ contactKey }) => contactKey === conversationId)?.agent
      return { agentId: (yield* simulator.agents).find((row) => row.username === username)?.email ?? undefined }
    }),
    failDelivery: (messageId) => simulator.report(messageId, { failed: undeliverable }),
    faults: simulator.faults,
    working,
    events: Effect.andThen(simulator.webhooks.settled, inbox.events(webhook, "acme"))
  })
})

/** As the simulator names a contact, which is also its id. */
const keyOf = ({
  bsuid,
  channelId,
  platform,
  userId
}: {
  readonly platform: string
  readonly channelId: string
  readonly userId: string | null
  readonly bsuid: string | null
}): string => `${platform}:${channelId}:${userId ?? bsuid}`
