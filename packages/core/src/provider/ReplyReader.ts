/**
 * Reads a reply as its endpoint declares it. Endpoints declare with `ok` and `done` (see `Endpoint`); for those, the body is parsed once
 * and checked in place, whatever 2xx it came under, which is also several times quicker than the general decoder of `HttpApiClient`.
 * Endpoints that declare anything else (streams, other content types) are read by that one.
 */
import { Effect, Schema, SchemaIssue } from "effect"
import type { HttpClientError, HttpClientResponse } from "effect/http"
import { type HttpApi, HttpApiClient, type HttpApiEndpoint, type HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { type InPlaceCheck, inPlaceCheck, saysNothing } from "./Endpoint.ts"

/** Reads a 2xx reply. */
export type ReplyReader = (
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<unknown, Schema.SchemaError | HttpClientError.HttpClientError>

export const replyReader = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<Id, Groups>,
  group: HttpApiGroup.Top,
  endpoint: HttpApiEndpoint.Top
): ReplyReader => {
  const successes = Array.from(endpoint.success)
  const annotated = (name: string) => successes.find(({ ast }) => ast.annotations?.[name] !== undefined)
  const mayBeEmpty = successes.some(({ ast }) => HttpApiSchema.isNoContent(ast))

  const check = annotated(inPlaceCheck)?.ast.annotations?.[inPlaceCheck] as InPlaceCheck | undefined
  if (check !== undefined) return jsonReader(check, mayBeEmpty)
  if (annotated(saysNothing) !== undefined) return readText
  return HttpApiClient.decodeResponse(api, {
    group: group.identifier as HttpApiGroup.Identifier<Groups>,
    endpoint: endpoint.identifier as never
  }) as unknown as ReplyReader
}

const jsonReader =
  (check: InPlaceCheck, mayBeEmpty: boolean): ReplyReader =>
  (response) =>
    Effect.flatMap(response.text, (text) => {
      if (text === "" && mayBeEmpty) return Effect.undefined
      let json: unknown
      try {
        json = JSON.parse(text)
      } catch {
        return Effect.fail(notJson(text))
      }
      return check(json)
    })

/** The beginning of what came instead of JSON is not told: it may be anything, a page with somebody's data too. */
const notJson = (text: string) =>
  new Schema.SchemaError(
    new SchemaIssue.InvalidValue({ message: text === "" ? "the reply is empty" : "the reply is not JSON" }, undefined)
  )

const readText: ReplyReader = (response) => Effect.map(response.text, (text) => (text === "" ? undefined : text))
