/**
 * Requests with files: the forms that carry them, and the limits that the documentation sets to the files. `HueChatClient` checks a form before
 * it is sent, because the vendor counts bytes only after they have travelled.
 *
 * Source: "Messages", "Upload CSV recipients". A template's media is bounded twice, by kind and by a note on the field (huechat-wire 46): the
 * kinds' 5 and 16 MB hold, and of a PDF's 100 and 16 MB the smaller.
 */
import type { MessageCreate } from "./Messages.ts"

const megabyte = 1024 * 1024

/** How many files a message may have. */
export const maxAttachments = 10

/** How large one of them may be. */
export const maxAttachmentBytes = 40 * megabyte

/** The files of one form field. */
export interface UploadRule {
  readonly field: string
  readonly maxFiles: number
  /** Bytes that a file of this media type may have. */
  readonly maxBytes: (mediaType: string) => number
  /** The media types that are taken; all, when absent. */
  readonly mediaTypes?: ReadonlyArray<string>
}

/** The rules of the endpoints that take files. */
export const uploadRules: Readonly<Record<string, UploadRule>> = {
  "messages.createMultipart": { field: "attachments[]", maxFiles: maxAttachments, maxBytes: () => maxAttachmentBytes },
  "broadcasts.uploadCsv": { field: "file", maxFiles: 1, maxBytes: () => 10 * megabyte },
  "templates.uploadMedia": {
    field: "file",
    maxFiles: 1,
    maxBytes: (mediaType) => (mediaType.startsWith("image/") ? 5 : 16) * megabyte,
    mediaTypes: ["image/jpeg", "image/png", "video/mp4", "video/3gpp", "application/pdf"]
  }
}

/** Why a form would be refused. */
export type UploadProblem =
  | { readonly kind: "too-large"; readonly limit: number }
  | { readonly kind: "invalid"; readonly message: string }

/** What is wrong with the files of a form, if anything is. */
export const uploadProblem = (rule: UploadRule, form: FormData): UploadProblem | undefined => {
  const values = form.getAll(rule.field)
  const files = values.filter((value) => typeof value !== "string")
  if (files.length < values.length) return { kind: "invalid", message: "must be files" }
  if (files.length === 0 || files.length > rule.maxFiles) {
    return {
      kind: "invalid",
      message: rule.maxFiles === 1 ? "must be one file" : `must be 1 to ${rule.maxFiles} files`
    }
  }
  for (const { size, type } of files) {
    const mediaType = type.split(";")[0]?.trim().toLowerCase() ?? ""
    if (rule.mediaTypes?.includes(mediaType) === false) {
      return { kind: "invalid", message: `must be one of ${rule.mediaTypes.join(", ")}` }
    }
    const limit = rule.maxBytes(mediaType)
    if (size > limit) return { kind: "too-large", limit }
  }
  return undefined
}

/** A message with files, to be sent with `messages.createMultipart`. */
export const messageForm = (
  { content_attributes, ...fields }: Partial<typeof MessageCreate.Type>,
  attachments: ReadonlyArray<File>
): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  if (content_attributes !== undefined) form.append("content_attributes", JSON.stringify(content_attributes))
  for (const file of attachments) form.append("attachments[]", file)
  return form
}

/** A form of one file, to be sent with `broadcasts.uploadCsv` or `templates.uploadMedia`. */
export const fileForm = (file: File): FormData => {
  const form = new FormData()
  form.append("file", file)
  return form
}
