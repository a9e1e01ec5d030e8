/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect, Layer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as InProcess from "../../../src/InProcess.ts"
import { OmnichatSimulator, type Options } from "../../../src/simulators/omnichat/index.ts"
import { localServer } from "../../LocalServer.ts"
import type { Wire } from "../../WebhookReceiver.ts"

export const simulator = (options: Options = {}) =>
  OmnichatSimulator.layer(options).pipe(Layer.provideMerge(FetchHttpClient.layer), Layer.provide(localServer))

/** For what time governs; webhooks go to `receivers`, which nobody listens to by default. */
export const inProcess = (
  options: Options = {},
  receivers: Layer.Layer<HttpClient.HttpClient> = InProcess.layerUnreachable
) => OmnichatSimulator.layerInProcess(options).pipe(Layer.provide(receivers))

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  readonly body: Wire
}

export interface CallOptions {
  readonly authorization?: string
  readonly json?: unknown
  /** A body as it is, for what is no JSON. */
  readonly text?: string
  readonly query?: Readonly<Record<string, string | number>>
}

/** A raw request to a path below `/v1`. */
export const call = Effect.fnUntraced(function* (
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: CallOptions = {}
) {
  const client = yield* HttpClient.HttpClient
  const { baseUrl, token } = yield* OmnichatSimulator
  const text = options.text ?? (options.json === undefined ? undefined : JSON.stringify(options.json))
  const bare = HttpClientRequest.make(method)(`${baseUrl}/v1/${path}`).pipe(
    HttpClientRequest.setHeader("authorization", options.authorization ?? `Bearer ${token}`),
    HttpClientRequest.appendUrlParams(options.query ?? {})
  )
  const request = text === undefined ? bare : HttpClientRequest.bodyText(bare, text, "application/json")
  const response = yield* client.execute(request)
  const received = yield* response.text
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    text: received,
    body: received === "" ? undefined : JSON.parse(received)
  }
  return answer
})

export const phone = "15550100123"

/** A WhatsApp message to {@link phone}, or to whom the message says. */
export const sendWhatsApp = Effect.fnUntraced(function* (message: Readonly<Record<string, unknown>>) {
  const { channels } = yield* OmnichatSimulator
  const json = { messaging_product: "whatsapp", recipient_type: "individual", to: phone, ...message }
  return yield* call("POST", `whatsapp/headless-api/${channels.whatsapp}/messages`, { json })
})

/** The customer has just written, so that they may be answered. */
export const greet = Effect.flatMap(OmnichatSimulator, (omnichat) =>
  omnichat.receive({ from: { userId: phone, name: "Alice" }, content: "Hello" })
)
