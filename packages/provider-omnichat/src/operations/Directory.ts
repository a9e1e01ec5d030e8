/** What a team has besides conversations: channels, agents, the templates of its WhatsApp numbers, and itself. */
import type { Account, Template } from "@dragoman/core/domain"
import { type Listing, listing, type SupportedOperations, singlePage } from "@dragoman/core/provider"
import { present, toText } from "@dragoman/core/wire"
import { Effect } from "effect"
import { toChannel } from "../mapping/Channel.ts"
import { toAgent, toTemplate } from "../mapping/Directory.ts"
import type { capabilities } from "../OmnichatCapabilities.ts"
import { invalid } from "../OmnichatErrors.ts"
import { type OmnichatAccount, pageSize, withRaw } from "./OmnichatAccount.ts"

type Groups = Pick<SupportedOperations<typeof capabilities>, "channels" | "agents" | "templates" | "account">

export const directoryOperations = (account: OmnichatAccount): Groups => {
  const { client } = account
  const channels = client.channels.list({})
  return {
    channels: {
      list: () => singlePage(Effect.map(channels, (rows) => rows.map((row) => withRaw(toChannel(row), row))))
    },
    agents: {
      list: () =>
        singlePage(
          Effect.map(client.systemUsers.list({}), ({ content }) => content.map((row) => withRaw(toAgent(row), row)))
        )
    },
    templates: { list: (query) => listTemplates(account, query?.channelId) },
    account: {
      get: () =>
        Effect.map(
          Effect.all([client.systemUsers.list({}), channels]),
          ([
            {
              content: [user]
            },
            rows
          ]): Account => {
            // The agents name their team; web chat's channel is called like it.
            const webchat = rows.find((row) => toChannel(row).type === "webchat")
            const account = present({ id: toText(user?.team), name: toText(webchat?.channelName) })
            return withRaw(account, { systemUser: user, channel: webchat })
          }
        )
    }
  }
}

/** One WhatsApp number after the other, page by page until one is short. A cursor is a number and the page of its templates. */
const listTemplates = ({ channels, client }: OmnichatAccount, channelId: string | undefined): Listing<Template> =>
  listing((cursor) =>
    Effect.gen(function* () {
      const phones = (yield* channels)
        .filter((channel) => channel.platform === "whatsapp")
        .map((channel) => channel.channelId)
        .filter((phone) => channelId === undefined || phone === channelId)
      const [, at, number = "1"] = /^(\w+):([1-9]\d{0,8})$/.exec(cursor ?? `${phones[0]}:1`) ?? []
      if (phones.length === 0) return { items: [] }
      if (at === undefined || !phones.includes(at)) {
        return yield* invalid({ field: "cursor", message: `"${cursor}" is no cursor of templates` })
      }
      const page = Number(number)
      const { content } = yield* client.whatsAppTemplates.list({ query: { phone: at, page, pageSize } })
      const items = content.map((row) => withRaw(toTemplate(row, at), row))
      if (content.length === pageSize) return { items, cursor: `${at}:${page + 1}` }
      const following = phones[phones.indexOf(at) + 1]
      return following === undefined ? { items } : { items, cursor: `${following}:1` }
    })
  )
