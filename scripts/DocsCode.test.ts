import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { blocksOf, checkDocs } from "./DocsCode.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const page = (...code: ReadonlyArray<string>) => ["# Title", "", "```ts", ...code, "```", ""].join("\n")

it("finds every ts block and the line it begins on", () => {
  const text = `${page("one")}\n\`\`\`sh\nnpm test\n\`\`\`\n\n- item\n  \`\`\`typescript title="x"\n  two\n  \`\`\`\n`
  expect(blocksOf("docs/a.md", text)).toEqual([
    { page: "docs/a.md", line: 4, code: "one\n" },
    { page: "docs/a.md", line: 13, code: "  two\n" }
  ])
})

it("compiles against the packages, and says what does not on the page's own line", async () => {
  const pages = new Map([
    [
      "README.md",
      page(`import { Schema } from "effect"`, `import "@dragoman/core/webhook"`, "export const a = Schema.String")
    ],
    ["docs/bad.md", page("export const a = 1", "const wrong: string = 1")],
    ["docs/gone.md", page(`import { Nothing } from "@dragoman/core/webhook"`)]
  ])
  const { output, succeeded } = await checkDocs(root, pages)
  expect(succeeded).toBe(false)
  expect(output).not.toContain("README.md")
  expect(output).toMatch(/docs\/bad\.md\(5,7\): error TS2322/)
  expect(output).toMatch(/docs\/gone\.md\(4,10\): error TS2305/)
}, 60_000)
