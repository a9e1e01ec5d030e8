/**
 * The domain as one JSON Schema (draft 2020-12), for programs in other languages that read what the command line prints, an archive holds
 * or an intake stores. Its root is an event; every other entity is a definition. Made from the schemas in `packages/core/src/domain`,
 * which stay the authority: what a sender adds is allowed, as it is there.
 */
import { Schema } from "effect"
import * as Domain from "../../packages/core/src/domain/index.ts"
import type { Outputs } from "../generate.ts"

export const path = "packages/core/schema/dragoman.schema.json"

export const outputs: Outputs = () => [{ path, text: `${JSON.stringify(jsonSchema(), undefined, 2)}\n` }]

/** The document, every named schema once. */
export const jsonSchema = () => {
  const named = namedSchemas()
  const names = new Map(Array.from(named, ([name, schema]) => [Schema.toCodecJson(schema).ast, name]))
  const { definitions } = Schema.toJsonSchemaDocument(Schema.Struct(Object.fromEntries(named)), {
    generateDescriptions: true,
    referencePolicy: ({ ast, identifier }) => names.get(ast) ?? identifier
  })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Dragoman's domain",
    description: "An event, and the contacts, conversations and messages that it is about.",
    $ref: "#/$defs/Event",
    $defs: Object.fromEntries(Object.entries(definitions).sort(([left], [right]) => (left < right ? -1 : 1)))
  }
}

/** What the domain exports under its name there, and each type of event under a name made of it. */
const namedSchemas = (): ReadonlyMap<string, Schema.Constraint> => {
  const exported = Object.entries<unknown>(Domain).filter(isNamedSchema)
  const events = Domain.Event.members.map((member) => [eventName(member.fields.type.schema.literal), member] as const)
  return new Map<string, Schema.Constraint>([...exported, ...events])
}

/** Ids differ in their brands alone, which JSON Schema does not know: they are strings where they stand. */
const isNamedSchema = (entry: readonly [string, unknown]): entry is [string, Schema.Constraint] =>
  Schema.isSchema(entry[1]) && entry[0] !== "Raw" && !entry[0].endsWith("Id")

/** `message.status_changed` -> `MessageStatusChangedEvent`. */
const eventName = (type: Domain.EventType): string => {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return words.at(-1) === "Event" ? words.join("") : `${words.join("")}Event`
}
