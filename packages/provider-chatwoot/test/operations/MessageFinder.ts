/**
 * `message_finder.rb` and little else, for histories that a simulator has no way to grow: rows are chosen by id, ordered and cut off by time.
 */

import { layerMemory as freshLimiter } from "@dragoman/core/provider"
import { InProcess, Requests } from "@dragoman/testing"
import { Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Chatwoot } from "../../src/index.ts"

export interface Row {
  readonly id: number
  /** Seconds since 1970. */
  readonly created_at: number
}

/** The provider on a server whose every conversation has these messages. */
export const accountWith = (rows: ReadonlyArray<Row>) =>
  Chatwoot.layer({ baseUrl: "https://chat.example.com", accountId: 1, token: Redacted.make("token") }).pipe(
    Layer.provideMerge(Requests.layer),
    Layer.provide([InProcess.layer(Layer.mergeAll(messages(rows), inbox)), freshLimiter])
  )

const messages = (rows: ReadonlyArray<Row>) =>
  HttpRouter.add(
    "GET",
    "/api/v1/accounts/:account/conversations/:conversation/messages",
    Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) => {
      const query = new URL(url, "https://chat.example.com").searchParams
      return HttpServerResponse.jsonUnsafe({
        meta: {},
        payload: found(rows, idOf(query, "after"), idOf(query, "before")).map((row) => ({
          ...row,
          content: `message ${row.id}`,
          conversation_id: 5,
          inbox_id: 1,
          message_type: 1,
          content_type: "text",
          private: false,
          source_id: `own-${row.id}`
        }))
      })
    })
  )

const inbox = HttpRouter.add(
  "GET",
  "/api/v1/accounts/:account/inboxes/:id",
  HttpServerResponse.jsonUnsafe({ id: 1, name: "API", channel_type: "Channel::Api" })
)

const idOf = (query: URLSearchParams, name: string) => (query.has(name) ? Number(query.get(name)) : undefined)

const found = (rows: ReadonlyArray<Row>, after: number | undefined, before: number | undefined): ReadonlyArray<Row> => {
  const oldest = rows.toSorted((one, other) => one.created_at - other.created_at || one.id - other.id)
  if (after !== undefined && before !== undefined) {
    return oldest.filter(({ id }) => id >= after && id < before).slice(0, 1000)
  }
  if (after !== undefined) return oldest.filter(({ id }) => id > after).slice(0, 100)
  return oldest.filter(({ id }) => before === undefined || id < before).slice(-20)
}
