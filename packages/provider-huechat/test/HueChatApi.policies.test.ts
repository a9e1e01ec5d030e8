/** What each endpoint tells the pipeline: its documented requests per minute, and whether it may be sent again. */
import { CallPolicy } from "@dragoman/core/provider"
import { assert, describe, it } from "@effect/vitest"
import { Context } from "effect"
import { rateLimits } from "../src/api/Limits.ts"
import { HueChatApi } from "../src/HueChatApi.ts"

const policies = Object.values(HueChatApi.groups).flatMap((group) =>
  Object.values(group.endpoints).map((endpoint) => ({
    name: `${group.identifier}.${endpoint.identifier}`,
    method: endpoint.method,
    ...Context.getOrUndefined(endpoint.annotations, CallPolicy)
  }))
)

/** "Rate Limit" of each request's description, endpoints in the order of the page. */
const documented: Readonly<Record<number, string>> = {
  600: "conversations.toggleTyping",
  480: "conversations.get",
  240: `contacts.list contacts.search conversations.list conversations.meta conversations.labels conversations.participants
    conversations.updateLastSeen messages.list broadcasts.get templates.get contactLists.get tickets.get deals.get`,
  120: `conversations.filter conversations.search conversations.update conversations.assign conversations.attachments
    conversations.setCustomAttributes conversations.setLabels conversations.mute conversations.setParticipants
    conversations.togglePriority conversations.toggleStatus conversations.unmute conversations.markUnread messages.create
    messages.createMultipart webhooks.list broadcasts.list templates.list templates.inboxes contactLists.list contactLists.members
    tickets.list tickets.addComment deals.list deals.addNote outboundWebhooks.get`,
  60: `conversations.create messages.delete messages.retry messages.translate broadcasts.reports broadcasts.update
    broadcasts.recipients templates.analytics contactLists.create contactLists.update contactLists.addMembers
    contactLists.removeMembers tickets.create tickets.update deals.create deals.update deals.pipeline outboundWebhooks.list
    outboundWebhooks.logs`,
  30: `conversations.delete conversations.sendTranscript webhooks.create webhooks.delete webhooks.update broadcasts.create
    broadcasts.delete broadcasts.cancel broadcasts.send templates.create templates.uploadMedia templates.delete
    templates.update contactLists.delete tickets.delete deals.delete outboundWebhooks.create outboundWebhooks.update
    outboundWebhooks.delete`,
  10: "broadcasts.uploadCsv templates.generate templates.resubmit outboundWebhooks.test",
  5: "templates.sync outboundWebhooks.rotateSecret"
}

const words = (text: string) => text.split(/\s+/)

describe("HueChatApi policies", () => {
  it("every endpoint has its documented requests per minute, counted per key", () => {
    const expected = Object.entries(documented).flatMap(([max, names]) =>
      words(names).map((name) => [name, { max: Number(max), window: "1 minute", per: "token" }] as const)
    )
    const declared = policies
      .filter(({ limits, name }) => limits !== undefined && !name.startsWith("contactWrites."))
      .map(({ limits = [], name }) => [name, rateLimits[limits[0] ?? ""]] as const)
    assert.deepStrictEqual(Object.fromEntries(declared), Object.fromEntries(expected))
  })

  it("the public list of categories alone is unlimited", () => {
    assert.deepStrictEqual(
      policies.filter(({ limits }) => limits === undefined).map(({ name }) => name),
      ["templates.categories"]
    )
  })

  it("no two endpoints share a limit, but for one path under two names", () => {
    const users = Map.groupBy(policies, ({ limits = [] }) => limits.join())
    const shared = [...users.values()].filter((names) => names.length > 1).map((it) => it.map(({ name }) => name))
    assert.deepStrictEqual(shared, [
      ["contactWrites.update", "contactWrites.block"],
      ["messages.create", "messages.createMultipart"]
    ])
  })

  it("what reads or sets a state may be sent again", () => {
    const safe = policies.filter(({ repeat }) => repeat === "safe").map(({ name }) => name)
    assert.deepStrictEqual(
      safe.sort(),
      words(
        `broadcasts.update contactLists.addMembers contactLists.removeMembers contactLists.update contactWrites.block
        contactWrites.update conversations.assign conversations.filter conversations.markUnread conversations.mute
        conversations.setCustomAttributes conversations.setLabels conversations.setParticipants conversations.togglePriority
        conversations.toggleStatus conversations.toggleTyping conversations.unmute conversations.update
        conversations.updateLastSeen deals.update messages.translate outboundWebhooks.update templates.update tickets.update
        webhooks.update`
      )
    )
  })

  it("contradiction 35: a message may be sent again under its echo_id, and nothing else has a key", () => {
    assert.deepStrictEqual(
      policies.filter(({ repeat }) => repeat === "keyed").map(({ name }) => name),
      ["messages.create", "messages.createMultipart"]
    )
  })
})
