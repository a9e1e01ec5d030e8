/** What an account has besides dialogs: channels, operators and their groups, tags, custom fields, and itself. */
import type { Account, Agent, AttributeDefinition, Channel, Tag, Team } from "@dragoman/core/domain"
import { present, toText } from "@dragoman/core/wire"
import type { FieldNames, FieldSource } from "./CustomFields.ts"
import { toAgentId, toChannelId, toChannelType, toId, toTeamId, type WireId } from "./Ids.ts"

export interface ChannelSource {
  readonly id: WireId
  readonly name?: string | null | undefined
  readonly phone?: number | string | null | undefined
  readonly transports?: ReadonlyArray<string | null> | null | undefined
}

/** One channel for each transport: the vendor's is a group of messenger accounts. */
export const toChannels = ({ id, name, phone, transports }: ChannelSource): ReadonlyArray<Channel> =>
  (transports ?? []).flatMap((transport) => {
    const vendorType = toText(transport)
    if (vendorType === undefined) return []
    const type = toChannelType(vendorType)
    return [
      present({
        id: toChannelId(id, vendorType),
        type,
        vendorType,
        name: toText(name),
        address: addressOf(type, phone)
      })
    ]
  })

/** The number is the channel's: on messengers that have no numbers it is nobody's address. */
const addressOf = (type: Channel["type"], phone: number | string | null | undefined): string | undefined =>
  type === "whatsapp" || type === "viber" || type === "sms" ? toId(phone) : undefined

export interface OperatorSource {
  readonly id: WireId
  readonly email?: string | null | undefined
  readonly first_name?: string | null | undefined
  readonly last_name?: string | null | undefined
  readonly online?: number | boolean | null | undefined
  readonly status_id?: WireId | null | undefined
}

export const toAgent = (wire: OperatorSource): Agent =>
  present({
    id: toAgentId(wire.id),
    name: toText([toName(wire.first_name), toName(wire.last_name)].filter((name) => name !== undefined).join(" ")),
    email: toText(wire.email),
    availability: toAvailability(wire)
  })

/** An absent name is sent as the word too. */
const toName = (name: string | null | undefined): string | undefined => (name === "null" ? undefined : toText(name))

/** `online` says that somebody is logged in, `status_id` what they are doing; 0 is "Working", everything else keeps them from it. */
const toAvailability = ({ online, status_id }: OperatorSource): Agent["availability"] => {
  if (online === null || online === undefined) return undefined
  if (online === 0 || online === false) return "offline"
  return status_id === null || status_id === undefined || Number(status_id) === 0 ? "online" : "busy"
}

export const toTeam = ({ id, name }: { readonly id: WireId; readonly name?: string | null | undefined }): Team =>
  present({ id: toTeamId(id), name: toText(name) })

export interface TagSource {
  readonly id: WireId
  readonly label?: string | null | undefined
  readonly description?: string | null | undefined
  readonly group_name?: string | null | undefined
}

export const toTag = ({ description, group_name, id, label }: TagSource): Tag =>
  present({ id: String(id), name: label ?? "", description: toText(description), group: toText(group_name) })

export const toAttributeDefinition = (
  wire: FieldSource & { readonly type?: string | null | undefined; readonly value?: unknown },
  names: FieldNames
): AttributeDefinition =>
  present({
    id: String(wire.id),
    key: names.nameOf(String(wire.id)),
    name: toText(wire.name),
    appliesTo: "contact" as const,
    valueType:
      wire.type === "input" ? ("text" as const) : wire.type === "dropdown" ? ("list" as const) : ("other" as const),
    values: wire.type === "dropdown" ? toPresetValues(wire.value) : undefined
  })

/** How several values are written is not documented: a list is read, and text that is cut at line ends, commas or semicolons. */
const toPresetValues = (value: unknown): ReadonlyArray<string> | undefined => {
  if (Array.isArray(value)) return value.map(String)
  const text = typeof value === "string" ? toText(value) : undefined
  return text
    ?.split(/\r?\n|,|;/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
}

export interface CompanySource {
  readonly companyID?: WireId | null | undefined
  readonly company_name?: string | null | undefined
  readonly current_version?: WireId | null | undefined
}

/** The version is that of the API. */
export const toAccount = ({ companyID, company_name, current_version }: CompanySource): Account =>
  present({ id: toId(companyID), name: toText(company_name), version: toId(current_version) })
