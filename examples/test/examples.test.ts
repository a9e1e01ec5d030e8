/** Runs every example as a user would, as a program of its own, and looks at what it prints. */
import { execFile } from "node:child_process"
import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

const folder = fileURLToPath(new URL("..", import.meta.url))

/** What a stranger should see, by program. A program that is not listed fails the first test. */
const expected: Readonly<Record<string, ReadonlyArray<RegExp>>> = {
  "01-list-conversations.ts": [/^#1 with Alice Abbott on api: \d+ unread$/m],
  "02-send-message.ts": [/^sent 2 messages, 0 parts degraded$/m, /^1\. Yes$/m],
  "03-receive-webhooks.ts": [/^Ann: Hello\?$/m, /^Ann: Is anybody there\?$/m],
  "03-receive-webhooks-plain.ts": [
    /chatwoot:acme:message\.created:7/,
    /^200 ok$/m,
    /^401 the signature was refused$/m,
    /^200 already handled$/m
  ],
  "04-answer-whatsapp.ts": [
    /^Ann Example on WhatsApp: Are you open today\?$/m,
    /^our answer: delivered$/m,
    /^our answer: read$/m
  ],
  "05-any-vendor.ts": ["HueChat", "Chatwoot", "Omnichat", "Chat2Desk"].map(
    (vendor) =>
      new RegExp(`^${vendor}, on .*whatsapp.*\\n {2}Alice Abbott.*\\n {2}asked Alice Abbott: message \\w+`, "m")
  ),
  "06-promises.ts": [
    /^acme \(HueChat\): Alice Abbott, /m,
    /^umbrella \(Chat2Desk\): Alice Abbott, /m,
    /^sent message \d+$/m,
    /^chatwoot contacts\.get \(HTTP 404\): not found/m
  ],
  "demo.ts": [
    /HTTP 401/,
    /handled 1 time/,
    /called 3 times for one event/,
    /HueChat: 12 contacts/,
    /Omnichat: 12 contacts/,
    /Chat2Desk: 12 contacts/,
    /Nothing was lost, nothing was doubled/
  ]
}

const programs = readdirSync(folder).filter((name) => name.endsWith(".ts"))

describe("examples", () => {
  it("are all listed here", () => {
    expect(programs.sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(programs)(
    "%s runs to its end",
    async (program) => {
      const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: folder, timeout: 50_000 })
      for (const pattern of expected[program] ?? []) expect(stdout).toMatch(pattern)
    },
    60_000
  )
})
