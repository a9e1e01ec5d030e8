/** The promise skin over a small provider: what it makes of results, errors, lists, signals and layers. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Option, Stream } from "effect"
import { HttpClient } from "effect/http"
import { expectTypeOf } from "vitest"
import type { Contact } from "../../src/domain/index.ts"
import { ContactId } from "../../src/domain/Scalars.ts"
import { connect, NotFound, openGateway, ProviderError, UnknownAccount } from "../../src/promise/index.ts"
import { emulated, listing, makeProvider, native, Provider, type SupportedProvider } from "../../src/provider/index.ts"
import { capabilitiesOf } from "../gateway/FakeProviders.ts"

const capabilities = capabilitiesOf("fake", {
  "contacts.list": native,
  "contacts.get": native,
  "contacts.find": native,
  "attachments.download": emulated("by its address")
})

class Fake extends Context.Service<Fake, SupportedProvider<typeof capabilities>>()("test/Fake") {}

const absent = new ProviderError({ provider: "fake", operation: "people.get", reason: new NotFound(), status: 404 })
const person = (id: string): Contact => ({ id: ContactId.make(id) })

/** What the layer was built of and did, in order. */
const journal: Array<string> = []

const fakeLayer = Layer.effectContext(
  Effect.gen(function* () {
    yield* HttpClient.HttpClient
    yield* Effect.acquireRelease(
      Effect.sync(() => journal.push("built")),
      () => Effect.sync(() => journal.push("released"))
    )
    const { provider, supported } = makeProvider(
      { provider: "fake", accountName: "acme", capabilities, effectiveCapabilities: Effect.succeed(capabilities) },
      {
        contacts: {
          list: () =>
            listing((cursor = "1") =>
              Number(cursor) > 3
                ? Effect.never
                : Effect.succeed({ items: [person(cursor), person(`${cursor}b`)], cursor: String(Number(cursor) + 1) })
            ),
          get: (id) => (id === "1" ? Effect.succeed(person("1")) : Effect.fail(absent)),
          find: (by) =>
            Effect.succeedSome(person("1")).pipe(Effect.when(Effect.succeed("email" in by)), Effect.map(Option.flatten))
        },
        attachments: { download: () => Stream.make(new Uint8Array([1]), new Uint8Array([2])) }
      }
    )
    return Context.make(Provider, provider).pipe(Context.add(Fake, supported))
  })
)

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => assert.fail(`must be rejected, but gives ${JSON.stringify(value)}`),
    (reason: unknown) => reason
  )

const firstId = ContactId.make("1")

