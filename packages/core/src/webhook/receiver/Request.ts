/**
 * What the receiver needs of a request and what it answers, free of any server's types. The mounts (web standard, Node, Effect) translate.
 */
import { type Effect, Schema } from "effect"
import type { DeliveryHeaders } from "../Delivery.ts"

export interface ReceiverRequest {
  readonly method: string
  /** The path as sent, percent-encoded, without the query. */
  readonly path: string
  /** The query as sent, without `?`. */
  readonly query: string
  readonly headers: DeliveryHeaders
  /** Reads the raw body, and stops when it grows beyond `maxBytes`. Asked for at most once. */
  readonly body: (maxBytes: number) => Effect.Effect<Uint8Array, Refusal>
}

/** An answer: always text, one line, with nothing in it that the sender did not know. */
export interface ReceiverReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Empty for `HEAD`. */
  readonly body: string
}

/** Why a request was not accepted. */
export class Refusal extends Schema.TaggedError<Refusal>()("Refusal", {
  status: Schema.Literals([400, 401, 403, 404, 405, 413, 500]),
  /** The line that the sender is told. */
  reply: Schema.String,
  /** The reason for the application's own eyes. Never contains a secret, a signature or a body. */
  message: Schema.String,
  /** The last segment of the path, whether such an account exists or not. */
  account: Schema.optionalKey(Schema.String)
}) {}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal

/** A refusal whose reason the sender may know. */
export const refusal = (status: Refusal["status"], reply: string, message: string = reply): Refusal =>
  new Refusal({ status, reply, message })

export const tooLarge = (maxBytes: number): Refusal =>
  refusal(413, "the body is too large", `the body is larger than ${maxBytes} bytes`)

export const incomplete = (): Refusal => refusal(400, "the body did not arrive whole")

/** Something before the receiver took the body's bytes; a signature cannot be checked on anything else. */
export const alreadyRead = (): Refusal =>
  refusal(
    500,
    "the endpoint is not set up correctly",
    "the raw body was already consumed: mount the receiver before the JSON body parser, or have that keep the bytes as rawBody"
  )

/** A reply of one line. */
export const reply = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): ReceiverReply => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff", ...headers },
  body
})
