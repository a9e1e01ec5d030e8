/** The receiver as a web-standard handler: Bun, Deno, Workers, Next.js, Hono, and Node behind an adapter. */
import { Effect } from "effect"
import { toHeaders } from "../Delivery.ts"
import type { Receiver } from "./Endpoint.ts"
import { alreadyRead, incomplete, type ReceiverReply, type ReceiverRequest, type Refusal, tooLarge } from "./Request.ts"

export type WebHandler = (request: Request) => Promise<Response>

/** Answers `Request`s. The promise never rejects. */
export const toWebHandler =
  (receiver: Receiver): WebHandler =>
  (request) =>
    Effect.runPromise(Effect.map(receiver.receive(fromWebRequest(request)), toWebResponse))

export const fromWebRequest = (request: Request): ReceiverRequest => {
  const { path, query } = splitUrl(request.url)
  return {
    method: request.method,
    path,
    query,
    headers: toHeaders(request.headers),
    body: (maxBytes) => (request.bodyUsed ? Effect.fail(alreadyRead()) : readBody(request.body, maxBytes))
  }
}

export const toWebResponse = ({ status, headers, body }: ReceiverReply): Response =>
  new Response(body === "" ? null : body, { status, headers })

/** Path and query of an absolute URL or of a request target, as sent. */
export const splitUrl = (url: string): { readonly path: string; readonly query: string } => {
  const start = url.startsWith("/") ? 0 : url.indexOf("/", url.indexOf("//") + 2)
  const target = (start === -1 ? "/" : url.slice(start)).split("#", 1)[0] ?? ""
  const mark = target.indexOf("?")
  return mark === -1 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

const readBody = (stream: ReadableStream<Uint8Array> | null, maxBytes: number): Effect.Effect<Uint8Array, Refusal> => {
  if (stream === null) return Effect.succeed(new Uint8Array())
  return Effect.flatMap(
    Effect.tryPromise({ try: () => collect(stream.getReader(), maxBytes), catch: incomplete }),
    (body) => (body === undefined ? Effect.fail(tooLarge(maxBytes)) : Effect.succeed(body))
  )
}

/** All of the stream, or `undefined` as soon as it is more than `maxBytes`, whatever its content-length said. */
const collect = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number
): Promise<Uint8Array | undefined> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  while (true) {
    const { done, value } = await reader.read()
    if (done) return joinChunks(chunks, size)
    size += value.length
    if (size > maxBytes) {
      reader.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
}

/** One piece stays as it is: most bodies arrive so. */
export const joinChunks = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
