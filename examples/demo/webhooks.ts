/** What the receiver is for: a forged delivery, a doubled one, and a handler that fails at first. */
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { Effect } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { Heard } from "./events.ts"
import { heading, line } from "./step.ts"

export const checksOnWebhooks = Effect.fn("checksOnWebhooks")(function* (heard: Heard) {
  yield* heading(3, "Receive webhooks that are forged, doubled, or met by a failing handler")
  const forged = yield* forge(heard.url)
  yield* line(`a delivery with a made-up signature: HTTP ${forged}, the handler was not called`)

  const handledOnce = yield* double(heard)
  yield* line(`one message delivered twice, under two delivery ids: handled ${handledOnce} time`)

  const attempts = yield* failAtFirst(heard)
  yield* line(`a handler that fails twice: called ${attempts} times for one event, then Chatwoot got its 200\n`)
  return { forged, handledOnce, attempts }
})

const forge = Effect.fnUntraced(function* (url: string) {
  const now = yield* Effect.clockWith((clock) => Effect.succeed(Math.floor(clock.currentTimeMillisUnsafe() / 1000)))
  const request = HttpClientRequest.post(url).pipe(
    HttpClientRequest.setHeaders({
      "X-Chatwoot-Timestamp": String(now),
      "X-Chatwoot-Signature": `sha256=${"0".repeat(64)}`
    }),
    HttpClientRequest.bodyJsonUnsafe({ event: "message_created", id: 1, content: "Pay me at once" })
  )
  return (yield* HttpClient.execute(request)).status
})

const ann = { name: "Ann Example", email: "ann@example.com" }

const double = Effect.fnUntraced(function* ({ handled }: Heard) {
  const chatwoot = yield* ChatwootSimulator
  yield* chatwoot.webhooks.settled
  yield* chatwoot.webhooks.double(8)
  const { messageId } = yield* chatwoot.receive({ contact: ann, content: "Thank you!" })
  yield* chatwoot.webhooks.settled
  return callsFor(handled, messageId)
})

const failAtFirst = Effect.fnUntraced(function* ({ failNext, handled }: Heard) {
  const chatwoot = yield* ChatwootSimulator
  failNext(2)
  const { messageId } = yield* chatwoot.receive({ contact: ann, content: "One more question" })
  yield* chatwoot.webhooks.settled
  return callsFor(handled, messageId)
})

const callsFor = (handled: Heard["handled"], messageId: number) =>
  handled.filter((event) => event.type === "message.created" && event.data.message.id === String(messageId)).length
