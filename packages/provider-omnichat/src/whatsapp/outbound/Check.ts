/** What is wrong with a message before it is sent: `issues` for what Meta documents, `warnings` for limits that are only hearsay. */
import type { OutboundMediaPart } from "@dragoman/core/domain"
import type { FieldIssue } from "@dragoman/core/provider"
import { Predicate } from "effect"
import { sendIssues } from "../wire/SendRequest.ts"

export interface Checked {
  /** The message would be refused, and is not sent. */
  readonly issues: ReadonlyArray<FieldIssue>
  /** The message may be refused; whether it is, nobody documented. */
  readonly warnings: ReadonlyArray<FieldIssue>
}

/** A message as it would be sent. */
export const check = (message: unknown): Checked => ({
  issues: sendIssues(message).map(({ issue, path }) => ({ field: path.map(String).join("."), message: issue })),
  warnings: Predicate.isObject(message) ? warningsOf(message) : []
})

/** A file before it is uploaded or given an address: its size and its type, as the part tells it or else the file; one that neither tells passes. */
export const checkFile = (part: OutboundMediaPart): Checked => {
  if (!("file" in part.source)) return { issues: [], warnings: [] }
  const { size, type } = part.source.file
  const { hearsay, maxBytes, types } = mediaLimits[part.type]
  const tooLarge =
    maxBytes !== undefined && size > maxBytes
      ? [{ field: "source.file.size", message: `${size} bytes, WhatsApp takes ${maxBytes} of a ${part.type}` }]
      : []
  const mime = (part.mimeType ?? type).split(";", 1)[0]?.trim().toLowerCase() ?? ""
  const wrongType =
    types !== undefined && mime !== "" && !types.includes(mime)
      ? [{ field: "source.file.type", message: `${mime}, WhatsApp takes ${types.join(" and ")} as ${part.type}` }]
      : []
  return hearsay ? { issues: wrongType, warnings: tooLarge } : { issues: [...tooLarge, ...wrongType], warnings: [] }
}

const megabyte = 1024 * 1024

interface MediaLimit {
  readonly maxBytes?: number
  readonly types?: ReadonlyArray<string>
  /** The size was told by third parties only. */
  readonly hearsay?: boolean
}

/** A sticker may have 100 kB, an animated one 500: which it is shows in the bytes only, so that the larger counts. */
const mediaLimits: Readonly<Record<OutboundMediaPart["type"], MediaLimit>> = {
  image: { maxBytes: 5 * megabyte, types: ["image/jpeg", "image/png"] },
  audio: { maxBytes: 16 * megabyte },
  video: { maxBytes: 16 * megabyte },
  file: { maxBytes: 100 * megabyte },
  sticker: { maxBytes: 500 * 1024, types: ["image/webp"], hearsay: true }
}

const warningsOf = (message: { readonly [key: PropertyKey]: unknown }): ReadonlyArray<FieldIssue> => {
  const { biz_opaque_callback_data: ours, contacts, type } = message
  const warnings: Array<FieldIssue> = []
  if (typeof ours === "string" && ours.length > maxCallbackData) {
    warnings.push({
      field: "biz_opaque_callback_data",
      message: `${ours.length} characters: more than ${maxCallbackData} may not come back`
    })
  }
  if (type === "contacts" && Array.isArray(contacts) && contacts.length > usualContacts) {
    warnings.push({ field: "contacts", message: `${contacts.length} cards: more than ${usualContacts} may be refused` })
  }
  return warnings
}

const maxCallbackData = 512
const usualContacts = 5
