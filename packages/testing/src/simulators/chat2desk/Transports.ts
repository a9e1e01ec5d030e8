/** The transports, with what the vendor's documentation says of each: how its clients are named, what it carries, which buttons it has. */

/** The six things that `help/transports` tells of, in its order. */
const abilities = ["text", "image", "audio", "video", "pdf", "location"] as const
export type Ability = (typeof abilities)[number]

const all = "text image audio video pdf location"
const files = "text image audio video pdf"
const photos = "text image"
const clips = "text image video"

/** From the client, and to them. */
const carried = {
  whatsapp: [all, "text image pdf"],
  wa_clickatell: [all, "text image pdf"],
  viber: ["text image video location", "text image video pdf"],
  viber_business: ["text", photos],
  viber_public: ["text image video pdf location", "text image video pdf"],
  viber_tr: ["", photos],
  yandex_dialogs: ["text", "text"],
  wa_infobip: [all, files],
  wa_cm: [all, files],
  wa_tr: [files, files],
  wa_wavy: [files, files],
  wa_botmaker: [all, files],
  viber_infobip: [all, files],
  wa_dialog: [all, files],
  telegram: ["text image audio video location", "text image pdf"],
  sms: ["text", "text"],
  facebook: [photos, "text image pdf"],
  vk: ["text image location", photos],
  external: ["text image video location", "text image pdf"],
  widget: ["text", "text image pdf"],
  insta_i2crm: [clips, clips],
  ok: [clips, clips],
  skype: [clips, clips],
  email: [files, files],
  wechat: ["text image location", photos],
  insta_local: [clips, clips],
  tg_user: [all, files],
  vox_implant: ["", ""],
  sms_infobip: ["", "text"],
  insta_official: ["text image audio", photos]
} as const satisfies Readonly<Record<string, readonly [from: string, to: string]>>

export type Transport = keyof typeof carried

export const isTransport = (name: string): name is Transport => Object.hasOwn(carried, name)

export const canSend = (transport: Transport, ability: Ability): boolean =>
  carried[transport][1].split(" ").includes(ability)

/** The answer of `help/transports`. */
export const transportTable = () =>
  Object.fromEntries(
    Object.entries(carried).map(([name, [from, to]]) => [name, { from_client: answers(from), to_client: answers(to) }])
  )

const answers = (words: string) =>
  Object.fromEntries(abilities.map((ability) => [ability, words.split(" ").includes(ability) ? "yes" : "no"]))

export const buttonTypes = ["reply", "phone", "email", "location", "url"] as const
export type ButtonType = (typeof buttonTypes)[number]

/** Which buttons a keyboard may have; "Instagram" is every kind of it. */
const keyboards: Partial<Record<Transport, ReadonlyArray<ButtonType>>> = {
  vk: ["reply"],
  viber_public: ["reply", "phone", "url"],
  facebook: ["reply", "phone", "email", "location"],
  telegram: ["reply", "phone", "location"],
  widget: ["reply", "url"],
  insta_i2crm: ["reply"],
  insta_local: ["reply"],
  insta_official: ["reply"]
}

/** `wa_gupshup` and `wa_direct`, which the documentation also names here, are not among the transports that it lists. */
const inlineButtons: Partial<Record<Transport, ReadonlyArray<ButtonType>>> = {
  viber_public: ["url", "reply"],
  facebook: ["url", "reply"],
  telegram: ["url", "reply"],
  wa_dialog: ["reply"]
}

export const hasButton = (kind: "inline_buttons" | "keyboard", transport: Transport, button: ButtonType): boolean =>
  (kind === "keyboard" ? keyboards : inlineButtons)[transport]?.includes(button) === true

export const hasLists = (transport: Transport): boolean => transport === "wa_dialog"

/** Where clients can be created and written to first: WhatsApp, Viber, Viber Business, External, Email and SMS. */
export const canWriteFirst = (transport: Transport): boolean =>
  /^(wa_|sms)/.test(transport) || ["whatsapp", "viber", "viber_business", "external", "email"].includes(transport)

/** What stands before the messenger's own id where a client has no phone number; an open set on the wire. */
const prefixes: Partial<Record<Transport, string>> = {
  telegram: "[tg]",
  tg_user: "[tg_user]",
  widget: "[chat]",
  external: "[id]",
  facebook: "[fb]",
  vk: "[vk]",
  ok: "[ok]",
  viber_public: "[viber_public]",
  skype: "[skype]",
  wechat: "[wechat]",
  insta_i2crm: "[insta]",
  insta_local: "[insta]",
  insta_official: "[insta]",
  yandex_dialogs: "[yandex]"
}

/** How the vendor names a client of this transport: `[tg] 734937551`, or the bare digits. */
export const phoneOf = (transport: Transport, address: string): string => {
  const prefix = prefixes[transport]
  return prefix === undefined || address.startsWith("[") ? address : `${prefix} ${address}`
}
