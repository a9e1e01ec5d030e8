/**
 * Files for later messages. Undocumented by the vendor; in its routes (`resources :upload, only: [:create]`).
 *
 * Source: chatwoot-wire 4.1. `blob_id` of the reply is the signed id that `attachments` of a JSON message takes. 60 an hour per account.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { drawsOn, perHost } from "./Limits.ts"
import { File, inAccount, maybe, multipart } from "./Wire.ts"

/** A stored file. Old servers answer a number as `blob_id`. */
export class Uploaded extends Schema.Opaque<Uploaded>()(
  Schema.Struct({
    file_url: maybe(Schema.String),
    blob_key: maybe(Schema.String),
    blob_id: maybe(Schema.Union([Schema.String, Schema.Int]))
  })
) {}

/** `client.uploads` */
export class Uploads extends HttpApiGroup.make("uploads")
  .add(
    HttpApiEndpoint.post("create", "/api/v1/accounts/:account_id/upload", {
      params: inAccount,
      payload: multipart(Schema.Struct({ attachment: File })),
      success: ok(Uploaded)
    }).annotateMerge(drawsOn("uploads")),
    /** The server fetches the file itself. */
    HttpApiEndpoint.post("createFromUrl", "/api/v1/accounts/:account_id/upload", {
      params: inAccount,
      payload: Schema.Struct({ external_url: Schema.String }),
      success: ok(Uploaded)
    }).annotateMerge(drawsOn("uploads"))
  )
  .annotateMerge(perHost) {}
