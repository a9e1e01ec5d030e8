/** The files of messages, at the URLs that attachments name: without a key, as browsers load them. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { type Endpoint, get } from "../Endpoint.ts"
import { numbered } from "../Lookups.ts"

export const fileEndpoints: ReadonlyArray<Endpoint> = [
  get("/files/:file_id/:name", "public", (call) =>
    Effect.map(numbered(call, "file_id", call.simulation.state.attachments), ({ bytes, contentType }) =>
      HttpServerResponse.uint8Array(bytes, { contentType })
    )
  )
]
