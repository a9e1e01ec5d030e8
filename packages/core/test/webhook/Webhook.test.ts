import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { type Delivery, Signature, toHeaders, Webhook } from "../../src/webhook/index.ts"
import * as Acme from "./Acme.ts"

const deliveryOf = (json: unknown, headers: Delivery["headers"] = {}): Delivery => ({
  account: "main",
  headers,
  body: new TextEncoder().encode(typeof json === "string" ? json : JSON.stringify(json)),
  receivedAt: 1_767_225_600_000
})

const decode = (webhook: Webhook.Webhook, delivery: Delivery) =>
  Effect.flatMap(webhook.trust(delivery), (verified) => Effect.fromResult(webhook.decode(verified)))

describe("decoding", () => {
  it.effect("puts facts into their envelope", () =>
    Effect.gen(function* () {
      const [event] = yield* decode(Acme.make(), deliveryOf({ id: "m1", text: "hi" }, { "x-acme-delivery": "d1" }))
      assert.deepInclude<object>(event ?? {}, {
        id: "acme:main:message.created:m1",
        type: "message.created",
        provider: "acme",
        account: "main",
        deliveryId: "d1",
        receivedAt: "2026-01-01T00:00:00.000Z",
        origin: "live",
        raw: { id: "m1", text: "hi" }
      })
    })
  )

  it.effect("makes one event of a fact that stands twice in a delivery", () =>
    Effect.gen(function* () {
      const message = { id: "m1", text: "hi" }
      const events = yield* decode(Acme.make(), deliveryOf([message, { id: "m2", text: "" }, message]))
      assert.deepStrictEqual(
        events.map(({ id }) => id.slice(-2)),
        ["m1", "m2"]
      )
    })
  )

  it.effect("names what has no name by the delivery and its place in it, else by its body", () =>
    Effect.gen(function* () {
      const idsOf = (json: unknown, headers: Delivery["headers"] = {}) =>
        Effect.map(decode(Acme.make(), deliveryOf(json, headers)), (events) => events.map(({ id }) => id))
      assert.deepStrictEqual(yield* idsOf([1, 2], { "x-acme-delivery": "d1" }), [
        "acme:main:unknown:d1:0",
        "acme:main:unknown:d1:1"
      ])
      assert.deepStrictEqual(yield* idsOf({ a: 1 }), yield* idsOf({ a: 1 }))
      assert.notDeepEqual(yield* idsOf({ a: 1 }), yield* idsOf({ a: 2 }))
      const inBody = Acme.make({ secrets: [Acme.secret], deliveryIdIn: () => "d2" })
      const [event] = yield* decode(inBody, deliveryOf({ a: 1 }))
      assert.deepInclude<object>(event ?? {}, { id: "acme:main:unknown:d2:0", deliveryId: "d2" })
      const empty = { "x-acme-delivery": "" }
      assert.notDeepEqual(yield* idsOf({ a: 1 }, empty), yield* idsOf({ a: 2 }, empty))
    })
  )

  it.effect("keeps what a mapping throws at, or finds nothing in", () =>
    Effect.gen(function* () {
      const throwing = Acme.make({
        allowUnsigned: true,
        toFacts: () => {
          throw new TypeError("no such field")
        }
      })
      const [event] = yield* decode(throwing, deliveryOf({ a: 1, deep: [{ token: "hidden" }] }))
      assert.deepInclude(event, { type: "unknown", raw: { a: 1, deep: [{ token: "<redacted>" }] } })
      assert.include(JSON.stringify(event?.data), "no such field")
      const [nothing] = yield* decode(Acme.make({ allowUnsigned: true, toFacts: () => [] }), deliveryOf({ a: 1 }))
      assert.strictEqual(nothing?.type, "unknown")
    })
  )

  it.effect("refuses only what is not JSON", () =>
    Effect.gen(function* () {
      for (const body of ["", "{", "undefined", "{'a':1}"]) {
        assert.strictEqual((yield* Effect.flip(decode(Acme.make(), deliveryOf(body))))._tag, "NotJson")
      }
      for (const body of ["null", "1", '"text"', "[]", "\uFEFF{}"]) {
        assert.isAbove((yield* decode(Acme.make(), deliveryOf(body))).length, 0)
      }
    })
  )
})

describe("trust", () => {
  it.effect("takes secrets as text or redacted", () =>
    Effect.gen(function* () {
      const { body, headers } = yield* Acme.deliver({ a: 1 }, 1_767_225_600_000)
      for (const each of [Acme.secret, Redacted.make(Acme.secret)]) {
        yield* Acme.make({ secrets: [each] }).verify(deliveryOf(body, headers))
      }
    })
  )

  it.effect("of a kind that is never signed needs a shared secret, or to be said", () =>
    Effect.gen(function* () {
      const { scheme: _, ...unsigned } = Acme.definition
      const make = (trust: Webhook.Trust) => Webhook.make(unsigned, trust)
      const bare = deliveryOf({ a: 1 })
      assert.strictEqual((yield* Effect.flip(make({}).verify(bare))).reason, "missing-secret")
      assert.strictEqual((yield* Effect.flip(make({ secrets: ["x"] }).verify(bare))).reason, "missing-secret")
      yield* make({ allowUnsigned: true }).verify(bare)
      const sharedSecret = { in: "header", name: "X-Key" } as const
      yield* make({ secrets: ["x"], sharedSecret }).verify({ ...bare, headers: { "x-key": "x" } })
      const strict = make({ secrets: ["x"], sharedSecret, allowUnsigned: true })
      assert.strictEqual((yield* Effect.flip(strict.verify(bare))).reason, "missing-header")
      const waived = make({ secrets: ["x"], allowUnsigned: true })
      assert.strictEqual((yield* Effect.flip(waived.verify(bare))).reason, "missing-secret")
    })
  )

  it.effect("may tolerate another age than the vendor's usual", () =>
    Effect.gen(function* () {
      const { body, headers } = yield* Acme.deliver({ a: 1 }, 1_767_225_600_000 - 3_600_000)
      const strict = Acme.make()
      assert.strictEqual((yield* Effect.flip(strict.verify(deliveryOf(body, headers)))).reason, "too-old")
      yield* Acme.make({ secrets: [Acme.secret], toleranceSeconds: 7200 }).verify(deliveryOf(body, headers))
    })
  )
})

