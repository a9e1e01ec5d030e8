/** Everything else that Omnichat documents, outside the simulator's domain: the documented example. */
import { HttpServerResponse } from "effect/http"
import * as EndpointTable from "../../EndpointTable.ts"
import { documentedExamples } from "../documentedExamples.ts"
import type { Endpoint } from "../Endpoint.ts"
import * as Reply from "../Reply.ts"

export const documentedEndpoints: ReadonlyArray<Endpoint> = EndpointTable.documentedEndpoints(
  documentedExamples,
  () => "general" as const,
  (body) => (body === undefined ? HttpServerResponse.empty({ status: 200 }) : Reply.json(body))
)
