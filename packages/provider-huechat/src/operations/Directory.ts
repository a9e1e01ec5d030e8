/**
 * What an account has besides conversations. Only templates and the WhatsApp inboxes that they belong to have endpoints; other inboxes, agents,
 * teams and labels are met in conversations, which are all read for them (huechat-wire 38).
 */

import {
  type Listing,
  listing,
  type ProviderError,
  type SupportedOperations,
  singlePage
} from "@dragoman/core/provider"
import { asObject } from "@dragoman/core/wire"
import { Effect } from "effect"
import { unwrapRows } from "../api/Envelopes.ts"
import type { Conversation as WireConversation } from "../api/shapes/Conversation.ts"
import type { WhatsAppInbox } from "../api/Templates.ts"
import type { capabilities } from "../HueChatCapabilities.ts"
import { invalid } from "../HueChatErrors.ts"
import { toTemplateChannel } from "../mapping/Channel.ts"
import { toConversationChannel } from "../mapping/Conversation.ts"
import { toAgent, toTeam, toTemplate } from "../mapping/Directory.ts"
import { conversationRows } from "./ConversationRows.ts"
import { type HueChatAccount, toInteger, withRaw } from "./HueChatAccount.ts"

type Groups = Pick<
  SupportedOperations<typeof capabilities>,
  "channels" | "agents" | "teams" | "tags" | "templates" | "account"
>

export const directoryOperations = (account: HueChatAccount): Groups => {
  const { accountId, client } = account
  const inboxes = Effect.map(client.templates.inboxes({ params: { accountId } }), (reply) =>
    unwrapRows<WhatsAppInbox>("inboxes", reply).map((row) => withRaw(toTemplateChannel(row), row))
  )
  return {
    channels: {
      list: () => metInConversations(account, { pick: channelOf, keyOf: ({ id }) => id, first: inboxes })
    },
    agents: {
      list: () =>
        metInConversations(account, {
          pick: ({ meta }) => optional(meta?.assignee).map((row) => withRaw(toAgent(row), row)),
          keyOf: ({ id }) => id
        })
    },
    teams: {
      list: () =>
        metInConversations(account, {
          pick: ({ meta }) => optional(meta?.team).map((row) => withRaw(toTeam(row), row)),
          keyOf: ({ id }) => id
        })
    },
    tags: {
      list: () =>
        metInConversations(account, {
          pick: ({ labels }) => (labels ?? []).map((name) => withRaw({ name }, name)),
          keyOf: ({ name }) => name
        })
    },
    templates: {
      list: ({ channelId } = {}) =>
        singlePage(
          Effect.gen(function* () {
            const query = channelId === undefined ? {} : { inbox_id: yield* toInteger(channelId, "channelId") }
            const { templates } = yield* client.templates.list({ params: { accountId }, query })
            return templates.flatMap((row) => {
              const template = toTemplate(row)
              return template === undefined ? [] : [withRaw(template, row)]
            })
          })
        )
    },
    account: {
      // No endpoint tells of the account: this one answers only whoever may read it.
      get: () =>
        Effect.map(client.conversations.meta({ params: { account_id: accountId }, query: {} }), (counts) =>
          withRaw({ id: String(accountId) }, counts)
        )
    }
  }
}

/** A conversation tells the number of its inbox and the kind; no name. */
const channelOf = (row: WireConversation) => {
  const { id, ...rest } = toConversationChannel(row)
  return id === undefined ? [] : [withRaw({ id, ...rest }, { inbox_id: row.inbox_id, channel: row.meta?.channel })]
}

const optional = <A>(value: A | null | undefined): ReadonlyArray<A> =>
  value === null || value === undefined ? [] : [value]

interface Met<A> {
  readonly pick: (row: WireConversation) => ReadonlyArray<A>
  readonly keyOf: (item: A) => string
  /** What an endpoint does list, before what is met. */
  readonly first?: Effect.Effect<ReadonlyArray<A>, ProviderError>
}

/** Each thing once. What was listed before is in the cursor, so that a page can be read by itself; there are few of them. */
const metInConversations = <A>(account: HueChatAccount, { first, keyOf, pick }: Met<A>): Listing<A> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const at = yield* fromCursor(cursor)
      const page =
        cursor === undefined && first !== undefined
          ? { items: yield* first, cursor: "" }
          : yield* Effect.map(conversationRows(account).page(at.cursor), (rows) => ({
              ...rows,
              items: rows.items.flatMap(pick)
            }))
      const seen = new Set(at.seen)
      const items = page.items.filter((item) => {
        const isNew = !seen.has(keyOf(item))
        seen.add(keyOf(item))
        return isNew
      })
      const next = page.cursor === undefined ? undefined : JSON.stringify({ cursor: page.cursor, seen: [...seen] })
      return next === undefined ? { items } : { items, cursor: next }
    })
  )

const fromCursor = Effect.fnUntraced(function* (cursor: string | undefined) {
  if (cursor === undefined) return { cursor: undefined, seen: [] }
  const parsed = asObject(parse(cursor))
  if (typeof parsed.cursor !== "string" || !Array.isArray(parsed.seen)) {
    return yield* invalid({ field: "cursor", message: "is no cursor of this list" })
  }
  return { cursor: parsed.cursor === "" ? undefined : parsed.cursor, seen: parsed.seen.map(String) }
})

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
