/**
 * Media on their way out, in the form that a vendor takes: bytes for those that want an upload, an address for those that fetch. Bytes
 * become an address only where the application says how, by providing an {@link AttachmentHost}; Dragoman stores nothing anywhere.
 */
import { Context, Effect, Option, Schema, Stream } from "effect"
import { type HttpClient, Mime } from "effect/http"
import type { MediaSource, OutboundFile, OutboundMediaPart, PlannedMessage } from "../domain/Outbound.ts"
import { type DownloadOptions, open } from "./AttachmentDownload.ts"
import { ProviderError, type ProviderErrorReason, Unavailable, Unsupported } from "./ProviderError.ts"

/** Why an {@link AttachmentHost} could not take a file. The message goes into the error of the operation: no secrets in it. */
export class AttachmentHostError extends Schema.TaggedError<AttachmentHostError>()("AttachmentHostError", {
  message: Schema.String
}) {}

/** Where the application puts files so that a vendor can fetch them: an object store, a folder behind a web server. */
export class AttachmentHost extends Context.Service<
  AttachmentHost,
  {
    /** Stores the file and answers its public address, which must stay valid for as long as the vendor may fetch it. */
    readonly put: (file: OutboundFile) => Effect.Effect<string, AttachmentHostError>
  }
>()("@dragoman/core/provider/AttachmentHost") {}

/** How a source is fetched or put: whose it is, and the download rules. */
export type SourceOptions = Omit<DownloadOptions, "url"> & {
  /** Instead of what the source says of itself. */
  readonly fileName?: string | undefined
  readonly mimeType?: string | undefined
}

/** The file of a source, for vendors that take bytes: an address is downloaded into memory, `maxBytes` at most. */
export const fetchSource = Effect.fnUntraced(function* (
  source: MediaSource,
  options: SourceOptions
): Effect.fn.Return<OutboundFile, ProviderError, HttpClient.HttpClient> {
  if ("file" in source) return renamed(source.file, options)
  if ("mediaId" in source)
    return yield* fail(options, new Unsupported({ hint: "a mediaId of another vendor has no bytes" }))
  return yield* Effect.scoped(fetched(source.url, options))
})

/** The address of a source, for vendors that fetch: bytes are put on the {@link AttachmentHost}, if there is one. */
export const hostSource = Effect.fnUntraced(function* (
  source: MediaSource,
  options: SourceOptions
): Effect.fn.Return<string, ProviderError> {
  if ("url" in source) return source.url
  if ("mediaId" in source)
    return yield* fail(options, new Unsupported({ hint: "a mediaId of another vendor has no address" }))
  const host = yield* Effect.serviceOption(AttachmentHost)
  if (Option.isNone(host)) {
    return yield* fail(
      options,
      new Unsupported({ hint: "bytes need an AttachmentHost, which makes an address of them" })
    )
  }
  return yield* Effect.catch(host.value.put(renamed(source.file, options)), ({ message }) =>
    fail(options, new Unavailable(), `the attachment host failed: ${message}`)
  )
})

/**
 * The message with an address in the place of every source, for vendors that fetch; bytes leave their name and type behind. `takesMediaIds`: handles
 * stay, because the vendor knows them.
 */
export const hostMedia = Effect.fnUntraced(function* (
  message: PlannedMessage,
  { takesMediaIds = false, ...options }: SourceOptions & { readonly takesMediaIds?: boolean }
): Effect.fn.Return<PlannedMessage, ProviderError> {
  const media = yield* Effect.forEach(message.media, (part): Effect.Effect<OutboundMediaPart, ProviderError> => {
    const { fileName, mimeType, source } = part
    if (takesMediaIds && "mediaId" in source) return Effect.succeed(part)
    const told =
      "file" in source ? { fileName: fileName ?? source.file.name, mimeType: mimeType ?? source.file.type } : {}
    return Effect.map(hostSource(source, { ...options, fileName, mimeType }), (url) => ({
      ...part,
      ...told,
      source: { url }
    }))
  })
  return { ...message, media }
})

const fetched = Effect.fnUntraced(function* (url: string, options: SourceOptions) {
  const { headers, bytes } = yield* open({ operation: "messages.send", ...options, url })
  const parts = yield* Stream.runCollect(bytes)
  const type = options.mimeType ?? headers["content-type"]?.split(";", 1)[0]?.trim() ?? "application/octet-stream"
  // A copy into plain buffers: what the HTTP client hands out may be a view of something larger.
  return new File(
    parts.map((part) => new Uint8Array(part)),
    options.fileName ?? fileNameOf(url, headers, type),
    { type }
  )
})

/** The name in `Content-Disposition`, else the end of the path; with an extension, by which channels tell files apart. */
const fileNameOf = (url: string, headers: Readonly<Record<string, string>>, type: string): string => {
  const announced = /filename\*?=(?:UTF-8'[^']*')?"?([^";]+)"?/i.exec(headers["content-disposition"] ?? "")?.[1]
  const name = decoded(announced ?? new URL(url).pathname)
    .split(/[/\\]/)
    .at(-1)
  if (name !== undefined && /\.\w{1,8}$/.test(name)) return name
  const extension = Option.getOrElse(Mime.getExtension(type), () => "bin")
  return `${name === undefined || name === "" ? "file" : name}.${extension}`
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const renamed = (file: OutboundFile, { fileName, mimeType }: SourceOptions): OutboundFile =>
  (fileName === undefined || fileName === file.name) && (mimeType === undefined || mimeType === file.type)
    ? file
    : { name: fileName ?? file.name, type: mimeType ?? file.type, size: file.size, stream: () => file.stream() }

const fail = (
  { provider, operation = "messages.send" }: SourceOptions,
  reason: ProviderErrorReason,
  vendorMessage?: string
): Effect.Effect<never, ProviderError> =>
  Effect.fail(
    new ProviderError({ provider, operation, reason, ...(vendorMessage === undefined ? {} : { vendorMessage }) })
  )
