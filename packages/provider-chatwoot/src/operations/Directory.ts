/** What an account has besides conversations: inboxes, people, labels, fields, templates, and itself. None of the lists is paged. */
import type { AttributeDefinition, Template } from "@dragoman/core/domain"
import { type SupportedOperations, singlePage } from "@dragoman/core/provider"
import { asObject, asObjects, openEnum, present, textOf, toText, wordOf } from "@dragoman/core/wire"
import { Effect } from "effect"
import type { CustomAttribute } from "../api/CustomAttributes.ts"
import type { Inbox } from "../api/shapes/Inbox.ts"
import type { capabilities } from "../ChatwootCapabilities.ts"
import { toChannel } from "../mapping/Channel.ts"
import { toAgent, toTag, toTeam } from "../mapping/Directory.ts"
import { type ChatwootAccount, withRaw } from "./ChatwootAccount.ts"

type Groups = Pick<
  SupportedOperations<typeof capabilities>,
  "channels" | "agents" | "teams" | "tags" | "attributes" | "templates" | "account"
>

export const directoryOperations = ({ accountId, client }: ChatwootAccount): Groups => {
  const params = { account_id: accountId }
  const inboxes = Effect.map(client.inboxes.list({ params }), ({ payload }) => payload)

  return {
    channels: {
      list: () => singlePage(Effect.map(inboxes, (rows) => rows.map((row) => withRaw(toChannel(row), row))))
    },
    agents: {
      list: () =>
        singlePage(Effect.map(client.agents.list({ params }), (rows) => rows.map((row) => withRaw(toAgent(row), row))))
    },
    teams: {
      list: () =>
        singlePage(Effect.map(client.teams.list({ params }), (rows) => rows.map((row) => withRaw(toTeam(row), row))))
    },
    tags: {
      list: () =>
        singlePage(
          Effect.map(client.labels.list({ params }), ({ payload }) => payload.map((row) => withRaw(toTag(row), row)))
        ),
      create: ({ color, description, name }) =>
        Effect.map(
          client.labels.create({
            params,
            payload: present({ title: name, color, description, show_on_sidebar: true })
          }),
          (row) => withRaw(toTag(row), row)
        )
    },
    attributes: {
      list: () =>
        singlePage(
          Effect.map(client.customAttributes.list({ params, query: {} }), (rows) =>
            rows.map((row) => withRaw(toAttribute(row), row))
          )
        )
    },
    templates: {
      list: (query) =>
        singlePage(
          Effect.map(inboxes, (rows) =>
            rows
              .filter(({ id }) => query?.channelId === undefined || query.channelId === String(id))
              .flatMap(toTemplates)
          )
        )
    },
    account: {
      get: () =>
        Effect.map(Effect.all([client.account.get({ params }), roleIn(client, accountId)]), ([account, role]) =>
          withRaw(present({ id: String(account.id), name: toText(account.name), role }), account)
        )
    }
  }
}

/** `administrator`, `agent`, or a custom role's name: a user may be another thing in each account. */
export const roleIn = (client: ChatwootAccount["client"], accountId: number) =>
  Effect.map(client.profile.get(), (profile) => {
    const membership = asObjects(asObject(profile).accounts).find(({ id }) => id === accountId)
    return textOf(membership?.role) ?? textOf(asObject(profile).role)
  })

/** Replies name types by word or number, by version. */
const toValueType = openEnum<AttributeDefinition["valueType"], "other">(
  {
    text: "text",
    0: "text",
    number: "number",
    1: "number",
    currency: "number",
    2: "number",
    percent: "number",
    3: "number",
    link: "link",
    4: "link",
    date: "date",
    5: "date",
    list: "list",
    6: "list",
    checkbox: "boolean",
    7: "boolean"
  },
  "other"
)

const toAppliesTo = openEnum<AttributeDefinition["appliesTo"], "other">(
  { conversation_attribute: "conversation", 0: "conversation", contact_attribute: "contact", 1: "contact" },
  "other"
)

const toAttribute = (wire: CustomAttribute): AttributeDefinition =>
  present({
    id: String(wire.id),
    key: wire.attribute_key ?? String(wire.id),
    name: toText(wire.attribute_display_name),
    description: toText(wire.attribute_description),
    appliesTo: toAppliesTo(wordOf(wire.attribute_model)),
    valueType: toValueType(wordOf(wire.attribute_display_type)),
    values:
      Array.isArray(wire.attribute_values) && wire.attribute_values.length > 0
        ? wire.attribute_values.map(String)
        : undefined
  })

/** Servers show the templates that Meta approved inside their WhatsApp inbox, undocumented, in Meta's own form. */
const toTemplates = (inbox: Inbox): ReadonlyArray<Template> =>
  asObjects(asObject(inbox).message_templates).flatMap((wire) => {
    const name = textOf(wire.name)
    if (name === undefined) return []
    const template = present({
      id: wordOf(wire.id),
      name,
      language: textOf(wire.language),
      status: textOf(wire.status),
      category: textOf(wire.category),
      channelId: String(inbox.id),
      components: asObjects(wire.components)
    })
    return [withRaw(template, wire)]
  })
