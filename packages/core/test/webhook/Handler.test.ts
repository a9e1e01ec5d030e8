import { assert, describe, it } from "@effect/vitest"
import { Context, Effect } from "effect"
import type { Event, EventOf } from "../../src/domain/index.ts"
import { Receiver } from "../../src/webhook/index.ts"

const unknown: EventOf<"unknown"> = {
  type: "unknown",
  id: "acme:main:unknown:1",
  provider: "acme",
  account: "main",
  receivedAt: "2026-01-01T00:00:00.000Z" as Event["receivedAt"],
  data: { problem: "new" },
  raw: {}
}

const typing: Event = { ...unknown, type: "typing.started", data: { conversation: { id: "v1" as never } } }

const context = { signal: new AbortController().signal }

class Store extends Context.Service<Store, Array<string>>()("Store") {}
class Mail extends Context.Service<Mail, Array<string>>()("Mail") {}

describe("handlers by type", () => {
  it("get the events of their type, otherwise the rest", () => {
    const seen: Array<string> = []
    const handler = Receiver.on({
      unknown: ({ data }) => void seen.push(data.problem),
      otherwise: (event) => void seen.push(event.type)
    })
    handler(unknown, context)
    handler(typing, context)
    assert.deepStrictEqual(seen, ["new", "typing.started"])
  })

  it("ignore what nobody handles, also by names that every object has", () => {
    const handler = Receiver.on({ "message.created": () => Effect.die("must not run") })
    assert.isUndefined(handler(unknown, context))
    assert.isUndefined(handler({ ...unknown, type: "toString" as "unknown" }, context))
  })

  it.effect("need what any of their Effects needs", () =>
    Effect.gen(function* () {
      const handler = Receiver.on({
        unknown: ({ id }) => Store.use((ids) => Effect.sync(() => ids.push(id))),
        "typing.started": () => Mail.use((mail) => Effect.sync(() => mail.push("typing"))),
        "typing.stopped": async () => {}
      })
      const typed: Receiver.Handler<Store | Mail> = handler
      // @ts-expect-error: the Mail of one of them is missing
      const incomplete: Receiver.Handler<Store> = handler
      assert.strictEqual<unknown>(incomplete, typed)
      const ids: Array<string> = []
      const result = handler(unknown, context)
      if (!Effect.isEffect(result)) return assert.fail("an Effect")
      yield* result.pipe(Effect.provideService(Store, ids), Effect.provideService(Mail, []))
      assert.deepStrictEqual(ids, [unknown.id])
    })
  )

  it("are checked by the compiler", () => {
    // @ts-expect-error: no such event
    Receiver.on({ "message.exploded": () => {} })
    // @ts-expect-error: an unknown event has no message
    Receiver.on({ unknown: ({ data }) => void data.message })
  })
})
