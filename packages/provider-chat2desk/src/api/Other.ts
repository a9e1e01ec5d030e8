/** What is left of the vendor's section "Other". Neither reply is documented. */
import { done, ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { changing, repeatable } from "./Limits.ts"

/** `client.other` */
export class Other extends HttpApiGroup.make("other").add(
  /** What a QR code says, given the address of its picture. */
  HttpApiEndpoint.post("decodeQrCode", "/v1/qr_decode", {
    payload: Schema.Struct({ image_path: Schema.NonEmptyString }),
    success: [...ok(Schema.Unknown), HttpApiSchema.NoContent]
  }).annotateMerge(repeatable),
  /** Deletes every message that has not been sent yet: a GET that is anything but a read. */
  HttpApiEndpoint.get("deleteOutbox", "/v1/gateway/delete_outbox", { success: done }).annotateMerge(changing)
) {}
