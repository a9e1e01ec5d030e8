/**
 * An attachment as a content part. The documentation says that one has "the file URL, type, size, and the message ID" and shows none, so each is
 * read under the names that HueChat's ancestor gives it (`data_url`, `file_type`, `file_size`) and under the plain ones.
 *
 * The type may be a kind (`image`) or a media type (`image/png`). What has no form in the domain is `unsupported`, with its title and link as
 * text.
 */
import type { ContentPart, MediaPart } from "@dragoman/core/domain"
import { isObject, type JsonObject, present, textOf, toText } from "@dragoman/core/wire"

/** One that is no object costs no other: it is `unsupported`. */
export const toAttachmentPart = (attachment: unknown): ContentPart => {
  if (!isObject(attachment)) return { type: "unsupported", vendorType: "attachment" }
  const word = textOf(attachment.file_type) ?? textOf(attachment.type)
  const mimeType = textOf(attachment.content_type) ?? (word?.includes("/") ? word : undefined)
  const kind = word === undefined || word === mimeType ? toKind(mimeType?.split("/", 1)[0]) : mediaKinds.get(word)
  if (kind !== undefined) return toMedia(kind, attachment, mimeType)
  if (word === "location") return toLocation(attachment, word)
  if (word === "contact") return toContactCard(attachment)
  return toUnsupported(attachment, word)
}

const toMedia = (type: MediaPart["type"], attachment: JsonObject, mimeType: string | undefined): MediaPart => {
  const url = toUrl(attachment)
  const size = attachment.file_size ?? attachment.size
  return present({
    type,
    url,
    mimeType,
    fileName:
      textOf(attachment.file_name) ?? textOf(attachment.name) ?? (url === undefined ? undefined : toFileName(url)),
    size: isFinite(size) && size > 0 ? size : undefined
  })
}

const toLocation = (attachment: JsonObject, word: string): ContentPart => {
  const latitude = attachment.coordinates_lat ?? attachment.latitude
  const longitude = attachment.coordinates_long ?? attachment.longitude
  return isFinite(latitude) && isFinite(longitude)
    ? present({ type: "location" as const, latitude, longitude, name: toTitle(attachment) })
    : toUnsupported(attachment, word)
}

/** The title is usually the phone number. */
const toContactCard = (attachment: JsonObject): ContentPart => {
  const title = toTitle(attachment)
  const isPhone = title !== undefined && /^\+?[\d\s().-]{3,}$/.test(title)
  const card = isPhone ? { phones: [title] } : present({ name: title })
  return { type: "contacts", contacts: [card] }
}

const toUnsupported = (attachment: JsonObject, word = "attachment"): ContentPart =>
  present({
    type: "unsupported" as const,
    vendorType: word,
    text: toText([toTitle(attachment), toUrl(attachment)].filter((text) => text !== undefined).join("\n"))
  })

const toUrl = (attachment: JsonObject): string | undefined =>
  textOf(attachment.data_url) ?? textOf(attachment.file_url) ?? textOf(attachment.url)

const toTitle = (attachment: JsonObject): string | undefined =>
  textOf(attachment.fallback_title) ?? textOf(attachment.name)

/** The last segment of the link's path, which for uploads is the file's name. */
const toFileName = (url: string): string | undefined => {
  const segment = /^[a-z][a-z\d+.-]*:\/\/[^/?#]+\/(?:[^?#]*\/)?([^/?#]+)(?:[?#]|$)/i.exec(url)?.[1]
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** `1e999` is JSON, and no number. */
const isFinite = (value: unknown): value is number => Number.isFinite(value)

/** A file whose type nobody told, or whose media type is a document's, is a file. */
const toKind = (major: string | undefined): MediaPart["type"] =>
  major === "image" || major === "audio" || major === "video" ? major : "file"

const mediaKinds: ReadonlyMap<string, MediaPart["type"]> = new Map([
  ["image", "image"],
  ["audio", "audio"],
  ["video", "video"],
  ["file", "file"],
  ["document", "file"],
  ["sticker", "sticker"]
])
