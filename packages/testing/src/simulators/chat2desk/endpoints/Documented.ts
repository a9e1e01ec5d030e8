/** Everything else that Chat2Desk documents, outside the simulator's domain: the documented example. */
import { Effect } from "effect"
import * as EndpointTable from "../../EndpointTable.ts"
import { documentedExamples, statistics } from "../documentedExamples.ts"
import { type Endpoint, get } from "../Endpoint.ts"
import { text } from "../Params.ts"
import * as Reply from "../Reply.ts"

export const documentedEndpoints: ReadonlyArray<Endpoint> = [
  // One path, five reports; their reply has no `status`.
  get("/v1/statistics", ({ params }) => {
    const report = statistics[text(params, "report") ?? ""]
    return report === undefined
      ? Reply.refused(Reply.invalid("report", "Report is not supported."))
      : Effect.succeed(Reply.json(report))
  }),
  ...EndpointTable.documentedEndpoints(
    documentedExamples,
    () => "token" as const,
    (body) => (body === undefined ? Reply.success : Reply.json(body))
  )
]
