/**
 * The names of the vendor's events: one to subscribe to, and one in the body (`hook_type`), which differ for three of them. Vendor's section
 * "Webhooks"; chat2desk-wire B7.
 */
import { webhookEvents } from "../Webhooks.ts"

/** A name to subscribe to. */
export type Subscription = (typeof webhookEvents)[number]

const renamed = {
  operator_status_changed: "operator_status_updated",
  device_updated: "device_update",
  new_ticket: "ticket_created"
} as const

type Renamed = typeof renamed

/** A name in a body. */
export type HookType = Exclude<Subscription, keyof Renamed> | Renamed[keyof Renamed]

const renames: Partial<Record<Subscription, HookType>> = renamed

/** Every documented event, by the name to subscribe to: the `hook_type` of its bodies. */
export const hookTypes = Object.fromEntries(webhookEvents.map((name) => [name, renames[name] ?? name])) as Readonly<
  Record<Subscription, HookType>
>
