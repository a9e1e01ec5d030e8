/** The two ways out: the headless API for WhatsApp, direct messages for LINE. What `messages.send` needs of either. */
import type { Message, OutboundContent, PlannedMessage } from "@dragoman/core/domain"
import type { ChannelRules, ContentPlan, Degradation, ProviderError, SendInput } from "@dragoman/core/provider"
import type { Effect } from "effect"

export interface Route {
  readonly rules: ChannelRules
  /** What the rules cannot say: why the channel has no form for these choices after all. */
  readonly unfit: (choices: ContentPlan.Choices) => string | undefined
  /** Texts that cannot stand with their media, as messages of their own. */
  readonly separate: (
    messages: ReadonlyArray<PlannedMessage>,
    content: OutboundContent
  ) => { readonly messages: ReadonlyArray<PlannedMessage>; readonly split: ReadonlyArray<Degradation> }
  /** Bytes that the channel would refuse, before they are put anywhere. */
  readonly checkFiles: (messages: ReadonlyArray<PlannedMessage>) => Effect.Effect<void, ProviderError>
  /** The requests, in order: all of them checked before the first is made. */
  readonly toCalls: (
    messages: ReadonlyArray<PlannedMessage>,
    input: Pick<SendInput, "externalId" | "replyTo">
  ) => Effect.Effect<ReadonlyArray<Effect.Effect<ReadonlyArray<Message>, ProviderError>>, ProviderError>
}
