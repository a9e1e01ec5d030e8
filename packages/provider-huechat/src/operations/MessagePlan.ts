/** What a content becomes on a channel of HueChat, or why it cannot be sent: decided before anything is written. */
import type { ChannelReference, OutboundContent } from "@dragoman/core/domain"
import {
  type ChannelRules,
  ContentPlan,
  channelRules,
  type Degradation,
  type FieldIssue,
  InvalidRequest,
  type ProviderError
} from "@dragoman/core/provider"
import { Effect, Result } from "effect"
import { capabilities } from "../HueChatCapabilities.ts"
import { refuse, unsupported } from "../HueChatErrors.ts"

/** The plan for a channel; with `refuseDegradation`, any degradation fails it. */
export const planFor = (channel: ChannelReference, content: OutboundContent, refuseDegradation: boolean) =>
  planBy(channelRules(capabilities, channel.vendorType), content, refuseDegradation)

/** A note never leaves the server: no channel's limits hold for it. */
export const planNote = (content: OutboundContent) => planBy(capabilities.channels.default, content, true)

const planBy = Effect.fnUntraced(function* (
  rules: ChannelRules,
  content: OutboundContent,
  refuseDegradation: boolean
): Effect.fn.Return<ContentPlan.ContentPlan, ProviderError> {
  if (content.some(({ type }) => type === "template")) {
    // A message may say that it is a template's, but not which one nor with what in it (huechat-wire 32).
    return yield* unsupported("HueChat sends templates by broadcasts only: client.broadcasts")
  }
  const plan = ContentPlan.plan(content, rules)
  if (Result.isFailure(plan)) return yield* refuse(new InvalidRequest({ issues: plan.failure }))
  const { degraded } = plan.success
  if (refuseDegradation && degraded.length > 0) {
    return yield* refuse(new InvalidRequest({ issues: degraded.map(toIssue) }))
  }
  return plan.success
})

const toIssue = ({ part, reason, to }: Degradation): FieldIssue => ({
  field: `content.${part}`,
  message: `would be sent as ${to}: ${reason}`
})
