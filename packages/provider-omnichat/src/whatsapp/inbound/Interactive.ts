/**
 * Answers to interactive messages: a tapped button, a list's row, a form (flow, address, permission to call). A kind of answer that nobody
 * documented is `unsupported` as `interactive.<type>`.
 */
import type { ContentPart } from "@dragoman/core/domain"
import { fitOf, present, toText } from "@dragoman/core/wire"
import { Predicate, Result, Schema } from "effect"
import { ChoiceReplyBody, FormReplyBody, InteractiveBody } from "../wire/InboundMessage.ts"

type Parts = ReadonlyArray<ContentPart>

/** The body of a message of type `interactive`. */
export const interactive = (body: unknown): Result.Result<Parts, string> => {
  if (!interactiveFit.is(body)) return Result.fail(interactiveFit.problem(body, "interactive"))
  const { type } = body
  const answer = Object.hasOwn(body, type) ? (body as Readonly<Record<string, unknown>>)[type] : undefined
  const reading = answers.get(type)
  return reading === undefined
    ? Result.succeed([{ type: "unsupported", vendorType: `interactive.${type}` }])
    : reading(answer)
}

const answer = <A>(type: string, schema: Schema.Codec<A>, toPart: (answer: A) => ContentPart) => {
  const { is, problem } = fitOf(schema)
  const read = (json: unknown): Result.Result<Parts, string> =>
    is(json) ? Result.succeed([toPart(json)]) : Result.fail(problem(json, `interactive.${type}`))
  return [type, read] as const
}

/** The id is all that comes back of what the sender gave the option: it is the payload too. */
const toChoiceReply = ({ id, title }: ChoiceReplyBody): ContentPart => {
  const given = toText(id)
  return present({ type: "choice_reply" as const, id: given, title, payload: given })
}

const toFormReply = (body: FormReplyBody): ContentPart =>
  present({ type: "form_reply" as const, name: toText(body.name), values: toValues(body.response_json) })

/** What is no JSON object is kept as it is, under its own name. */
const toValues = (response: unknown): Readonly<Record<string, unknown>> => {
  const parsed = typeof response === "string" ? parse(response) : response
  return Predicate.isObject(parsed) ? parsed : { response_json: response }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const callPermission = Schema.Struct({ response: Schema.String })

const answers = new Map([
  answer("button_reply", ChoiceReplyBody, toChoiceReply),
  answer("list_reply", ChoiceReplyBody, toChoiceReply),
  answer("nfm_reply", FormReplyBody, toFormReply),
  answer("call_permission_reply", callPermission, (reply) => ({
    type: "form_reply",
    name: "call_permission_reply",
    values: { ...reply }
  }))
])

const interactiveFit = fitOf(InteractiveBody)
