/**
 * Where files are put so that a vendor, or whoever downloads them, can fetch them: an `AttachmentHost`, and the `HttpClient` given, which then
 * answers for the host's addresses too. For vendors that take media by address; it keeps everything in memory.
 */
import type { OutboundFile } from "@dragoman/core/domain"
import { AttachmentHost } from "@dragoman/core/provider"
import { Context, Effect, Layer } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"

export class FileHost extends Context.Service<
  FileHost,
  {
    /** Puts bytes there, such as those that a contact sends along; their address. */
    readonly put: (file: {
      readonly fileName: string
      readonly contentType: string
      readonly bytes: Uint8Array
    }) => Effect.Effect<string>
  }
>()("@dragoman/testing/FileHost") {
  static readonly layer: Layer.Layer<FileHost | AttachmentHost | HttpClient.HttpClient, never, HttpClient.HttpClient> =
    Layer.effectContext(
      Effect.map(HttpClient.HttpClient, (inner) => {
        const stored = new Map<string, () => Response>()
        const client = HttpClient.make((request, url) => {
          const file = stored.get(url.href)
          return file === undefined
            ? inner.execute(request)
            : Effect.succeed(HttpClientResponse.fromWeb(request, file()))
        })
        const put = (file: OutboundFile) =>
          Effect.promise(async () => {
            const url = `https://files.example.com/${stored.size}/${encodeURIComponent(file.name)}`
            const bytes = await new Response(file.stream()).arrayBuffer()
            stored.set(url, () => new Response(bytes, { headers: { "content-type": file.type } }))
            return url
          })
        return Context.make(AttachmentHost, { put }).pipe(
          Context.add(FileHost, {
            put: ({ bytes, contentType, fileName }) =>
              put(new File([new Uint8Array(bytes)], fileName, { type: contentType }))
          }),
          Context.add(HttpClient.HttpClient, client)
        )
      })
    )
}
