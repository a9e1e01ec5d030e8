/**
 * Decides, before the first call, what becomes of a content on a channel: which vendor messages it will be, and what is lost on the way.
 * One pure function for `messages.send` and for migration's plan, so that what is planned is what is sent.
 */
import { Result } from "effect"
import type { ContentType } from "../domain/Content.ts"
import { isMedia } from "../domain/Content.ts"
import type { OutboundContent, OutboundMediaPart, OutboundPart, PlannedMessage } from "../domain/Outbound.ts"
import { partToPlainText } from "../domain/PlainText.ts"
import type { ChannelRules } from "./Capabilities.ts"
import { type FieldIssue, InvalidRequest } from "./ProviderError.ts"

/** How one part of the content will differ from what was given. */
export interface Degradation {
  /** Index of the part in the content. */
  readonly part: number
  readonly from: ContentType
  readonly to: "text" | "link" | "several messages"
  readonly reason: string
}

export interface ContentPlan {
  readonly messages: ReadonlyArray<PlannedMessage>
  readonly degraded: ReadonlyArray<Degradation>
}

export type Choices = Extract<OutboundPart, { readonly type: "choices" }>

/**
 * The plan for `content` on a channel with these rules, or what makes it impossible. `unfit` says what rules cannot, which know kinds and numbers
 * only: why the channel has no form for these choices after all. They are sent in words then.
 */
export const plan = (
  content: OutboundContent,
  rules: ChannelRules,
  unfit: (choices: Choices) => string | undefined = () => undefined
): Result.Result<ContentPlan, ReadonlyArray<FieldIssue>> => {
  const state: State = { rules, unfit, messages: [], degraded: [], issues: [] }
  if (content.length === 0) state.issues.push({ field: "content", message: "must have at least one part" })
  for (const [index, part] of content.entries()) addPart(state, part, index)
  return state.issues.length > 0
    ? Result.fail(state.issues)
    : Result.succeed({ messages: state.messages, degraded: state.degraded })
}

/** A plan as it may be sent, else why not. With `refuseDegradation`, whatever would be lost is a reason. */
export const accept = (
  planned: Result.Result<ContentPlan, ReadonlyArray<FieldIssue>>,
  refuseDegradation: boolean
): Result.Result<ContentPlan, InvalidRequest> => {
  const acceptable = Result.flatMap(planned, (whole) =>
    refuseDegradation && whole.degraded.length > 0 ? Result.fail(whole.degraded.map(toIssue)) : Result.succeed(whole)
  )
  return Result.mapError(acceptable, (issues) => new InvalidRequest({ issues }))
}

const toIssue = ({ part, reason, to }: Degradation): FieldIssue => ({
  field: `content.${part}`,
  message: `would be sent as ${to}: ${reason}`
})

interface State {
  readonly rules: ChannelRules
  readonly unfit: (choices: Choices) => string | undefined
  readonly messages: Array<PlannedMessage>
  readonly degraded: Array<Degradation>
  readonly issues: Array<FieldIssue>
}

const addPart = (state: State, part: OutboundPart, index: number): void => {
  if (part.type === "text") addText(state, part.text, part.type, index)
  else if (isMedia(part)) {
    if (state.rules.parts.includes(part.type)) addMedia(state, part, index)
    else degradeMedia(state, part, index)
  } else if (state.rules.parts.includes(part.type)) addSpecial(state, part, index)
  else asText(state, part, index)
}

const asText = (state: State, part: NonNullable<PlannedMessage["special"]>, index: number): void => {
  const words = partToPlainText(part)
  if (words === undefined) {
    state.issues.push({
      field: `content.${index}`,
      message: `a ${part.type} cannot be sent on this channel, and not as text either`
    })
    return
  }
  state.degraded.push({ part: index, from: part.type, to: "text", reason: `the channel has no ${part.type}` })
  addText(state, words, part.type, index)
}

const addSpecial = (state: State, part: NonNullable<PlannedMessage["special"]>, index: number): void => {
  const unfit = part.type === "choices" ? (state.unfit(part) ?? choicesProblem(part, state.rules)) : undefined
  if (unfit === undefined) {
    state.messages.push({ media: [], special: part })
    return
  }
  state.degraded.push({ part: index, from: part.type, to: "text", reason: unfit })
  addText(state, partToPlainText(part) ?? "", part.type, index)
}

