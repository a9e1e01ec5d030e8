/**
 * From a delivery to its facts. Three products may post to one URL, and are told apart by what is unmistakable: a forwarded WhatsApp payload by
 * the `object` that Meta writes into it, a topic by its header, the events of an AI agent by their list beside a `team`.
 *
 * The body decides before the header: bodies are signed, headers are not. A delivery that is none of them is `unknown`.
 */

import { type Fact, toText, unknownFact } from "@dragoman/core/wire"
import * as WhatsApp from "../whatsapp/index.ts"
import { aiAgentFacts, isAiAgentPayload } from "./AiAgentEvent.ts"
import { toTime } from "./Time.ts"
import { topicFacts } from "./TopicEvent.ts"

/** `headers` by their names in lower case. */
export const toFacts = (json: unknown, headers: Readonly<Record<string, string>>): ReadonlyArray<Fact> => {
  if (WhatsApp.isWebhookPayload(json)) return WhatsApp.toFacts(json)
  const team = toText(headers["x-omnichat-team"])
  if (isAiAgentPayload(json)) return aiAgentFacts(json, team)
  const topic = toText(headers["x-omnichat-topic"])
  if (topic !== undefined) return topicFacts(json, { topic, team, at: toTime(headers["x-omnichat-timestamp"]) })
  return [unknownFact(json, "neither a topic (X-Omnichat-Topic), nor a WhatsApp payload, nor events of an AI agent")]
}
