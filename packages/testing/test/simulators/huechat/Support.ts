/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect, Layer } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpRouter, HttpServerResponse } from "effect/http"
import * as InProcess from "../../../src/InProcess.ts"
import { HueChatSimulator, type Options } from "../../../src/simulators/huechat/index.ts"
import { localServer } from "../../LocalServer.ts"
import type { Wire } from "../../WebhookReceiver.ts"

export const simulator = (options: Options = {}) =>
  HueChatSimulator.layer(options).pipe(Layer.provideMerge(FetchHttpClient.layer), Layer.provide(localServer))

/** For what time governs; webhooks go to `receivers`, which nobody listens to by default. */
export const inProcess = (
  options: Options = {},
  receivers: Layer.Layer<HttpClient.HttpClient> = InProcess.layerUnreachable
) => HueChatSimulator.layerInProcess(options).pipe(Layer.provide(receivers))

/** Receivers without a port that answer `status` to everything. */
export const answering = (status: () => number) =>
  InProcess.layer(
    HttpRouter.add(
      "*",
      "/*",
      Effect.sync(() => HttpServerResponse.text("noted", { status: status() }))
    )
  )

export const neverAnswering = InProcess.layer(HttpRouter.add("*", "/*", Effect.never))

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  readonly body: Wire
}

export interface CallOptions {
  readonly token?: string
  readonly json?: unknown
  readonly form?: FormData
  /** A body as it is, for what is no JSON. */
  readonly text?: string
  readonly query?: Readonly<Record<string, string | number>>
}

/** A raw request to a path below the account of v1 (`v2/...` of v2); a path that begins with `/` is taken as it is. */
export const call = Effect.fnUntraced(function* (
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: CallOptions = {}
) {
  const client = yield* HttpClient.HttpClient
  const { accountId, baseUrl, token } = yield* HueChatSimulator
  const version = path.startsWith("v2/") ? "v2" : "v1"
  const url = path.startsWith("/") ? path : `/api/${version}/accounts/${accountId}/${path.replace(/^v2\//, "")}`
  const text = options.text ?? (options.json === undefined ? undefined : JSON.stringify(options.json))
  const bare = HttpClientRequest.make(method)(baseUrl + url).pipe(
    HttpClientRequest.setHeader("api_access_token", options.token ?? token),
    HttpClientRequest.appendUrlParams(options.query ?? {})
  )
  const formed = options.form === undefined ? bare : HttpClientRequest.bodyFormData(bare, options.form)
  const request = text === undefined ? formed : HttpClientRequest.bodyText(formed, text, "application/json")
  const response = yield* client.execute(request)
  const received = yield* response.text
  const isJson = response.headers["content-type"]?.includes("json") === true
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    text: received,
    body: isJson ? JSON.parse(received) : undefined
  }
  return answer
})

/** The status of an answer, and the code of its refusal. */
export const refusal = ({ body, status }: Answer): readonly [number, string] => [status, body.code]

/** Alice has just written on the API inbox. */
export const greet = Effect.flatMap(HueChatSimulator, (huechat) =>
  huechat.receive({ contact: { name: "Alice", email: "alice@example.com" }, content: "Hello" })
)