const choicesProblem = ({ options }: Choices, { choices: limits }: ChannelRules): string | undefined => {
  if (limits === undefined) return undefined
  if (options.length > limits.max) return `${options.length} options, the channel takes ${limits.max}`
  const long = options.find((option) => option.title.length > limits.maxTitleLength)
  if (long !== undefined) return `the title "${long.title}" is longer than ${limits.maxTitleLength} characters`
  const kind = options.find((option) => !limits.kinds.includes(option.kind))
  return kind === undefined ? undefined : `the channel has no ${kind.kind} buttons`
}

const addText = (state: State, text: string, from: ContentType, index: number): void => {
  if (text === "") {
    state.issues.push({ field: `content.${index}.text`, message: "must not be empty" })
    return
  }
  const pieces = split(text, state.rules.maxTextLength)
  if (pieces.length > 1) {
    state.degraded.push({
      part: index,
      from,
      to: "several messages",
      reason: `${text.length} characters, the channel takes ${state.rules.maxTextLength}`
    })
  }
  const last = state.messages.at(-1)
  const [first = "", ...rest] = pieces
  // Media that came before are completed by the text that follows, when the channel shows both as one message.
  if (
    last !== undefined &&
    rest.length === 0 &&
    last.special === undefined &&
    last.text === undefined &&
    state.rules.textWithMedia
  ) {
    state.messages[state.messages.length - 1] = { ...last, text: first }
    return
  }
  for (const piece of [first, ...rest]) state.messages.push({ text: piece, media: [] })
}

const addMedia = (state: State, part: OutboundMediaPart, index: number): void => {
  const tooLarge = state.rules.maxAttachmentBytes
  if ("file" in part.source && tooLarge !== undefined && part.source.file.size > tooLarge) {
    state.issues.push({
      field: `content.${index}.source.file`,
      message: `${part.source.file.size} bytes, the channel takes ${tooLarge}`
    })
    return
  }
  const { rules, messages } = state
  const { caption } = part
  const captionFits = caption !== undefined && rules.textWithMedia && caption.length <= rules.maxTextLength
  const last = messages.at(-1)
  const fitsInto =
    last !== undefined &&
    last.special === undefined &&
    last.media.length < rules.maxAttachments &&
    (rules.textWithMedia || last.text === undefined) &&
    (caption === undefined || last.text === undefined)
  const previous = fitsInto ? last : undefined
  const planned: PlannedMessage = {
    ...previous,
    media: [...(previous?.media ?? []), part],
    ...(captionFits ? { text: caption } : {})
  }
  if (previous === undefined) messages.push(planned)
  else messages[messages.length - 1] = planned
  if (caption !== undefined && !captionFits) addCaption(state, caption, part.type, index)
}

/** A caption that cannot stand under its media comes after them. One that is only too long tells so itself, when it is cut. */
const addCaption = (state: State, caption: string, from: ContentType, index: number): void => {
  if (!state.rules.textWithMedia) {
    state.degraded.push({ part: index, from, to: "several messages", reason: "the channel has no captions" })
  }
  addText(state, caption, from, index)
}

const degradeMedia = (state: State, part: OutboundMediaPart, index: number): void => {
  const words = partToPlainText(part)
  if (words === undefined || !("url" in part.source)) {
    state.issues.push({
      field: `content.${index}`,
      message: `a ${part.type} cannot be sent on this channel, and without a url not as a link either`
    })
    return
  }
  state.degraded.push({ part: index, from: part.type, to: "link", reason: `the channel has no ${part.type}` })
  addText(state, words, part.type, index)
}

/** Cuts at a line or word end where there is one in the last fifth of a piece; never inside a surrogate pair. */
const split = (text: string, max: number): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  let rest = text
  while (rest.length > max) {
    const window = rest.slice(0, max)
    const lineEnd = window.lastIndexOf("\n")
    const breakAt = lineEnd >= max * 0.8 ? lineEnd : window.lastIndexOf(" ")
    const insidePair = /[\uD800-\uDBFF]$/.test(window)
    const end = breakAt >= max * 0.8 ? breakAt : insidePair ? Math.max(max - 1, 1) : max
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end).replace(/^[ \n]/, "")
  }
  // White space that is left over from a cut is no message: vendors refuse an empty one, after the others were sent.
  return pieces.length > 0 && /^[ \n]*$/.test(rest) ? pieces : [...pieces, rest]
}
