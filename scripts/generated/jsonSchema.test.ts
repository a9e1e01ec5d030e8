import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import * as Domain from "../../packages/core/src/domain/index.ts"
import { jsonSchema, outputs, path } from "./jsonSchema.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

it("packages/core/schema/dragoman.schema.json is what `npm run generate` would write", async () => {
  const [output] = await outputs(root)
  expect(readFileSync(join(root, path), "utf8")).toBe(output?.text)
})

it("defines the entities, every event, and all that it refers to", () => {
  const document = jsonSchema()
  const names = Object.keys(document.$defs)
  expect(names).toEqual(
    expect.arrayContaining(["Contact", "Conversation", "Message", "Event", "ContentPart", "Channel"])
  )
  expect(names.filter((name) => name.endsWith("Event") && name !== "Event")).toHaveLength(Domain.eventTypes.length)
  const references = JSON.stringify(document).matchAll(/"#\/\$defs\/([^"]+)"/g)
  expect(names).toEqual(expect.arrayContaining([...references].map(([, name]) => name)))
})

it("keeps what a schema checks", () => {
  const { Contact, PhoneNumber, Timestamp } = jsonSchema().$defs
  expect(Timestamp).toMatchObject({ type: "string", pattern: expect.stringContaining("Z$") })
  expect(PhoneNumber).toMatchObject({ type: "string", pattern: "^\\+[1-9]\\d{1,14}$" })
  expect(Contact).toMatchObject({ required: ["id"], properties: { id: { type: "string", minLength: 1 } } })
})
