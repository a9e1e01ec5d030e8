/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { OmnichatSimulator } from "../../../src/simulators/omnichat/index.ts"
import { ask, type RawBody } from "../RawRequest.ts"
import { runsOf } from "../Running.ts"

export { answering } from "../Running.ts"

export const { inProcess, simulator } = runsOf(OmnichatSimulator)

export interface CallOptions extends RawBody {
  readonly authorization?: string
}

/** A raw request to a path below `/v1`. */
export const call = Effect.fnUntraced(function* (method: Method, path: string, options: CallOptions = {}) {
  const { baseUrl, token } = yield* OmnichatSimulator
  const request = HttpClientRequest.make(method)(`${baseUrl}/v1/${path}`).pipe(
    HttpClientRequest.setHeader("authorization", options.authorization ?? `Bearer ${token}`)
  )
  return yield* ask(request, options)
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
