/** The contract of requests on an API made up for it, and what its calls show that a contract would fail on. */
import { assert, it } from "@effect/vitest"
import { Effect, Exit, Schema } from "effect"
import { HttpApi, HttpApiClient, HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { refusalContract, requestContract } from "../src/contracts.ts"
import { ApiCalls } from "../src/index.ts"

const People = HttpApiGroup.make("people").add(
  HttpApiEndpoint.get("list", "/v1/people", {
    query: { tag: Schema.optionalKey(Schema.String), limit: Schema.optionalKey(Schema.Literals(["10", "20"])) }
  }),
  HttpApiEndpoint.post("create", "/v1/people", { payload: Schema.Struct({ name: Schema.String }) }),
  HttpApiEndpoint.post("upload", "/v1/people/:id/picture", {
    params: { id: Schema.String },
    payload: Schema.Struct({}).pipe(HttpApiSchema.asMultipart())
  })
)
const AcmeApi = HttpApi.make("acme").add(People)
const calls = ApiCalls.make(HttpApiClient.make(AcmeApi, { baseUrl: ApiCalls.baseUrl }))

const picture = new FormData()
picture.append("title", "Ann")
picture.append("file", new File(["a"], "ann.png", { type: "image/png" }))

requestContract({
  api: AcmeApi,
  calls,
  cases: [
    {
      name: "people.list by tag",
      call: (c) => c.people.list({ query: { tag: "a/b" } }),
      request: "GET /v1/people?tag=a%2Fb"
    },
    {
      name: "people.create",
      call: (c) => c.people.create({ payload: { name: "Ann" } }),
      request: "POST /v1/people",
      body: { name: "Ann" }
    },
    {
      name: "people.create, byte for byte",
      call: (c) => c.people.create({ payload: { name: "Ann" } }),
      request: "POST /v1/people",
      body: '{"name":"Ann"}'
    },
    {
      name: "people.upload",
      call: (c) => c.people.upload({ params: { id: "1" }, payload: picture }),
      request: "POST /v1/people/1/picture",
      body: [
        ["title", "Ann"],
        ["file", "ann.png"]
      ]
    }
  ]
})

refusalContract(calls, [
  ["a page of 30", calls.callOf("people.list", { query: { limit: "30" } }), `["limit"]`],
  ["nobody", calls.callOf("people.create.nobody", { payload: {} }), `["name"]`]
])

it.effect("a call that leaves is there to be seen, and so is its outcome", () =>
  Effect.gen(function* () {
    const { outcome, sent } = yield* calls.sending(calls.callOf("people.list", { query: {} }))
    assert.deepStrictEqual(
      sent.map(({ call }) => call),
      ["GET /v1/people"]
    )
    assert.strictEqual(outcome._tag, "Success")
    const unknown = yield* Effect.exit(calls.sending(calls.callOf("people.find", {})))
    assert.isTrue(Exit.hasDies(unknown), "there is no such endpoint")
  })
)
