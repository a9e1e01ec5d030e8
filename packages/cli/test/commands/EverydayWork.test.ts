/** The commands that work on an account, against the simulator on real HTTP. */
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Faults } from "@dragoman/testing"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { onSimulator, simulator } from "../Harness.ts"

const work = (args: ReadonlyArray<string>) =>
  Effect.map(onSimulator(args), (ran) => {
    assert.deepStrictEqual(ran.err, [])
    assert.strictEqual(ran.code, 0)
    return ran.out
  })

const json = (args: ReadonlyArray<string>) =>
  Effect.map(work([...args, "--json"]), (out) => JSON.parse(out.join("\n")) as Record<string, unknown>)

layer(simulator, { excludeTestServices: true })("everyday work", (it) => {
  it.effect("lists all pages, and stops at a limit", () =>
    Effect.gen(function* () {
      const { contacts } = yield* ChatwootSimulator
      assert.lengthOf(yield* work(["contacts", "list", "--json"]), (yield* contacts).length)
      assert.lengthOf(yield* work(["contacts", "list", "--json", "--limit", "17"]), 17)
    })
  )

  it.effect("shows people a table and programs whole entities", () =>
    Effect.gen(function* () {
      const [head, first] = yield* work(["contacts", "list", "--limit", "1"])
      assert.match(head ?? "", /^ID +NAME +PHONE +EMAIL/)
      assert.match(first ?? "", /^1 +Alice Abbott +\+\d+ +alice\.abbott\.1@example\.com/)
      const contact = yield* json(["contacts", "get", "1"])
      assert.strictEqual(contact.name, "Alice Abbott")
      assert.property(contact, "raw")
    })
  )

  it.effect("an empty list prints nothing and says so beside it", () =>
    Effect.gen(function* () {
      const ran = yield* onSimulator(["contacts", "search", "nobody-is-called-so"])
      assert.deepStrictEqual(ran, { code: 0, out: [], err: ["no contacts"] })
    })
  )

  it.effect("makes a tag, and lists it", () =>
    Effect.gen(function* () {
      const made = yield* json(["tags", "create", "vip-2026", "--description", "Call back first", "--color", "#1f93ff"])
      assert.deepInclude(made, { name: "vip-2026", description: "Call back first", color: "#1f93ff" })
      assert.match((yield* work(["tags", "list"])).join("\n"), /^vip-2026 +#1f93ff +Call back first$/m)
    })
  )

  it.effect("makes, changes, finds and deletes a contact", () =>
    Effect.gen(function* () {
      const made = yield* json([
        ...["contacts", "create", "--name", "山田", "--email", "yamada@example.com", "--external-id", "c-1"],
        ...["--attribute", "plan=pro", "--attribute", "seats=3"]
      ])
      const id = String(made.id)
      assert.deepStrictEqual(made.attributes, { plan: "pro", seats: 3 })
      const changed = yield* json([
        "contacts",
        "update",
        id,
        "--phone",
        "+15550177",
        "--clear",
        "email",
        "--unset",
        "plan"
      ])
      assert.strictEqual(changed.phone, "+15550177")
      assert.notProperty(changed, "email")
      assert.deepStrictEqual(changed.attributes, { seats: 3 })
      assert.match((yield* work(["contacts", "search", "山田"])).join("\n"), new RegExp(`^${id} +山田`, "m"))
      for (const key of [
        ["--external-id", "c-1"],
        ["--phone", "+15550177"]
      ]) {
        assert.strictEqual((yield* json(["contacts", "find", ...key])).id, id)
      }
      assert.deepStrictEqual(yield* work(["contacts", "delete", id]), [`contact ${id} is deleted`])
      assert.strictEqual((yield* onSimulator(["contacts", "get", id])).code, 1)
    })
  )

  it.effect("moves a conversation along", () =>
    Effect.gen(function* () {
      const made = yield* json(["conversations", "create", "--contact", "1", "--channel", "1"])
      const id = String(made.id)
      yield* work(["conversations", "assign", id, "--agent", "2", "--team", "1"])
      assert.deepStrictEqual((yield* json(["conversations", "tag", id, "--add", "vip", "--add", "refund"])).tags, [
        "vip",
        "refund"
      ])
      assert.deepStrictEqual(yield* work(["conversations", "tag", id, "--remove", "vip"]), [
        `conversation ${id} has refund`
      ])
      yield* work(["conversations", "status", id, "snoozed", "--until", "2030-01-01T00:00:00Z"])
      const snoozed = yield* json(["conversations", "get", id])
      assert.strictEqual(snoozed.status, "snoozed")
      assert.strictEqual(snoozed.snoozedUntil, "2030-01-01T00:00:00.000Z")
      assert.deepInclude(snoozed.assignee as object, { id: "2", name: "Grace Agent" })
      yield* work(["conversations", "assign", id, "--nobody"])
      assert.notProperty(yield* json(["conversations", "get", id]), "assignee")
      const closed = yield* work(["conversations", "list", "--status", "closed", "--json"])
      assert.isTrue(closed.every((line) => JSON.parse(line).status === "closed"))
      const ofContact = yield* work(["conversations", "list", "--contact", "1", "--json"])
      assert.isTrue(ofContact.some((line) => JSON.parse(line).id === id))
    })
  )

  it.effect("sends words and files, and notes beside them", () =>
    Effect.gen(function* () {
      const file = join(mkdtempSync(join(tmpdir(), "dragoman-")), "invoice.pdf")
      writeFileSync(file, "%PDF-1.7")
      const { messages, degraded } = yield* json([
        ...["messages", "send", "--conversation", "3", "Your invoice", "--attach", file],
        ...["--external-id", "invoice-77"]
      ])
      assert.deepStrictEqual(degraded, [])
      const [sent] = messages as ReadonlyArray<Record<string, unknown>>
      assert.strictEqual(sent?.externalId, "invoice-77")
      assert.deepInclude(sent?.content as ReadonlyArray<object>, { type: "text", text: "Your invoice" })
      yield* work(["messages", "note", "--conversation", "3", "Called back"])
      const [, note, message] = yield* work(["messages", "list", "3", "--newest-first", "--limit", "2"])
      assert.match(note ?? "", / note +sent +Called back$/)
      assert.match(message ?? "", / outbound +sent +Your invoice \[file invoice\.pdf\]$/)
    })
  )

  it.effect("sends to a contact, in their open conversation", () =>
    Effect.gen(function* () {
      const { messages } = yield* json(["messages", "send", "--contact", "5", "--channel", "1", "Hello"])
      assert.lengthOf(messages as ReadonlyArray<unknown>, 1)
    })
  )

  it.effect("lists what ids refer to", () =>
    Effect.gen(function* () {
      assert.match((yield* work(["channels", "list"])).join("\n"), /^1 +api +Channel::Api +API/m)
      assert.match((yield* work(["agents", "list"])).join("\n"), /^2 +Grace Agent +grace@example\.com +online$/m)
      assert.match((yield* work(["teams", "list"])).join("\n"), /^1 +support$/m)
      assert.match((yield* work(["tags", "list"])).join("\n"), /^vip +#f2c94c/m)
    })
  )

  it.effect("has the vendor call a URL, and no longer", () =>
    Effect.gen(function* () {
      const made = yield* json(["webhooks", "create", "https://example.com/hook", "--event", "message_created"])
      assert.deepStrictEqual(made.events, ["message_created"])
      assert.isString(made.secret)
      const table = (yield* work(["webhooks", "list"])).join("\n")
      assert.include(table, "https://example.com/hook")
      assert.notInclude(table, String(made.secret))
      yield* work(["webhooks", "delete", String(made.id)])
      assert.deepStrictEqual((yield* onSimulator(["webhooks", "list"])).err, ["no webhooks"])
    })
  )
})

layer(simulator, { excludeTestServices: true })("what goes wrong", (it) => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>, number, RegExp]> = [
    ["404", ["contacts", "get", "99999"], 1, /\(HTTP 404\): not found/],
    [
      "422",
      ["contacts", "create", "--email", "alice.abbott.1@example.com"],
      1,
      /\(HTTP 422\): already exists .*\(email\)/
    ],
    ["no such conversation", ["messages", "send", "--conversation", "99999", "hi"], 1, /HTTP 404/],
    ["not supported", ["messages", "send", "--conversation", "3", "--as", "2", "hi"], 1, /not supported/],
    [
      "an attachment that is not there",
      ["messages", "send", "--conversation", "3", "--attach", "/nowhere"],
      2,
      /no such file/
    ],
    ["a folder as attachment", ["messages", "send", "--conversation", "3", "--attach", "/"], 2, /not a file/],
    ["nothing to send", ["messages", "send", "--conversation", "3"], 2, /nothing to say/],
    ["nowhere to send to", ["messages", "send", "hi"], 2, /give --conversation, or else --contact/],
    ["two targets", ["messages", "note", "--conversation", "3", "--contact", "1", "hi"], 2, /do not go together/],
    [
      "a channel without a contact",
      ["messages", "send", "--conversation", "3", "--channel", "1", "hi"],
      2,
      /with --contact/
    ],
    ["nothing to update", ["contacts", "update", "1"], 2, /nothing to update/],
    [
      "a phone number that is none",
      ["contacts", "create", "--phone", "0171 123"],
      2,
      /--phone: "0171 123" does not fit/
    ],
    ["an attribute without a value", ["contacts", "create", "--attribute", "plan"], 2, /not of the form name=value/],
    ["an unknown status", ["conversations", "status", "1", "done"], 2, /must be one of open, .*, not "done"/],
    [
      "a contact that is not there",
      ["contacts", "find", "--email", "nobody@example.com"],
      1,
      /there is no such contact/
    ],
    ["a channel without an address", ["contacts", "create", "--name", "A", "--channel", "1"], 2, /go together/],
    ["no key to find by", ["contacts", "find"], 2, /give exactly one of --phone/],
    [
      "two keys to find by",
      ["contacts", "find", "--email", "a@example.com", "--external-id", "1"],
      2,
      /exactly one of/
    ],
    ["an address of no channel", ["contacts", "find", "--address", "1"], 2, /--address and --channel-type go together/],
    [
      "a time without its status",
      ["conversations", "status", "1", "open", "--until", "2030-01-01"],
      2,
      /with snoozed only/
    ],
    [
      "assigned to nobody and somebody",
      ["conversations", "assign", "1", "--nobody", "--agent", "1"],
      2,
      /or else --nobody/
    ],
    ["tags set and added", ["conversations", "tag", "1", "--set", "a", "--add", "b"], 2, /or else --set/],
    ["a limit of nothing", ["contacts", "list", "--limit", "0"], 2, /a number above 0/],
    [
      "a URL that is none",
      ["webhooks", "create", "example"],
      2,
      /"example" does not fit, expected an http or https URL/
    ],
    ["an unknown command", ["contacts", "lst"], 2, /there is no command "lst" \(did you mean list\?\)/],
    ["an argument too many", ["contacts", "get", "1", "2"], 2, /unexpected: 2/],
    ["an argument too few", ["contacts", "get"], 2, /the argument id is missing: see dragoman contacts get --help/]
  ]
  for (const [name, args, code, expected] of cases) {
    it.effect(`${name}: one line, exit code ${code}`, () =>
      Effect.gen(function* () {
        const ran = yield* onSimulator(args)
        assert.lengthOf(ran.err, 1)
        assert.match(ran.err[0] ?? "", expected)
        assert.isTrue(ran.err[0]?.startsWith("dragoman: "))
        assert.strictEqual(ran.code, code)
        assert.deepStrictEqual(ran.out, [])
      })
    )
  }

  const faults: ReadonlyArray<readonly [string, Faults.Fault, RegExp]> = [
    ["a server that fails", Faults.serverError({ body: "html" }), /\(HTTP 500\): the server failed.*unknown/],
    ["a reply that is lost", Faults.dropAfter, /no connection.*whether it was done is unknown/],
    ["a reply that breaks off", Faults.garble, /the reply could not be read.*it was done all the same/],
    ["too many requests", Faults.rateLimited({ retryAfterSeconds: 0 }), /^$/]
  ]
  for (const [name, fault, expected] of faults) {
    it.effect(`${name}, after a write: what is known of it is said`, () =>
      Effect.gen(function* () {
        const simulator = yield* ChatwootSimulator
        yield* simulator.faults.next(fault, { method: "POST" })
        const ran = yield* onSimulator(["messages", "send", "--conversation", "3", "hi"])
        assert.match(ran.err.join("\n"), expected)
        assert.strictEqual(ran.code, ran.err.length)
      })
    )
  }

  it.effect("a wrong token, which is not repeated", () =>
    Effect.gen(function* () {
      const ran = yield* onSimulator(["contacts", "list"], { DRAGOMAN_CHATWOOT_TOKEN: "s3cret" })
      assert.strictEqual(ran.code, 1)
      assert.lengthOf(ran.err, 1)
      assert.match(ran.err[0] ?? "", /the credentials were not accepted/)
      assert.notInclude(ran.err[0], "s3cret")
    })
  )
})
