/**
 * Errors of the WhatsApp Cloud API as its error reference gives them: code, HTTP status and text. The same numbers come as the body of a
 * refused request and, later, as the `errors` of a `failed` status.
 */
import { Refusal } from "../Reply.ts"

/** A failure as a status reports it. */
export interface SendError {
  readonly code: number
  readonly title: string
  readonly details?: string
}

/** A request refused with this code; `details` replaces the table's text about what is wrong in particular. */
export const metaError = (code: number, details?: string): Refusal => {
  const { status, title } = entryOf(code)
  const explanation = details ?? title
  return new Refusal({
    status,
    body: {
      error: {
        message: code === 100 || code === 190 ? `(#${code}) ${explanation}` : `(#${code}) ${title}`,
        type: "OAuthException",
        code,
        ...(code === 100 || code === 190
          ? {}
          : { error_data: { messaging_product: "whatsapp", details: explanation } }),
        fbtrace_id: "AbCdEfGhIjKlMnOpQrStUvW"
      }
    }
  })
}

/** A failure that is noticed after the request was accepted. */
export const sendError = (code: number, details?: string): SendError => {
  const { title } = entryOf(code)
  return { code, title, ...(details === undefined ? {} : { details }) }
}

interface Entry {
  readonly status: number
  readonly title: string
}

const entryOf = (code: number): Entry => table[code] ?? { status: 400, title: "Something went wrong" }

const table: Readonly<Record<number, Entry>> = {
  0: { status: 401, title: "AuthException" },
  1: { status: 400, title: "API Unknown" },
  2: { status: 503, title: "API Service" },
  3: { status: 500, title: "API Method" },
  4: { status: 400, title: "API Too Many Calls" },
  10: { status: 403, title: "Permission Denied" },
  33: { status: 400, title: "Parameter value is not valid" },
  100: { status: 400, title: "Invalid parameter" },
  190: { status: 401, title: "Invalid OAuth access token" },
  200: { status: 403, title: "Permissions error" },
  368: { status: 403, title: "Temporarily blocked for policies violations" },
  80007: { status: 400, title: "Rate limit issues" },
  130429: { status: 400, title: "Rate limit hit" },
  130472: { status: 400, title: "User's number is part of an experiment" },
  130497: { status: 403, title: "Business account is restricted from messaging users in this country" },
  131000: { status: 500, title: "Something went wrong" },
  131005: { status: 403, title: "Access denied" },
  131008: { status: 400, title: "Required parameter is missing" },
  131009: { status: 400, title: "Parameter value is not valid" },
  131014: { status: 400, title: "Request for url failed" },
  131016: { status: 500, title: "Service unavailable" },
  131021: { status: 400, title: "Recipient cannot be sender" },
  131026: { status: 400, title: "Message undeliverable" },
  131030: { status: 400, title: "Recipient phone number not in allowed list" },
  131031: { status: 403, title: "Account has been locked" },
  131037: { status: 400, title: "WhatsApp provided number needs display name approval before message can be sent" },
  131042: { status: 400, title: "Business eligibility payment issue" },
  131045: { status: 500, title: "Incorrect certificate" },
  131047: { status: 400, title: "Re-engagement message" },
  131048: { status: 400, title: "Spam rate limit hit" },
  131049: { status: 400, title: "This message was not delivered to maintain healthy ecosystem engagement" },
  131050: { status: 400, title: "User has stopped marketing messages from your business" },
  131051: { status: 400, title: "Unsupported message type" },
  131052: { status: 400, title: "Media download error" },
  131053: { status: 400, title: "Media upload error" },
  131056: { status: 400, title: "(Business Account, Consumer Account) pair rate limit hit" },
  131057: { status: 500, title: "Account in maintenance mode" },
  131062: { status: 400, title: "Business-scoped user ID recipients are not supported for this message" },
  132000: { status: 400, title: "Template param count mismatch" },
  132001: { status: 404, title: "Template does not exist" },
  132005: { status: 400, title: "Template hydrated text too long" },
  132007: { status: 400, title: "Template format character policy violated" },
  132012: { status: 400, title: "Template parameter format mismatch" },
  132015: { status: 400, title: "Template is paused" },
  132016: { status: 400, title: "Template is disabled" },
  132068: { status: 400, title: "Flow is blocked" },
  132069: { status: 400, title: "Flow is throttled" },
  133000: { status: 500, title: "Incomplete deregistration" },
  133004: { status: 503, title: "Server temporarily unavailable" },
  133010: { status: 400, title: "Phone number not registered" },
  133016: { status: 400, title: "Account register deregister rate limit exceeded" },
  135000: { status: 400, title: "Generic user error" },
  137000: { status: 400, title: "Generic user error" }
}
