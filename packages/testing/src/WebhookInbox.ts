/**
 * Who receives a simulator's webhooks in a test: it passes handshakes, answers 200, and keeps what comes, to be verified and decoded by the
 * vendor's webhook when the test asks. It decides nothing: what a receiver refuses is `Receiver`'s job.
 *
 * @example
 * const simulated = AcmeSimulator.layerInProcess().pipe(Layer.provide(WebhookInbox.layerReceiver), Layer.provideMerge(WebhookInbox.layer))
 * const events = yield* inbox.events(AcmeWebhook.make({ secrets: [secret] }), "acme")
 */
import type { Event } from "@dragoman/core/domain"
import type { Delivery, Webhook } from "@dragoman/core/webhook"
import { Clock, Context, Effect, Layer } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { receive } from "./Decoding.ts"

export class WebhookInbox extends Context.Service<
  WebhookInbox,
  {
    /** What came, in order, and when. */
    readonly deliveries: Array<Omit<Delivery, "account">>
    /** All of it as events of the account named so. Dies where a delivery is refused: nothing here forges any. */
    readonly events: (webhook: Webhook.Webhook, account: string) => Effect.Effect<ReadonlyArray<Event>>
  }
>()("@dragoman/testing/WebhookInbox") {
  static readonly layer: Layer.Layer<WebhookInbox> = Layer.sync(WebhookInbox, () => {
    const deliveries: Array<Omit<Delivery, "account">> = []
    return {
      deliveries,
      events: (webhook, account) =>
        Effect.map(
          Effect.forEach(deliveries, (delivery) => Effect.orDie(receive(webhook, { account, ...delivery }))),
          (events) => events.flat()
        )
    }
  })

  /** The `HttpClient` by which the simulator reaches it. */
  static readonly layerReceiver: Layer.Layer<HttpClient.HttpClient, never, WebhookInbox> = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(WebhookInbox, ({ deliveries }) =>
      HttpClient.make((request, url) =>
        Effect.map(Clock.currentTimeMillis, (receivedAt) => {
          const { body, headers } = request
          if (body._tag === "Uint8Array") deliveries.push({ headers, body: body.body, receivedAt })
          const challenge = url.searchParams.get("hub.challenge") ?? url.searchParams.get("challenge")
          return HttpClientResponse.fromWeb(request, new Response(challenge ?? "ok"))
        })
      )
    )
  )
}
