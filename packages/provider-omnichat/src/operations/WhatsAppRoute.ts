/** WhatsApp by the headless API: one request a message, checked against Meta's documented limits; limits that are hearsay are logged. */
import type { Message, OutboundContent, PlannedMessage } from "@dragoman/core/domain"
import {
  type ContentPlan,
  channelRules,
  type Degradation,
  type FieldIssue,
  InvalidRequest,
  type ProviderError
} from "@dragoman/core/provider"
import { Effect, Result } from "effect"
import { type Address, isGroup } from "../mapping/Ids.ts"
import { toSent } from "../mapping/Outbound.ts"
import { capabilities } from "../OmnichatCapabilities.ts"
import { refuse } from "../OmnichatErrors.ts"
import { check, checkFile, type Envelope, fromPlanned, type SendRequest, separateCaptions } from "../whatsapp/index.ts"
import { type OmnichatAccount, withRaw } from "./OmnichatAccount.ts"
import type { Route } from "./Route.ts"

export const whatsAppRoute = (account: OmnichatAccount, address: Address): Route => {
  const envelope: Envelope = { to: address.user, group: isGroup(address), labels: account.labels }
  return {
    rules: channelRules(capabilities, "whatsapp"),
    unfit: (choices) => unfit(choices, envelope),
    separate: separated,
    checkFiles: Effect.fnUntraced(function* (messages) {
      const checked = messages.flatMap(({ media }) => media).map(checkFile)
      yield* warn(checked.flatMap(({ warnings }) => warnings))
      const issues = checked.flatMap((each) => each.issues)
      if (issues.length > 0) return yield* refuse(new InvalidRequest({ issues }))
    }),
    toCalls: Effect.fnUntraced(function* (messages, { externalId, replyTo }) {
      const requests = yield* Effect.forEach(messages, (planned, index) =>
        // Of several messages only the first answers; each carries our id.
        toRequest(planned, { ...envelope, externalId, replyTo: index === 0 ? replyTo : undefined })
      )
      return requests.map(({ planned, request }) => send(account, address, planned, request, externalId))
    })
  }
}

const toRequest = Effect.fnUntraced(function* (planned: PlannedMessage, envelope: Envelope) {
  const made = fromPlanned(planned, envelope)
  if (Result.isFailure(made)) return yield* refuse(new InvalidRequest({ issues: made.failure }))
  yield* warn(check(made.success).warnings)
  return { planned, request: made.success }
})

const send = (
  { client }: OmnichatAccount,
  address: Address,
  planned: PlannedMessage,
  request: SendRequest,
  externalId: string | undefined
): Effect.Effect<ReadonlyArray<Message>, ProviderError> =>
  Effect.map(
    client.headless.send({ params: { businessPhoneNumber: address.channelId }, payload: { ...request } }),
    (reply) =>
      // A list of one, always.
      reply.messages
        .slice(0, 1)
        .map(({ id }) => withRaw(toSent({ id, address, planned: [planned], externalId }), reply))
  )

/** Buttons that WhatsApp has no form for: links among answers, titles too long, two with the same name. */
const unfit = (choices: ContentPlan.Choices, envelope: Envelope): string | undefined =>
  Result.match(fromPlanned({ media: [], special: choices }, envelope), {
    onFailure: (issues) => issues.map(({ field, message }) => `${field}: ${message}`).join(", "),
    onSuccess: () => undefined
  })

/** A caption that comes after its media is a degradation; a text that was a part of its own is not. */
const separated = (planned: ReadonlyArray<PlannedMessage>, content: OutboundContent) => {
  const messages = separateCaptions(planned)
  const alone = new Set(messages.filter(({ text }) => text === undefined).flatMap(({ media }) => media))
  const split = planned.flatMap(({ media, text }): ReadonlyArray<Degradation> => {
    const [part] = media
    if (part === undefined || text === undefined || !alone.has(part) || part.caption !== text) return []
    const reason = `the caption cannot stand under this ${part.type}`
    return [{ part: content.indexOf(part), from: part.type, to: "several messages", reason }]
  })
  return { messages, split }
}

const warn = (warnings: ReadonlyArray<FieldIssue>): Effect.Effect<void> =>
  Effect.forEach(warnings, ({ field, message }) => Effect.logWarning(`WhatsApp message, ${field}: ${message}`), {
    discard: true
  })
