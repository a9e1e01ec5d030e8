/** What the tests of the client share: a client whose transport gives prepared answers, and a few calls and answers. */
import { Replies } from "@dragoman/testing"
import { Effect, Redacted } from "effect"
import * as HueChatClient from "../src/HueChatClient.ts"

export type Options = Partial<HueChatClient.HueChatClientOptions>

/** A client whose requests get the replies in turn, the last one again and again. */
export const answered = Effect.fnUntraced(function* (replies: Replies.Replies, options: Options = {}) {
  const made = HueChatClient.make({ accountId: 1, token: Redacted.make("hc_live_secret"), ...options })
  const { made: client, sent } = yield* Replies.answering(replies, made)
  return { client, sent }
})

export const answer = Replies.json

export const conversation = { params: { account_id: 1, conversation_id: 42 } }
export const page = answer(200, { payload: [] })
export const message = answer(200, { id: 502 })
export const down = answer(503, {})

export const listContacts = (client: HueChatClient.HueChatClient["Service"]) =>
  client.contacts.list({ params: { account_id: 1 }, query: {} })
export const send = (client: HueChatClient.HueChatClient["Service"], echo_id?: string) =>
  client.messages.create({ ...conversation, payload: { content: "Hi", ...(echo_id === undefined ? {} : { echo_id }) } })
