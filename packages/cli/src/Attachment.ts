/** A file of this machine as an attachment: its bytes are read when they are sent, as a stream, so that its size does not matter. */
import { openAsBlob } from "node:fs"
import { basename } from "node:path"
import { Effect, FileSystem, Option } from "effect"
import { Mime } from "effect/http"
import { badUsage, systemProblem } from "./CommandFailure.ts"

/** The file at a path; one that is not there, or is no file, is bad usage. The MIME type goes by the name. */
export const openFile = Effect.fnUntraced(function* (path: string) {
  const fileSystem = yield* FileSystem.FileSystem
  const { type } = yield* Effect.mapError(fileSystem.stat(path), (error) =>
    badUsage(`${path}: ${systemProblem(error)}`)
  )
  if (type !== "File") return yield* badUsage(`${path}: not a file`)
  const mimeType = Option.getOrElse(Mime.getType(path), () => "application/octet-stream")
  const blob = yield* Effect.tryPromise({
    try: () => openAsBlob(path),
    catch: () => badUsage(`${path}: cannot be read`)
  })
  return new File([blob], basename(path), { type: mimeType })
})
