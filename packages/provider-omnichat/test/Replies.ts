/** What the tests of requests and replies share: fixtures by folder, and the success schema of an endpoint. */
import { readdirSync, readFileSync } from "node:fs"
import { type Effect, Schema } from "effect"
import { OmnichatApi } from "../src/OmnichatApi.ts"

const fixtures = new URL("./fixtures/", import.meta.url)

/** The names (without `.json`) of a folder's fixtures. */
export const fixtureNames = (folder: string): ReadonlyArray<string> =>
  readdirSync(new URL(`${folder}/`, fixtures))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort()

/** A fixture, parsed. */
export const fixture = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${folder}/${name}.json`, fixtures), "utf8"))

/** Decodes a reply as the client does, with the schema of the endpoint's plain success. */
export const decodeReply = (
  group: string,
  endpoint: string
): ((reply: unknown) => Effect.Effect<unknown, Schema.SchemaError>) => {
  const [success] = declared(OmnichatApi)[group]?.endpoints[endpoint]?.success ?? []
  if (success === undefined) throw new Error(`There is no endpoint ${group}.${endpoint}`)
  return Schema.decodeUnknownEffect(success as Schema.Codec<unknown>)
}

interface Declared {
  readonly endpoints: Readonly<Record<string, { readonly success: ReadonlySet<unknown> }>>
}

const declared = (api: { readonly groups: Readonly<Record<string, Declared>> }) => api.groups
