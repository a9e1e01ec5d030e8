/** From a planned message to the body that Chatwoot reads: what is ours and what is the channel's, and text that stays text. */
import { Outbound } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { MessageCreate } from "../../src/api/Messages.ts"
import { sendMarker } from "../../src/mapping/Marker.ts"
import { type Envelope, escapeLiquid, fromPlanned } from "../../src/mapping/Outbound.ts"
import { toTemplate } from "../../src/mapping/Template.ts"
import { fromTemplate } from "../../src/mapping/TemplateParams.ts"

const envelope: Envelope = { channelKind: "Channel::Api", marker: sendMarker, direction: "outgoing", private: false }
const encode = Schema.encodeUnknownSync(MessageCreate, { onExcessProperty: "error" })

describe("fromPlanned", () => {
  it("makes a body that the endpoint takes, whatever is in it", () => {
    const replyTo = { messageId: "7" as never }
    const full: Envelope = {
      ...envelope,
      private: true,
      externalId: "own",
      replyTo,
      botId: 3,
      externalCreatedAt: "2026"
    }
    const voice = { type: "audio", voice: true, source: { mediaId: "m" } } as const
    const body = fromPlanned({ text: "Hi", media: [voice] }, full)
    assert.deepStrictEqual(encode(body), body)
    assert.deepStrictEqual(body.content_attributes, { in_reply_to: 7, dragoman: "send" })
    assert.deepInclude(body, { private: true, source_id: "own", sender_type: "AgentBot", sender_id: 3 })
    assert.isTrue(body.is_voice_message)
  })

  it("a source_id is ours on API channels alone: on others it would keep the message from being sent", () => {
    const elsewhere = fromPlanned(
      { text: "Hi", media: [] },
      { ...envelope, channelKind: "Channel::Line", externalId: "own" }
    )
    assert.notProperty(elsewhere, "source_id")
    assert.deepInclude(elsewhere.content_attributes, { dragoman_external_id: "own" })
    const untold = fromPlanned({ text: "Hi", media: [] }, { ...envelope, channelKind: undefined, externalId: "own" })
    assert.notProperty(untold, "source_id")
  })

  it("quick replies are input_select, and a link among them makes a card", () => {
    const replies = Outbound.choices("Which?", ["Red"])
    const special = (part: typeof replies) => fromPlanned({ media: [], special: part as never }, envelope)
    assert.strictEqual(special(replies).content_type, "input_select")
    assert.strictEqual(
      special({ type: "choices", body: "B", options: [{ kind: "url", title: "T", url: "https://example.com/" }] })
        .content_type,
      "cards"
    )
  })
})

describe("escapeLiquid", () => {
  it.each([
    ["nothing { to } % do", "nothing { to } % do"],
    ["{{ a }}", '{{ "{" }}{ a }}'],
    ["{% a %}", '{{ "{" }}% a %}'],
    ["{{{", '{{ "{" }}{{ "{" }}{'],
    ["`{{ code }}` {{", '`{{ code }}` {{ "{" }}{'],
    ["{`code`", '{{ "{" }}`code`'],
    ["one ` and {{", 'one ` and {{ "{" }}{']
  ])("%s", (text, escaped) => assert.strictEqual(escapeLiquid(text), escaped))
})

describe("a template", () => {
  it.each([
    [[]],
    [
      [
        {
          type: "body",
          parameters: [
            { type: "text", text: "Ann" },
            { type: "text", text: "42" }
          ]
        }
      ]
    ],
    [[{ type: "body", parameters: [{ type: "text", parameter_name: "name", text: "Ann" }] }]],
    [
      [
        { type: "header", parameters: [{ type: "image", image: { link: "https://example.com/a.png" } }] },
        { type: "body", parameters: [{ type: "text", text: "Ann" }] },
        { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "42" }] }
      ]
    ],
    [[{ type: "button", sub_type: "copy_code", index: "0", parameters: [{ type: "coupon_code", coupon_code: "X" }] }]]
  ])("goes round: %j", (components) => {
    const part = { type: "template", name: "order_update", language: "en", components } as const
    assert.deepStrictEqual(toTemplate({ template_params: fromTemplate(part) }), part)
  })
})
