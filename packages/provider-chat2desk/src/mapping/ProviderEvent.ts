/** What the vendor reports beyond the domain: `provider.event`, with the client and the dialog where they are told. */
import type { Fact } from "@dragoman/core/wire"
import type { ProviderEventName, ProviderEventPayloads } from "../api/webhooks/ProviderEvents.ts"
import { type PlaceBody, toOccurredAt, toPlace, toSurroundings } from "./EventSnapshot.ts"

/** `name` is the `hook_type`, whichever of its names the body bears. */
export const outside =
  <Name extends ProviderEventName>(name: Name) =>
  (body: ProviderEventPayloads[Name] & PlaceBody): ReadonlyArray<Fact> => [
    {
      type: "provider.event",
      occurredAt: toOccurredAt(body),
      data: { name, payload: body, ...toSurroundings(toPlace(body)) },
      raw: body
    }
  ]
