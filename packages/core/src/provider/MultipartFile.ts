/**
 * An outbound file as the `File` that `FormData` wants, without reading it into memory: its bytes are streamed when the request is sent
 * (by undici; `fetch` buffers them) and streamed again when the request is repeated.
 */
import type { OutboundFile } from "../domain/Outbound.ts"

class StreamedFile extends File {
  readonly #file: OutboundFile

  constructor(file: OutboundFile) {
    super([], file.name, { type: file.type })
    this.#file = file
  }

  override get size(): number {
    return this.#file.size
  }

  override stream(): ReturnType<File["stream"]> {
    return this.#file.stream() as ReturnType<File["stream"]>
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.#file.stream()).arrayBuffer()
  }
}

/** For `formData.append(name, toMultipartFile(file))`. A third argument would make `FormData` wrap it in a new, empty file. */
export const toMultipartFile = (file: OutboundFile): File => (file instanceof File ? file : new StreamedFile(file))
