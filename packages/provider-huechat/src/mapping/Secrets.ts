/** What lets somebody act as the account or a contact, and must not travel on in `raw`, in logs or in archives. */
import { redactInPlace } from "@dragoman/core/wire"

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
 * The tokens of a contact's session, which the platform that HueChat descends from sends along. Nothing else is searched for in a documented
 * event: an account's custom attribute may be called `secret` and is the account's data.
 */
export const redactSessions = (json: unknown): void => {
  redactInPlace(json, sessionKeys)
}

const sessionKeys: ReadonlySet<string> = new Set(["pubsub_token", "hmac_token"])
