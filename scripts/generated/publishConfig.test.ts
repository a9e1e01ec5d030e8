import { expect, it } from "vitest"
import { withPublishConfig } from "./publishConfig.ts"

const manifest = {
  name: "@dragoman/acme",
  bin: { acme: "./src/bin.ts" },
  exports: { ".": "./src/index.ts", "./inner": "./src/inner/index.ts", "./package.json": "./package.json" }
}

it("points at what is built, types first", () => {
  expect(JSON.parse(withPublishConfig(JSON.stringify(manifest))).publishConfig).toEqual({
    access: "public",
    bin: { acme: "./dist/bin.js" },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./inner": { types: "./dist/inner/index.d.ts", default: "./dist/inner/index.js" },
      "./package.json": "./package.json"
    }
  })
})

it("follows a change, and leaves alone what is right or private", () => {
  const right = withPublishConfig(JSON.stringify(manifest))
  expect(withPublishConfig(right)).toBe(right)
  expect(withPublishConfig(right.replace("./src/inner/index.ts", "./src/moved.ts"))).toContain("./dist/moved.d.ts")
  const hidden = JSON.stringify({ ...manifest, private: true })
  expect(withPublishConfig(hidden)).toBe(hidden)
})
