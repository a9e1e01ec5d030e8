/** The simulator on a real port, raw `fetch` requests against it, and a real HTTP server that receives its webhooks. */
import { createServer, type IncomingMessage } from "node:http"
import { Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { ChatwootSimulator, type Options } from "../../../src/simulators/chatwoot/index.ts"
import { localServer } from "../../LocalServer.ts"

export const simulator = (options: Options = {}) =>
  ChatwootSimulator.layer(options).pipe(Layer.provide([localServer, FetchHttpClient.layer]))

/** JSON as `fetch` itself types it: the tests read whatever the wire carries. */
type Wire = Awaited<ReturnType<Response["json"]>>

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

export interface Hit {
  readonly headers: IncomingMessage["headers"]
  readonly text: string
  readonly body: Wire
}

/** A receiver on its own port. `answer` says what each delivery gets, by its number from 0; `hang` never answers. */
export const receiver = (answer: (number: number) => number | "hang" = () => 200) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const hits: Array<Hit> = []
      const listening = createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8")
          const status = answer(hits.length)
          hits.push({ headers: request.headers, text, body: JSON.parse(text) })
          if (status !== "hang") response.writeHead(status).end()
        })
      })
      await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve))
      const address = listening.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      return { hits, url: `http://127.0.0.1:${port}/hook`, listening }
    }),
    ({ listening }) =>
      Effect.promise(async () => {
        listening.closeAllConnections()
        await new Promise((resolve) => listening.close(resolve))
      })
  )
