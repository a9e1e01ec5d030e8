/** The log of tags added to contacts. Vendor's section "Tag"; the longest range is not documented. */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Milliseconds, maybe, PlatformName, pageOf, paging, Timestamp } from "./Wire.ts"

/** One tag, added to one contact. `source` is a word of the documentation's list (`open_api`), or nearly so (`Bot`). */
export class TaggingLog extends Schema.Opaque<TaggingLog>()(
  Schema.Struct({
    time: maybe(Timestamp),
    platform: maybe(PlatformName),
    channelId: maybe(Schema.String),
    userId: maybe(Schema.String),
    bsuid: maybe(Schema.String),
    tag: maybe(Schema.String),
    source: maybe(Schema.String),
    messageId: maybe(Schema.String)
  })
) {}

/** A page of the log. */
export class TaggingLogPage extends Schema.Opaque<TaggingLogPage>()(pageOf(TaggingLog)) {}

/** `client.taggingLogs` */
export class TaggingLogs extends HttpApiGroup.make("taggingLogs")
  .add(
    /** From `taggedAfter` on (inclusive) to `taggedBefore` (exclusive). */
    HttpApiEndpoint.get("list", "/v1/tagging-logs/records", {
      query: { taggedAfter: Milliseconds, taggedBefore: Milliseconds, ...paging },
      success: ok(TaggingLogPage)
    })
  )
  .annotateMerge(perTeam) {}
