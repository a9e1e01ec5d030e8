/**
 * The secrets in webhook payloads, taken out in place before anything is read.
 *
 * Only the vendor's own records are searched: an account's custom attribute may be called `secret` and is the account's data. Places and
 * not keys are listed because this runs on every delivery.
 */
import { isObject, redactedText, redactInPlace } from "@dragoman/core/wire"

/** Keys whose values let somebody act as the contact, the inbox or the account. */
export const secretKeys: ReadonlySet<string> = new Set([
  "pubsub_token",
  "hmac_token",
  "secret",
  "access_token",
  "refresh_token",
  "page_access_token",
  "user_access_token",
  "twitter_access_token",
  "twitter_access_token_secret",
  "bot_token",
  "auth_token",
  "api_key",
  "api_key_sid",
  "api_key_secret",
  "line_channel_secret",
  "line_channel_token",
  "webhook_verify_token",
  "imap_password",
  "smtp_password"
])

/** Everything, for records of channels (which hold credentials) and for what nobody documented. */
export const redactAll = (json: unknown): void => {
  redactInPlace(json, secretKeys)
}

/** A conversation: the session's `pubsub_token`, and the contact's on servers that still had one. */
export const redactConversation = (conversation: unknown): void => {
  if (!isObject(conversation)) return
  redactToken(conversation.contact_inbox)
  if (isObject(conversation.meta)) redactToken(conversation.meta.sender)
}

/** A session, or a contact or user of an old server. */
export const redactToken = (record: unknown): void => {
  if (isObject(record) && record.pubsub_token !== undefined && record.pubsub_token !== null) {
    Object.assign(record, { pubsub_token: redactedText })
  }
}
