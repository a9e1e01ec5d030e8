/** What the company starts with: channels with several transports each, operators and groups, tags, custom fields, a menu, templates. */
import { accessRights } from "./AccessRights.ts"
import type { Address, OperatorRow } from "./Records.ts"
import type { State } from "./State.ts"
import type { Transport } from "./Transports.ts"

/** The ids of the channels that the company has from the start. */
export interface Channels {
  /** WhatsApp, Telegram and Viber of a phone. */
  readonly main: number
  /** WhatsApp Business through a provider, Viber for business, SMS. */
  readonly business: number
  /** An app of the company's own: the external transport. */
  readonly app: number
  /** Online chat, Facebook, Instagram, VK, a public Viber account, e-mail. */
  readonly site: number
}

export const setUpCompany = (state: State): Channels => {
  setUpOperators(state)
  setUpTags(state)
  setUpAnswers(state)
  const channel = (name: string, transports: ReadonlyArray<Transport>) =>
    state.channels.insert((id) => ({ id, name, phone: `1800555${String(id - 18_237).padStart(4, "0")}`, transports }))
      .id
  const channels: Channels = {
    main: channel("Example Shop", ["whatsapp", "telegram", "tg_user", "viber"]),
    business: channel("Example Shop Business", ["wa_dialog", "viber_business", "sms"]),
    app: channel("Example Shop App", ["external"]),
    site: channel("Example Shop Site", ["widget", "facebook", "insta_local", "vk", "viber_public", "email"])
  }
  for (const [position, [command, name, text]] of menu.entries()) {
    state.menuItems.insert((id) => ({ id, channelId: channels.main, command, name, text, position: position + 1 }))
  }
  return channels
}

/** The first channel that has the transport. */
export const addressOf = ({ channels }: State, transport: Transport): Address => {
  const channel = channels.find(({ transports }) => transports.includes(transport))
  if (channel === undefined) throw new Error(`the company has no channel with ${transport}`)
  return { channelId: channel.id, transport }
}

const setUpOperators = ({ operatorGroups, operators }: State): void => {
  const operator = (fields: Partial<OperatorRow> & Pick<OperatorRow, "email" | "firstName" | "lastName">) =>
    operators.insert((id) => ({
      id,
      phone: "",
      role: "operator",
      accessRightId: accessRights[1]?.id ?? null,
      online: true,
      avatar: null,
      externalId: null,
      lastVisitAt: null,
      statusId: 0,
      status: "enabled",
      dialogLimit: 50,
      ...fields
    })).id
  operator({
    email: "ada.admin@example.com",
    firstName: "Ada",
    lastName: "Admin",
    role: "admin",
    accessRightId: null,
    status: "admin"
  })
  const sam = operator({ email: "sam.support@example.com", firstName: "Sam", lastName: "Support" })
  const nadia = operator({ email: "nadia.night@example.com", firstName: "Nadia", lastName: "Night", online: false })
  operator({
    email: "fred.former@example.com",
    firstName: "Fred",
    lastName: "Former",
    online: false,
    status: "disabled"
  })
  operatorGroups.insert((id) => ({ id, name: "Support", operatorIds: [sam, nadia] }))
  operatorGroups.insert((id) => ({ id, name: "Nobody", operatorIds: [] }))
}

const setUpTags = ({ customFields, tagGroups, tags }: State): void => {
  const group = tagGroups.insert((id) => ({ id, name: "Customers", orderShow: 1, display: 1 }))
  for (const label of ["VIP", "billing", "urgent"]) {
    tags.insert((id) => ({ id, label, description: `${label} customers`, groupId: group.id }))
  }
  const field = { type: "input", value: "", editable: true, viewable: true } as const
  customFields.insert((id) => ({ id, name: "City", ...field }))
  customFields.insert((id) => ({ id, name: "Level", ...field, type: "dropdown", value: "GOLD,SILVER" }))
  customFields.insert((id) => ({ id, name: "uniqueCompanyId", ...field }))
}

const setUpAnswers = ({ templateGroups, templates }: State): void => {
  const group = templateGroups.insert((id) => ({ id, name: "General" }))
  const answer = { file: null, groupId: group.id, userId: null, createdAt: Date.UTC(2025, 0, 6, 9) }
  templates.insert((id) => ({
    id,
    ...answer,
    shortcut: "hours",
    name: "Opening hours",
    text: "We are here from 9 to 5."
  }))
  templates.insert((id) => ({ id, ...answer, shortcut: "hi", name: "Greeting", text: "Hello, %client!" }))
}

const menu = [
  ["1", "Orders", "Where is my order?"],
  ["2", "Talk to somebody", "Somebody will be with you soon."]
] as const
