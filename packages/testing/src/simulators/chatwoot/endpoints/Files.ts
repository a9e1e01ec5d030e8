/** Uploading, and the two steps of downloading: the public redirect that `data_url` names, and the storage it leads to. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { isUpload } from "../../FormParts.ts"
import { blobUrl, storeBlob } from "../Blobs.ts"
import * as Endpoint from "../Endpoint.ts"
import { text } from "../Params.ts"
import type { BlobRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import type { Simulation } from "../Simulation.ts"

const { get, inAccount, post } = Endpoint

export const fileEndpoints: ReadonlyArray<Endpoint.Endpoint> = [
  post(inAccount("/upload"), "member", (call) => upload(call)),
  get("/rails/active_storage/blobs/redirect/:signed_id/*", "public", (call) => {
    const blob = call.simulation.state.blobs.get(call.path("signed_id"))
    if (blob === undefined) return Effect.fail(Reply.railsNotFound)
    return Effect.succeed(HttpServerResponse.redirect(storageUrl(call.simulation, blob), { status: 302 }))
  }),
  // Outside the application in reality: no token, no JSON.
  get("/storage/:key", "public", (call) => {
    const key = call.path("key")
    const blob = [...call.simulation.state.blobs.values()].find((one) => one.key === key)
    return blob === undefined
      ? Effect.fail(Reply.railsNotFound)
      : Effect.succeed(HttpServerResponse.uint8Array(blob.bytes, { contentType: blob.contentType }))
  })
]

const storageUrl = ({ baseUrl }: Simulation, blob: BlobRow) => `${baseUrl}/storage/${blob.key}`

/** A file, or a URL that the server fetches; the simulator has no outside world and stores the URL's name with no bytes. */
const upload = Effect.fnUntraced(function* (call: Endpoint.Call) {
  const { attachment } = call.body.params
  const externalUrl = text(call.body.params, "external_url")
  if (!isUpload(attachment) && externalUrl === undefined) {
    return yield* Effect.fail(Reply.unprocessable("No file or URL provided"))
  }
  const file = isUpload(attachment)
    ? attachment
    : { fileName: externalUrl?.split("/").at(-1) ?? "file", contentType: "", bytes: new Uint8Array() }
  const blob = storeBlob(call.simulation.state, file)
  return Reply.json({ file_url: blobUrl(call.simulation, blob), blob_id: blob.signedId })
})
