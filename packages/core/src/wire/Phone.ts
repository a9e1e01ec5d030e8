/** Phone numbers in the one form that needs no country to be read. */
import type { PhoneNumber } from "../domain/Scalars.ts"

const e164 = /^\+[1-9]\d{1,14}$/

/**
 * E.164, or nothing. Punctuation between the digits is dropped; a number without `+` is not completed, because its country would be
 * a guess.
 */
export const toPhoneNumber = (text: string | null | undefined): PhoneNumber | undefined => {
  if (text === null || text === undefined) return undefined
  const compact = text.replace(/[\s().-]/g, "")
  return e164.test(compact) ? compact : undefined
}

/** For channels that write E.164 without its `+`, such as WhatsApp ids. */
export const fromInternationalDigits = (digits: string | null | undefined): PhoneNumber | undefined =>
  digits === null || digits === undefined ? undefined : toPhoneNumber(digits.startsWith("+") ? digits : `+${digits}`)
