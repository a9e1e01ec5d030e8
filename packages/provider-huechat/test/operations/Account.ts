/** An account on the simulator, in process: what the operations are tested on. */
import type { ContactId, ConversationId, MessageId } from "@dragoman/core/domain"
import { layerMemory as freshLimiter } from "@dragoman/core/provider"
import { InProcess, Requests, SimulatedAccount } from "@dragoman/testing"
import { accountTests } from "@dragoman/testing/contracts"
import { HueChatSimulator, type Received, type Options as SimulatorOptions } from "@dragoman/testing/simulators/huechat"
import { it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { HueChat } from "../../src/index.ts"

export interface AccountOptions {
  readonly token?: string
  readonly simulator?: SimulatorOptions
  readonly huechat?: Partial<HueChat.HueChatOptions>
}

export const accountLayer = (options: AccountOptions = {}) =>
  SimulatedAccount.layer(
    Layer.unwrap(
      Effect.map(HueChatSimulator, ({ accountId, baseUrl, token }) =>
        HueChat.layer({ baseUrl, accountId, token: Redacted.make(options.token ?? token), ...options.huechat })
      )
    ),
    HueChatSimulator.layerInProcess(options.simulator)
  )

/** A test on an account of its own. */
export const onAccount = accountTests(accountLayer)

/** With the undocumented writes of contacts, on both sides. */
export const writingContacts: AccountOptions = { simulator: { contactWrites: true }, huechat: { contactWrites: true } }

/** A test on a server that answers only this: what the simulator does not do, because the documentation does not say it. */
export const onServer = <E>(
  name: string,
  routes: Readonly<Record<string, (query: URLSearchParams) => unknown>>,
  test: () => Effect.Effect<unknown, E, HueChat.Services | Requests.Requests>,
  options: Partial<HueChat.HueChatOptions> = {}
): void => it.effect(name, () => Effect.provide(Effect.suspend(test), serverWith(routes, options)))

const serverWith = (
  routes: Readonly<Record<string, (query: URLSearchParams) => unknown>>,
  options: Partial<HueChat.HueChatOptions>
) => {
  const added = Object.entries(routes).map(([route, answer]) => {
    const [method = "GET", path = "/"] = route.split(" ")
    return HttpRouter.add(
      method as "GET",
      `/api/:version/accounts/:account${path}`,
      Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) =>
        replyOf(answer(new URL(url, "https://chat.example.com").searchParams))
      )
    )
  })
  const [first = Layer.empty, ...others] = added
  return HueChat.layer({
    baseUrl: "https://chat.example.com",
    accountId: 1,
    token: Redacted.make("hc_live_token"),
    ...options
  }).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide([InProcess.layer(Layer.mergeAll(first, ...others)), freshLimiter])
  )
}

const replyOf = (answer: unknown) =>
  HttpServerResponse.isHttpServerResponse(answer) ? answer : HttpServerResponse.jsonUnsafe(answer)

export const { start } = SimulatedAccount
export const { told } = Requests

/** The calls, without the part that every address of the account shares. */
export const callsOf = (sent: ReadonlyArray<Requests.Sent>): ReadonlyArray<string> =>
  sent.map(({ call }) => call.replace(/ \/api\/v[12]\/accounts\/\d+\//, " "))

export const ann = { name: "Ann Example", email: "ann@example.com", phoneNumber: "+15550100" }

/** A conversation that a customer began, by default Ann in the API inbox. */
export const begun = (message: Partial<Received> = {}) =>
  Effect.gen(function* () {
    const huechat = yield* HueChatSimulator
    const arrival = yield* huechat.receive({ contact: ann, content: "Hello", ...message })
    return {
      contactId: String(arrival.contactId) as ContactId,
      conversationId: String(arrival.conversationId) as ConversationId,
      messageId: String(arrival.messageId) as MessageId
    }
  })

/** The row behind a conversation. */
export const rowOf = (id: ConversationId) =>
  Effect.flatMap(HueChatSimulator, ({ conversations }) =>
    Effect.map(conversations, (rows) => {
      const row = rows.find((each) => String(each.id) === id)
      if (row === undefined) throw new Error(`there is no conversation ${id}`)
      return row
    })
  )

/** The messages in the simulator's table, but for those that came from the contact and the system's lines. */
export const written = Effect.flatMap(HueChatSimulator, ({ messages }) =>
  Effect.map(messages, (rows) =>
    rows.filter(({ messageType }) => messageType !== "incoming" && messageType !== "activity")
  )
)
