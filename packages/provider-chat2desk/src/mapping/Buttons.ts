/**
 * Buttons and lists on their way out: which a transport has, and how they are written. Source: "messages (POST)", "Sending buttons"; a messenger
 * that the page names stands for each of its transports.
 *
 * A message has inline buttons or a keyboard or a list, never two of them: what none can carry whole is told in words (see `fit`), not cut down.
 * Lists go to WhatsApp as they are, so that WhatsApp's own limits hold for them.
 */
import type { ChoiceOption, OutboundPart } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { Result } from "effect"

export type Choices = Extract<OutboundPart, { readonly type: "choices" }>
type Kind = ChoiceOption["kind"]

/** The buttons of one transport. */
export interface ButtonRules {
  readonly inline: ReadonlyArray<Kind>
  readonly keyboard: ReadonlyArray<Kind>
  readonly lists?: true
}

const whatsApp: ButtonRules = { inline: ["reply"], keyboard: [], lists: true }
const instagram: ButtonRules = { inline: [], keyboard: ["reply"] }

/** Transports that are not named have no buttons. */
export const buttonRules: Readonly<Record<string, ButtonRules>> = {
  telegram: { inline: ["reply", "url"], keyboard: ["reply", "phone", "location"] },
  facebook: { inline: ["reply", "url"], keyboard: ["reply", "phone", "email", "location"] },
  viber_public: { inline: ["reply", "url"], keyboard: ["reply", "phone", "url"] },
  vk: { inline: [], keyboard: ["reply"] },
  widget: { inline: [], keyboard: ["reply", "url"] },
  insta_official: instagram,
  insta_local: instagram,
  insta_i2crm: instagram,
  wa_dialog: whatsApp,
  wa_gupshup: whatsApp,
  wa_direct: whatsApp
}

/** "We recommend keeping buttons text 38 characters maximum (19 for cyrillic characters). Otherwise the message might not be sent." */
export const longestTitle = 38
const longestCyrillicTitle = 19

/** WhatsApp's: buttons under a message, and a list. */
const whatsAppButtons = { most: 3, longestTitle: 20 }
const listLimits = { most: 10, title: 24, description: 72, section: 24, button: 20, header: 60, footer: 60 }

/** What of a message's body the buttons are. */
export type ChoicesBody = ReturnType<typeof buttons>

/** How the choices are written on a transport, or why they cannot be. */
export const fromChoices = (part: Choices, transport: string): Result.Result<ChoicesBody, string> => {
  const rules = Object.hasOwn(buttonRules, transport) ? buttonRules[transport] : undefined
  if (rules === undefined) return Result.fail("the channel has no buttons")
  if (rules.lists === true && wantsList(part)) return fromList(part)
  const unfit = titleProblem(part.options)
  if (unfit !== undefined) return Result.fail(unfit)
  const has = (kinds: ReadonlyArray<Kind>) => part.options.every(({ kind }) => kinds.includes(kind))
  if (has(rules.inline)) return Result.succeed(buttons(part, "inline"))
  return has(rules.keyboard)
    ? Result.succeed(buttons(part, "keyboard"))
    : Result.fail(`the channel has no such buttons together: ${part.options.map(({ kind }) => kind).join(", ")}`)
}

const titleProblem = (options: ReadonlyArray<ChoiceOption>): string | undefined => {
  const described = options.find(({ description }) => description !== undefined)
  if (described !== undefined) return `the button "${described.title}" has a description, for which there is no place`
  const longest = (title: string) => (/\p{Script=Cyrillic}/u.test(title) ? longestCyrillicTitle : longestTitle)
  const long = options.find(({ title }) => title.length > longest(title))
  return long === undefined ? undefined : `the title "${long.title}" is longer than ${longest(long.title)} characters`
}

const wantsList = ({ button, options }: Choices): boolean =>
  button !== undefined ||
  options.length > whatsAppButtons.most ||
  options.some(
    ({ description, section, title }) =>
      description !== undefined || section !== undefined || title.length > whatsAppButtons.longestTitle
  )

/** The body of a message with buttons; header and footer have no place but its text. */
const buttons = (part: Choices, place: "inline" | "keyboard" | "list") => {
  const text =
    place === "list" ? part.body : [part.header, part.body, part.footer].filter((line) => line !== undefined).join("\n")
  return present({
    text,
    inline_buttons: place === "inline" ? part.options.map(fromOption) : undefined,
    keyboard: place === "keyboard" ? { buttons: part.options.map(fromOption) } : undefined,
    interactive: place === "list" ? toInteractive(part) : undefined
  })
}

const fromOption = ({ id, kind, payload, title, url }: ChoiceOption) =>
  present({
    type: kind,
    text: title,
    payload: kind === "reply" ? (payload ?? id) : undefined,
    url: kind === "url" ? url : undefined
  })

const fromList = (part: Choices): Result.Result<ChoicesBody, string> => {
  const { button, footer, header, options } = part
  const other = options.find(({ kind }) => kind !== "reply")
  if (other !== undefined) return Result.fail(`a list has no ${other.kind} entries`)
  if (options.length > listLimits.most) return Result.fail(`${options.length} options, a list takes ${listLimits.most}`)
  const texts = [
    ["header", header, listLimits.header],
    ["footer", footer, listLimits.footer],
    ["button", button, listLimits.button],
    ...options.map(({ title }) => ["title", title, listLimits.title] as const),
    ...options.map(({ description }) => ["description", description, listLimits.description] as const),
    ...options.map(({ section }) => ["section", section, listLimits.section] as const)
  ] as const
  const long = texts.find(([, text, longest]) => text !== undefined && text.length > longest)
  return long === undefined
    ? Result.succeed(buttons(part, "list"))
    : Result.fail(`the ${long[0]} "${long[1]}" of a list is longer than ${long[2]} characters`)
}

const toInteractive = ({ body, button, footer, header, options }: Choices) => {
  const sections = new Map<string | undefined, Array<ChoiceOption>>()
  for (const option of options) sections.set(option.section, [...(sections.get(option.section) ?? []), option])
  return present({
    type: "list" as const,
    header: header === undefined ? undefined : { type: "text" as const, text: header },
    body: { text: body },
    footer: footer === undefined ? undefined : { text: footer },
    action: {
      button: button ?? openingSign,
      sections: [...sections].map(([title, rows]) => present({ title, rows: rows.map(toRow) }))
    }
  })
}

/** WhatsApp wants a label on what opens a list. Where the content has none, a sign has to do, which is read in any language. */
const openingSign = "☰"

const toRow = ({ description, id, payload, title }: ChoiceOption) =>
  present({ id: payload ?? id ?? title, title, description })
