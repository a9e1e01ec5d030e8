import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { text } from "../../src/domain/Outbound.ts"
import { ContactId, ConversationId } from "../../src/domain/Scalars.ts"
import {
  channelRules,
  emulated,
  listing,
  makeProvider,
  NotFound,
  native,
  none,
  operationKinds,
  operationNames,
  ProviderError,
  partial
} from "../../src/provider/index.ts"
import { capabilitiesOf } from "../gateway/FakeProviders.ts"

const fromVendor = new ProviderError({ provider: "fake", operation: "things.get", reason: new NotFound(), status: 404 })

const capabilities = capabilitiesOf("fake", {
  "contacts.list": native,
  "contacts.get": native,
  "contacts.create": partial("without tags"),
  "attachments.download": emulated("by its address")
})

const about = {
  provider: "fake",
  accountName: "acme",
  capabilities,
  effectiveCapabilities: Effect.succeed(capabilities)
}

const implementation = {
  contacts: {
    list: () => listing<never>(() => Effect.fail(fromVendor)),
    get: () => Effect.fail(fromVendor.with({ applied: "no" })),
    create: () => Effect.fail(fromVendor)
  },
  attachments: { download: () => Stream.fail(fromVendor) }
}

const { provider, supported } = makeProvider(about, implementation)

describe("makeProvider", () => {
  it.effect("names failures after the operation, not after the vendor's call", () =>
    Effect.gen(function* () {
      const id = ContactId.make("1")
      const operations = [
        yield* Effect.flip(provider.contacts.list().page()),
        yield* Effect.flip(Stream.runDrain(provider.contacts.list())),
        yield* Effect.flip(provider.contacts.get(id)),
        yield* Effect.flip(provider.contacts.create({})),
        yield* Effect.flip(Stream.runDrain(provider.attachments.download({ type: "image" })))
      ]
      assert.deepStrictEqual(
        operations.map(({ operation, status, applied }) => [operation, status, applied]),
        [
          ["contacts.list", 404, undefined],
          ["contacts.list", 404, undefined],
          ["contacts.get", 404, undefined],
          ["contacts.create", 404, "no"],
          ["attachments.download", 404, undefined]
        ]
      )
    })
  )

  it.effect("refuses with Unsupported every operation that is none, in its own form, and says why", () =>
    Effect.gen(function* () {
      const conversationId = ConversationId.make("1")
      const send = yield* Effect.flip(provider.messages.send({ to: { conversationId }, content: [text("hi")] }))
      assert.strictEqual(send.reason._tag, "Unsupported")
      assert.strictEqual(send.applied, "no")
      assert.strictEqual(send.message, "fake messages.send: not supported: fake has no messages.send")
      const find = yield* Effect.flip(provider.messages.find({ externalId: "1" }))
      assert.notProperty(find, "applied")
      const list = yield* Effect.flip(Stream.runDrain(provider.agents.list()))
      assert.strictEqual(list.reason._tag, "Unsupported")
      assert.strictEqual((yield* Effect.flip(provider.agents.list().page())).operation, "agents.list")
    })
  )

  it.effect("has every operation there is", () =>
    Effect.gen(function* () {
      for (const [group, kinds] of Object.entries(operationKinds)) {
        const operations = provider[group as keyof typeof operationKinds] as Record<string, unknown>
        assert.sameMembers(Object.keys(operations), Object.keys(kinds))
      }
      assert.lengthOf(operationNames, new Set(operationNames).size)
      assert.include(operationNames, "webhooks.rotateSecret")
      assert.isTrue(Option.isSome(Option.some(yield* provider.effectiveCapabilities)))
    })
  )

  it("is the same for both names it goes by, which differ in their types only", () => {
    assert.strictEqual<unknown>(provider, supported)
    assert.isFunction(supported.contacts.get)
    // @ts-expect-error: messages.send is none, so a known vendor's service does not have it
    assert.isDefined(supported.messages)
    // @ts-expect-error: contacts.search is none
    assert.isDefined(supported.contacts.search)
  })

  it("is checked by the compiler both ways", () => {
    const { attachments: _, ...lacking } = implementation
    // @ts-expect-error: attachments.download is not none, and is not implemented
    makeProvider(about, lacking)
    const more = { ...implementation, contacts: { ...implementation.contacts, delete: () => Effect.void } }
    // @ts-expect-error: contacts.delete is implemented, and is none
    makeProvider(about, more)
    const wrong = { ...implementation, attachments: { download: () => Effect.void } }
    // @ts-expect-error: a download is a stream
    makeProvider(about, wrong)
  })
})

describe("Capabilities", () => {
  it("levels are data", () => {
    assert.deepStrictEqual<unknown>(
      [native, none(), none("why"), partial("how"), emulated("how")],
      [
        { level: "native" },
        { level: "none" },
        { level: "none", note: "why" },
        { level: "partial", note: "how" },
        { level: "emulated", note: "how" }
      ]
    )
  })

  it("the rules of a channel are its own, else the default's", () => {
    const own = { ...capabilities.channels.default, maxTextLength: 1 }
    const several = { ...capabilities, channels: { default: capabilities.channels.default, sms: own } }
    assert.strictEqual(channelRules(several, "sms"), own)
    assert.strictEqual(channelRules(several, "fax"), several.channels.default)
    assert.strictEqual(channelRules(several, undefined), several.channels.default)
  })
})
