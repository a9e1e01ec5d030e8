/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { Chat2DeskSimulator } from "../../../src/simulators/chat2desk/index.ts"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { ask, type RawBody } from "../RawRequest.ts"
import { runsOf } from "../Running.ts"

export { answering } from "../Running.ts"

export const { inProcess, simulator } = runsOf(Chat2DeskSimulator)

export interface CallOptions extends RawBody {
  readonly authorization?: string
}

/** A raw request to a path below `/v1`. */
export const call = Effect.fnUntraced(function* (method: Method, path: string, options: CallOptions = {}) {
  const { baseUrl, token } = yield* Chat2DeskSimulator
  const request = HttpClientRequest.make(method)(`${baseUrl}/v1/${path}`).pipe(
    HttpClientRequest.setHeader("authorization", options.authorization ?? token)
  )
  return yield* ask(request, options)
})

/** Alice writes; over WhatsApp unless something else is said. */
export const greet = Effect.flatMap(Chat2DeskSimulator, (chat2desk) =>
  chat2desk.receive({ from: { id: "15550100123", name: "Alice" }, text: "Hello" })
)

/** Somebody writes over Telegram. */
export const greetOverTelegram = Effect.flatMap(Chat2DeskSimulator, (chat2desk) =>
  chat2desk.receive({ transport: "telegram", from: { id: "734937551", name: "Olga" }, text: "Hello!" })
)
