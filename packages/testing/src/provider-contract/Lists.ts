/** Lists: they end, repeat nothing, leave nothing out, and their pages say the same as their stream. */
import { Contact, Conversation, Message } from "@dragoman/core/domain"
import type { Listing, OperationName, Page } from "@dragoman/core/provider"
import { assert } from "@effect/vitest"
import { Effect, Schema, Stream } from "effect"
import type { Setting, Suite } from "./Suite.ts"

interface Row {
  readonly id?: string
  readonly name?: string
  readonly raw?: unknown
}

interface ListCase {
  readonly operation: OperationName
  readonly list: (setting: Setting) => Listing<Row>
  /** Ids that must be among the items. */
  readonly known: (setting: Setting) => ReadonlyArray<string>
  readonly schema?: Schema.Schema<unknown>
}

const cases: ReadonlyArray<ListCase> = [
  {
    operation: "contacts.list",
    list: ({ provider }) => provider.contacts.list(),
    known: ({ world }) => world.given.contactIds,
    schema: Contact
  },
  {
    operation: "conversations.list",
    list: ({ provider }) => provider.conversations.list(),
    known: ({ world }) => world.given.conversationIds,
    schema: Conversation
  },
  {
    operation: "conversations.list",
    list: ({ provider }) => provider.conversations.list({ order: "newest-first" }),
    known: ({ world }) => world.given.conversationIds,
    schema: Conversation
  },
  ...(["oldest-first", "newest-first"] as const).map(
    (order): ListCase => ({
      operation: "messages.listByConversation",
      list: ({ provider, world }) =>
        provider.messages.listByConversation(world.given.history.conversationId, { order }),
      known: ({ world }) => world.given.history.messageIds,
      schema: Message
    })
  )
]

const directory: ReadonlyArray<Pick<ListCase, "operation" | "list">> = [
  { operation: "channels.list", list: ({ provider }) => provider.channels.list() },
  { operation: "agents.list", list: ({ provider }) => provider.agents.list() },
  { operation: "teams.list", list: ({ provider }) => provider.teams.list() },
  { operation: "tags.list", list: ({ provider }) => provider.tags.list() },
  { operation: "attributes.list", list: ({ provider }) => provider.attributes.list() },
  { operation: "templates.list", list: ({ provider }) => provider.templates.list() },
  { operation: "webhooks.list", list: ({ provider }) => provider.webhooks.list() }
]

export const describeLists = (suite: Suite): void => {
  cases.forEach((each, index) => {
    const title = `${each.operation}${cases.findIndex(({ operation }) => operation === each.operation) === index ? "" : ", newest first"}`
    describeList(suite, each, title)
  })
  for (const { list, operation } of directory) {
    suite.test(`${operation}: ends and repeats nothing`, [operation], (setting) =>
      Effect.map(Stream.runCollect(list(setting)), (rows) => holdsEntities(setting, rows))
    )
  }
  suite.test(
    "messages.listByConversation: both orders are each other's reverse",
    ["messages.listByConversation"],
    (setting) =>
      Effect.gen(function* () {
        const { conversationId } = setting.world.given.history
        const ids = (order: "oldest-first" | "newest-first") =>
          Effect.map(Stream.runCollect(setting.provider.messages.listByConversation(conversationId, { order })), idsOf)
        assert.deepStrictEqual(yield* ids("oldest-first"), (yield* ids("newest-first")).toReversed())
      })
  )
}

const describeList = (suite: Suite, each: ListCase, title: string): void => {
  const { known, list, operation, schema } = each
  suite.test(`${title}: ends, repeats nothing, and leaves nothing out`, [operation], (setting) =>
    Effect.gen(function* () {
      const rows = yield* Stream.runCollect(list(setting))
      holdsEntities(setting, rows)
      assert.includeMembers(idsOf(rows), [...known(setting)])
      if (schema !== undefined)
        for (const row of rows) assert.isTrue(Schema.is(schema)(row), "fits the domain's schema")
    })
  )

  suite.test(
    `${title}: page by page it is the same, also when read on later from a cursor that was kept`,
    [operation],
    (setting) =>
      Effect.gen(function* () {
        const streamed = idsOf(yield* Stream.runCollect(list(setting)))
        const paged: Array<string> = []
        let pages = 0
        let cursor: string | undefined
        do {
          // Each page through another listing, its cursor through JSON: as another process would read on.
          const page: Page<Row> = yield* list(setting).page(cursor)
          paged.push(...idsOf(page.items))
          cursor = JSON.parse(JSON.stringify({ cursor: page.cursor })).cursor
          pages++
        } while (cursor !== undefined)
        assert.deepStrictEqual(paged, streamed)
        assert.isAbove(pages, 1, "the world has too little for several pages")
      })
  )

  suite.test(`${title}: asks for no more than is read`, [operation], (setting) =>
    Effect.gen(function* () {
      const before = yield* setting.requests
      yield* Stream.runDrain(Stream.take(list(setting), 1))
      const one = (yield* setting.requests) - before
      yield* Stream.runDrain(list(setting))
      assert.isBelow(one, (yield* setting.requests) - before - one)
    })
  )
}

const idsOf = (rows: ReadonlyArray<Row>): Array<string> => rows.map(({ id, name }) => id ?? name ?? "")

/** What holds for everything that an operation returns: no id twice, the vendor's object is there, and no secret is in it. */
const holdsEntities = ({ world }: Setting, rows: ReadonlyArray<Row>): void => {
  const ids = idsOf(rows)
  assert.lengthOf(new Set(ids), ids.length, "no id comes twice")
  for (const row of rows) holdsEntity(row, world.given.secrets)
}

export const holdsEntity = (row: Row, secrets: ReadonlyArray<string>): void => {
  assert.isDefined(row.raw, "carries the vendor's object")
  const told = JSON.stringify(row)
  for (const secret of secrets) assert.notInclude(told, secret)
}
