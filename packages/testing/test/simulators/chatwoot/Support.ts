/** The simulator on a real port, or without one, and raw requests against it. */
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { ChatwootSimulator } from "../../../src/simulators/chatwoot/index.ts"
import type { Method } from "../../../src/simulators/EndpointTable.ts"
import { ask, type RawBody } from "../RawRequest.ts"
import { runsOf } from "../Running.ts"

export type { Answer } from "../RawRequest.ts"

export const { inProcess, simulator } = runsOf(ChatwootSimulator)

export interface CallOptions extends RawBody {
  readonly token?: string | null
  readonly header?: string
}

/** A raw request to a path below the account; a path that begins with `/` is taken as it is. */
export const call = Effect.fnUntraced(function* (method: Method, path: string, options: CallOptions = {}) {
  const { accountId, baseUrl, tokens } = yield* ChatwootSimulator
  const url = path.startsWith("/") ? path : `/api/v1/accounts/${accountId}/${path}`
  const { header = "Api-Access-Token", token = tokens.administrator } = options
  const request = HttpClientRequest.make(method)(baseUrl + url)
  return yield* ask(token === null ? request : HttpClientRequest.setHeader(request, header, token), options)
})
