/** The simulator as the world of the provider contract, in process or behind a real port. */
import { AgentId, ChannelId, ContactId, ConversationId, MessageId, Timestamp } from "@dragoman/core/domain"
import { AttachmentHost, layerMemory, type OperationName, type Provider } from "@dragoman/core/provider"
import type { Faults } from "@dragoman/testing"
import { World } from "@dragoman/testing/contracts"
import { OmnichatSimulator, type Options } from "@dragoman/testing/simulators/omnichat"
import { Clock, type Duration, Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as Omnichat from "../src/Omnichat.ts"

/** Several of the vendor's weeks. */
const days = 30

/** The simulator's options: no limit that a suite of this size would reach by itself. */
export const simulatorOptions: Options = {
  // With the longest range of the older documentation, a list of contacts has several pages.
  contactRange: "seven-days",
  requestsPerSecond: 100_000
}

/** The requests by which the operations do their work. */
const requestOf: Partial<Record<OperationName, Faults.Match>> = {
  "contacts.get": { method: "GET", path: /\/v1\/contacts$/ },
  "messages.send": { method: "POST", path: /\/headless-api\/\d+\/messages$/ }
}

/** The provider and its world, over a simulator and an `HttpClient` that reaches it. */
export const layer = (options: {
  readonly timeout: Duration.Input
}): Layer.Layer<Provider | World | AttachmentHost, never, OmnichatSimulator | HttpClient.HttpClient> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const simulator = yield* OmnichatSimulator
      const before = yield* daysAgo(days + 20)
      let requests = 0
      const files = makeFiles()
      const counted = HttpClient.mapRequest(files.beside(yield* HttpClient.HttpClient), (request) => {
        requests++
        return request
      })
      const provider = Omnichat.layer({
        baseUrl: simulator.baseUrl,
        token: Redacted.make(simulator.token),
        accountName: "acme",
        contactsSince: before,
        timeout: options.timeout
      }).pipe(Layer.provide([Layer.succeed(HttpClient.HttpClient, counted), layerMemory]))
      const world = yield* makeWorld(
        Effect.sync(() => requests),
        before
      )
      return Layer.mergeAll(provider, Layer.succeed(World, world), Layer.succeed(AttachmentHost, files.host))
    })
  )

/** Where bytes are put so that the vendor could fetch them. */
const makeFiles = () => {
  const origin = "https://files.example.com"
  const stored = new Map<string, Response>()
  const host = AttachmentHost.of({
    put: (file) =>
      Effect.promise(async () => {
        const url = `${origin}/${stored.size}/${file.name}`
        stored.set(
          url,
          new Response(await new Response(file.stream()).arrayBuffer(), { headers: { "content-type": file.type } })
        )
        return url
      })
  })
  const beside = (inner: HttpClient.HttpClient) =>
    HttpClient.make((request, url) => {
      const file = stored.get(url.href)
      return file === undefined
        ? inner.execute(request)
        : Effect.succeed(HttpClientResponse.fromWeb(request, file.clone()))
    })
  return { host, beside }
}

const daysAgo = (count: number) =>
  Effect.map(Clock.currentTimeMillis, (now) => Timestamp.make(new Date(now - count * 86_400_000).toISOString()))

const makeWorld = Effect.fnUntraced(function* (requests: Effect.Effect<number>, before: Timestamp) {
  const simulator = yield* OmnichatSimulator
  const { contactKeys, messageIds } = yield* simulator.seed({
    contacts: 47,
    messagesPerConversation: 5,
    days,
    platforms: ["whatsapp", "whatsapp", "line"]
  })
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
      history: { conversationId: ConversationId.make(contactKeys[0] ?? ""), messageIds, since: before },
      channelId: ChannelId.make(simulator.channels.whatsapp),
      agentId: AgentId.make("amira.agent@example.com"),
      tags: ["VIP", "billing", "urgent"],
      secrets: [simulator.token]
    },
    receive: Effect.fnUntraced(function* ({ email, text }) {
      const { contactKey, messageId } = yield* simulator.receive({
        from: { userId: numberOf(email), name: email },
        content: text
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
    fault: (operation, fault, times = 1) => simulator.faults.next(fault, { ...requestOf[operation], times }),
    clearFaults: simulator.faults.clear,
    requests,
    unreachable: {
      "conversations.assign": "the API shows no conversation: test/operations/Conversations.test.ts",
      "conversations.markRead": "it needs a message: test/operations/Conversations.test.ts"
    }
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
