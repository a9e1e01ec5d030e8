/**
 * What a message says, for rows of REST and webhooks alike. Files stand in `attachments`, and some kinds a second time in a field of their own
 * (`photo`, `audio`, `video`, `pdf`), for older clients: those are read where `attachments` has nothing (a comment's is `null`), and otherwise
 * only tell what kind of file it is. Text is left as it was sent, HTML included.
 *
 * Buttons are read by the names that requests give them; where a webhook carries them is not documented, so that both places are looked at.
 */
import type { ContentPart } from "@dragoman/core/domain"
import { asList, asObject, type JsonObject, present, textOf, wordOf } from "@dragoman/core/wire"
import { type Buttons, toChoices } from "./Choices.ts"

/** What rows and webhooks tell of a message's content. */
export interface WireContent extends Buttons {
  readonly text?: unknown
  /** A list of `{ name, link }`. */
  readonly attachments?: unknown
  readonly photo?: unknown
  readonly audio?: unknown
  readonly video?: unknown
  readonly pdf?: unknown
  /** `lat lng`. */
  readonly coordinates?: unknown
  /** A public comment under a post of the business; `extra_data.post_url` may tell which. */
  readonly insta_comment?: unknown
  readonly extra_data?: unknown
}

export const toContent = (wire: WireContent): ReadonlyArray<ContentPart> => {
  const extra = asObject(wire.extra_data)
  const body = wordOf(wire.text)
  const choices = toChoices(wire, body) ?? toChoices(extra, body)
  const parts: Array<ContentPart> = []
  if (choices !== undefined) parts.push(choices)
  else if (body !== undefined) parts.push({ type: "text", text: body })
  if (hasFiles(wire)) parts.push(...toFiles(wire))
  const place = toLocation(wire.coordinates)
  if (place !== undefined) parts.push(place)
  if (wire.insta_comment === true || wire.insta_comment === 1) parts.push(toPost(extra))
  return parts.length > 0 ? parts : [{ type: "unsupported", vendorType: "empty" }]
}

type Kind = "image" | "audio" | "video" | "file"

const legacyFields = [
  ["photo", "image"],
  ["audio", "audio"],
  ["video", "video"],
  ["pdf", "file"]
] as const

/** Most messages are words alone. */
const hasFiles = ({ attachments, audio, pdf, photo, video }: WireContent): boolean =>
  (Array.isArray(attachments) && attachments.length > 0) || Boolean(photo || audio || video || pdf)

const toFiles = (wire: WireContent): ReadonlyArray<ContentPart> => {
  const legacy = legacyFields.flatMap(([field, kind]) => {
    const url = textOf(wire[field])
    return url === undefined ? [] : [{ kind, url }]
  })
  const listed = asList(wire.attachments).flatMap(toAttachment)
  if (listed.length === 0) return legacy.map(({ kind, url }) => toFile(kind, url))
  return listed.map(({ fileName, url }) => {
    const kind = legacy.find((known) => known.url === url)?.kind ?? kindOf(fileName) ?? kindOf(pathOf(url)) ?? "file"
    return toFile(kind, url, fileName)
  })
}

const toAttachment = (
  item: unknown
): ReadonlyArray<{ readonly url: string; readonly fileName: string | undefined }> => {
  const { link, name } = asObject(item)
  const url = textOf(link)
  return url === undefined ? [] : [{ url, fileName: textOf(name) }]
}

const toFile = (type: Kind, url: string, fileName?: string): ContentPart => present({ type, url, fileName })

/** By the ending of a name; `undefined` where it says nothing. */
const kindOf = (name: string | undefined): Kind | undefined => {
  const ending = name === undefined ? undefined : /\.(\w{2,5})$/.exec(name)?.[1]?.toLowerCase()
  return ending === undefined ? undefined : endings.get(ending)
}

const endings: ReadonlyMap<string, Kind> = new Map(
  (
    [
      ["image", "jpg jpeg png gif webp bmp heic tiff svg"],
      ["audio", "mp3 ogg oga opus wav m4a aac amr flac weba"],
      ["video", "mp4 mov avi webm mkv 3gp m4v mpeg mpg"],
      ["file", "pdf doc docx xls xlsx ppt pptx txt csv zip rar rtf"]
    ] as const
  ).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind] as const))
)

const pathOf = (url: string): string => url.replace(/[?#].*$/s, "")

const toLocation = (coordinates: unknown): ContentPart | undefined => {
  const text = textOf(coordinates)
  if (text === undefined) return undefined
  const numbers = text.trim().split(/\s*,\s*|\s+/)
  const [latitude, longitude] = numbers.map(Number)
  const isPlace = numbers.length === 2 && isDegrees(latitude, 90) && isDegrees(longitude, 180)
  return isPlace && latitude !== undefined && longitude !== undefined
    ? { type: "location", latitude, longitude }
    : { type: "unsupported", vendorType: "coordinates", text }
}

const isDegrees = (degrees: number | undefined, most: number): boolean =>
  degrees !== undefined && Math.abs(degrees) <= most

const toPost = ({ post_url: url }: JsonObject): ContentPart =>
  present({ type: "referral" as const, sourceType: "insta_comment", url: textOf(url) })