describe("connect", () => {
  it("answers with what the operation answers, and with undefined for nothing found", async () => {
    await using acme = await connect(fakeLayer)
    assert.deepStrictEqual(await acme.contacts.get(firstId), person("1"))
    assert.deepStrictEqual(await acme.contacts.find({ email: "ann@example.com" }), person("1"))
    assert.isUndefined(await acme.contacts.find({ externalId: "7" }))
    assert.deepStrictEqual([acme.provider, acme.accountName], ["fake", "acme"])
    assert.strictEqual(acme.capabilities, capabilities)
    assert.strictEqual(await acme.effectiveCapabilities(), capabilities)
  })

  it("rejects with the provider's error, whose reason is a class", async () => {
    await using acme = await connect(fakeLayer)
    const error = await rejection(acme.contacts.get(ContactId.make("2")))
    assert.instanceOf(error, ProviderError)
    assert.instanceOf(error, Error)
    assert.instanceOf(error.reason, NotFound)
    assert.deepStrictEqual([error.operation, error.status], ["contacts.get", 404])
    const lacking = await rejection(acme.contacts.create({ name: "Ann" }))
    assert.instanceOf(lacking, ProviderError)
    assert.strictEqual(lacking.reason._tag, "Unsupported")
  })

  it("iterates over lists, stops when the loop does, and gives pages", async () => {
    await using acme = await connect(fakeLayer)
    const ids: Array<string> = []
    for await (const { id } of acme.contacts.list()) {
      ids.push(id)
      if (ids.length === 3) break
    }
    assert.deepStrictEqual(ids, ["1", "1b", "2"])
    const { cursor, items } = await acme.contacts.list().page("2")
    assert.deepStrictEqual([cursor, items.map(({ id }) => id)], ["3", ["2", "2b"]])
    assert.deepStrictEqual(await Array.fromAsync(acme.attachments.download({ type: "image" })), [
      new Uint8Array([1]),
      new Uint8Array([2])
    ])
  })

  it("rejects a list that fails with the provider's error", async () => {
    await using acme = await connect(fakeLayer)
    const error = await rejection(Array.fromAsync(acme.messages.listByConversation("1" as never)))
    assert.instanceOf(error, ProviderError)
    assert.strictEqual(error.operation, "messages.listByConversation")
  })

  it("interrupts calls and iterations when the signal is aborted", async () => {
    await using acme = await connect(fakeLayer)
    const controller = new AbortController()
    const abortable = acme.withSignal(controller.signal)
    const page = rejection(abortable.contacts.list().page("4"))
    const all = rejection(Array.fromAsync(abortable.contacts.list()))
    controller.abort(new Error("enough"))
    assert.propertyVal(await page, "message", "enough")
    assert.propertyVal(await all, "message", "enough")
    assert.propertyVal(await rejection(abortable.contacts.get(firstId)), "message", "enough")
    assert.deepStrictEqual(await acme.contacts.get(firstId), person("1"))
  })

  it("builds once, releases on close, and runs effects with the layer's services", async () => {
    journal.length = 0
    const acme = await connect(fakeLayer)
    await acme.contacts.get(firstId)
    assert.strictEqual(await acme.run(Effect.map(Fake, ({ accountName }) => accountName)), "acme")
    assert.deepStrictEqual(journal, ["built"])
    await acme.close()
    assert.deepStrictEqual(journal, ["built", "released"])
  })

  it("interrupts what is running when it is closed, and refuses what comes after", async () => {
    const acme = await connect(fakeLayer)
    const page = rejection(acme.contacts.list().page("4"))
    const all = rejection(Array.fromAsync(acme.contacts.list()))
    await acme.close()
    for (const reason of [await page, await all, await rejection(acme.contacts.get(firstId))]) {
      assert.propertyVal(reason, "name", "AbortError")
      assert.propertyVal(reason, "message", "the connection is closed")
    }
  })

  it("is rejected with what the layer fails with", async () => {
    const incomplete = Layer.effect(Provider, Effect.fail("the token is missing"))
    assert.strictEqual(await rejection(connect(incomplete)), "the token is missing")
  })

  it("takes an HttpClient, and fetch when none is given", async () => {
    const asking = Layer.effectContext(
      Effect.gen(function* () {
        const http = yield* HttpClient.HttpClient
        const { provider } = makeProvider(
          { provider: "fake", accountName: "acme", capabilities, effectiveCapabilities: Effect.succeed(capabilities) },
          {
            contacts: {
              list: () => listing<Contact>(() => Effect.succeed({ items: [] })),
              get: () => Effect.as(Effect.orDie(http.get("http://127.0.0.1:9/")), person("1")),
              find: () => Effect.succeedNone
            },
            attachments: { download: () => Stream.empty }
          }
        )
        return Context.make(Provider, provider)
      })
    )
    const asked: Array<string> = []
    const httpClient = Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request) => Effect.die(asked.push(request.url)))
    )
    await using own = await connect(asking, { httpClient })
    await rejection(own.contacts.get(firstId))
    assert.deepStrictEqual(asked, ["http://127.0.0.1:9/"])
    await using fetching = await connect(asking)
    assert.match(String(await rejection(fetching.contacts.get(firstId))), /Transport/)
  })

  it("lets the compiler refuse what a vendor lacks, when asked for the vendor's own service", async () => {
    await using acme = await connect(fakeLayer, { service: Fake })
    expectTypeOf(acme).not.toHaveProperty("messages")
    expectTypeOf(acme.contacts).not.toHaveProperty("create")
    expectTypeOf(acme.contacts.find).returns.resolves.toEqualTypeOf<Contact | undefined>()
    assert.deepStrictEqual(await acme.contacts.get(firstId), person("1"))
  })
})

describe("openGateway", () => {
  it("gives an account's provider to work and keeps it meanwhile", async () => {
    await using gateway = openGateway({ globex: fakeLayer, acme: fakeLayer }, { idleTimeToLive: 0 })
    assert.deepStrictEqual(await gateway.accounts(), ["acme", "globex"])
    journal.length = 0
    const contact = await gateway.use("acme", async (acme) => {
      const found = await acme.contacts.get(firstId)
      journal.push("worked")
      return found
    })
    assert.deepStrictEqual(contact, person("1"))
    assert.deepStrictEqual(journal, ["built", "worked", "released"])
  })

  it("interrupts work that is under way when it is closed", async () => {
    const gateway = openGateway({ acme: fakeLayer })
    const page = rejection(gateway.use("acme", (acme) => acme.contacts.list().page("4")))
    await gateway.use("acme", () => undefined)
    await gateway.close()
    assert.instanceOf(await page, Error)
  })

  it("rejects with what the work is rejected with, and for an account that is not there", async () => {
    await using gateway = openGateway({ acme: fakeLayer })
    const error = await rejection(gateway.use("acme", (acme) => acme.contacts.get(ContactId.make("2"))))
    assert.instanceOf(error, ProviderError)
    assert.instanceOf(await rejection(gateway.use("nobody", () => 1)), UnknownAccount)
  })
})
