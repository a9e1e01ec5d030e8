import { json } from "@dragoman/testing/fixtures"
import { assert, describe, it } from "@effect/vitest"
import { type AgentSource, type TemplateSource, toAgent, toTeam, toTemplate } from "../../src/mapping/Directory.ts"

const replies = new URL("../fixtures/responses/", import.meta.url)

describe("the directory", () => {
  it("reads the documentation's participants as agents", () => {
    const rows = json(replies, "conversations.participants") as ReadonlyArray<AgentSource>
    assert.deepStrictEqual<unknown>(rows.map(toAgent), [
      { id: "5", name: "Agent Smith", email: "agent@example.com", availability: "online" },
      { id: "8", name: "Manager Lee", email: "lee@example.com", availability: "busy" }
    ])
    assert.deepStrictEqual<unknown>(toAgent({ id: 5, name: "", availability_status: "away" }), { id: "5" })
  })

  it("reads a team", () => {
    assert.deepStrictEqual<unknown>(toTeam({ id: 2, name: "Support Team" }), { id: "2", name: "Support Team" })
  })

  it("reads the documentation's template; one without a name is none", () => {
    const { templates } = json(replies, "templates.list") as { readonly templates: ReadonlyArray<TemplateSource> }
    assert.deepStrictEqual<unknown>(templates.map(toTemplate), [
      {
        id: "t1b2c3d4-e5f6-7890",
        name: "order_confirmation",
        language: "en",
        status: "approved",
        category: "UTILITY",
        channelId: "3",
        components: [
          { type: "HEADER", format: "TEXT", text: "Order Confirmed!" },
          { type: "BODY", text: "Hi {{1}}, your order #{{2}} has been confirmed." },
          { type: "FOOTER", text: "Thank you for shopping with us" }
        ]
      }
    ])
    assert.isUndefined(toTemplate({ id: 1, name: "" }))
  })
})
