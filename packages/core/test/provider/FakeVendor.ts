/** A vendor of a few endpoints, answered in process by a function, for tests of the pipeline. */
import { Effect, Layer, Redacted, Schema } from "effect"
import { HttpClient, HttpClientError, HttpClientRequest, HttpClientResponse } from "effect/http"
import { HttpApi, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import {
  CallLimiter,
  callPolicy,
  done,
  layerMemory,
  ok,
  VendorCall,
  type VendorFacts
} from "../../src/provider/index.ts"

const Thing = Schema.Struct({ id: Schema.Number, name: Schema.String })
const Input = Schema.Struct({ name: Schema.NonEmptyString, key: Schema.optionalKey(Schema.String) })
const id = { params: { id: Schema.String } }

export class Things extends HttpApiGroup.make("things")
  .add(
    HttpApiEndpoint.get("list", "/things", {
      query: { page: Schema.optionalKey(Schema.Int) },
      success: ok(Schema.Array(Thing))
    }),
    HttpApiEndpoint.get("get", "/things/:id", { ...id, success: ok(Thing) }),
    HttpApiEndpoint.post("create", "/things", { payload: Input, success: ok(Thing) }),
    HttpApiEndpoint.post("createKeyed", "/things/keyed", { payload: Input, success: ok(Thing) }).annotateMerge(
      callPolicy({ repeat: "keyed" })
    ),
    HttpApiEndpoint.post("filter", "/things/filter", { payload: Input, success: ok(Thing) }).annotateMerge(
      callPolicy({ repeat: "safe" })
    ),
    HttpApiEndpoint.delete("remove", "/things/:id", { ...id, success: done }),
    HttpApiEndpoint.get("wrong", "/wrong", { success: done }).annotateMerge(
      callPolicy({ erratum: "the vendor's page names it by mistake" })
    )
  )
  .annotateMerge(callPolicy({ limits: ["calls"] })) {}

/** Calls that draw on several limits. */
export class Notes extends HttpApiGroup.make("notes").add(
  HttpApiEndpoint.post("send", "/threads/:id/notes", { ...id, payload: Input, success: ok(Thing) }).annotateMerge(
    callPolicy({ limits: ["calls", "perThread"] })
  )
) {}

export class Api extends HttpApi.make("fake").add(Things).add(Notes) {}

export const secret = "s3cr3t-token"

export const facts: VendorFacts = {
  provider: "fake",
  baseUrl: "https://fake.example.com",
  authenticate: (request, group) =>
    request.pipe(
      HttpClientRequest.setHeader("x-api-token", Redacted.value(Redacted.make(secret))),
      HttpClientRequest.setHeader("x-group", group)
    ),
  limits: {
    calls: { max: 1000, window: "1 minute", per: "host" },
    perThread: { max: 2, window: "1 minute", per: "conversation" }
  },
  limitKey: (scope, { params }) => (scope === "conversation" ? String(params?.id) : "account"),
  decodeError: ({ json }) =>
    typeof json === "object" && json !== null && "error" in json ? { vendorMessage: String(json.error) } : {},
  hasIdempotencyKey: ({ payload }) => typeof payload === "object" && payload !== null && "key" in payload
}

/** What the vendor does with one request. */
export type Answer = (
  request: HttpClientRequest.HttpClientRequest,
  url: URL
) => Effect.Effect<Response, HttpClientError.HttpClientError>

export const json =
  (body: unknown, init: ResponseInit = {}): Answer =>
  () =>
    Effect.sync(() => Response.json(body, init))

export const status =
  (code: number, headers: Record<string, string> = {}, body: string | null = JSON.stringify({ error: "no" })): Answer =>
  () =>
    Effect.sync(() => new Response(code === 204 || code === 304 ? null : body, { status: code, headers }))

export const hang: Answer = () => Effect.never

/** A connection that breaks, with the system's code for it. */
export const broken =
  (code?: string): Answer =>
  (request) =>
    Effect.fail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({
          request,
          cause: Object.assign(new Error("broken"), code === undefined ? {} : { cause: { code } })
        })
      })
    )

/** Headers arrive, the body breaks off. */
export const brokenBody: Answer = () =>
  Effect.sync(
    () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"id":1,'))
            controller.error(new Error("broken"))
          }
        }),
        { headers: { "content-type": "application/json" } }
      )
  )

export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** A client whose requests get the answers in turn, the last one again and again. `sent` is what went out. */
export const answering = (...answers: ReadonlyArray<Answer>) => {
  const sent: Array<Sent> = []
  const client = HttpClient.make((request, url) =>
    Effect.suspend(() => {
      sent.push({ method: request.method, url: url.href, headers: request.headers })
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? json({ id: 1, name: "a" })
      return Effect.map(answer(request, url), (response) => HttpClientResponse.fromWeb(request, response))
    })
  )
  return { sent, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

/** The vendor's client over such answers, with a limiter of its own. */
export const client = (layer: Layer.Layer<HttpClient.HttpClient>, change: Partial<VendorFacts> = {}) =>
  VendorCall.make(Api, { ...facts, ...change }).pipe(Effect.provide([layer, layerMemory]))

/** Two clients that draw on one limiter. */
export const clients = (layer: Layer.Layer<HttpClient.HttpClient>, ...changes: ReadonlyArray<Partial<VendorFacts>>) =>
  Effect.gen(function* () {
    const limiter = yield* CallLimiter
    return yield* Effect.forEach(changes, (change) =>
      VendorCall.make(Api, { ...facts, ...change }).pipe(Effect.provideService(CallLimiter, limiter))
    )
  }).pipe(Effect.provide([layer, layerMemory]))
