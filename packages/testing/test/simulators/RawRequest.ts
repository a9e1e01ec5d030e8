/** A request against a simulator as the wire carries it, and its answer. */
import { Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { Wire } from "../WebhookReceiver.ts"

export interface RawBody {
  readonly json?: unknown
  readonly form?: FormData
  /** A body as it is, for what is no JSON. */
  readonly text?: string
  /** Of {@link RawBody.text}, or else that of JSON. */
  readonly contentType?: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** `undefined` where it is no JSON. */
  readonly body: Wire
}

export const ask = Effect.fnUntraced(function* (bare: HttpClientRequest.HttpClientRequest, options: RawBody) {
  const client = yield* HttpClient.HttpClient
  const response = yield* client.execute(withBody(bare, options))
  const text = yield* response.text
  const isJson = response.headers["content-type"]?.includes("json") === true && text !== ""
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined
  }
  return answer
})

const withBody = (bare: HttpClientRequest.HttpClientRequest, options: RawBody) => {
  const { contentType = "application/json", form, json, query = {}, text } = options
  const request = HttpClientRequest.appendUrlParams(bare, query)
  if (form !== undefined) return HttpClientRequest.bodyFormData(request, form)
  const body = text ?? (json === undefined ? undefined : JSON.stringify(json))
  return body === undefined ? request : HttpClientRequest.bodyText(request, body, contentType)
}
