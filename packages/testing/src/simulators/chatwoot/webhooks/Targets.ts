/** Who hears of an event: account webhooks by subscription, the API inbox's own URL unfiltered, and the conversation's bot. */
import type { Notice, Simulation } from "../Simulation.ts"

export type TargetKind = "account" | "inbox" | "bot" | "rule"

export interface Target {
  readonly kind: TargetKind
  readonly url: string
  /** What signs; rules and macros sign nothing. */
  readonly secret?: string
}

/** `ALLOWED_WEBHOOK_EVENTS`. */
export const accountEvents: ReadonlyArray<string> = [
  "conversation_status_changed",
  "conversation_updated",
  "conversation_created",
  "contact_created",
  "contact_updated",
  "message_created",
  "message_updated",
  "webwidget_triggered",
  "inbox_created",
  "inbox_updated",
  "conversation_typing_on",
  "conversation_typing_off"
]

/** What a webhook gets that names no subscriptions. */
export const defaultSubscriptions: ReadonlyArray<string> = accountEvents.slice(0, 8)

export const targetsOf = ({ state }: Simulation, notice: Notice): ReadonlyArray<Target> => {
  if (notice.ruleUrl !== undefined) return [{ kind: "rule", url: notice.ruleUrl }]
  const heard = (kind: Notice["audience"][number]) => notice.audience.includes(kind)
  const account = !heard("account")
    ? []
    : state.webhooks
        .all()
        .filter((webhook) => webhook.subscriptions.includes(notice.event))
        .map((webhook): Target => ({ kind: "account", url: webhook.url, secret: webhook.secret }))
  const conversation = notice.conversationId === undefined ? undefined : state.conversations.get(notice.conversationId)
  if (conversation === undefined) return account
  const inbox = state.inboxes.need(conversation.inboxId)
  const ownUrl = inbox.channelType === "Channel::Api" ? inbox.webhookUrl : null
  const own: ReadonlyArray<Target> =
    heard("inbox") && ownUrl !== null ? [{ kind: "inbox", url: ownUrl, secret: inbox.secret }] : []
  const botIds = new Set([inbox.agentBotId, conversation.assigneeBotId])
  const bots = !heard("bot") ? [] : state.agentBots.all().filter((bot) => botIds.has(bot.id))
  return [
    ...account,
    ...own,
    ...bots.flatMap(
      (bot): ReadonlyArray<Target> =>
        bot.outgoingUrl === null ? [] : [{ kind: "bot", url: bot.outgoingUrl, secret: bot.secret }]
    )
  ]
}
