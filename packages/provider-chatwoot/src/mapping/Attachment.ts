/**
 * Attachments as content parts, by `file_type`.
 *
 * `data_url` is what is kept: it is public and answers a redirect to storage that expires in minutes (Instagram's own links expire too). What
 * has no form in the domain (a shared post of an old server, a link preview) becomes `unsupported` with its title and link as text.
 */
import type { ContactCard, ContentPart, MediaPart } from "@dragoman/core/domain"
import { asObject, fitOf, present, textOf, toText } from "@dragoman/core/wire"
import { Attachment } from "../api/shapes/Message.ts"

/** One part per attachment, in order. One that does not fit its schema costs no other. `sticker`: the message says that its image is one. */
export const toAttachmentParts = (
  attachments: ReadonlyArray<unknown> | null | undefined,
  sticker = false
): ReadonlyArray<ContentPart> =>
  attachments === null || attachments === undefined ? [] : attachments.map((attachment) => toPart(attachment, sticker))

const attachmentFit = fitOf(Attachment)

const toPart = (attachment: unknown, sticker: boolean): ContentPart => {
  if (!attachmentFit.is(attachment)) return { type: "unsupported", vendorType: "attachment" }
  switch (attachment.file_type) {
    case "image":
      return toMedia(sticker ? "sticker" : "image", attachment)
    case "audio":
      return toMedia("audio", attachment)
    case "video":
      return toMedia("video", attachment)
    case "file":
      return toMedia("file", attachment)
    case "location":
      return toLocation(attachment)
    case "contact":
      return { type: "contacts", contacts: [toContactCard(attachment)] }
    default:
      return toShared(attachment)
  }
}

const toMedia = (type: MediaPart["type"], attachment: Attachment): MediaPart => {
  const url = toText(attachment.data_url)
  return present({
    type,
    url,
    mimeType: toText(attachment.content_type),
    fileName: url === undefined ? undefined : toFileName(url, toText(attachment.extension)),
    size: typeof attachment.file_size === "number" && attachment.file_size > 0 ? attachment.file_size : undefined
  })
}

/** The last segment of the link's path, which for uploads is the file's name. */
export const toFileName = (url: string, extension?: string): string | undefined => {
  const segment = /^[a-z][a-z\d+.-]*:\/\/[^/?#]+\/(?:[^?#]*\/)?([^/?#]+)(?:[?#]|$)/i.exec(url)?.[1]
  if (segment === undefined) return undefined
  const name = decoded(segment)
  return extension === undefined || name.includes(".") ? name : `${name}.${extension}`
}

const decoded = (segment: string): string => {
  if (!segment.includes("%")) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const toLocation = (attachment: Attachment): ContentPart =>
  typeof attachment.coordinates_lat === "number" && typeof attachment.coordinates_long === "number"
    ? present({
        type: "location" as const,
        latitude: attachment.coordinates_lat,
        longitude: attachment.coordinates_long,
        name: toText(attachment.fallback_title)
      })
    : toUnsupported(attachment)

/** `fallback_title` is usually the phone number, `meta` has the names under either spelling of their keys (from 4.0.2 on). */
const toContactCard = (attachment: Attachment): ContactCard => {
  const meta = asObject(attachment.meta)
  const name = [textOf(meta.first_name) ?? textOf(meta.firstName), textOf(meta.last_name) ?? textOf(meta.lastName)]
    .filter((word) => word !== undefined)
    .join(" ")
  const title = toText(attachment.fallback_title)
  const phone = title !== undefined && /^\+?[\d\s().-]{3,}$/.test(title) ? title : undefined
  return present({
    name: toText(name) ?? (phone === undefined ? title : undefined),
    phones: phone === undefined ? undefined : [phone]
  })
}

/** Shared posts, reels, stories and whatever comes next: media where the server tells a media type (from 4.13.0 on). */
const toShared = (attachment: Attachment): ContentPart => {
  const kind = toText(attachment.data_url) === undefined ? undefined : attachment.content_type?.split("/", 1)[0]
  return kind === "image" || kind === "video" || kind === "audio"
    ? toMedia(kind, attachment)
    : toUnsupported(attachment)
}

const toUnsupported = (attachment: Attachment): ContentPart =>
  present({
    type: "unsupported" as const,
    vendorType: attachment.file_type ?? "attachment",
    text: toText(
      [toText(attachment.fallback_title), toText(attachment.data_url)].filter((text) => text !== undefined).join("\n")
    )
  })
