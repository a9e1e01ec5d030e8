/** What a link's ending makes of an attachment, and the older fields that repeat the first attachment of each kind. */
import type { AttachmentRow, MessageRow } from "../Records.ts"

export type MediaKind = "photo" | "audio" | "video" | "pdf"

const endings: Readonly<Record<MediaKind, RegExp>> = {
  photo: /\.(jpe?g|png|gif|webp|bmp)$/i,
  audio: /\.(mp3|ogg|oga|opus|wav|m4a|aac|amr)$/i,
  video: /\.(mp4|mov|webm|3gp|avi)$/i,
  pdf: /\.pdf$/i
}

/** `undefined` for any other file. */
export const kindOf = ({ link, name }: AttachmentRow): MediaKind | undefined => {
  const path = URL.parse(link)?.pathname ?? link
  const kinds = Object.keys(endings) as ReadonlyArray<MediaKind>
  return kinds.find((kind) => endings[kind].test(name) || endings[kind].test(path))
}

/** The attachment of a link; without a name its last segment. */
export const attachmentOf = (link: string, name?: string): AttachmentRow => ({
  name: name ?? decodeURIComponent(link.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? link),
  link
})

export const mediaFields = ({ attachments, coordinates }: Pick<MessageRow, "attachments" | "coordinates">) => {
  const first = (kind: MediaKind) => attachments.find((one) => kindOf(one) === kind)?.link ?? null
  return { photo: first("photo"), coordinates, audio: first("audio"), pdf: first("pdf"), video: first("video") }
}
