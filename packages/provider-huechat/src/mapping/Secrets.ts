/** What lets somebody act as the account or a contact, and must not travel on in `raw`, in logs or in archives. */
import { asList, isObject, redactedText, redactInPlace } from "@dragoman/core/wire"

/** Keys that are secrets wherever they stand in what nobody documented, or in a reply. */
export const secretKeys: ReadonlySet<string> = new Set([
  "secret",
  "access_token",
  "api_access_token",
  "refresh_token",
  "pubsub_token",
  "hmac_token"
])

/** In place: call it on JSON that was parsed here and that nobody else holds. */
export const redactAll = (json: unknown): void => {
  redactInPlace(json, secretKeys)
}

/**
 * The tokens of a contact's session, which the platform that HueChat descends from sends along. Nothing else is searched for in what is documented:
 * an account's custom attribute may be called `secret` and is the account's data.
 */
export const redactSessions = (row: unknown): void => {
  redactInPlace(row, sessionKeys)
}

const sessionKeys: ReadonlySet<string> = new Set(["pubsub_token", "hmac_token"])

/** The same in `data` of a delivery, where that platform has them. Places are listed and not keys, because this runs on every delivery. */
export const redactPayload = (data: unknown): void => {
  if (!isObject(data)) return
  redactSession(data)
  redactSession(data.contact_inbox)
  redactSession(data.sender)
  if (isObject(data.meta)) redactSession(data.meta.sender)
  for (const inbox of asList(data.contact_inboxes)) redactSession(inbox)
  redactPayload(data.conversation)
  redactPayload(data.current)
}

const redactSession = (record: unknown): void => {
  if (!isObject(record)) return
  for (const key of sessionKeys) {
    if (typeof record[key] === "string") Object.assign(record, { [key]: redactedText })
  }
}
