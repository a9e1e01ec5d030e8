/** The fixtures: one POST a file, the events that it becomes in the file beside it; and documented requests to send. */
import { readdirSync, readFileSync } from "node:fs"
import type { Event, Timestamp } from "@dragoman/core/domain"
import { type Report, toEvents } from "@dragoman/core/wire"
import { toFacts } from "../../src/whatsapp/index.ts"

export interface Fixture {
  /** `<what>--<variant>` */
  readonly name: string
  readonly json: unknown
  readonly expected: ReadonlyArray<Event>
}

const folder = new URL("../fixtures/whatsapp/", import.meta.url)

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), "utf8"))

/** A fixture's POST, parsed anew: a test may change something in it. */
export const payload = (name: string): unknown => read(`webhooks/${name}.json`)

export const fixtures: ReadonlyArray<Fixture> = readdirSync(new URL("webhooks/", folder))
  .filter((file) => !file.endsWith(".expected.json"))
  .map((file) => file.slice(0, -".json".length))
  .map((name) => ({
    name,
    json: payload(name),
    expected: read(`webhooks/${name}.expected.json`) as ReadonlyArray<Event>
  }))

/** The body of a documented request. */
export const request = (name: string): unknown => read(`requests/${name}.json`)

export const requestNames: ReadonlyArray<string> = readdirSync(new URL("requests/", folder)).map((file) =>
  file.slice(0, -".json".length)
)

const report: Report = {
  provider: "whatsapp",
  account: "acme",
  receivedAt: "2026-02-13T01:27:35.000Z" as Timestamp,
  deliveryKey: () => "delivery"
}

/** The events in a POST. */
export const decode = (json: unknown): ReadonlyArray<Event> => toEvents(report, toFacts(json))

/** The events in a fixture, decoded now. */
export const decoded = (name: string): ReadonlyArray<Event> => decode(payload(name))
