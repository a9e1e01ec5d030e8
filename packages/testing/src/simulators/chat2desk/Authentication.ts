/** Who calls: the company's API token, bare, without a scheme. Public clients know both sentences by which it is refused. */
import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import * as Reply from "./Reply.ts"

export const authenticate = (
  request: HttpServerRequest.HttpServerRequest,
  token: string
): Effect.Effect<void, Reply.Refusal> => {
  const presented = request.headers.authorization ?? ""
  if (presented === "") return Reply.refused(Reply.noToken)
  return presented === token ? Effect.void : Reply.refused(Reply.wrongToken)
}
