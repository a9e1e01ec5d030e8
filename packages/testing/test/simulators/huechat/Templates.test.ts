import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { HueChatSimulator } from "../../../src/simulators/huechat/index.ts"
import type { Wire } from "../../WebhookReceiver.ts"
import { call, inProcess, refusal } from "./Support.ts"

const right = {
  name: "order_shipped",
  language: "en_US",
  category: "UTILITY",
  inbox_id: 3,
  components: [{ type: "BODY", text: "Hi {{1}}" }]
}

const create = (fields: object = {}) => call("POST", "v2/templates", { json: { ...right, ...fields } })

const names = ({ body }: { readonly body: Wire }) => body.templates.map(({ name }: Wire) => name)

describe("templates", () => {
  it.effect("are listed by inbox, category and status", () =>
    Effect.gen(function* () {
      assert.lengthOf(names(yield* call("GET", "v2/templates")), 5)
      const approved = yield* call("GET", "v2/templates?status=approved&category=MARKETING&inbox_id=3")
      assert.deepStrictEqual(names(approved), ["spring_sale"])
      assert.deepStrictEqual(names(yield* call("GET", "v2/templates?inbox_id=1")), [])
      const [template] = approved.body.templates
      assert.match(template.meta_template_id, /^\d{9}$/)
      assert.deepInclude(template, { account_id: 1, quality_score: "HIGH", language: "en" })
      assert.deepStrictEqual((yield* call("GET", `v2/templates/${template.id}`)).body, { success: true, template })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("go from draft to pending to approved or rejected, which the receiver of events is told", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const draft = yield* create()
      assert.deepStrictEqual([draft.status, draft.body.template.status], [201, "draft"])
      const { id } = (yield* create({ submit_to_meta: true })).body.template
      const shown = Effect.map(call("GET", `v2/templates/${id}`), ({ body }) => body.template)
      assert.deepInclude(yield* shown, { status: "pending", quality_score: null })
      const put = call("PUT", `v2/templates/${id}`, { json: { language: "fr" } })
      assert.deepStrictEqual(refusal(yield* put), [409, "template_pending"])
      yield* huechat.rejectTemplate(id, { reason: "INVALID_FORMAT" })
      assert.deepInclude(yield* shown, { status: "rejected", rejection_reason: "INVALID_FORMAT" })
      assert.strictEqual((yield* put).body.template.status, "draft")
      const json = { template_id: id, waba_id: "1", access_token: "EAAB" }
      assert.strictEqual((yield* call("POST", "v2/templates/resubmit", { json })).body.template.status, "pending")
      assert.deepStrictEqual(refusal(yield* call("POST", "v2/templates/resubmit", { json })), [409, "already_pending"])
      yield* huechat.approveTemplate(id)
      assert.deepInclude(yield* shown, { status: "approved", quality_score: "HIGH" })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("refuse names, categories and components that Meta would not take", () =>
    Effect.gen(function* () {
      const cases: ReadonlyArray<readonly [object, number, string]> = [
        [{ name: "Order Shipped" }, 400, "invalid_name"],
        [{ category: "SPAM" }, 400, "invalid_category"],
        [{ inbox_id: 99 }, 404, "inbox_not_found"],
        [{ components: [{ type: "FOOTER", text: "Bye" }] }, 400, "invalid_components"],
        [{ language: "" }, 400, "language_required"]
      ]
      for (const [fields, status, code] of cases) {
        assert.deepStrictEqual(refusal(yield* create(fields)), [status, code])
      }
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("are brought into line with what Meta has", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const [gone] = yield* huechat.templates
      yield* huechat.dropMetaTemplate(gone?.metaTemplateId ?? "")
      const { metaTemplateId } = yield* huechat.addMetaTemplate({
        inboxId: 3,
        name: "made_at_meta",
        language: "en",
        category: "UTILITY",
        status: "approved",
        components: [{ type: "BODY", text: "Hi" }]
      })
      const json = { inbox_id: 3, waba_id: "1", access_token: "EAAB" }
      const first = yield* call("POST", "v2/templates/sync", { json })
      assert.deepStrictEqual(first.body, { success: true, synced: 5, created: 1, updated: 3, deleted: 1, errors: [] })
      const made = (yield* huechat.templates).find(({ name }) => name === "made_at_meta")
      assert.strictEqual(made?.metaTemplateId, metaTemplateId)
      const again = yield* call("POST", "v2/templates/sync", { json })
      assert.deepInclude(again.body, { created: 0, updated: 4, deleted: 0 })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("deleted, they are gone at Meta as well", () =>
    Effect.gen(function* () {
      const [template] = yield* (yield* HueChatSimulator).templates
      assert.strictEqual((yield* call("DELETE", `v2/templates/${template?.id}`)).status, 200)
      const json = { inbox_id: 3, waba_id: "1", access_token: "EAAB" }
      assert.deepInclude((yield* call("POST", "v2/templates/sync", { json })).body, { created: 0, deleted: 0 })
    }).pipe(Effect.provide(inProcess()))
  )

  it.effect("have WhatsApp inboxes and figures", () =>
    Effect.gen(function* () {
      const huechat = yield* HueChatSimulator
      const { inboxes } = (yield* call("GET", "v2/templates/inboxes")).body
      assert.deepStrictEqual(
        inboxes.map(({ id }: Wire) => id),
        [huechat.inboxes.whatsapp]
      )
      const [template] = yield* huechat.templates
      const { analytics } = (yield* call("GET", `v2/templates/analytics/${template?.id}`)).body
      assert.deepInclude(analytics, { template_id: template?.id, total_sends: 0, quality_score: "HIGH" })
      assert.strictEqual((yield* call("GET", "v2/templates/analytics/none")).status, 404)
    }).pipe(Effect.provide(inProcess()))
  )
})

describe("help with templates", () => {
  it.effect("the AI writes so many texts a month, counted by the calendar", () =>
    Effect.gen(function* () {
      const generate = (description: string) => call("POST", "v2/templates/ai-generate", { json: { description } })
      assert.deepStrictEqual(refusal(yield* generate("Too short")), [422, "description_too_short"])
      const first = yield* generate("A friendly greeting")
      assert.deepStrictEqual(first.body.usage, { generations_used: 1, generations_limit: 2 })
      assert.strictEqual(first.body.generated_image_url, null)
      yield* generate("A friendly greeting")
      assert.deepStrictEqual(refusal(yield* generate("A friendly greeting")), [429, "monthly_limit_exceeded"])
      yield* TestClock.adjust("31 days")
      assert.strictEqual((yield* generate("A friendly greeting")).status, 200)
    }).pipe(Effect.provide(inProcess({ generationsPerMonth: 2 })))
  )

  it.effect("files of headers have a type and a size that Meta takes", () =>
    Effect.gen(function* () {
      const upload = (type: string, size: number, field = "file") => {
        const form = new FormData()
        form.set(field, new Blob([new Uint8Array(size)], { type }), "file")
        return call("POST", "v2/templates/upload-media", { form })
      }
      const megabyte = 1024 * 1024
      assert.isString((yield* upload("image/png", 5 * megabyte)).body.handle)
      assert.deepStrictEqual(refusal(yield* upload("image/png", 5 * megabyte + 1)), [400, "file_too_large"])
      assert.deepStrictEqual(refusal(yield* upload("application/pdf", 16 * megabyte + 1)), [400, "file_too_large"])
      assert.deepStrictEqual(refusal(yield* upload("image/gif", 1)), [400, "invalid_file_type"])
      assert.deepStrictEqual(refusal(yield* upload("image/png", 1, "other")), [400, "file_required"])
    }).pipe(Effect.provide(inProcess()))
  )
})
