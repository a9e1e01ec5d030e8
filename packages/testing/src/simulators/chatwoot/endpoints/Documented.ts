/** Everything else that Chatwoot documents, outside the simulator's domain: the documented example, behind the right kind of token. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import * as EndpointTable from "../../EndpointTable.ts"
import type { Access } from "../Authentication.ts"
import { documentedExamples } from "../documentedExamples.ts"
import type { Endpoint } from "../Endpoint.ts"
import * as Reply from "../Reply.ts"

/** One path, two answers: `type=agent` asks for the agents' figures instead of the account's. */
const conversationMetrics: Endpoint = {
  method: "GET",
  path: "/api/v2/accounts/:account_id/reports/conversations",
  access: "administrator",
  handle: ({ query }) =>
    Effect.succeed(
      Reply.json(
        query.get("type") === "agent"
          ? [
              {
                id: 1,
                name: "name",
                email: "someone@example.com",
                thumbnail: "",
                availability: "online",
                metric: { open: 1, unattended: 1 }
              }
            ]
          : { open: 1, unattended: 1, unassigned: 1 }
      )
    )
}

/** Survey pages are HTML for the customer. */
const surveyPage: Endpoint = {
  method: "GET",
  path: "/survey/responses/:conversation_uuid",
  access: "public",
  handle: () =>
    Effect.succeed(HttpServerResponse.text("<!DOCTYPE html><title>Survey</title>", { contentType: "text/html" }))
}

export const documentedEndpoints: ReadonlyArray<Endpoint> = [
  surveyPage,
  conversationMetrics,
  ...EndpointTable.documentedEndpoints(documentedExamples, accessOf, (body) =>
    body === undefined ? Reply.empty : Reply.json(body)
  )
]

/** Reports, rules, logs and help centres are for administrators; shortcuts of the agents' own work are not. */
function accessOf(path: string): Access {
  const isOwnWork = /\/(canned_responses|custom_filters|integrations\/apps|reporting_events)/.test(path)
  return isOwnWork && !path.endsWith("/accounts/:account_id/reporting_events") ? "member" : "administrator"
}
