/** Direct messages on LINE: their forms, and which of them go in one request. */
import { Outbound } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { fromLine, inBatches } from "../../src/mapping/LineMessage.ts"

const template = (components: ReadonlyArray<unknown>) => {
  const part = Outbound.template("card-1", "und", components)
  return fromLine({ media: [], special: part.type === "template" ? part : assert.fail() })
}

describe("a message on LINE", () => {
  it("is a text, an image by its address, or a saved template with its placeholders", () => {
    assert.deepStrictEqual(fromLine({ media: [], text: "Hi" }), Result.succeed({ type: "text", text: "Hi" }))
    assert.deepStrictEqual(
      template([{ type: "body", parameters: [{ type: "text", parameter_name: "name", text: "Ann" }] }]),
      Result.succeed({
        type: "lineFlexMessageTemplates",
        lineFlexMessageTemplates: [{ templateId: "card-1", parameters: [{ key: "name", value: "Ann" }] }]
      })
    )
    assert.isTrue(Result.isFailure(template([{ type: "body", parameters: [{ type: "text", text: "unnamed" }] }])))
    const handle = { type: "image", source: { mediaId: "1" } } as const
    assert.isTrue(Result.isFailure(fromLine({ media: [handle] })))
  })

  it("goes with up to four others, a template by itself", () => {
    const text = { type: "text", text: "x" } as const
    const card = { type: "lineFlexMessageTemplates", lineFlexMessageTemplates: [{ templateId: "c" }] } as const
    const sizes = (messages: ReadonlyArray<typeof text | typeof card>) =>
      inBatches(messages, (message) => message).map(({ length }) => length)
    assert.deepStrictEqual(sizes(Array.from({ length: 11 }, () => text)), [5, 5, 1])
    assert.deepStrictEqual(sizes([text, card, card, text, text]), [1, 1, 1, 2])
    assert.deepStrictEqual(sizes([]), [])
  })
})
