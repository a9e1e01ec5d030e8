/** A prepared transport, and the record of what a client sent through it. */
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { Replies, Requests } from "../src/index.ts"

const statuses = (replies: Replies.Replies, calls: number) =>
  Replies.answering(
    replies,
    Effect.map(HttpClient.HttpClient, (client) =>
      Effect.map(Effect.replicateEffect(client.get("https://api.example.com/a?b=c&b=d"), calls), (responses) =>
        responses.map(({ status }) => status)
      )
    )
  ).pipe(Effect.flatMap(({ made, sent }) => Effect.map(made, (all) => ({ all, sent }))))

it.effect("replies come in turn, the last one again and again", () =>
  Effect.gen(function* () {
    const { all, sent } = yield* statuses([Replies.json(503, {}), Replies.empty(201), Replies.empty()], 4)
    assert.deepStrictEqual(all, [503, 201, 204, 204])
    assert.deepStrictEqual(
      sent.map(({ call, query }) => [call, query]),
      Array(4).fill(["GET /a", { b: "d" }])
    )
  })
)

it.effect("a body is kept as text and as JSON, a form as its fields", () =>
  Effect.gen(function* () {
    const form = new FormData()
    form.append("file", new File(["a"], "a.txt"))
    const { client, sent } = Requests.recording(Replies.inTurn([Replies.empty()]))
    const post = HttpClientRequest.post("https://api.example.com/a")
    yield* client.execute(HttpClientRequest.bodyJsonUnsafe(post, { b: 1 }))
    yield* client.execute(HttpClientRequest.bodyFormData(post, form))
    assert.deepStrictEqual(
      sent.map(({ body, form, json }) => [body, json, form.map(([name]) => name)]),
      [
        ['{"b":1}', { b: 1 }, []],
        ["", {}, ["file"]]
      ]
    )
  })
)
