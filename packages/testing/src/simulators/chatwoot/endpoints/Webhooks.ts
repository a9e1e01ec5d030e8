/** Account webhooks, for administrators only. The secret is the server's to make and shows on every read. */
import { Effect } from "effect"
import * as Endpoint from "../Endpoint.ts"
import * as Lookups from "../Lookups.ts"
import * as Params from "../Params.ts"
import type { WebhookRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { webhookOf } from "../render/Directory.ts"
import { accountEvents, defaultSubscriptions } from "../webhooks/Targets.ts"

const { del, get, inAccount, patch, post } = Endpoint

export const webhookEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  get(inAccount("/webhooks"), "administrator", (call) => {
    const rows = call.simulation.state.webhooks.all()
    return Effect.succeed(Reply.json({ payload: { webhooks: rows.map((row) => webhookOf(call.simulation, row)) } }))
  }),
  post(inAccount("/webhooks"), "administrator", (call) =>
    Effect.gen(function* () {
      const params = yield* Endpoint.required(call.body, "webhook")
      const fields = yield* webhookFields(call, params, undefined)
      const { random, webhooks } = call.simulation.state
      const row = webhooks.insert((id) => ({
        id,
        ...fields,
        secret: random.token(24),
        inboxId: Params.integer(params, "inbox_id") ?? null
      }))
      return Reply.json({ payload: { webhook: webhookOf(call.simulation, row) } })
    })
  ),
  patch(inAccount("/webhooks/:id"), "administrator", (call) =>
    Effect.gen(function* () {
      const row = yield* Lookups.named(call, call.simulation.state.webhooks)
      Object.assign(row, yield* webhookFields(call, yield* Endpoint.required(call.body, "webhook"), row))
      return Reply.json({ payload: { webhook: webhookOf(call.simulation, row) } })
    })
  ),
  del(inAccount("/webhooks/:id"), "administrator", (call) => Lookups.removed(call, call.simulation.state.webhooks))
]

/** The secret is the server's to make, and is never changed. */
const webhookFields = (
  call: Endpoint.Call,
  params: Params.Params,
  old: WebhookRow | undefined
): Effect.Effect<Pick<WebhookRow, "name" | "subscriptions" | "url">, Reply.Refusal> => {
  const url = Params.text(params, "url") ?? old?.url ?? ""
  const subscriptions =
    "subscriptions" in params ? Params.texts(params.subscriptions) : (old?.subscriptions ?? defaultSubscriptions)
  const invalid = (attribute: string, message: string) => Effect.fail(Reply.invalidRecord([{ attribute, message }]))
  if (!/^https?:\/\/.+/.test(url)) return invalid("url", "Url is invalid")
  if (call.simulation.state.webhooks.find((row) => row.url === url && row.id !== old?.id) !== undefined) {
    return invalid("url", "Url has already been taken")
  }
  return subscriptions.length === 0 || subscriptions.some((event) => !accountEvents.includes(event))
    ? invalid("subscriptions", "Subscriptions Invalid events")
    : Effect.succeed({ url, subscriptions, name: Params.text(params, "name") ?? old?.name ?? null })
}
