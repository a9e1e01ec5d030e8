/** Uploaded files: kept in memory, addressed by a signed id that redirects to a storage URL, classified by their MIME type. */
import { Effect } from "effect"
import { isUpload, type Upload } from "../FormParts.ts"
import type { AttachmentRow, BlobRow, FileType } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { Simulation } from "./Simulation.ts"
import type { State } from "./State.ts"

export const storeBlob = (state: State, upload: Omit<Upload, "field">): BlobRow => {
  const blob: BlobRow = {
    signedId: `eyJfcmFpbHMi${state.random.token(24)}--${state.random.token(20)}`,
    key: state.random.token(28).toLowerCase(),
    fileName: upload.fileName,
    contentType: upload.contentType === "" ? "application/octet-stream" : upload.contentType,
    bytes: upload.bytes
  }
  state.blobs.set(blob.signedId, blob)
  return blob
}

/** Public and permanent; it answers with a redirect to the storage. */
export const blobUrl = ({ baseUrl }: Simulation, blob: BlobRow): string =>
  `${baseUrl}/rails/active_storage/blobs/redirect/${blob.signedId}/${encodeURIComponent(blob.fileName)}`

/** An attachment out of a file, or of the signed id of one that was uploaded before. */
export const attachmentFrom = (state: State, file: unknown): Effect.Effect<AttachmentRow, Reply.Refusal> => {
  if (isUpload(file)) return Effect.succeed(fileAttachment(state, storeBlob(state, file)))
  const blob = typeof file === "string" ? state.blobs.get(file) : undefined
  return blob === undefined
    ? Effect.fail(Reply.unprocessable("mismatched digest"))
    : Effect.succeed(fileAttachment(state, blob))
}

export const fileAttachment = (state: State, blob: BlobRow): AttachmentRow => ({
  ...blankAttachment(state),
  fileType: fileTypeOf(blob.contentType),
  blob
})

/** An attachment with nothing in it, for the kinds that carry a place or a person instead of a file. */
export const blankAttachment = (state: State): AttachmentRow => ({
  id: state.nextAttachmentId(),
  fileType: "file",
  blob: null,
  latitude: 0,
  longitude: 0,
  fallbackTitle: null,
  externalUrl: null,
  meta: {}
})

const fileTypeOf = (contentType: string): FileType => {
  if (/^image\/(jpeg|jpg|png|gif|bmp|webp)$/.test(contentType)) return "image"
  if (/^video\/(ogg|mp4|webm|quicktime)$/.test(contentType)) return "video"
  return contentType.startsWith("audio/") ? "audio" : "file"
}
