/** What a content becomes on a channel of HueChat, or why it cannot be sent: decided before anything is written. */
import type { ChannelReference, OutboundContent } from "@dragoman/core/domain"
import { type ChannelRules, ContentPlan, channelRules, type ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"
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
  const plan = ContentPlan.accept(ContentPlan.plan(content, rules), refuseDegradation)
  return yield* Effect.mapError(Effect.fromResult(plan), refuse)
})
