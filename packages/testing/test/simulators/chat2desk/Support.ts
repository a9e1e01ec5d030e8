/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect, Layer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as InProcess from "../../../src/InProcess.ts"
import { Chat2DeskSimulator, type Options } from "../../../src/simulators/chat2desk/index.ts"
import { localServer } from "../../LocalServer.ts"
import type { Wire } from "../../WebhookReceiver.ts"

export const simulator = (options: Options = {}) =>
  Chat2DeskSimulator.layer(options).pipe(Layer.provideMerge(FetchHttpClient.layer), Layer.provide(localServer))

/** For what time governs; webhooks go to `receivers`, which nobody listens to by default. */
export const inProcess = (
  options: Options = {},
  receivers: Layer.Layer<HttpClient.HttpClient> = InProcess.layerUnreachable
) => Chat2DeskSimulator.layerInProcess(options).pipe(Layer.provide(receivers))

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  readonly body: Wire
}

export interface CallOptions {
  readonly authorization?: string
  readonly json?: unknown
  /** A body as it is. */
  readonly text?: { readonly body: string; readonly contentType: string }
  readonly query?: Readonly<Record<string, string | number | boolean>>
}

export type Method = "GET" | "POST" | "PUT" | "DELETE"

/** A raw request to a path below `/v1`. */
export const call = Effect.fnUntraced(function* (method: Method, path: string, options: CallOptions = {}) {
  const client = yield* HttpClient.HttpClient
  const { baseUrl, token } = yield* Chat2DeskSimulator
  const bare = HttpClientRequest.make(method)(`${baseUrl}/v1/${path}`).pipe(
    HttpClientRequest.setHeader("authorization", options.authorization ?? token),
    HttpClientRequest.appendUrlParams(options.query ?? {})
  )
  const response = yield* client.execute(withBody(bare, options))
  const received = yield* response.text
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    text: received,
    body: received === "" ? undefined : JSON.parse(received)
  }
  return answer
})

const withBody = (request: HttpClientRequest.HttpClientRequest, { json, text }: CallOptions) => {
  if (text !== undefined) return HttpClientRequest.bodyText(request, text.body, text.contentType)
  return json === undefined ? request : HttpClientRequest.bodyText(request, JSON.stringify(json), "application/json")
}

/** Alice writes; over WhatsApp unless something else is said. */
export const greet = Effect.flatMap(Chat2DeskSimulator, (chat2desk) =>
  chat2desk.receive({ from: { id: "15550100123", name: "Alice" }, text: "Hello" })
)

/** Somebody writes over Telegram. */
export const greetOverTelegram = Effect.flatMap(Chat2DeskSimulator, (chat2desk) =>
  chat2desk.receive({ transport: "telegram", from: { id: "734937551", name: "Olga" }, text: "Hello!" })
)
