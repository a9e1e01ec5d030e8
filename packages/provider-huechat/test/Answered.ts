/** What the tests of the client share: a client whose transport gives prepared answers, and a few calls and answers. */
import { layerMemory } from "@dragoman/core/provider"
import { Effect, Redacted } from "effect"
import { HttpClient, type HttpClientRequest, HttpClientResponse } from "effect/http"
import * as HueChatClient from "../src/HueChatClient.ts"

export type Options = Partial<HueChatClient.HueChatClientOptions>

/** A client whose requests get the answers in turn, the last one again and again. */
export const answered = Effect.fnUntraced(function* (answers: ReadonlyArray<() => Response>, options: Options = {}) {
  const sent: Array<HttpClientRequest.HttpClientRequest> = []
  const transport = HttpClient.make((request) =>
    Effect.sync(() => {
      sent.push(request)
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? (() => Response.json({}))
      return HttpClientResponse.fromWeb(request, answer())
    })
  )
  const client = yield* HueChatClient.make({ accountId: 1, token: Redacted.make("hc_live_secret"), ...options }).pipe(
    Effect.provideService(HttpClient.HttpClient, transport),
    Effect.provide(layerMemory)
  )
  return { client, sent }
})

export const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers })

export const conversation = { params: { account_id: 1, conversation_id: 42 } }
export const page = answer(200, { payload: [] })
export const message = answer(200, { id: 502 })
export const down = answer(503, {})

export const listContacts = (client: HueChatClient.HueChatClient["Service"]) =>
  client.contacts.list({ params: { account_id: 1 }, query: {} })
export const send = (client: HueChatClient.HueChatClient["Service"], echo_id?: string) =>
  client.messages.create({ ...conversation, payload: { content: "Hi", ...(echo_id === undefined ? {} : { echo_id }) } })
