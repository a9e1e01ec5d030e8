/**
 * Text on a terminal. Names and messages were written by strangers: what a terminal would obey is taken out, and columns are measured in
 * the cells that characters take, because half of the world's names are twice as wide as they are long.
 */

/** One line that a terminal shows and does not obey. */
export const toDisplayText = (text: string): string =>
  text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ")
    .replace(/\t/g, " ")
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd")

/** Terminal cells that a text takes. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : invisible.test(segment) ? 0 : 1
  return width
}

/** The text cut to a number of cells, an ellipsis showing that it was. */
export const truncate = (text: string, cells: number): string => {
  if (displayWidth(text) <= cells) return text
  let kept = ""
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += displayWidth(segment)
    if (width > cells - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The text with spaces up to a number of cells. */
export const pad = (text: string, cells: number): string => text + " ".repeat(Math.max(0, cells - displayWidth(text)))

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })

/** East Asian wide and fullwidth (not halfwidth) characters, and what is shown as an emoji. */
const wide =
  /^(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f/u

const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u
