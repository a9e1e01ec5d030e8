/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import { type Answer, ask, type RawBody } from "../RawRequest.ts"
import { runsOf } from "../Running.ts"

export { answering, neverAnswering } from "../Running.ts"

export const { inProcess, simulator } = runsOf(HueChatSimulator)

export interface CallOptions extends RawBody {
  readonly token?: string
}

/** A raw request to a path below the account of v1 (`v2/...` of v2); a path that begins with `/` is taken as it is. */
export const call = Effect.fnUntraced(function* (method: Method, path: string, options: CallOptions = {}) {
  const { accountId, baseUrl, token } = yield* HueChatSimulator
  const version = path.startsWith("v2/") ? "v2" : "v1"
  const url = path.startsWith("/") ? path : `/api/${version}/accounts/${accountId}/${path.replace(/^v2\//, "")}`
  const request = HttpClientRequest.make(method)(baseUrl + url).pipe(
    HttpClientRequest.setHeader("api_access_token", options.token ?? token)
  )
  return yield* ask(request, options)
})

/** The status of an answer, and the code of its refusal. */
export const refusal = ({ body, status }: Answer): readonly [number, string] => [status, body.code]

/** Alice has just written on the API inbox. */
export const greet = Effect.flatMap(HueChatSimulator, (huechat) =>
  huechat.receive({ contact: { name: "Alice", email: "alice@example.com" }, content: "Hello" })
)
