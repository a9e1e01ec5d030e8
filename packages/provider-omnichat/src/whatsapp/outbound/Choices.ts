/**
 * Choices as WhatsApp shows them: up to three short answers are buttons, up to ten a list; one link is a link button, one request for the
 * location the button for that. WhatsApp does not mix them.
 */
import type { ChoiceOption, OutboundPart } from "@dragoman/core/domain"
import { present } from "@dragoman/core/wire"
import { Result } from "effect"
import type { Body } from "./Special.ts"

/** Words that WhatsApp wants and the domain may not have. */
export interface Labels {
  /** On the button that opens a list. */
  readonly listButton: string
  /** Above a list of products. */
  readonly productsHeader: string
}

export const defaultLabels: Labels = { listButton: "Options", productsHeader: "Products" }

type Choices = Extract<OutboundPart, { readonly type: "choices" }>

export const fromChoices = (part: Choices, labels: Labels): Body => {
  const { options } = part
  const [only] = options
  if (options.every(({ kind }) => kind === "reply")) {
    return interactive(part, isShort(part) ? fromButtons(options) : fromList(part, labels))
  }
  if (options.length === 1 && only?.kind === "url") return interactive(part, fromLink(only))
  if (options.length === 1 && only?.kind === "location") {
    return interactive(part, { type: "location_request_message", action: { name: "send_location" } })
  }
  return Result.fail([
    {
      field: "options",
      message: "WhatsApp shows answers, or one link, or one request for the location: not several of these"
    }
  ])
}

const maxButtons = 3
const maxButtonTitle = 20
const maxButtonsBody = 1024

/** Whether buttons can say it all. A label for the list's button asks for a list. */
const isShort = ({ body, button, options }: Choices): boolean =>
  button === undefined &&
  body.length <= maxButtonsBody &&
  options.length <= maxButtons &&
  options.every(
    ({ description, section, title }) =>
      title.length <= maxButtonTitle && description === undefined && section === undefined
  )

const interactive = (part: Choices, kind: { readonly type: string; readonly action: unknown }): Body =>
  Result.succeed({
    type: "interactive",
    interactive: present({
      type: kind.type,
      header: part.header === undefined ? undefined : { type: "text", text: part.header },
      body: { text: part.body },
      footer: part.footer === undefined ? undefined : { text: part.footer },
      action: kind.action
    })
  })

/** The id is all that comes back when it is tapped: it carries the payload. */
const idOf = (option: ChoiceOption): string => option.payload ?? option.id ?? option.title

const fromButtons = (options: Choices["options"]) => ({
  type: "button",
  action: {
    buttons: options.map((option) => ({ type: "reply", reply: { id: idOf(option), title: option.title } }))
  }
})

const fromList = ({ button, options }: Choices, { listButton }: Labels) => {
  const titles = [...new Set(options.map(({ section }) => section))]
  return {
    type: "list",
    action: {
      button: button ?? listButton,
      sections: titles.map((title) =>
        present({ title, rows: options.filter(({ section }) => section === title).map(fromRow) })
      )
    }
  }
}

const fromRow = (option: ChoiceOption) =>
  present({ id: idOf(option), title: option.title, description: option.description })

const fromLink = ({ title, url }: ChoiceOption) => ({
  type: "cta_url",
  action: { name: "cta_url", parameters: { display_text: title, url: url ?? "" } }
})
