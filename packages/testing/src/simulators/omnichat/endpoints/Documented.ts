/** Everything else that Omnichat documents, outside the simulator's domain: the documented example. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { documentedExamples } from "../documentedExamples.ts"
import type { Endpoint } from "../Endpoint.ts"
import * as Reply from "../Reply.ts"

export const documentedEndpoints: ReadonlyArray<Endpoint> = documentedExamples.map(
  ([method, path, body]): Endpoint => ({
    method,
    path,
    access: "general",
    handle: () => Effect.succeed(body === undefined ? HttpServerResponse.empty({ status: 200 }) : Reply.json(body))
  })
)
