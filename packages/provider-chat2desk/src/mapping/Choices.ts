/**
 * Buttons and lists of a message, by the fields that `POST /messages` takes: `inline_buttons`, `keyboard.buttons`, and `interactive` in WhatsApp's
 * form. A message has one of them; what does not fit is no button.
 */
import type { ChoiceOption, ContentPart } from "@dragoman/core/domain"
import { asList, asObject, openEnum, present, textOf } from "@dragoman/core/wire"

export interface Buttons {
  readonly inline_buttons?: unknown
  readonly keyboard?: unknown
  readonly interactive?: unknown
}

/** `text`: what the message says besides. `undefined` for a message without buttons. */
export const toChoices = (wire: Buttons, text: string | undefined): ContentPart | undefined => {
  if (wire.inline_buttons === undefined && wire.keyboard === undefined && wire.interactive === undefined)
    return undefined
  const interactive = asObject(wire.interactive)
  const action = asObject(interactive.action)
  const given = [asList(wire.inline_buttons), asList(asObject(wire.keyboard).buttons)].find(
    (buttons) => buttons.length > 0
  )
  const options = given?.flatMap(toOption) ?? [
    ...asList(action.buttons).flatMap((button) => toReply(asObject(button).reply)),
    ...asList(action.sections).flatMap(toRows)
  ]
  if (options.length === 0) return undefined
  return present({
    type: "choices" as const,
    body: text ?? textOf(asObject(interactive.body).text) ?? "",
    header: textOf(asObject(interactive.header).text),
    footer: textOf(asObject(interactive.footer).text),
    button: textOf(action.button),
    options
  })
}

/** A word of a later release is pressed as a reply is. */
const toKind = openEnum<ChoiceOption["kind"], "reply">(
  { reply: "reply", url: "url", phone: "phone", email: "email", location: "location" },
  "reply"
)

const toOption = (button: unknown): ReadonlyArray<ChoiceOption> => {
  const { payload, text, type, url } = asObject(button)
  const title = textOf(text)
  if (title === undefined) return []
  return [present({ kind: toKind(textOf(type)), title, url: textOf(url), payload: textOf(payload) })]
}

const toReply = (reply: unknown, section?: string): ReadonlyArray<ChoiceOption> => {
  const { description, id, title } = asObject(reply)
  const label = textOf(title)
  if (label === undefined) return []
  return [present({ id: textOf(id), kind: "reply" as const, title: label, description: textOf(description), section })]
}

const toRows = (section: unknown): ReadonlyArray<ChoiceOption> => {
  const { rows, title } = asObject(section)
  return asList(rows).flatMap((row) => toReply(row, textOf(title)))
}
