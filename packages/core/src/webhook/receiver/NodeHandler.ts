/**
 * The receiver as a listener of Node's `http` server, and so of Express and Fastify. Its types are structural: nothing of Node is
 * imported, and what frameworks put on a request (`originalUrl`, `rawBody`, `body`) is understood where it is there.
 */
import { Effect } from "effect"
import { toHeaders } from "../Delivery.ts"
import type { Receiver } from "./Endpoint.ts"
import { alreadyRead, incomplete, type ReceiverReply, type ReceiverRequest, type Refusal, tooLarge } from "./Request.ts"
import { joinChunks, splitUrl } from "./WebHandler.ts"

/** What is needed of an `http.IncomingMessage`, or of a framework's request that extends it. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly readableEnded?: boolean
  readonly destroyed?: boolean
  on(event: string, listener: (chunk: Uint8Array) => void): unknown
  removeListener(event: string, listener: (chunk: Uint8Array) => void): unknown
  resume(): unknown
}

/** What is needed of an `http.ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown
  end(body?: string): unknown
}

export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>

/**
 * Answers Node requests. The promise resolves when the reply was written and never rejects, so that a server may ignore it.
 *
 * The signature is over the raw bytes. Mount the handler where no JSON parser ran before it, or where one left them: `rawBody`, or a
 * `body` that is a `Buffer` or text. A body that is gone is answered with 500 and said in the log.
 *
 * @example
 * http.createServer(handler)
 * express().use("/webhooks", handler) // before express.json()
 * fastify.register(async (scope) => {
 *   scope.removeAllContentTypeParsers()
 *   scope.addContentTypeParser("*", (_request, _payload, done) => done(null))
 *   scope.all("/webhooks/:account", (request, reply) => {
 *     reply.hijack()
 *     return handler(request.raw, reply.raw)
 *   })
 * })
 */
export const toNodeHandler =
  (receiver: Receiver): NodeHandler =>
  (request, response) =>
    Effect.runPromise(Effect.map(receiver.receive(fromNodeRequest(request)), (reply) => write(response, reply)))

const fromNodeRequest = (request: NodeRequest & FrameworkExtras): ReceiverRequest => ({
  method: request.method ?? "GET",
  // A framework takes its mount path off `url`; the prefix is configured as the vendor sees it.
  ...splitUrl(request.originalUrl ?? request.url ?? "/"),
  headers: toHeaders(request.headers),
  body: (maxBytes) => {
    const kept = bytesOf(request.rawBody) ?? bytesOf(request.body)
    if (kept !== undefined) return kept.length > maxBytes ? Effect.fail(tooLarge(maxBytes)) : Effect.succeed(kept)
    if (request.readableEnded === true) return Effect.fail(alreadyRead())
    return request.destroyed === true ? Effect.fail(incomplete()) : readBody(request, maxBytes)
  }
})

/** What body parsers and routers add to a request. */
interface FrameworkExtras {
  readonly originalUrl?: string
  readonly rawBody?: unknown
  readonly body?: unknown
}

const bytesOf = (body: unknown): Uint8Array | undefined => {
  if (body instanceof Uint8Array) return body
  return typeof body === "string" ? new TextEncoder().encode(body) : undefined
}

const readBody = (request: NodeRequest, maxBytes: number): Effect.Effect<Uint8Array, Refusal> =>
  Effect.callback((resume) => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    const settle = (outcome: Effect.Effect<Uint8Array, Refusal>) => {
      stop()
      resume(outcome)
    }
    const listeners = {
      data: (chunk: Uint8Array) => {
        size += chunk.length
        if (size <= maxBytes) chunks.push(chunk)
        else settle(Effect.fail(tooLarge(maxBytes)))
      },
      end: () => settle(Effect.succeed(joinChunks(chunks, size))),
      error: () => settle(Effect.fail(incomplete())),
      close: () => settle(Effect.fail(incomplete()))
    }
    const stop = () => {
      for (const [event, listener] of Object.entries(listeners)) request.removeListener(event, listener)
      // What still comes is thrown away; an error of a connection that nobody reads from any more is nobody's business.
      request.on("error", () => undefined)
      request.resume()
    }
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener)
    return Effect.sync(stop)
  })

const write = (response: NodeResponse, { status, headers, body }: ReceiverReply): void => {
  // After a body that was refused unread the connection is no good for another request.
  response.writeHead(status, status === 413 ? { ...headers, connection: "close" } : { ...headers })
  response.end(body === "" ? undefined : body)
}
