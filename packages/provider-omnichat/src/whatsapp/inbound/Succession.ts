/**
 * A person who changed the number or got another BSUID: the contact of the new id lives on, the one of the old id went into it.
 *
 * The contact that lives on is named as later messages will name it: by the number where one is known, else by the BSUID.
 */
import type { EventOf } from "@dragoman/core/domain"
import { type Fact, fitOf, present, toText } from "@dragoman/core/wire"
import { toContactId, toUser } from "../Ids.ts"
import type { InboundMessage, SystemBody } from "../wire/InboundMessage.ts"
import { UserIdUpdate } from "../wire/Webhook.ts"
import { toPerson } from "./Person.ts"
import { type Place, rawOf, timeOf, unreadFact } from "./Place.ts"

type Merged = EventOf<"contact.merged">["data"]

/** A `system` message that names a new number or BSUID; `undefined` for one that names none. */
export const succession = (place: Place, message: InboundMessage, system: SystemBody): Merged | undefined => {
  const number = toText(system.wa_id) ?? toText(system.new_wa_id)
  const bsuid = toText(system.user_id)
  const from = toText(message.from)
  if (number !== undefined) return merged(place, { number, bsuid }, from ?? toText(message.from_user_id))
  return bsuid === undefined ? undefined : merged(place, { number: from, bsuid }, toText(message.from_user_id))
}

/** One of `user_id_update`. */
export const userIdUpdated = (json: unknown, place: Place, at: string): Fact => {
  if (!updateFit.is(json)) return unreadFact(json, place, updateFit.problem(json, at), "user_id_update")
  const { current, previous } = json.user_id
  return {
    type: "contact.merged",
    occurredAt: timeOf(json.timestamp),
    vendorAccount: place.vendorAccount,
    data: merged(place, { number: toText(json.wa_id), bsuid: current }, previous),
    raw: rawOf(json, place)
  }
}

interface Named {
  readonly number: string | undefined
  readonly bsuid: string | undefined
}

const merged = (place: Place, { bsuid, number }: Named, previous: string | undefined): Merged => {
  const user = toUser(number ?? bsuid ?? "")
  const former = previous === undefined ? undefined : toUser(previous)
  const contact = toPerson(place, { number, bsuid })?.contact ?? { id: toContactId(place.channelId, user) }
  return present({
    contact,
    previousId: former === undefined || former === user ? undefined : toContactId(place.channelId, former)
  })
}

const updateFit = fitOf(UserIdUpdate)
