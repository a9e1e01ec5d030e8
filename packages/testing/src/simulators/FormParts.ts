/** What a multipart form carries, in the order sent: fields as text, files whole. What the names mean is the vendor's business. */
import { Effect, Predicate, Stream } from "effect"
import { type HttpServerRequest, Multipart } from "effect/http"

export interface Upload {
  /** The name of the form's field. */
  readonly field: string
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type FormPart = readonly [name: string, value: string | Upload]

export const isUpload = (value: unknown): value is Upload =>
  Predicate.isReadonlyObject(value) && value.bytes instanceof Uint8Array

/** In process a `FormData` travels as it is and has no content type yet. */
export const isForm = (request: HttpServerRequest.HttpServerRequest): boolean => {
  const body = "body" in request.source ? request.source.body : undefined
  const isFormData = Predicate.isReadonlyObject(body) && body._tag === "FormData"
  return isFormData || (request.headers["content-type"] ?? "").includes("multipart/form-data")
}

export const readForm = (
  request: HttpServerRequest.HttpServerRequest
): Effect.Effect<ReadonlyArray<FormPart>, Multipart.MultipartError> =>
  request.multipartStream.pipe(Stream.mapEffect(toFormPart), Stream.runCollect)

const toFormPart = (part: Multipart.Part): Effect.Effect<FormPart, Multipart.MultipartError> =>
  Multipart.isField(part)
    ? Effect.succeed([part.key, part.value])
    : Effect.map(part.contentEffect, (bytes) => [
        part.key,
        { field: part.key, fileName: part.name, contentType: part.contentType, bytes }
      ])
