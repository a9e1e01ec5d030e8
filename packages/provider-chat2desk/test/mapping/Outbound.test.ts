/** What goes out: buttons by transport, and entries of an import. */
import type { Timestamp } from "@dragoman/core/domain"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { buttonRules, type Choices, fromChoices } from "../../src/mapping/Buttons.ts"
import { fromImported } from "../../src/mapping/Imported.ts"
import { fromPlanned } from "../../src/mapping/Outbound.ts"

const kinds = ["reply", "url", "phone", "email", "location"] as const

const one = (kind: (typeof kinds)[number], more: Partial<Choices> = {}): Choices => ({
  type: "choices",
  body: "Which?",
  options: [{ kind, title: "This", payload: "p", url: "https://example.com" }],
  ...more
})

describe("buttons", () => {
  it("are what the documentation's tables give each transport, inline first", () => {
    const told = Object.keys(buttonRules).map((transport) => [
      transport,
      kinds.flatMap((kind) => {
        const made = fromChoices(one(kind), transport)
        if (Result.isFailure(made)) return []
        return [`${kind}: ${made.success.inline_buttons === undefined ? "keyboard" : "inline"}`]
      })
    ])
    const inline = ["reply: inline", "url: inline"]
    assert.deepStrictEqual(Object.fromEntries(told), {
      telegram: [...inline, "phone: keyboard", "location: keyboard"],
      facebook: [...inline, "phone: keyboard", "email: keyboard", "location: keyboard"],
      viber_public: [...inline, "phone: keyboard"],
      vk: ["reply: keyboard"],
      widget: ["reply: keyboard", "url: keyboard"],
      insta_official: ["reply: keyboard"],
      insta_local: ["reply: keyboard"],
      insta_i2crm: ["reply: keyboard"],
      wa_dialog: ["reply: inline"],
      wa_gupshup: ["reply: inline"],
      wa_direct: ["reply: inline"]
    })
  })

  it("have a payload where they reply, and an address where they lead", () => {
    const button = (kind: "reply" | "url" | "phone") => {
      const made = Result.getOrThrow(fromChoices(one(kind), "telegram"))
      return made.inline_buttons?.[0] ?? made.keyboard?.buttons[0]
    }
    assert.deepStrictEqual<unknown>(button("reply"), { type: "reply", text: "This", payload: "p" })
    assert.deepStrictEqual<unknown>(button("url"), { type: "url", text: "This", url: "https://example.com" })
    assert.deepStrictEqual<unknown>(button("phone"), { type: "phone", text: "This" })
  })

  it("have no place for a description; a transport that nobody knows has none at all", () => {
    const described = one("reply", { options: [{ kind: "reply", title: "Tea", description: "hot" }] })
    assert.isTrue(Result.isFailure(fromChoices(described, "telegram")))
    assert.isTrue(Result.isFailure(fromChoices(one("reply"), "max_bot")))
    assert.isTrue(Result.isFailure(fromChoices(one("reply"), "constructor")))
  })

  it("a list has entries that reply, and texts as long as WhatsApp takes them", () => {
    const list = (more: Partial<Choices>) => fromChoices(one("reply", { button: "Choose", ...more }), "wa_dialog")
    assert.isTrue(Result.isSuccess(list({})))
    for (const unfit of [
      { header: "h".repeat(61) },
      { footer: "f".repeat(61) },
      { button: "b".repeat(21) },
      { options: [{ kind: "reply" as const, title: "t", description: "d".repeat(73) }] },
      { options: [{ kind: "reply" as const, title: "t", section: "s".repeat(25) }] },
      { options: [{ kind: "url" as const, title: "t", url: "https://example.com" }] }
    ]) {
      assert.isTrue(Result.isFailure(list(unfit)), JSON.stringify(unfit))
    }
  })
})

describe("a message that goes out", () => {
  it("names no channel where the client's last one is meant", () => {
    const body = fromPlanned({ text: "Hi", media: [] }, { clientId: 7, type: "system", openDialog: false })
    assert.deepStrictEqual<unknown>(body, { client_id: 7, text: "Hi", type: "system", open_dialog: false })
  })
})

describe("an imported message", () => {
  const now = "2026-03-02T10:00:00.000Z" as Timestamp
  const entry = (message: Parameters<typeof fromImported>[1]) =>
    fromImported({ text: "Hi", media: [] }, message, { externalId: undefined, now })

  it("that has no time is of now", () => {
    assert.deepStrictEqual<unknown>(entry({ direction: "inbound" }), {
      timestamp: "1772445600",
      type: "from_client",
      text: "Hi"
    })
  })

  it("is written by an operator only where one is named, and by nobody where a program wrote it", () => {
    const written = (type: "agent" | "bot" | "system", id?: string) => {
      const made = entry({ direction: "outbound", author: id === undefined ? { type } : { type, id } })
      return [made.type, made.operator_id]
    }
    assert.deepStrictEqual(written("agent", "7"), ["to_client", "7"])
    assert.deepStrictEqual(written("agent", "sam@example.com"), ["to_client", undefined])
    assert.deepStrictEqual(written("agent"), ["to_client", undefined])
    assert.deepStrictEqual(written("bot", "7"), ["autoreply", undefined])
    assert.deepStrictEqual(written("system"), ["autoreply", undefined])
  })
})
