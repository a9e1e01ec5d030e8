/**
 * Tags of clients and requests. Chat2Desk adds several at once and takes them away one by one, by number, and answers no list: what something
 * has is read first. A name that the account has no tag of is refused before anything is written. Source: "Tags".
 *
 * The documentation shows tags in a request and in webhooks, and not in a client: where a server does not tell them, tags are added and taken
 * away all the same, and cannot be replaced.
 */
import { MalformedResponse, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
import { invalid, refuse } from "../Chat2DeskErrors.ts"
import { type TagRow, toTagRows } from "../mapping/TagRows.ts"
import type { AccountTag, Chat2DeskAccount } from "./Chat2DeskAccount.ts"

/** Something that has tags, and which it has. */
export interface Tagged {
  readonly type: "client" | "request"
  readonly id: number
  readonly tags: unknown
}

/** The three tag operations. Nothing is written when nothing would change. They answer the tags after that, as far as they are known. */
export const tagOperations = <Id>(
  account: Chat2DeskAccount,
  read: (id: Id) => Effect.Effect<Tagged, ProviderError>
) => {
  const change = Effect.fnUntraced(function* (
    id: Id,
    edit: (before: ReadonlyArray<string>) => ReadonlyArray<string>,
    /** What something is taken to have that does not tell it. */
    untold: Effect.Effect<ReadonlyArray<AccountTag>, ProviderError>
  ): Effect.fn.Return<ReadonlyArray<string>, ProviderError> {
    const tagged = yield* read(id)
    const before = (yield* tagsOf(account, tagged.tags)) ?? (yield* untold)
    const after = [...new Set(edit(before.map(({ name }) => name)))]
    const added = yield* Effect.forEach(
      after.filter((name) => before.every((tag) => tag.name !== name)),
      (name) => tagNamed(account, name)
    )
    const removed = before.filter(({ name }) => !after.includes(name))
    if (added.length > 0) yield* assign(account, tagged, added)
    for (const [index, tag] of removed.entries()) {
      yield* Effect.mapError(take(account, tagged, tag), (error) =>
        index + added.length === 0 ? error : error.with({ applied: "partly" })
      )
    }
    return after
  })

  return {
    addTags: (id: Id, tags: ReadonlyArray<string>) => change(id, (before) => [...before, ...tags], Effect.succeed([])),
    removeTags: (id: Id, tags: ReadonlyArray<string>) => {
      const named = Effect.map(account.tags, (known) => known.filter(({ name }) => tags.includes(name)))
      return change(id, (before) => before.filter((name) => !tags.includes(name)), named)
    },
    setTags: (id: Id, tags: ReadonlyArray<string>) => change(id, () => tags, Effect.fail(notReplaceable))
  }
}

const notReplaceable = refuse(
  new MalformedResponse({ issues: ["tags: are not told, without which they cannot be replaced: add and remove them"] })
)

/** The names of the tags that a client or request has; `undefined` where they are not told. */
export const tagNamesOf = (account: Chat2DeskAccount, tags: unknown) =>
  Effect.map(tagsOf(account, tags), (all) => all?.map(({ name }) => name))

const tagsOf = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  tags: unknown
): Effect.fn.Return<ReadonlyArray<AccountTag> | undefined, ProviderError> {
  const rows = toTagRows(tags)
  if (rows === undefined) return undefined
  const known = rows.every(({ label }) => label !== undefined) ? [] : yield* account.tags
  return rows.map((row) => ({ id: row.id, name: row.label ?? nameIn(known, row) }))
})

const nameIn = (known: ReadonlyArray<AccountTag>, { id }: TagRow): string =>
  known.find((tag) => tag.id === id)?.name ?? id

/** One that is not known may have been made since the tags were looked up. */
const tagNamed = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  name: string
): Effect.fn.Return<AccountTag, ProviderError> {
  const find = Effect.map(account.tags, (tags) => tags.find((tag) => tag.name === name))
  const found = (yield* find) ?? (yield* Effect.andThen(account.forgetTags, find))
  return found ?? (yield* invalid({ field: "tags", message: `there is no tag "${name}": tags.create makes it` }))
})

const assign = ({ client }: Chat2DeskAccount, { id, type }: Tagged, tags: ReadonlyArray<AccountTag>) =>
  client.tags.assignTo({
    payload: { tag_ids: tags.map((tag) => Number(tag.id)), assignee_type: type, assignee_id: String(id) }
  })

const take = ({ client }: Chat2DeskAccount, { id, type }: Tagged, tag: AccountTag) =>
  client.tags.deleteFrom({
    params: { id: Number(tag.id) },
    payload: type === "client" ? { client_id: id } : { request_id: id }
  })
