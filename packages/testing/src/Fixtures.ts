/**
 * Fixtures in folders: a vendor's own examples, verbatim, one file each, the expected result of a webhook body beside it as
 * `<name>.expected.json`. Runs on Node only.
 */
import { readdirSync, readFileSync } from "node:fs"
import type { Event } from "@dragoman/core/domain"
import { type Effect, Schema } from "effect"

/** A webhook body and what must come of it. */
export interface WebhookFixture {
  readonly name: string
  readonly body: Uint8Array
  readonly expected: ReadonlyArray<Event>
}

/** The names (without `.json`) of a folder's fixtures. */
export const names = (folder: URL): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json") && !file.endsWith(expectedSuffix))
    .map((file) => file.slice(0, -".json".length))
    .sort()

/** A fixture, parsed. `folder` ends with a slash. */
export const json = (folder: URL, name: string): unknown => JSON.parse(readFileSync(file(folder, name), "utf8"))

/** A webhook body, byte for byte, and its expected events. */
export const webhook = (folder: URL, name: string): WebhookFixture => ({
  name,
  body: new Uint8Array(readFileSync(file(folder, name))),
  expected: JSON.parse(readFileSync(new URL(`${encodeURIComponent(name)}${expectedSuffix}`, folder), "utf8"))
})

/** All of a folder. */
export const webhooks = (folder: URL): ReadonlyArray<WebhookFixture> =>
  names(folder).map((name) => webhook(folder, name))

/** Decodes a reply as the client does, with the schema of the endpoint's plain success. */
export const decodeReply = (
  api: { readonly groups: Readonly<Record<string, DeclaredGroup>> },
  group: string,
  endpoint: string
): ((reply: unknown) => Effect.Effect<unknown, Schema.SchemaError>) => {
  const [success] = api.groups[group]?.endpoints[endpoint]?.success ?? []
  if (success === undefined) throw new Error(`There is no endpoint ${group}.${endpoint}`)
  return Schema.decodeUnknownEffect(success as Schema.Codec<unknown>)
}

interface DeclaredGroup {
  readonly endpoints: Readonly<Record<string, { readonly success: ReadonlySet<unknown> }>>
}

const expectedSuffix = ".expected.json"

const file = (folder: URL, name: string): URL => new URL(`${encodeURIComponent(name)}.json`, folder)
