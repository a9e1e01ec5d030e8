/**
 * The handshake by which vendors ask, before they deliver anything, whether a URL is their customer's: a GET with a token that both know and
 * a challenge that is to come back as the body. The names are `hub.mode`, `hub.verify_token`, `hub.challenge` (Meta; `hub_` at hosts in PHP)
 * or the same without `hub.`.
 */
import { Redacted } from "effect"
import { equalInConstantTime } from "./Hmac.ts"

/** Whether a GET's query asks for a challenge, with whatever token. */
export const isHandshake = (query: URLSearchParams): boolean =>
  prefixes.some((prefix) => query.has(`${prefix}challenge`))

/**
 * The challenge, when the query comes with one of the tokens; `undefined` when it does not, or is no handshake. An empty token, such as
 * an environment variable that is set to nothing, matches nothing.
 */
export const answer = (
  query: URLSearchParams,
  tokens: ReadonlyArray<Redacted.Redacted | string>
): string | undefined => {
  const prefix = prefixes.find((candidate) => query.has(`${candidate}challenge`))
  if (prefix === undefined) return undefined
  const mode = query.get(`${prefix}mode`)
  if (mode !== null && mode !== "subscribe") return undefined
  const offered = query.get(`${prefix}verify_token`) ?? ""
  let matches = 0
  for (const token of tokens) {
    const expected = typeof token === "string" ? token : Redacted.value(token)
    if (expected.trim() !== "") matches += Number(equalInConstantTime(expected, offered))
  }
  return matches > 0 ? (query.get(`${prefix}challenge`) ?? undefined) : undefined
}

const prefixes = ["hub.", "hub_", ""]
