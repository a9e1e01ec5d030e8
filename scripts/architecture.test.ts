import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { findViolations, readWorkspace, render } from "./architecture/index.ts"

const found = (files: Record<string, string>): ReadonlyArray<string> =>
  findViolations(new Map(Object.entries(files))).map(render)

const importing = (file: string, statement: string) => found({ [file]: statement })

describe("this repository", () => {
  it("keeps its own rules", () => {
    const violations = findViolations(readWorkspace(fileURLToPath(new URL("..", import.meta.url))))
    expect(violations.filter(({ severity }) => severity === "error").map(render)).toEqual([])
  })
})

describe("who may import whom", () => {
  it.each([
    ["core/src/domain/Contact.ts", `import { Effect } from "effect"`, "Effect of effect"],
    ["core/src/domain/Contact.ts", `import * as E from "effect"`, "* of effect"],
    ["core/src/domain/Contact.ts", `import { toTime } from "../wire/Time.ts"`, "../wire/Time.ts"],
    ["core/src/wire/Time.ts", `import * as Http from "effect/http"`, "effect/http"],
    ["core/src/wire/Time.ts", `export * from "../provider/Provider.ts"`, "../provider/Provider.ts"],
    ["core/src/webhook/Hmac.ts", `import { createHmac } from "node:crypto"`, "node:crypto"],
    ["core/src/provider/Provider.ts", `import type { Gateway } from "../gateway/index.ts"`, "../gateway/index.ts"],
    ["core/src/webhook/Webhook.ts", `import { x } from "@dragoman/provider-acme"`, "@dragoman/provider-acme"],
    [
      "provider-acme/src/AcmeClient.ts",
      `const x = import("@dragoman/provider-chatwoot")`,
      "@dragoman/provider-chatwoot"
    ],
    ["provider-acme/src/AcmeClient.ts", `import { x } from "@dragoman/testing"`, "@dragoman/testing"],
    ["provider-acme/src/AcmeClient.ts", `import { readFileSync } from "node:fs"`, "node:fs"],
    ["provider-acme/src/AcmeClient.ts", `const x = import(name)`, "(computed)"],
    ["provider-acme/src/api/Contacts.ts", `import { Contact } from "@dragoman/core/domain"`, "@dragoman/core/domain"],
    ["provider-acme/src/mapping/Contact.ts", `type C = import("effect/http").HttpClient`, "effect/http"],
    ["provider-acme/src/mapping/Contact.ts", `import { get } from "../AcmeClient.ts"`, "../AcmeClient.ts"],
    ["provider-omnichat/src/whatsapp/Message.ts", `import { x } from "../api/Rooms.ts"`, "../api/Rooms.ts"],
    ["testing/src/simulators/acme/index.ts", `import { x } from "@dragoman/provider-acme"`, "@dragoman/provider-acme"],
    ["testing/src/simulators/acme/index.ts", `import { it } from "@effect/vitest"`, "@effect/vitest"],
    ["testing/src/Contract.ts", `import { x } from "@dragoman/provider-acme"`, "@dragoman/provider-acme"],
    ["migration/src/Plan.ts", `export { x } from "@dragoman/provider-acme"`, "@dragoman/provider-acme"],
    ["sqlite/src/Client.ts", `import "@dragoman/core/domain"`, "@dragoman/core/domain"]
  ])("%s: %s", (file, statement, what) => {
    expect(importing(`packages/${file}`, `\n${statement}\n`)).toEqual([
      `packages/${file}:2 may not import ${what} (import rules)`
    ])
  })

  it.each([
    ["core/src/domain/Contact.ts", `import { Option, pipe, Schema } from "effect"\nimport { Id } from "./Scalars.ts"`],
    ["core/src/wire/Time.ts", `import { IsoTime } from "../domain/index.ts"`],
    ["core/src/webhook/Webhook.ts", `import { Effect } from "effect"\nimport type { Event } from "../domain/index.ts"`],
    ["provider-acme/src/AcmeClient.ts", `import { HttpClient } from "effect/http"\nimport "@dragoman/core/provider"`],
    [
      "provider-acme/src/api/Contacts.ts",
      `import { HttpApiGroup } from "effect/http-api"\nimport "@dragoman/core/provider"`
    ],
    [
      "provider-acme/src/mapping/Contact.ts",
      `import type * as Wire from "../api/Contacts.ts"\nimport "@dragoman/core/wire"`
    ],
    ["testing/src/simulators/acme/index.ts", `import { sign } from "@dragoman/core/webhook"`],
    ["cli/src/Providers.ts", `import "@dragoman/provider-acme"\nimport "node:fs"`],
    ["core/src/domain/Text.ts", `// import "node:fs"\nexport const text = \`import "node:fs"\``]
  ])("%s may", (file, text) => {
    expect(importing(`packages/${file}`, text)).toEqual([])
  })

  it("knows every source file", () => {
    expect(importing("packages/core/src/elsewhere/A.ts", "")).toEqual([
      "packages/core/src/elsewhere/A.ts is in no ring of scripts/architecture/rings.ts (import rules)"
    ])
  })
})

