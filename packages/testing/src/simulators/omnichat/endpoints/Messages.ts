/** The history, by platform and window, oldest first; the order is not documented. */
import { Effect } from "effect"
import { type Call, type Endpoint, get } from "../Endpoint.ts"
import { pageOf, parameter, requiredPlatform, requiredWindow, slice } from "../Params.ts"
import * as Reply from "../Reply.ts"
import { toMessage } from "../render/Message.ts"

export const messageEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/messages", "general", (call) => list(call)),
  get("/v1/messages/:messageId", "general", ({ path, simulation: { state } }) => {
    const message = state.messages.get(path("messageId"))
    return message === undefined
      ? Reply.refused(Reply.notFound)
      : Effect.succeed(Reply.json({ content: toMessage(state, message) }))
  })
]

/** The documented table calls the count `totalElements`, the documented reply `totalElement`; a reply is what was seen on the wire. */
const list = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  const platform = yield* requiredPlatform(parameter(query, "platform"))
  const channelId = parameter(query, "channelId")
  const isWithin = yield* requiredWindow(query, ["after", "before"])
  const page = yield* pageOf(query)
  const found = [...state.messages.values()]
    .filter(
      (message) =>
        message.platform === platform &&
        (channelId === undefined || channelId === message.channelId) &&
        isWithin(message.time)
    )
    .toSorted((one, other) => one.time - other.time)
  const content = slice(found, page).map((message) => toMessage(state, message))
  return Reply.json({ content, totalElement: found.length })
})
