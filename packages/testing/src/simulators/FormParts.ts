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

export interface FormParts {
  readonly fields: ReadonlyArray<readonly [name: string, value: string]>
  readonly files: ReadonlyArray<Upload>
}

/** In process a `FormData` travels as it is and has no content type yet. */
export const isForm = (request: HttpServerRequest.HttpServerRequest): boolean => {
  const body = "body" in request.source ? request.source.body : undefined
  const isFormData = Predicate.isReadonlyObject(body) && body._tag === "FormData"
  return isFormData || (request.headers["content-type"] ?? "").includes("multipart/form-data")
}

export const readForm = (
  request: HttpServerRequest.HttpServerRequest
): Effect.Effect<FormParts, Multipart.MultipartError> =>
  request.multipartStream.pipe(
    Stream.mapEffect(
      (part): Effect.Effect<FormParts, Multipart.MultipartError> =>
        Multipart.isField(part)
          ? Effect.succeed({ fields: [[part.key, part.value]], files: [] })
          : Effect.map(part.contentEffect, (bytes) => ({
              fields: [],
              files: [{ field: part.key, fileName: part.name, contentType: part.contentType, bytes }]
            }))
    ),
    Stream.runCollect,
    Effect.map((parts) => ({
      fields: parts.flatMap(({ fields }) => fields),
      files: parts.flatMap(({ files }) => files)
    }))
  )
