/** A real HTTP server on a port of its own that receives a simulator's webhooks and answers as a test says. */
import { createServer, type IncomingMessage } from "node:http"
import { Effect } from "effect"

/** JSON as `fetch` itself types it: the tests read whatever the wire carries. */
export type Wire = Awaited<ReturnType<Response["json"]>>

export interface Hit {
  readonly headers: IncomingMessage["headers"]
  readonly text: string
  readonly body: Wire
}

/**
 * `answer` says what each delivery gets, by its number from 0; `hang` never answers. `challenge` says what a GET with these parameters is
 * answered, `undefined` being a 403.
 */
export const receiver = (
  answer: (number: number) => number | "hang" = () => 200,
  challenge: (query: URLSearchParams) => string | undefined = () => undefined
) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const hits: Array<Hit> = []
      const listening = createServer((request, response) => {
        if (request.method === "GET") {
          const echoed = challenge(new URL(request.url ?? "/", "http://127.0.0.1").searchParams)
          response.writeHead(echoed === undefined ? 403 : 200).end(echoed)
          return
        }
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
