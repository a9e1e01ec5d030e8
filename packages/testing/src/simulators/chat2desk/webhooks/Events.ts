/** The events that a webhook can subscribe to, with the names and times that their bodies carry instead. */
import { micro, zulu } from "../Times.ts"

interface EventForm {
  /** What the body calls itself; the same name where it is absent. */
  readonly hookType?: string
  /** The time's key and form. */
  readonly time?: readonly [key: string, form: (milliseconds: number) => string]
}

const inSeconds: EventForm = { time: ["event_time", zulu] }

const forms = {
  inbox: {},
  outbox: {},
  imported_message: {},
  outbox_status: inSeconds,
  comment: {},
  operator_status_changed: { hookType: "operator_status_updated" },
  operator_authentication_updated: {},
  new_client: {},
  new_tag: {},
  new_request: {},
  add_tag_to_client: {},
  add_tag_to_request: {},
  delete_tag_from_client: inSeconds,
  delete_tag_from_request: {},
  client_updated: {},
  client_added_to_blacklist: {},
  close_dialog: {},
  close_request: {},
  dialog_transferred: {},
  device_updated: { hookType: "device_update", ...inSeconds },
  new_qr_code: {},
  new_ticket: { hookType: "ticket_created", time: ["timestamp", zulu] },
  ticket_updated: { time: ["timestamp", zulu] },
  ticket_deleted: { time: ["timestamp", zulu] },
  ai_hints_requested: inSeconds
} as const satisfies Readonly<Record<string, EventForm>>

export type EventName = keyof typeof forms

/** In the order of the documentation. */
export const events = Object.keys(forms) as ReadonlyArray<EventName>

export const isEvent = (name: unknown): name is EventName => typeof name === "string" && Object.hasOwn(forms, name)

/** A body as it goes out. */
export const toHook = (event: EventName, body: Readonly<Record<string, unknown>>, now: number) => {
  const { hookType = event, time: [key, form] = ["event_time", micro] }: EventForm = forms[event]
  return { ...body, hook_type: hookType, [key]: form(now) }
}
