/** Who gets a broadcast: listed with where each message is, and added from a CSV file. */
import { Effect } from "effect"
import { recipientsOf } from "../changes/Broadcasts.ts"
import { allows, type Call, type Endpoint, get, post, v2 } from "../Endpoint.ts"
import { limited } from "../Paging.ts"
import * as Reply from "../Reply.ts"
import { statusCounts, toRecipient } from "../render/Broadcast.ts"
import { broadcastOf, changeable } from "./Broadcasts.ts"

const path = (rest: string) => v2(`/broadcasts/:broadcast_id${rest}`)

export const broadcastRecipientEndpoints: ReadonlyArray<Endpoint> = [
  get(path("/recipients"), allows("broadcasts:read", 60), (call) => list(call)),
  post(path("/upload-csv"), allows("broadcasts:write", 10), (call) => upload(call))
]

/** The counts are of all recipients, whatever the filter. */
const list = Effect.fnUntraced(function* (call: Call) {
  const broadcast = yield* broadcastOf(call)
  const { status } = call.query
  const rows = broadcast.recipients.filter((recipient) => status === undefined || recipient.status === status)
  return Reply.json({
    success: true,
    recipients: limited(rows, call.query, 100).map((recipient) => toRecipient(broadcast, recipient)),
    status_counts: statusCounts(broadcast)
  })
})

const maximumBytes = 10 * 1024 * 1024

/** In place of those there were. The reply is not shown. */
const upload = Effect.fnUntraced(function* (call: Call) {
  const broadcast = yield* broadcastOf(call)
  yield* changeable(broadcast)
  const file = call.files.find(({ field }) => field === "file")
  if (file === undefined) return yield* Reply.required("file")
  if (file.bytes.length > maximumBytes) return yield* Reply.refuse(400, "file_too_large", "The file exceeds 10 MB")
  const [header = [], ...rows] = cellsOf(new TextDecoder().decode(file.bytes))
  const column = header.indexOf("phone_number")
  if (column === -1) {
    return yield* Reply.refuse(400, "phone_number_column_required", "The CSV must have a phone_number column")
  }
  broadcast.recipients = recipientsOf(
    call.simulation.state,
    rows.map((cells) => cells[column])
  )
  return Reply.json({
    success: true,
    recipient_count: broadcast.recipients.length,
    invalid_count: rows.length - broadcast.recipients.length
  })
})

/** Lines that say something, cut at commas; phone numbers need no quotes, and may have them. */
const cellsOf = (csv: string): ReadonlyArray<ReadonlyArray<string>> =>
  csv
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")))
