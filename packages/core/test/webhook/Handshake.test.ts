/** Who gets the challenge back, by either spelling. */
import { assert, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { Handshake } from "../../src/webhook/index.ts"

const ask = (query: string, ...tokens: ReadonlyArray<string>) =>
  Handshake.answer(
    new URLSearchParams(query),
    tokens.map((token) => Redacted.make(token))
  )

describe("Handshake", () => {
  it.each([
    "hub.mode=subscribe&hub.verify_token=t&hub.challenge=42",
    "hub_mode=subscribe&hub_verify_token=t&hub_challenge=42",
    "verify_token=t&challenge=42",
    "challenge=42&verify_token=t&other=1"
  ])("answers %s", (query) => {
    assert.strictEqual(ask(query, "older", "t"), "42")
    assert.strictEqual(Handshake.answer(new URLSearchParams(query), ["t"]), "42")
    assert.isTrue(Handshake.isHandshake(new URLSearchParams(query)))
  })

  it.each([
    "verify_token=guess&challenge=42",
    "verify_token=T&challenge=42",
    "challenge=42",
    "verify_token=&challenge=42",
    // The names of one spelling belong together.
    "hub.challenge=42&verify_token=t",
    "hub.mode=unsubscribe&hub.verify_token=t&hub.challenge=42",
    "verify_token=t"
  ])("does not answer %s", (query) => {
    assert.isUndefined(ask(query, "t", ""))
  })

  it("answers nothing without a token, not even to nobody's", () => {
    assert.isUndefined(ask("verify_token=&challenge=42", ""))
    assert.isUndefined(ask("verify_token=%20&challenge=42", " "))
    assert.isUndefined(ask("verify_token=t&challenge=42"))
  })

  it("is no handshake without a challenge", () => {
    assert.isFalse(Handshake.isHandshake(new URLSearchParams("verify_token=t&hub.mode=subscribe")))
  })
})