describe("several schemes for one URL", () => {
  const first = Signature.plainHmac({ signatureHeader: "X-First" })
  const second = Signature.plainHmac({ signatureHeader: "X-Second", prefix: "sha256=" })
  const make = (trust: Webhook.Trust, secondSecrets?: ReadonlyArray<string>) =>
    Webhook.make(
      {
        ...Acme.definition,
        scheme: [
          { scheme: first },
          { scheme: second, ...(secondSecrets === undefined ? {} : { secrets: secondSecrets }) }
        ]
      },
      trust
    )
  const signed = (scheme: Signature.SignatureScheme, secret: string, query?: string) =>
    Effect.map(
      Signature.sign(scheme, { secret: Redacted.make(secret), body: deliveryOf({ a: 1 }).body }),
      (headers): Delivery => ({ ...deliveryOf({ a: 1 }, headers), ...(query === undefined ? {} : { query }) })
    )
  const reason = (webhook: Webhook.Webhook, delivery: Delivery) =>
    Effect.map(Effect.flip(webhook.verify(delivery)), (refused) => refused.reason)

  it.effect("are told apart by their headers, with the same secrets or each with its own", () =>
    Effect.gen(function* () {
      for (const scheme of [first, second]) yield* make({ secrets: ["a", "b"] }).verify(yield* signed(scheme, "b"))
      const webhook = make({ secrets: ["a"] }, ["b"])
      yield* webhook.verify(yield* signed(first, "a"))
      yield* webhook.verify(yield* signed(second, "b"))
      assert.strictEqual(yield* reason(webhook, yield* signed(second, "a")), "mismatch")
      assert.strictEqual(yield* reason(webhook, deliveryOf({ a: 1 })), "missing-header")
      assert.strictEqual(yield* reason(make({}), yield* signed(first, "a")), "missing-secret")
    })
  )

  it.effect("are tried in order: the first that is there and can be checked decides", () =>
    Effect.gen(function* () {
      const right = yield* signed(second, "b")
      const both = { ...right, headers: { ...right.headers, "x-first": "00" } }
      assert.strictEqual(yield* reason(make({ secrets: ["a"] }, ["b"]), both), "mismatch")
      yield* make({}, ["b"]).verify(both)
      assert.strictEqual(yield* reason(make({}, ["b"]), yield* signed(first, "b")), "missing-header")
    })
  )

  it.effect("leave what none of them signed to a shared secret of its own, and to nothing else", () =>
    Effect.gen(function* () {
      const sharedSecret = { in: "query", name: "key", secrets: ["shared"] } as const
      const webhook = make({ secrets: ["a"], sharedSecret, allowUnsigned: true })
      yield* webhook.verify({ ...deliveryOf({ a: 1 }), query: "key=shared" })
      assert.strictEqual(yield* reason(webhook, { ...deliveryOf({ a: 1 }), query: "key=a" }), "mismatch")
      assert.strictEqual(yield* reason(webhook, deliveryOf({ a: 1 })), "missing-header")
      yield* webhook.verify(yield* signed(first, "a"))
      // The wrong signature is not made good by the right shared secret.
      assert.strictEqual(yield* reason(webhook, yield* signed(first, "b", "key=shared")), "mismatch")
    })
  )

  it.effect("are not looked at where the secrets are the shared secret's", () =>
    Effect.gen(function* () {
      const webhook = make({ secrets: ["shared"], sharedSecret: { in: "query", name: "key" } })
      yield* webhook.verify(yield* signed(first, "unknown", "key=shared"))
      assert.strictEqual(yield* reason(webhook, yield* signed(first, "shared")), "missing-header")
    })
  )
})

describe("toHeaders", () => {
  it("reads every runtime's headers alike", () => {
    const expected = { "x-a": "1", "x-b": "2, 3" }
    assert.deepStrictEqual(toHeaders({ "X-A": "1", "x-b": ["2", "3"], "x-c": undefined }), expected)
    assert.deepStrictEqual(
      toHeaders(
        new Headers([
          ["X-A", "1"],
          ["x-b", "2"],
          ["X-B", "3"]
        ])
      ),
      expected
    )
    assert.deepStrictEqual(
      toHeaders([
        ["X-A", "1"],
        ["x-b", "2"],
        ["X-B", "3"]
      ]),
      expected
    )
  })
})