describe("what a package declares", () => {
  const manifest = {
    name: "@dragoman/provider-acme",
    version: "1.0.0",
    description: "Acme",
    keywords: [],
    license: "MIT",
    author: "Dragoman contributors",
    type: "module",
    engines: { node: ">=22.19" },
    files: [],
    exports: {},
    peerDependencies: { effect: "~4.1.0" }
  }
  const file = "packages/provider-acme/package.json"

  it("accepts a full manifest", () => expect(found({ [file]: JSON.stringify(manifest) })).toEqual([]))

  it.each([
    [{ license: "ISC" }, `needs "license": "MIT"`],
    [{ name: "acme" }, `needs "name": "@dragoman/provider-acme"`],
    [{ files: undefined }, `needs "files"`],
    [{ peerDependencies: { effect: "^4.0.0" } }, "needs effect ~4.1.0 as a peer dependency"],
    [{ dependencies: { effect: "4.1.0" } }, "must not bring an effect of its own"]
  ])("%o", (change, message) => {
    expect(found({ [file]: JSON.stringify({ ...manifest, ...change }) })).toEqual([`${file} ${message} (manifests)`])
  })

  it("declares what it imports", () => {
    const source = { "packages/provider-acme/src/index.ts": `import "effect/http"\nimport "@dragoman/core/domain"` }
    expect(found({ [file]: JSON.stringify(manifest), ...source })).toEqual([
      `packages/provider-acme/src/index.ts:2 imports @dragoman/core/domain, which ${file} does not declare (declared imports)`
    ])
  })
})

describe("words in the wrong place", () => {
  it("a vendor's name in core's code, not in its comments", () => {
    const file = "packages/core/src/wire/Time.ts"
    expect(found({ [file]: "/** Chatwoot\n does. */\nconst chatwootEpoch = 1" })).toEqual([
      `${file}:3 names chatwoot (no vendor in core)`
    ])
    expect(found({ [file]: `const a = "acme"`, "packages/provider-acme/README.md": "" })).toEqual([
      `${file}:1 names acme (no vendor in core)`
    ])
  })

  it.each([
    `see ${"/ho"}me/ann/notes`,
    `cd "${"/wo"}rk/main"`,
    `https://${"registry"}.example.com/x`,
    `${"_auth"}Token=1`
  ])("a machine's own: %s", (text) =>
    expect(found({ "docs/a.md": text })).toEqual([
      expect.stringMatching(/^docs\/a\.md:1 names .* \(no machine's own\)$/)
    ])
  )

  it("leaves addresses and URLs alone", () => {
    expect(found({ "docs/a.md": "https://example.com/home/ann and /api/v1/work/items" })).toEqual([])
  })
})

describe("where things are", () => {
  const acme = [
    ...["Acme", "AcmeClient", "AcmeApi", "AcmeWebhook", "AcmeErrors", "AcmeCapabilities", "index"].map(
      (name) => `src/${name}.ts`
    ),
    ...["src/api/Contacts.ts", "src/mapping/Contact.ts", "test/fixtures/contact.json"]
  ].map((path) => `packages/provider-acme/${path}`)
  const without = (missing: string) =>
    Object.fromEntries(acme.filter((path) => !path.includes(missing)).map((path) => [path, ""]))

  it("accepts a whole provider, and a folder in the place of a file", () => {
    expect(found(without("nothing"))).toEqual([])
    expect(found({ ...without("AcmeWebhook"), "packages/provider-acme/src/AcmeWebhook/Events.ts": "" })).toEqual([])
  })

  it("says nothing of a package that has not begun", () => {
    expect(found({ "packages/provider-acme/src/api/Contacts.ts": "" })).toEqual([])
  })

  it.each([
    "src/AcmeClient.ts",
    "src/AcmeApi.ts",
    "src/AcmeWebhook.ts",
    "src/AcmeErrors.ts",
    "src/AcmeCapabilities.ts",
    "src/index.ts",
    "src/api/",
    "src/mapping/",
    "test/fixtures/"
  ])("misses %s", (path) => {
    expect(found(without(path))).toEqual([
      expect.stringMatching(`^packages/provider-acme lacks ${path}.* \\(provider files\\)$`)
    ])
  })

  it.each([
    "packages/cli/src/Utils.ts",
    "packages/cli/test/testHelpers.ts",
    "packages/cli/src/misc/A.ts",
    "packages/cli/src/SessionManager.ts"
  ])("%s says nothing", (path) =>
    expect(found({ [path]: "" })).toEqual([`${path} has a name that says nothing about its job (names)`])
  )

  it("notes files that are long, but not declarative ones", () => {
    const long = "\n".repeat(400).concat("x")
    expect(found({ "packages/cli/src/Long.ts": long, "packages/provider-acme/src/api/Long.ts": long })).toEqual([
      "packages/cli/src/Long.ts note: has 401 lines; 400 is where to look for a seam (length)"
    ])
  })
})
