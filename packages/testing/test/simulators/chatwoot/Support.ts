/** The simulator on a real port, and raw `fetch` requests against it. */
import { Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { ChatwootSimulator, type Options } from "../../../src/simulators/chatwoot/index.ts"
import { localServer } from "../../LocalServer.ts"
import type { Wire } from "../../WebhookReceiver.ts"

export const simulator = (options: Options = {}) =>
  ChatwootSimulator.layer(options).pipe(Layer.provide([localServer, FetchHttpClient.layer]))

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Wire
}

export interface CallOptions {
  readonly token?: string | null
  readonly json?: unknown
  readonly form?: FormData
  readonly header?: string
  readonly redirect?: "manual" | "follow"
}

/** A raw request to a path below the account; a path that begins with `/` is taken as it is. */
export const call = Effect.fnUntraced(function* (method: string, path: string, options: CallOptions = {}) {
  const chatwoot = yield* ChatwootSimulator
  const token = options.token === undefined ? chatwoot.tokens.administrator : options.token
  const url = path.startsWith("/") ? path : `/api/v1/accounts/${chatwoot.accountId}/${path}`
  const body = options.json === undefined ? options.form : JSON.stringify(options.json)
  return yield* Effect.promise(async (): Promise<Answer> => {
    const response = await fetch(chatwoot.baseUrl + url, {
      method,
      redirect: options.redirect ?? "follow",
      headers: {
        ...(token === null ? {} : { [options.header ?? "Api-Access-Token"]: token }),
        ...(options.json === undefined ? {} : { "content-type": "application/json" })
      },
      ...(body === undefined ? {} : { body })
    })
    const text = await response.text()
    const isJson = response.headers.get("content-type")?.includes("json") === true
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  })
})
