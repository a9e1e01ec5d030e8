/** Help with making templates: a text that an AI writes, so many a month, and the file of a header. */
import { Effect } from "effect"
import { allows, type Call, type Endpoint, post, v2 } from "../Endpoint.ts"
import * as Params from "../Params.ts"
import { templateCategories } from "../Records.ts"
import * as Reply from "../Reply.ts"

export const templateHelpEndpoints: ReadonlyArray<Endpoint> = [
  post(v2("/templates/ai-generate"), allows("templates:write", 10), (call) => generate(call)),
  post(v2("/templates/upload-media"), allows("templates:write", 30), (call) => uploadMedia(call))
]

/** The text is the description itself with a variable before it. What is refused is not counted. */
const generate = Effect.fnUntraced(function* ({ now, params, simulation: { settings, state } }: Call) {
  const description = Params.text(params, "description") ?? ""
  if (description.length < 10) {
    return yield* Reply.refuse(422, "description_too_short", "Description must be at least 10 characters")
  }
  yield* Params.oneOf(params, "category", templateCategories)
  const month = new Date(now).toISOString().slice(0, 7)
  const used = (state.generations.get(month) ?? 0) + 1
  if (used > settings.generationsPerMonth) {
    const message = "You've used all your AI generations for this month"
    return yield* Reply.refuse(429, "monthly_limit_exceeded", message)
  }
  state.generations.set(month, used)
  return Reply.json({
    success: true,
    generated_body: `Hi {{1}}! ${description}`,
    generated_image_url: "image_prompt" in params ? "https://media.example.com/generated.png" : null,
    usage: { generations_used: used, generations_limit: settings.generationsPerMonth }
  })
})

const megabyte = 1024 * 1024

/** Documents may have 100 MB by the table and 16 by the description of the field: the smaller one holds. */
const maximumBytes: Readonly<Record<string, number>> = {
  "image/jpeg": 5 * megabyte,
  "image/png": 5 * megabyte,
  "video/mp4": 16 * megabyte,
  "video/3gpp": 16 * megabyte,
  "application/pdf": 16 * megabyte
}

const uploadMedia = Effect.fnUntraced(function* ({ files, simulation: { state } }: Call) {
  const file = files.find(({ field }) => field === "file")
  if (file === undefined) return yield* Reply.required("file")
  const maximum = maximumBytes[file.contentType.split(";")[0] ?? ""]
  if (maximum === undefined) return yield* Reply.invalid("file_type", `${file.contentType} is not supported`)
  if (file.bytes.length > maximum) {
    return yield* Reply.refuse(400, "file_too_large", `The file exceeds ${maximum / megabyte} MB`)
  }
  return Reply.json({ success: true, handle: `4::${state.random.token(40)}` })
})
