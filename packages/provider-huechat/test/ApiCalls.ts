/**
 * What the tests of requests share: calls of the bare API against a transport that keeps what is sent, and cases of what that must be.
 */
import { Inventory } from "@dragoman/testing"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, type HttpClientRequest, HttpClientResponse } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { HueChatApi } from "../src/HueChatApi.ts"

const base = "https://api.example.com"
const makeClient = HttpApiClient.make(HueChatApi, { baseUrl: base })
type Client = Effect.Success<typeof makeClient>
export type Call = (client: Client) => Effect.Effect<unknown, unknown>

interface Sent {
  readonly request: string
  readonly body: unknown
  readonly headers: ReadonlyArray<string>
}

/** Makes one call against a transport that keeps the request and answers 204, whatever the call makes of that. */
export const sending = Effect.fnUntraced(function* (call: Call) {
  const sent: Array<Sent> = []
  const transport = HttpClient.make((request, url) =>
    Effect.sync(() => {
      sent.push({
        request: `${request.method} ${url.href.slice(base.length)}`,
        body: bodyOf(request),
        headers: Object.keys(request.headers).filter((name) => name !== "content-length")
      })
      return HttpClientResponse.fromWeb(request, new Response(null, { status: 204 }))
    })
  )
  const client = yield* Effect.provideService(makeClient, HttpClient.HttpClient, transport)
  const outcome = yield* Effect.result(call(client)).pipe(
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )
  return { sent, outcome }
})

/** JSON as text, a form as its fields with files by name. */
const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): unknown => {
  if (body._tag === "Uint8Array") return new TextDecoder().decode(body.body)
  if (body._tag !== "FormData") return undefined
  return [...body.formData.entries()].map(([name, value]) => [name, typeof value === "string" ? value : value.name])
}

export interface Case {
  readonly name: string
  readonly call: Call
  readonly request: string
  /** As it is sent: JSON is compared byte for byte. */
  readonly body?: unknown
}

/** Runs the cases, and finds the endpoint under `/api/<version>/` that has none. */
export const requestTests = (version: "v1" | "v2", cases: ReadonlyArray<Case>) =>
  describe(`requests of ${version}`, () => {
    it.effect.each(cases)("$name", ({ call, request, body }) =>
      Effect.gen(function* () {
        const { sent } = yield* sending(call)
        // The runtime sets the type of a form, with its boundary, when it sends it.
        const headers = typeof body === "string" ? ["content-type"] : []
        assert.deepStrictEqual(sent, [{ request, body, headers }])
      })
    )

    it("there is a case for every endpoint", () => {
      const tested = new Set(cases.map((it) => it.name.split(/[ ,]/)[0]))
      const untested = Inventory.declaredEndpoints(HueChatApi)
        .filter(({ path }) => path.startsWith(`/api/${version}/`))
        .map(({ group, endpoint }) => `${group}.${endpoint}`)
        .filter((name) => !tested.has(name))
      assert.deepStrictEqual(untested, [])
    })
  })

const everyId = Object.fromEntries(
  "account_id accountId conversation_id id broadcastId templateId list_id ticket_id deal_id webhook_id"
    .split(" ")
    .map((name) => [name, 1])
)

/** A call of any endpoint, with a payload that was read from a file. */
export const callWith =
  (name: string, payload: unknown): Call =>
  (client) => {
    const [group = "", endpoint = ""] = name.split(".")
    const methods = client as unknown as Record<string, Record<string, (request: object) => ReturnType<Call>>>
    const method = methods[group]?.[endpoint]
    if (method === undefined) throw new Error(`There is no endpoint ${name}`)
    return method({ params: everyId, payload })
  }

/** The path parameters of a request, where they are those of an account. */
export const inAccount = { params: { account_id: 1 } }

/** A file of no importance. */
export const csvFile = new File(["phone_number\n+15550100\n"], "people.csv", { type: "text/csv" })
