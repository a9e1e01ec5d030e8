/** What an account has besides dialogs: channels, operators and their groups, tags, custom fields, and itself. */
import type { Channel, Tag } from "@dragoman/core/domain"
import {
  type Listing,
  MalformedResponse,
  type ProviderError,
  type SupportedOperations,
  singlePage
} from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect } from "effect"
import { firstOf, rowsOf } from "../api/Envelope.ts"
import type { capabilities } from "../Chat2DeskCapabilities.ts"
import { invalid, refuse } from "../Chat2DeskErrors.ts"
import { toFieldNames } from "../mapping/CustomFields.ts"
import { toAccount, toAgent, toAttributeDefinition, toChannels, toTag, toTeam } from "../mapping/Directory.ts"
import { type Chat2DeskAccount, offsetPages, withRaw } from "./Chat2DeskAccount.ts"

type Groups = Pick<
  SupportedOperations<typeof capabilities>,
  "channels" | "agents" | "teams" | "tags" | "attributes" | "account"
>

export const directoryOperations = (account: Chat2DeskAccount): Groups => {
  const { client } = account
  return {
    channels: { list: () => listChannels(account) },
    agents: {
      list: () =>
        offsetPages(
          (query) => client.operators.list({ query }),
          (rows) => Effect.succeed(rows.map((row) => withRaw(toAgent(row), row)))
        )
    },
    teams: {
      list: () =>
        singlePage(Effect.map(client.operators.groups({}), ({ data }) => data.map((row) => withRaw(toTeam(row), row))))
    },
    tags: { list: () => listTags(client), create: createTag(account) },
    attributes: {
      list: () =>
        singlePage(
          Effect.map(client.clients.customFields({}), (reply) => {
            const rows = rowsOf(reply)
            const names = toFieldNames(rows)
            return rows.map((row) => withRaw(toAttributeDefinition(row, names), row))
          })
        )
    },
    account: { get: () => Effect.map(client.companies.apiInfo({}), ({ data }) => withRaw(toAccount(data), data)) }
  }
}

/** One for each transport of the vendor's channels. */
export const listChannels = ({ client }: Pick<Chat2DeskAccount, "client">): Listing<Channel> =>
  offsetPages(
    (query) => client.channels.list({ query }),
    (rows) => Effect.succeed(rows.flatMap((row) => toChannels(row).map((channel) => withRaw(channel, row))))
  )

export const listTags = ({ tags }: Chat2DeskAccount["client"]): Listing<Tag & { readonly raw: unknown }> =>
  offsetPages(
    (query) => tags.list({ query }),
    (rows) => Effect.succeed(rows.map((row) => withRaw(toTag(row), row)))
  )

/** The vendor's limit. */
const longestLabel = 20

/** The group into which tags go where the account has none yet. */
const ownGroup = "Dragoman"

const createTag = (account: Chat2DeskAccount) =>
  Effect.fnUntraced(function* (tag: {
    readonly name: string
    readonly description?: string
    readonly color?: string
  }): Effect.fn.Return<Tag, ProviderError> {
    if (tag.name === "" || Array.from(tag.name).length > longestLabel) {
      return yield* invalid({ field: "name", message: `must have 1 to ${longestLabel} characters` })
    }
    const color = tag.color?.replace(/^#/, "")
    if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) {
      return yield* invalid({ field: "color", message: "must be six hexadecimal digits, such as #5b9ee6" })
    }
    const payload = present({
      tag_group_id: yield* groupOfNewTags(account),
      tag_label: tag.name,
      tag_description: tag.description,
      tag_bg_color: color
    })
    const row = firstOf(yield* account.client.tags.create({ payload }))
    yield* account.forgetTags
    const told =
      row ?? (yield* refuse(new MalformedResponse({ issues: ["data: has no tag"] })).with({ applied: "yes" }))
    return withRaw(present({ ...toTag(told), color: tag.color }), told)
  })

/** The option's, else that of a tag there is (groups have no list of their own), else a new one. */
const groupOfNewTags = Effect.fnUntraced(function* (
  account: Chat2DeskAccount
): Effect.fn.Return<number, ProviderError> {
  if (account.tagGroupId !== undefined) return account.tagGroupId
  const known = (yield* account.tags).find(({ groupId }) => groupId !== undefined)
  if (known?.groupId !== undefined) return known.groupId
  const { data } = yield* account.client.tags.createGroup({ payload: { tag_group_name: ownGroup } })
  return Number(data.id)
})
